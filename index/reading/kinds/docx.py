"""Word documents (.docx)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml, register_element_cls
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.press import press_articles
from index.reading.kinds.zip import rezipped, unzipped
from index.unread import Unread

_WHAT = "a Word document (.docx)"
_PARTS = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
_STYLES_UPON_STYLES = 5  # each made from the next, and hidden by the last
_TITLE_STYLES = ("title", "heading 1", "titel", "kop 1")
# Of a text box and of a drawing, programs write a copy for older ones beside it.
_OLDER_COPY = "//*[local-name()='AlternateContent'][*[local-name()='Choice']]/*[local-name()='Fallback']"
_NOT_THE_TEXT = (
    _OLDER_COPY,
    "//w:moveFrom[not(parent::w:rPr)]",
    "//w:del[not(parent::w:rPr or parent::w:trPr)]",
    "//w:tr[w:trPr/w:del]",
    "//w:sdt[w:sdtPr/w:showingPlcHdr]",
)
_CONTENTS = re.compile(r"toc \d|toc heading")
_NOTES = ("footnote", "endnote")
for _note in _NOTES:
    register_element_cls(f"w:{_note}", BaseOxmlElement)  # the library has no class of its own for them
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_WORDS = (qn("w:t"), _FORMULA_TEXT)
_SPACES = (qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:sym"))
_HYPHEN = qn("w:noBreakHyphen")


def read_docx(raw: bytes) -> list[ArticleDraft | SkippedPart]:
    """Read a Word document, tables, text boxes and text that was inserted under review included.

    A text box follows the paragraph that it is anchored in; footnotes and endnotes come last, in the order in
    which the text refers to them. Hidden text, the list of contents and what was deleted or moved away under
    review are left out; remarks stand in another part of the file. The title is the one in its properties,
    else the first paragraph in the style Title or Heading 1. The properties' date is that of the file, not of
    the article, so it is not taken. An export of a press database is read article by article.

    :raises ArticleError: it is not such a document, damaged, encrypted or without text.
    """
    files = unzipped(raw, wanted=lambda name: _PARTS.fullmatch(name) is not None, what=_WHAT)
    try:
        document = docx.Document(rezipped(files))
        shown = _Shown.of(document)
        body = document.element.body
        shown.prune(body)
        paragraphs = _paragraphs(body)
        notes = [note for kind in _NOTES for note in _notes(document, body, kind)]
        for note in notes:
            shown.prune(note)
        titled, author = _properties(document)
        title = titled or _styled_title(document, paragraphs)
        texts = [text for _, text in (*paragraphs, *(each for note in notes for each in _paragraphs(note)))]
    except (OpcError, InvalidXmlError, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        # The library takes a document's form for granted: a part that is not there is a KeyError, one that is
        # not XML a SyntaxError (lxml's), an empty one an AttributeError.
        raise ArticleError(Unread.DAMAGED(kind=_WHAT)) from error
    if not texts:
        raise ArticleError(Unread.NO_TEXT(kind="document"))
    exported = press_articles([line for text in texts for line in (text, "")])
    if exported:
        return exported
    return [
        ArticleDraft(
            text=article_text(title, texts),
            title=title or None,
            author=author if author and author != "python-docx" else None,
        )
    ]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is not shown of a document: by the names of its styles."""

    hidden: frozenset[str | None]
    left_out: frozenset[str | None]

    @classmethod
    def of(cls, document: Document) -> "_Shown":
        styles = list(_of(BaseOxmlElement, document.styles.element, "w:style"))
        hidden = set[str | None]()
        for _ in range(_STYLES_UPON_STYLES):
            hidden |= {
                style.get(qn("w:styleId"))
                for style in styles
                if _vanishes(style, by_style=_value(style, "w:basedOn") in hidden)
            }
        left_out = {name for name, called in _style_names(document).items() if _CONTENTS.fullmatch(called)}
        return cls(frozenset(hidden), frozenset(left_out))

    def prune(self, element: BaseOxmlElement) -> None:
        """Take out of an element what is not its text."""
        out = [node for path in _NOT_THE_TEXT for node in element.xpath(f".{path}")]
        for paragraph in _of(CT_P, element, "w:p"):
            style = _value(paragraph.pPr, "w:pStyle")
            if style in self.left_out:
                out.append(paragraph)
            out += [
                run
                for run in _of(CT_R, paragraph, "w:r")
                if _vanishes(run, by_style=bool(self.hidden & {style, _value(run.rPr, "w:rStyle")}))
            ]
        for node in out:
            if (parent := node.getparent()) is not None:
                parent.remove(node)


