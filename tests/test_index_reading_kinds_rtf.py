"""What of rich text is its text: each word once, in the characters that were meant."""

import pytest
from press_exports import FACTIVA

from index.errors import ArticleError
from index.reading.draft import ArticleDraft
from index.reading.kinds.rtf import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\*\cs10 Default;}}"
    r"{\*\generator Riched20;}{\info{\author Karin Veldstra}{\creatim\yr2020\mo1\dy2}}"
    "\n\\pard\\plain\\s1 Pont vaart weer\\par\n\\pard\\plain\\f0 "
)


def one_in(raw: bytes) -> ArticleDraft:
    (draft,) = read_rtf(raw)
    assert isinstance(draft, ArticleDraft)
    return draft


def paragraphs_of(body: str, head: str = HEAD) -> list[str]:
    draft = one_in((head + body + "}").encode("latin-1"))
    title, *paragraphs = draft.text.split("\n\n")
    assert (title, draft.author, draft.published) == ("Pont vaart weer", "Karin Veldstra", None)
    return paragraphs


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"Caf\'e9 \'80 5 \ldblquote op\rdblquote  \emdash  \'93ja\'94", "Café € 5 “op” — “ja”"),
        (r"\u8220?Zo\u8217\'92n\u8221?", "“Zo’n”"),
        (r"{\uc2\u233\'c3\'a9n}", "én"),
        (r"{\uc0\u233n}", "én"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\f1 \'cf\'ee\'e6\'e0\'f0} brand", "Пожар brand"),
        (r"een\tab twee\line drie\~vier\_vijf\-zes \{\\\}", "een twee drie vier-vijfzes {\\}"),
        ("Ca\xe9", "Caé"),
        ("over twee\r\n regels", "over twee regels"),
    ],
)
def test_characters(written: str, text: str) -> None:
    assert paragraphs_of(written) == [text]


def test_paragraphs_and_cells() -> None:
    body = r"Een.\par Twee.\page Drie.\par\trowd 2023\cell 1,2 miljoen\cell\row\pard Slot.\sect"
    assert paragraphs_of(body) == ["Een.", "Twee.", "Drie.", "2023", "1,2 miljoen", "Slot."]


def test_notes_come_last_and_a_text_box_stands_once_behind_its_paragraph() -> None:
    box = (
        r"{\shp{\*\shpinst\shpleft10{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard De pont is gratis.\par}}"
        r"{\shprslt{\*\do\dptxbx{\dptxbxtext De pont is gratis.\par}}}}"
    )
    body = (
        rf"Zie het {box}kader{{\super\chftn{{\footnote \pard\plain {{\chftn}} Noot een.\par}}}}.\par "
        r"Twee{\*\footnote\ftnalt Noot twee.}.\par"
    )
    assert paragraphs_of(body) == ["Zie het kader.", "De pont is gratis.", "Twee.", "Noot een.", "Noot twee."]


def test_what_is_hidden_deleted_or_beside_the_text_is_left_out() -> None:
    body = (
        r"{\header Krant\par}{\footerr 3\par}Tot {\deleted 1 mei}{\revised 1 juli} dicht.{\v Bron: Jan.}\par"
        r"\v Geheim.\v0  Open.{\*\atnauthor Jan}{\*\annotation Klopt dit?}{\xe Brug}{\pict\wmetafile8 0100aa}"
        r"\v weg\plain . Klaar.\par{\listtext\'b7\tab}Punt.\par"
        r'{\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt De kaart}} hier.\par {\*\onbekend weg}'
    )
    assert paragraphs_of(body) == ["Tot 1 juli dicht.", "Open.. Klaar.", "Punt.", "De kaart hier."]


def test_bytes_that_are_no_text_are_passed_over() -> None:
    assert paragraphs_of("Een {\\pict\\bin5 }}}}}}twee \\bin3 {{{drie.") == ["Een twee drie."]


def test_a_title_in_its_properties_goes_before_a_heading() -> None:
    draft = one_in(rb"{\rtf1{\info{\title De \u233?chte titel}}\pard Tekst.\par}")
    assert (draft.title, draft.text) == ("De échte titel", "De échte titel\n\nTekst.")


@pytest.mark.parametrize(
    "raw", [b"{\\rtf1 De pont vaart", b"{\\rtf1 De pont vaart}}}} }", b"{\\rtf1{{{De pont vaart\\"]
)
def test_what_is_cut_off_or_closed_too_often(raw: bytes) -> None:
    assert one_in(raw).text.startswith("De pont vaart")


def test_what_is_no_rich_text() -> None:
    with pytest.raises(
        ArticleError,
        match=r"^not rich text \(.rtf\), or damaged; open it",
    ):
        read_rtf(b"De pont")
    with pytest.raises(ArticleError, match=r"^no text in this document"):
        read_rtf(b"{\\rtf1{\\pict 00}}")


def test_an_export_of_a_press_database_is_read_article_by_article() -> None:
    lines = "".join(f"{line}\\par\n" for line in FACTIVA.split("\n"))
    found = read_rtf(f"{{\\rtf1\\ansi {lines}}}".encode("latin-1"))
    assert [(each.title, each.published) for each in found if isinstance(each, ArticleDraft)] == [
        ("Brug bij Ravensteyn dicht", "2024-03-14"),
        ("Harbour town plans pool", "2025-01-09"),
    ]
