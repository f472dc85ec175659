"""A page of an e-book: its text without what only leads to its other pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.reading.dates import iso_date
from index.reading.draft import one_line
from index.reading.kinds.blocks import BLOCKS, HEADINGS, Element, heading_and_blocks_of, parse_page

_SHORTEST_CHAPTER = 200
"""Characters: covers, title pages and what is left of lists of contents have fewer."""
_LINKED = 0.9
_LONGEST_NAVIGATION = 300
_ENTRIES = ("li", "tr", "p", "dt")
# Below each article of a news book; newer versions of calibre name the link as well.
_DOWNLOADED = re.compile(
    r"(?:This article was downloaded by|Dit artikel (?:is|werd) (?:gedownload|opgehaald) door)\b"
)
_DOWNLOADED_LINK = "calibre-downloaded-from"


@dataclass(frozen=True, slots=True)
class BookPage:
    """What a page says; ``url`` is where it was downloaded, ``published`` as its own marks give it."""

    heading: str | None
    blocks: tuple[str, ...]
    is_chapter: bool
    url: str | None
    published: str | None


def read_page(html: str) -> BookPage:
    """Read a page of a book.

    :raises ArticleError: as ``index.reading.kinds.blocks.parse_page``.
    """
    if not html.strip():
        return BookPage(None, (), is_chapter=False, url=None, published=None)
    page = parse_page(html)
    url = _take_source(page)
    inside = [link for link in page.iter("a") if _is_inside(link)]
    _remove_navigation(page, inside)
    heading, blocks = heading_and_blocks_of(page)
    own = sum(map(len, blocks))
    listed = sum(len(_text(entry)) for entry in _entries(page, inside))
    return BookPage(
        heading,
        blocks,
        is_chapter=own >= _SHORTEST_CHAPTER and (not listed or own - listed >= _SHORTEST_CHAPTER),
        url=url,
        published=_published(page),
    )


def _is_inside(link: Element) -> bool:
    """Whether a link leads to a page of the book, be it one that is missing."""
    try:
        address = urlsplit(link.get("href", ""))
    except ValueError:
        return False
    return not address.scheme and not address.netloc and address.path[:1] not in {"", "/"}


def _take_source(page: Element) -> str:
    """Return the address that a page says it was downloaded from, or nothing; the line goes."""
    for block in _innermost(page):
        links = list(block.iter("a"))
        is_named = any(_DOWNLOADED_LINK in link.get("rel", "") for link in links)
        if links and (is_named or _DOWNLOADED.match(_text(block))):
            block.drop_tree()
            return str(links[0].get("href", ""))
    return ""


def _remove_navigation(page: Element, inside: list[Element]) -> None:
    """Take out blocks that are nothing but links to other pages, with marks between them."""
    linking = set(inside)
    for block in list(page.iter(*BLOCKS)):
        if block.tag in {"body", "html"} or next(block.iter(*HEADINGS), None) is not None:
            continue
        text = _letters(_text(block))
        linked = sum(_letters(_text(link)) for link in block.iter("a") if link in linking)
        if linked and text < _LONGEST_NAVIGATION and linked >= _LINKED * text:
            block.drop_tree()


def _entries(page: Element, inside: list[Element]) -> Iterator[Element]:
    """Yield the entries of a list of contents: what begins with a link to another page."""
    linking = set(inside)
    for entry in page.iter(*_ENTRIES):
        if next(entry.iterancestors(*_ENTRIES), None) is not None:
            continue
        link = next(entry.iter("a"), None)
        if link is not None and link in linking and _text(entry).startswith(_text(link)):
            yield entry


def _published(page: Element) -> str | None:
    """Return the day in the one ``time`` that is marked as that of publication."""
    times = [each for each in page.iter("time") if "pubdate" in each.attrib or "published" in _named(each)]
    dates = {iso_date(each.get("datetime", "")) for each in times}
    return dates.pop() if len(dates) == 1 else None


def _named(element: Element) -> str:
    return f"{element.get('itemprop', '')} {element.get('class', '')}".lower()


def _innermost(page: Element) -> Iterator[Element]:
    blocks = [each for each in page.iter(*BLOCKS) if each.tag != "br"]
    return (
        each for each in blocks if not any(inner is not each for inner in each.iter("p", "div", "td", "li"))
    )


def _text(element: Element) -> str:
    return one_line(element.text_content())


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
