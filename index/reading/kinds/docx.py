"""Word documents (.docx)."""

import re

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, article_text, one_line
from index.reading.kinds.zip import rezipped, unzipped
from index.unread import Unread

_WHAT = "a Word document (.docx)"
_PARTS = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
_TITLE_STYLES = ("title", "heading 1", "titel", "kop 1")


def read_docx(raw: bytes) -> list[ArticleDraft]:
    """Read a Word document, tables and text that was inserted under review included.

    The title is the one in its properties, else the first paragraph in the style Title or Heading 1. The
    properties' date is that of the file, not of the article, so it is not taken.

    :raises ArticleError: it is not such a document, damaged, encrypted or without text.
    """
    files = unzipped(raw, wanted=lambda name: _PARTS.fullmatch(name) is not None, what=_WHAT)
    try:
        document = docx.Document(rezipped(files))
        paragraphs = [
            (paragraph, text)
            for paragraph in document.element.body.iter(qn("w:p"))
            if isinstance(paragraph, CT_P) and (text := _text(paragraph))
        ]
        titled = one_line(document.core_properties.title)
        author = one_line(document.core_properties.author)
        title = titled or _styled_title(document, paragraphs)
    except (OpcError, InvalidXmlError, KeyError, ValueError, AttributeError, SyntaxError) as error:
        # The library takes a document's form for granted: a part that is not there is a KeyError, one that is
        # not XML a SyntaxError (lxml's), an empty one an AttributeError.
        raise ArticleError(Unread.DAMAGED(kind=_WHAT)) from error
    if not paragraphs:
        raise ArticleError(Unread.NO_TEXT(kind="document"))
    return [
        ArticleDraft(
            text=article_text(title, (text for _, text in paragraphs)),
            title=title or None,
            author=author if author and author != "python-docx" else None,
        )
    ]


def _text(paragraph: CT_P) -> str:
    """Return the text of a paragraph, without that of text boxes in it, which are paragraphs of their own."""
    words = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        # The older copy of what newer programs read elsewhere, and text boxes.
        if next(node.iterancestors(qn("w:p"))) is not paragraph:
            continue
        if node.tag == qn("w:t"):
            words.append(node.text or "")
        elif node.tag == qn("w:noBreakHyphen"):
            words.append("-")
        elif next(node.iterancestors(qn("w:r")), None) is not None:  # not a tab stop of the format
            words.append(" ")
    return one_line("".join(words))


def _styled_title(document: Document, paragraphs: list[tuple[CT_P, str]]) -> str:
    names = {style.style_id: (style.name or "").lower() for style in document.styles}
    return next((text for p, text in paragraphs[:10] if names.get(p.style or "") in _TITLE_STYLES), "")