def _vanishes(element: BaseOxmlElement, *, by_style: bool) -> bool:
    """Whether a run or a style is hidden: by what it says itself, else by the style that it has."""
    own = element.xpath("./w:rPr/w:vanish")
    return own[0].get(qn("w:val"), "1") not in {"0", "false", "off"} if own else by_style


def _value(element: BaseOxmlElement | None, name: str) -> str | None:
    child = None if element is None else element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def _paragraphs(element: BaseOxmlElement) -> list[tuple[CT_P, str]]:
    """Return the paragraphs that have text; one whose end was deleted under review runs on in the next."""
    found = list[tuple[CT_P, str]]()
    runs_on = False
    for paragraph in _of(CT_P, element, "w:p"):
        before = found.pop()[1] if runs_on else ""
        found.append((paragraph, before + _text(paragraph)))
        runs_on = bool(paragraph.xpath("./w:pPr/w:rPr[w:del or w:moveFrom]"))
    return [(paragraph, line) for paragraph, text in found if (line := one_line(text))]


def _text(paragraph: CT_P) -> str:
    """Return the text of a paragraph, without that of text boxes in it, which are paragraphs of their own."""
    words = []
    for node in paragraph.iter(*_WORDS, *_SPACES, _HYPHEN):
        if next(node.iterancestors(qn("w:p"))) is not paragraph:
            continue
        if node.tag in _WORDS:
            words.append(node.text or "")
        elif node.tag == _HYPHEN:
            words.append("-")
        elif next(node.iterancestors(qn("w:r")), None) is not None:  # not a tab stop of the format
            words.append(" ")
    return "".join(words)


def _notes(document: Document, body: BaseOxmlElement, kind: str) -> list[BaseOxmlElement]:
    """Return the notes of a kind that the text refers to, in order, each once."""
    parts = [each.target_part for each in document.part.rels.values() if each.reltype.endswith(f"/{kind}s")]
    notes = {
        note.get(qn("w:id")): note
        for part in parts
        for note in _of(BaseOxmlElement, parse_xml(part.blob), f"w:{kind}")
    }
    wanted = dict.fromkeys(node.get(qn("w:id")) for node in body.iter(qn(f"w:{kind}Reference")))
    return [notes[name] for name in wanted if name in notes]


_Kind = TypeVar("_Kind", bound=BaseOxmlElement)


def _of(kind: type[_Kind], element: BaseOxmlElement, name: str) -> Iterator[_Kind]:
    """Yield the elements of a name below one, which the library has in a class."""
    return (each for each in element.iter(qn(name)) if isinstance(each, kind))


def _style_names(document: Document) -> dict[str | None, str]:
    """Return the names of the styles, in lower case, by their ids."""
    styles = _of(BaseOxmlElement, document.styles.element, "w:style")
    return {style.get(qn("w:styleId")): (_value(style, "w:name") or "").lower() for style in styles}


def _properties(document: Document) -> tuple[str, str]:
    """Return the title and the author that the file's properties say; Google's files have no properties."""
    package = document.part.package
    if package is None or not any(
        each.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for each in package.rels.values()
    ):
        return "", ""  # the library would make some, with the title "Word Document"
    properties = document.core_properties
    return one_line(properties.title), one_line(properties.author)


def _styled_title(document: Document, paragraphs: list[tuple[CT_P, str]]) -> str:
    names = _style_names(document)
    return next((text for p, text in paragraphs[:10] if names.get(p.style) in _TITLE_STYLES), "")
