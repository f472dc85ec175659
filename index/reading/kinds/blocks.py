"""HTML to a tree that is not too large, and to the text of its blocks, menus and all."""

import io
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from index.errors import ArticleError
from index.reading.draft import one_line
from index.unread import Unread

Element = HtmlElement
"""An element of a page, for modules that walk its tree."""

MAX_DEPTH = 150
"""Elements within elements. Parsers stop at 250, and what walks a tree gets slow long before."""
MAX_ELEMENTS = 30_000
Element = HtmlElement

_REFERENCE = re.compile(r"&#(?P<x>[xX]?)(?P<code>[0-9a-fA-F]+);?")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
_NO_TEXT = frozenset(
    ["head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button", "select"]
)
_CITED = "cited"
_CITING_CLASS = re.compile(r"(?:gmail|yahoo|protonmail|moz|outlook)\w*[_-]?(?:quote|quoted|cite)", re.I)
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?:px)?\s*(?:;|!|$))",
    re.I,
)


def parse_page(html: str) -> HtmlElement:
    """Return the tree of an HTML page, or of a part of one.

    :raises ArticleError: nothing is in it, or it is nested too deep or too large to be an article.
    """
    # Bytes in a known encoding: a page may declare another than that in which it was decoded.
    raw = _without_no_characters(_XML_DECLARATION.sub("", html)).encode()
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(raw, parser=parser)
    except etree.LxmlError as error:
        raise ArticleError(Unread.NO_TEXT(kind="page")) from error
    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            raise ArticleError(Unread.TOO_MANY_ELEMENTS())
    return tree


def _without_no_characters(html: str) -> str:
    """Return HTML without numbers of control characters: the parser takes them, and no text may hold them."""
    return _NO_CHARACTER.sub(" ", _REFERENCE.sub(_character, html))


def _character(found: re.Match[str]) -> str:
    try:
        code = int(found["code"], 16 if found["x"] else 10)
    except ValueError:  # letters behind a decimal number
        return found[0]
    return found[0] if code in {9, 10, 13} or (code >= 0x20 and code not in {0xFFFE, 0xFFFF}) else " "


def is_too_deep(xml: bytes) -> bool:
    """Whether elements of an XML file stand deeper in each other than ``MAX_DEPTH``."""
    depth = 0
    try:
        steps = etree.iterparse(io.BytesIO(xml), events=("start", "end"), resolve_entities=False)
        for event, element in steps:
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                return True
            if event == "end":
                element.clear()
    except etree.XMLSyntaxError:
        # Broken from here on: how deep it was before is what counts.
        return False
    return False


def block_texts(html: str) -> tuple[str, ...]:
    """Return the text of each paragraph, heading, list item and cell, in order, each on one line.

    :raises ArticleError: as ``parse_page``.
    """
    return tuple(text for _, text in _blocks(html))


def heading_and_blocks_of(page: HtmlElement) -> tuple[str | None, tuple[str, ...]]:
    """Return the text of the first heading of a page, if there is one, and all block texts."""
    blocks = _blocks_of(page)
    heading = next((text for tag, text in blocks if tag in HEADINGS), None)
    return heading, tuple(text for _, text in blocks)


def cited_block_texts(html: str) -> tuple[tuple[bool, str], ...]:
    """Return all block texts of a message, and of each whether it stands in an earlier one that is repeated.

    :raises ArticleError: as ``parse_page``.
    """
    return tuple((tag == _CITED, text) for tag, text in _blocks(html))


def is_unseen(element: HtmlElement) -> bool:
    """Whether an element says of itself that it is not shown."""
    return element.get("hidden") is not None or _UNSEEN.search(element.get("style", "")) is not None


def _is_cited(element: HtmlElement) -> bool:
    """Whether a quotation is that of a mail program, not of the writer."""
    return element.tag == "blockquote" and (
        element.get("type") == "cite" or _CITING_CLASS.search(element.get("class", "")) is not None
    )


def _blocks(html: str) -> list[tuple[str, str]]:
    return _blocks_of(parse_page(html)) if html.strip() else []


def _blocks_of(page: HtmlElement) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    tags: list[str] = []
    words: list[str] = []
    silent = cited = 0

    def close() -> None:
        text = one_line("".join(words))
        if text:
            found.append((_CITED if cited else next(tag for tag in reversed(tags) if tag in BLOCKS), text))
        words.clear()

    for event, element in etree.iterwalk(page, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in BLOCKS and tags:
                close()
            tags.append(tag)
            silent += tag in _NO_TEXT or is_unseen(element)
            cited += _is_cited(element)
            words.append("" if silent else element.text or "")
        else:
            if tag in BLOCKS:
                close()
            tags.pop()
            silent -= tag in _NO_TEXT or is_unseen(element)
            cited -= _is_cited(element)
            # The tail belongs to what the element stands in.
            words.append("" if silent or not tags else element.tail or "")
    return found
