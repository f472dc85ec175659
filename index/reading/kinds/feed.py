"""RSS and Atom files: an article for each entry."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from index.errors import ArticleError
from index.reading.dates import iso_date
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.blocks import block_texts, is_too_deep
from index.reading.metadata import web_address
from index.unread import Unread


def read_feed(raw: bytes) -> Iterator[ArticleDraft | SkippedPart]:
    """Read the entries of a feed, each under its guid or id, else its address, else its number.

    The text is the whole article where the feed holds it (``content:encoded``), else its summary. Of a file
    that breaks off, the entries before are read and the break is reported.

    :raises ArticleError: it is not a feed, or has no entries.
    """
    if is_too_deep(raw):
        raise ArticleError(Unread.TOO_DEEP())
    # A stream: given text, feedparser would take it for an address or a file name.
    feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    if not feed.get("version") and not feed.get("entries"):
        raise ArticleError(Unread.NO_FEED())
    entries = feed.get("entries") or []
    if not entries:
        raise ArticleError(Unread.NO_ENTRIES())
    for number, entry in enumerate(entries, 1):
        key = _text(entry, "id") or _text(entry, "link") or str(number)
        try:
            yield _draft(entry, key)
        except ArticleError as error:
            yield SkippedPart(key, error.reason)
    wrong = feed.get("bozo_exception")
    if feed.get("bozo") and not isinstance(wrong, feedparser.exceptions.ThingsNobodyCaresAboutButMe):
        yield SkippedPart("", Unread.BREAKS_OFF(error=one_line(str(wrong))[:100]))


def _draft(entry: Mapping[str, Any], key: str) -> ArticleDraft:
    title = one_line(" ".join(block_texts(_text(entry, "title")))) or None
    whole = [each.get("value") or "" for each in entry.get("content") or ()]
    paragraphs = block_texts(max([*whole, _text(entry, "summary")], key=len))
    if not paragraphs:
        raise ArticleError(Unread.NO_TEXT(kind="entry"))
    return ArticleDraft(
        text=article_text(title, paragraphs),
        title=title,
        published=iso_date(_text(entry, "published") or _text(entry, "updated")),
        url=web_address(_text(entry, "link")),
        author=one_line(_text(entry, "author")) or None,
        key=key,
    )


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""
