"""E-books (.epub): each chapter of a magazine, a collection or a news book is an article."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from index.errors import ArticleError
from index.reading.dates import iso_date
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.epub_page import BookPage, read_page
from index.reading.kinds.zip import unzipped, xml_of
from index.reading.metadata import web_address
from index.reading.publication_lines import publication_lines
from index.unread import Unread

_WHAT = "an e-book (.epub)"
_TEXT_SUFFIXES = (".xml", ".opf", ".xhtml", ".html", ".htm", ".ncx")
# Fonts that are made unusable outside of the book; its text is not.
_FONTS_ALONE = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NO_CHAPTERS = frozenset(("toc", "cover", "title-page", "titlepage", "copyright-page", "index"))
_NEWS_PAGE = re.compile(r"(?:^|/)feed_\d+/(?:article_\d+/)?[^/]+$")
_NO_AUTHORS = frozenset(("calibre", "unknown", "onbekend"))
_FIRST_YEAR = "1000"  # calibre writes 0101 where it knows none


def read_epub(raw: bytes) -> Iterator[ArticleDraft | SkippedPart]:
    """Read the chapters of an e-book in reading order, each under the number of its place.

    A chapter's title is its first heading, else what the list of contents calls it. Its date and author are
    those that its own lines say, else those of the book; not of a news book that calibre made, whose date is
    that of its making. Covers, title pages and lists of contents are passed over.

    :raises ArticleError: it is not such a book, damaged, protected or without text.
    """
    files = unzipped(raw, wanted=lambda name: name.lower().endswith(_TEXT_SUFFIXES), what=_WHAT)
    book = _Book.of(files)
    is_locked = found = False
    for number, name in enumerate(book.chapters, 1):
        if name not in files:
            yield SkippedPart(str(number), Unread.CHAPTER_MISSING(name=one_line(name)))
        elif name in book.locked:
            is_locked = True
            yield SkippedPart(str(number), Unread.PROTECTED())
        else:
            try:
                page = read_page(decode_text(files[name]))
            except ArticleError as error:
                yield SkippedPart(str(number), error.reason)
                continue
            if page.is_chapter:
                found = True
                yield book.draft(page, name, str(number))
    if not found:
        raise ArticleError(Unread.PROTECTED() if is_locked else Unread.NO_CHAPTER())


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document says: names of files as the archive has them, in reading order."""

    chapters: tuple[str, ...]
    locked: frozenset[str]
    names: Mapping[str, str]
    title: str | None
    author: str | None
    published: str | None

    @classmethod
    def of(cls, files: dict[str, bytes]) -> "_Book":
        place, package = _package(files)
        items = {node.get("id"): node for node in _all(package, "item")}
        spine = [items[ref] for node in _all(package, "itemref") if (ref := node.get("idref")) in items]
        guide = {
            _resolved(place, node.get("href", ""))
            for node in _all(package, "reference")
            if node.get("type", "").lower() in _NO_CHAPTERS
        }
        pages = {_resolved(place, node.get("href", "")): node for node in spine}
        is_news = _is_news(package, pages)
        author = _text(package, "creator")
        is_author = author is not None and author.lower() not in _NO_AUTHORS
        return cls(
            chapters=tuple(
                name
                for name, node in pages.items()
                if "nav" not in node.get("properties", "").split() and name not in guide
            ),
            locked=_locked(files),
            names=_names_of_chapters(files),
            title=_text(package, "title"),
            author=author if is_author and not is_news else None,
            published=None if is_news else _published(package),
        )

    def draft(self, page: BookPage, name: str, key: str) -> ArticleDraft:
        title = page.heading or self.names.get(name) or self.title
        said = publication_lines([title or "", *page.blocks])
        return ArticleDraft(
            text=article_text(title, page.blocks),
            title=title,
            published=page.published or said.published or self.published,
            author=said.author or self.author,
            url=web_address(page.url),
            key=key,
        )


def _package(files: dict[str, bytes]) -> tuple[str, ET.Element]:
    """Return the name of the package document, which says what the book holds, and its tree."""
    container = xml_of(files, "META-INF/container.xml", _WHAT)
    place = next((node.get("full-path") for node in _all(container, "rootfile")), None)
    if place is None:
        raise ArticleError(Unread.NO_CONTENTS(kind=_WHAT))
    return place, xml_of(files, place, _WHAT)


def _locked(files: dict[str, bytes]) -> frozenset[str]:
    """Return the files of the book that are encrypted."""
    if "META-INF/encryption.xml" not in files:
        return frozenset()
    return frozenset(
        unquote(reference.get("URI", ""))
        for data in _all(xml_of(files, "META-INF/encryption.xml", _WHAT), "EncryptedData")
        if not any(each.get("Algorithm") in _FONTS_ALONE for each in _all(data, "EncryptionMethod"))
        for reference in _all(data, "CipherReference")
    )


def _is_news(package: ET.Element, pages: Mapping[str, ET.Element]) -> bool:
    """Whether calibre made the book of the pages that it fetched."""
    said = {
        node.get("content", "")
        for node in _all(package, "meta")
        if "publication_type" in node.get("name", "")
    }
    return any(each.startswith("periodical") for each in said) or any(map(_NEWS_PAGE.search, pages))


def _published(package: ET.Element) -> str | None:
    """Return the date of the book: not the day on which its file was made or changed."""
    for node in _all(package, "date"):
        event = next((value for key, value in node.attrib.items() if key.endswith("event")), "publication")
        date = iso_date(one_line(node.text or ""))
        if event.lower() == "publication" and date is not None and date >= _FIRST_YEAR:
            return date
    return None


def _names_of_chapters(files: dict[str, bytes]) -> dict[str, str]:
    """Return what the book's list of contents calls its files."""
    names: dict[str, str] = {}
    for place in (name for name in files if name.lower().endswith(".ncx")):
        for point in _all(xml_of(files, place, _WHAT), "navPoint"):
            label, content = _text(point, "text"), next(_all(point, "content"), None)
            if label and content is not None:
                names.setdefault(_resolved(place, content.get("src", "")), label)
    return names


def _resolved(place: str, href: str) -> str:
    """Return the name in the archive of what a file refers to."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), path))


def _all(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    return (node for node in tree.iter() if node.tag.rpartition("}")[2] == name)


def _text(package: ET.Element, name: str) -> str | None:
    return next((text for node in _all(package, name) if (text := one_line(node.text or ""))), None)
