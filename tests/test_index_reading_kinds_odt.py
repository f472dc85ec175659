"""What of an OpenDocument text is its text: each word once, and nothing that its reader does not see."""

import dataclasses

import pytest
from corpus_articles import MUSEUM
from corpus_files import odt_of

from index.reading.draft import ArticleDraft
from index.reading.kinds.odt import read_odt

ARTICLE = dataclasses.replace(MUSEUM, title="Pont vaart weer", paragraphs=("Slot.",))
BOX = "<draw:frame><draw:text-box><text:p>De pont is gratis.</text:p></draw:text-box></draw:frame>"


def one_in(raw: bytes) -> ArticleDraft:
    (draft,) = read_odt(raw)
    assert isinstance(draft, ArticleDraft)
    return draft


def paragraphs_of(body: str, styles: str = "") -> list[str]:
    names = '<x xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:style">'
    # The title is a heading in the body, so that what stands before it comes first.
    draft = one_in(odt_of(ARTICLE, body=f"{names}{styles}{body}</x>"))
    *paragraphs, title, last = draft.text.split("\n\n")
    assert (title, last, draft.author) == ("Pont vaart weer", "Slot.", "Sietse Hoekstra")
    return paragraphs


def noted(text: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    )


def test_notes_come_last() -> None:
    body = f"<text:p>Een{noted('Noot een.')}. Twee{noted('Noot twee.', 'endnote')}.</text:p>"
    draft = one_in(odt_of(ARTICLE, body=body))
    assert draft.text == "Een. Twee.\n\nPont vaart weer\n\nSlot.\n\nNoot een.\n\nNoot twee."


@pytest.mark.parametrize(
    "body",
    [
        f"<text:p>Zie het {BOX}kader.</text:p>",
        "<text:p>Zie het <draw:rect><text:p>De pont is gratis.</text:p></draw:rect>kader.</text:p>",
        f"<text:p>Zie het kader.</text:p>{BOX}",
    ],
)
def test_a_text_box_stands_once_behind_its_paragraph(body: str) -> None:
    assert paragraphs_of(body) == ["Zie het kader.", "De pont is gratis."]


def test_what_was_deleted_and_remarks_are_left_out_and_what_was_inserted_stays() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>1 mei</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Tot <text:change text:change-id='a'/><text:change-start/>1 juli<text:change-end/> dicht"
        "<office:annotation><text:p>Klopt dit?</text:p></office:annotation>.<office:annotation-end/></text:p>"
    )
    assert paragraphs_of(body) == ["Tot 1 juli dicht."]


def test_hidden_text_is_left_out() -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2" style:parent-style-name="T1"/>'
        '<style:style style:name="A" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:parent-style-name="A"/>'
    )
    body = (
        '<text:p text:style-name="A">Open.<text:span text:style-name="T2"> Dicht.</text:span>'
        '<text:hidden-text text:is-hidden="true"> Stil.</text:hidden-text></text:p>'
        '<text:p text:style-name="T1">Bron: Jan.</text:p>'
        '<text:p>Bron: Piet.<text:hidden-paragraph text:is-hidden="true"/></text:p>'
        '<text:section text:display="none"><text:p>Bron: Kees.</text:p></text:section>'
        "<text:section><text:p>Ook<text:tab/>open.</text:p></text:section>"
    )
    assert paragraphs_of(body, styles) == ["Open.", "Ook open."]


def test_a_list_of_contents_is_left_out() -> None:
    body = (
        "<text:table-of-content><text:index-body><text:p>Pont vaart weer 3</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:list><text:list-item><text:p>Een punt.</text:p></text:list-item></text:list>"
    )
    assert paragraphs_of(body) == ["Een punt."]


def test_a_title_by_a_style_that_is_made_from_that_of_titles() -> None:
    body = (
        '<style:style xmlns:style="urn:style" style:name="P1" style:parent-style-name="Title"/>'
        '<text:p text:style-name="P1">De echte titel</text:p>'
    )
    draft = one_in(odt_of(ARTICLE, body=body))
    assert (draft.title, draft.text) == ("De echte titel", "De echte titel\n\nPont vaart weer\n\nSlot.")
