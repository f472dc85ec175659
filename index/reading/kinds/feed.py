"""RSS and Atom files: an article for each entry."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import feedparser

from index.errors import ArticleError
from index.reading.dates import date_readings
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.field_values import paragraphs_of, plain_value
from index.reading.kinds.blocks import is_too_deep
from index.reading.kinds.wordpress import is_wordpress, published_posts
from index.reading.metadata import date_remarks, web_address
from index.unread import Unread

_PLACE = re.compile(r"<unknown>:\d+:\d+: ")  # of the parser, which knows no file and adds a line
# Blogger puts comments, pages, layouts and settings of a blog among its posts, each with its kind.
_BLOGGER = b"schemas.google.com/g/2005#kind"
_KIND = re.compile(r"http://schemas\.google\.com/blogger/2008/kind#(?P<kind>\w{1,40})")
# Below each entry of WordPress, in both languages.
_WHERE_FROM = re.compile(
    r"(?:The post .{1,300} (?:appeared first|first appeared) on"
    r"|(?:Het bericht|De post) .{1,300} verscheen (?:als )?eerst op) .{1,300}",
    re.DOTALL,
)


def read_feed(raw: bytes) -> Iterator[ArticleDraft | SkippedPart]:
    """Read the entries of a feed, each under its guid or id, else its address, else its number.

    The text is the whole article where the feed holds it (``content:encoded``), else its summary. When an
    entry was updated is not when it appeared. Of a file that breaks off, the entries before are read and the
    break is reported. Of an export of WordPress or Blogger the published posts are read.

    :raises ArticleError: it is not a feed, or has no entries.
    """
    if is_too_deep(raw):
        raise ArticleError(Unread.TOO_DEEP())
    # A stream: given text, feedparser would take it for an address or a file name.
    try:
        feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, OverflowError) as error:  # a character of a number that there is not
        raise ArticleError(Unread.DAMAGED(kind="a feed")) from error
    if not feed.get("version") and not feed.get("entries"):
        raise ArticleError(Unread.NO_FEED())
    entries = feed.get("entries") or []
    if not entries:
        raise ArticleError(Unread.NO_ENTRIES())
    # feedparser takes Dublin Core's date, that of publication in RSS, for one of an update.
    date_names = ("published", "updated") if b"dc:date" in raw else ("published",)
    of_feed = _author(feed.get("feed") or {}) if str(feed.get("version")).startswith("atom") else None
    left_out: list[SkippedPart] = []
    if is_wordpress(raw):
        entries, left_out = published_posts(entries, raw)
    elif _BLOGGER in raw:
        entries, left_out = _posts_of_blogger(entries)
    for number, entry in enumerate(entries, 1):
        key = _text(entry, "id") or _text(entry, "link") or str(number)
        try:
            yield _draft(entry, key, date_names, of_feed)
        except ArticleError as error:
            yield SkippedPart(key, error.reason)
    yield from left_out
    wrong = feed.get("bozo_exception")
    if feed.get("bozo") and not isinstance(wrong, feedparser.exceptions.ThingsNobodyCaresAboutButMe):
        yield SkippedPart("", Unread.BREAKS_OFF(error=_PLACE.sub("", one_line(str(wrong)))[:100]))


def _posts_of_blogger(
    entries: Sequence[Mapping[str, Any]],
) -> tuple[list[Mapping[str, Any]], list[SkippedPart]]:
    """Return the entries that are published posts, and how many of what kind the others are."""
    kinds = [_kind_in_blogger(entry) for entry in entries]
    left_out = Counter(kind for kind in kinds if kind != "post")
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items())[:10])
    posts = [entry for entry, kind in zip(entries, kinds, strict=True) if kind == "post"]
    return posts, [SkippedPart("", Unread.NOT_POSTS(counts=counts))] if counts else []


def _kind_in_blogger(entry: Mapping[str, Any]) -> str:
    if _text(entry, "app_draft") == "yes":
        return "draft"
    terms = (_KIND.fullmatch(str(tag.get("term"))) for tag in entry.get("tags") or ())
    return next((found["kind"] for found in terms if found), "post")


def _draft(
    entry: Mapping[str, Any], key: str, date_names: tuple[str, ...], author_of_feed: str | None
) -> ArticleDraft:
    title = plain_value(_text(entry, "title")) or None
    written = next(filter(None, (one_line(_text(entry, name)) for name in date_names)), "")
    readings = date_readings(written)
    return ArticleDraft(
        text=article_text(title, _paragraphs(entry)),
        title=title,
        published=readings[0] if len(readings) == 1 else None,
        url=web_address(_text(entry, "link")),
        author=_author(entry) or author_of_feed,
        key=key,
        remarks=date_remarks(written, readings),
    )


def _paragraphs(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paragraphs of the entry's longest text: a summary is a part of the whole where both are."""
    texts = [each.get("value") or "" for each in entry.get("content") or ()]
    found = max(map(paragraphs_of, [*texts, _text(entry, "summary")]), key=lambda each: sum(map(len, each)))
    if found and _WHERE_FROM.fullmatch(found[-1]):
        found = found[:-1]
    if not found:
        raise ArticleError(Unread.NO_TEXT_IN_ENTRY())
    return found


def _author(about: Mapping[str, Any]) -> str | None:
    """Return who wrote an entry, or all of a feed, without their mail addresses where names are given."""
    names = [one_line(_text(each, "name")) for each in about.get("authors") or ()]
    return ", ".join(dict.fromkeys(filter(None, names))) or one_line(_text(about, "author")) or None


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""
