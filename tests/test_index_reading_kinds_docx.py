"""What of a Word document is its text: each word once, and nothing that its reader does not see."""

import io
import re
import zipfile

import pytest
from corpus_articles import DIJK
from corpus_files import docx_of, zip_of

from index.reading.draft import ArticleDraft
from index.reading.kinds.docx import read_docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Pont vaart weer</w:t></w:r></w:p>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def document(body: str, *, styles: str = "", **notes: str) -> bytes:
    """Return a Word document of this body; ``notes`` are the parts ``footnotes`` and ``endnotes``."""
    with zipfile.ZipFile(io.BytesIO(docx_of(DIJK))) as archive:
        files = {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}
    files["word/document.xml"] = f"<w:document {_NAMES}><w:body>{HEAD}{body}</w:body></w:document>"
    files["word/styles.xml"] = files["word/styles.xml"].replace("</w:styles>", f"{styles}</w:styles>")
    relations, kinds = "", ""
    for kind, inside in notes.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {_NAMES}>{inside}</w:{kind}>"
        relations += f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
        kinds += (
            f'<Override PartName="/word/{kind}.xml" ContentType="application/'
            f'vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        )
    for name, end, more in (
        ("word/_rels/document.xml.rels", "</Relationships>", relations),
        ("[Content_Types].xml", "</Types>", kinds),
    ):
        files[name] = files[name].replace(end, more + end)
    return zip_of({name: content.encode("utf-8", "surrogateescape") for name, content in files.items()})


def paragraphs_of(raw: bytes) -> list[str]:
    (draft,) = read_docx(raw)
    assert isinstance(draft, ArticleDraft)
    title, *paragraphs = draft.text.split("\n\n")
    assert title == draft.title == "Pont vaart weer"
    return paragraphs


BOX = f"<w:txbxContent>{paragraph(run('De pont is gratis.'))}</w:txbxContent>"


@pytest.mark.parametrize(
    "box",
    [
        f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>",
        f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>",
        f"<mc:AlternateContent><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>",
    ],
    ids=["new and old", "old", "old alone"],
)
def test_a_text_box_stands_once_behind_its_paragraph(box: str) -> None:
    body = paragraph(f"{run('Zie het ')}<w:r>{box}</w:r>{run('kader.')}") + paragraph(run("Slot."))
    assert paragraphs_of(document(body)) == ["Zie het kader.", "De pont is gratis.", "Slot."]


def test_of_a_review_the_last_text_counts() -> None:
    body = (
        paragraph(
            f"{run('Tot ')}<w:del><w:r><w:delText>1 mei</w:delText></w:r></w:del>"
            f"<w:ins>{run('1 juli')}</w:ins>{run(' dicht.')}"
        )
        + paragraph(f"<w:moveFrom>{run('Het kost 2 miljoen.')}</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>")
        + paragraph(run("De pont ", ""), "<w:rPr><w:del/></w:rPr>")
        + paragraph(run("vaart."))
        + paragraph(f"<w:moveTo>{run('Het kost 2 miljoen.')}</w:moveTo>", "<w:rPr><w:moveTo/></w:rPr>")
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('weg'))}</w:tc></w:tr></w:tbl>"
        + paragraph(run("Einde"), "<w:rPr><w:del/></w:rPr>")
    )
    assert paragraphs_of(document(body)) == [
        "Tot 1 juli dicht.",
        "De pont vaart.",
        "Het kost 2 miljoen.",
        "Einde",
    ]


def test_hidden_text_is_left_out_by_its_own_word_or_by_its_style() -> None:
    styles = (
        '<w:style w:styleId="Stil"><w:name w:val="Stil"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Stiller"><w:name w:val="Stiller"/><w:basedOn w:val="Stil"/></w:style>'
    )
    body = (
        paragraph(run("Bron: Jan.", "<w:vanish/>"))
        + paragraph(run("Open.", '<w:vanish w:val="0"/>') + run(" Dicht.", '<w:rStyle w:val="Stiller"/>'))
        + paragraph(run("Bron: Piet."), '<w:pStyle w:val="Stil"/>')
        + paragraph(run("Toch.", '<w:rStyle w:val="Stil"/><w:vanish w:val="false"/>'))
    )
    assert paragraphs_of(document(body, styles=styles)) == ["Open.", "Toch."]


def test_notes_come_last_each_once_and_only_those_that_the_text_refers_to() -> None:
    def note(kind: str, number: int, *texts: str) -> str:
        inside = "".join(paragraph(run(text)) for text in texts)
        return f'<w:{kind} w:id="{number}">{inside}</w:{kind}>'

    def reference(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = (
        paragraph(run("Een.") + reference("footnote", 3) + reference("endnote", 1))
        + paragraph(run("Twee.") + reference("footnote", 2) + reference("footnote", 3))
        + paragraph(f"{run('Drie.')}<w:del>{reference('footnote', 4)}</w:del>")
    )
    raw = document(
        body,
        footnotes=note("footnote", -1, "lijn")
        + note("footnote", 2, "Noot bij twee.")
        # Both paragraphs of one note, and one of which the reference was deleted.
        + note("footnote", 3, "Noot bij een.", "Verder.")
        + note("footnote", 4, "Vervallen."),
        endnotes=note("endnote", 1, "Eindnoot."),
    )
    assert paragraphs_of(raw) == [
        "Een.",
        "Twee.",
        "Drie.",
        "Noot bij een.",
        "Verder.",
        "Noot bij twee.",
        "Eindnoot.",
    ]


def test_what_stands_between_words_keeps_them_apart_and_what_divides_them_does_not() -> None:
    inside = (
        f"{run('zee')}<w:r><w:softHyphen/></w:r>{run('sluis')}<w:r><w:cr/></w:r>{run('water')}"
        f"<w:r><w:tab/></w:r>{run('CO')}<m:oMath><m:r><m:t>2</m:t></m:r></m:oMath>"
        f'<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>{run("e")}<w:r><w:noBreakHyphen/></w:r>'
        f"{run('mail')}"
    )
    assert paragraphs_of(document(paragraph(inside))) == ["zeesluis water CO2 e-mail"]


def test_a_list_of_contents_and_a_field_that_waits_for_words_are_no_text() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    waiting = paragraph(run("Klik om tekst in te voeren."))
    body = (
        paragraph(run("Pont vaart weer 3"), '<w:pStyle w:val="Inhopg1"/>')
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{waiting}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtContent>{paragraph(run('De pont vaart.'))}</w:sdtContent></w:sdt>"
    )
    assert paragraphs_of(document(body, styles=styles)) == ["De pont vaart."]


def test_a_document_without_properties_has_the_title_that_it_shows() -> None:
    with zipfile.ZipFile(io.BytesIO(document(paragraph(run("De pont vaart weer."))))) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.startswith("docProps/")}
    files["_rels/.rels"] = re.sub(rb"<Relationship [^>]*docProps[^>]*/>", b"", files["_rels/.rels"])
    files["[Content_Types].xml"] = re.sub(
        rb"<Override [^>]*docProps[^>]*/>", b"", files["[Content_Types].xml"]
    )
    (draft,) = read_docx(zip_of(files))
    assert draft == ArticleDraft(text="Pont vaart weer\n\nDe pont vaart weer.", title="Pont vaart weer")
