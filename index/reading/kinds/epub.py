"""E-books (.epub): each chapter of a magazine or collection is an article."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from index.errors import ArticleError
from index.reading.dates import iso_date
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.blocks import heading_and_blocks
from index.reading.kinds.zip import unzipped, xml_of
from index.unread import Unread

_WHAT = "an e-book (.epub)"
_TEXT_SUFFIXES = (".xml", ".opf", ".xhtml", ".html", ".htm", ".ncx")
# Covers, title pages and lists of contents are no articles.
_SHORTEST_CHAPTER = 200


def read_epub(raw: bytes) -> Iterator[ArticleDraft | SkippedPart]:
    """Read the chapters of an e-book in reading order, each under the number of its place.

    A chapter's title is its first heading; author and date are those of the book. What has fewer than 200
    characters is a cover or a title page and is passed over.

    :raises ArticleError: it is not such a book, damaged, protected or without text.
    """
    files = unzipped(raw, wanted=lambda name: name.lower().endswith(_TEXT_SUFFIXES), what=_WHAT)
    if "META-INF/encryption.xml" in files and b"EncryptedData" in files["META-INF/encryption.xml"]:
        raise ArticleError(Unread.PROTECTED())
    place, package = _package(files)
    names = _reading_order(place, package)
    title = _text(package, "title")
    found = False
    for number, name in enumerate(names, 1):
        if name not in files:
            yield SkippedPart(str(number), Unread.CHAPTER_MISSING(name=one_line(name)))
            continue
        try:
            heading, blocks = heading_and_blocks(decode_text(files[name]))
        except ArticleError as error:
            yield SkippedPart(str(number), error.reason)
            continue
        if sum(map(len, blocks)) < _SHORTEST_CHAPTER:
            continue
        found = True
        yield ArticleDraft(
            text=article_text(heading or title, blocks),
            title=heading or title,
            published=iso_date(_text(package, "date") or ""),
            author=_text(package, "creator"),
            key=str(number),
        )
    if not found:
        raise ArticleError(Unread.NO_CHAPTER())


def _package(files: dict[str, bytes]) -> tuple[str, ET.Element]:
    """Return the name of the package document, which says what the book holds, and its tree."""
    container = xml_of(files, "META-INF/container.xml", _WHAT)
    place = next((node.get("full-path") for node in _all(container, "rootfile")), None)
    if place is None:
        raise ArticleError(Unread.NO_CONTENTS(kind=_WHAT))
    return place, xml_of(files, place, _WHAT)


def _reading_order(place: str, package: ET.Element) -> list[str]:
    """Return the names of the chapters' files, without the one that lists the contents."""
    items = {node.get("id"): node for node in _all(package, "item")}
    chapters = [items[ref] for node in _all(package, "itemref") if (ref := node.get("idref")) in items]
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(node.get("href", ""))))
        for node in chapters
        if "nav" not in node.get("properties", "").split()
    ]


def _all(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    return (node for node in tree.iter() if node.tag.rpartition("}")[2] == name)


def _text(package: ET.Element, name: str) -> str | None:
    return next((text for node in _all(package, name) if (text := one_line(node.text or ""))), None)
