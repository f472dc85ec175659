"""What exports of WordPress (WXR) say beside a feed: which entries are published posts, and by whom."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from index.reading.draft import SkippedPart, one_line
from index.unread import Unread

_EXPORT = b"wordpress.org/export/"
_LOOKED_AT = 20_000
_AUTHOR = re.compile(
    r"<wp:author_login>(?P<login>.{0,300}?)</wp:author_login>.{0,2000}?"
    r"<wp:author_display_name>(?P<name>.{0,300}?)</wp:author_display_name>",
    re.DOTALL,
)
_MARKED = re.compile(r"<!\[CDATA\[(?P<text>.*?)\]\]>", re.DOTALL)
# Parts of a site that are no articles of it; what a site has of its own (news, reviews) is taken.
_NO_ARTICLES = re.compile(
    r"page|attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|feedback"
    r"|product\w*|shop_\w+|wp_\w+|acf-[\w-]+|elementor_\w+|et_\w+|wpcf7\w*|tribe_\w+|mc4wp\w*|jp_\w+|guest-author"
)
_YEAR = re.compile(r"(?<![\d-])(?:1[5-9]|20)\d\d(?!\d)")
_CAPTION = re.compile(r"\[caption[^\[\]]{0,500}\](?P<inside>.{0,5000}?)\[/caption\]", re.DOTALL)
_EMBED = re.compile(
    r"\[(?P<name>embed|video|audio|playlist)\b[^\[\]]{0,500}\].{0,1000}?\[/(?P=name)\]", re.DOTALL
)
_CLOSED = re.compile(r"\[/(?P<name>[a-z][\w-]{1,40})\]")
_CALL = re.compile(r"\[(?P<name>[a-z][\w-]{1,40})(?P<values>(?:\s[^\[\]]{0,2000})?)\]")
_ALONE = frozenset(("gallery", "more", "toc", "contact-form"))
_PARAGRAPH = re.compile(r"</?(?:p|li|h[1-6]|blockquote|div|td)[\s>/]")


def is_wordpress(raw: bytes) -> bool:
    """Whether the bytes are those of an export."""
    return _EXPORT in raw[:_LOOKED_AT]


def published_posts(
    entries: Sequence[Mapping[str, Any]], raw: bytes
) -> tuple[list[Mapping[str, Any]], list[SkippedPart]]:
    """Return the entries that are published posts, and what is to be said of the others.

    A post has the name of its author as it is shown, its text as HTML, and a date only where it has one.

    :param entries: as feedparser gives them.
    """
    names = _names_of_authors(raw)
    left_out = Counter[str]()
    posts = []
    for entry in entries:
        status, kind = str(entry.get("wp_status", "publish")), str(entry.get("wp_post_type", "post"))
        if _NO_ARTICLES.fullmatch(kind):
            left_out[kind] += 1
        elif status != "publish":
            left_out[status] += 1
        else:
            posts.append(_post(entry, names))
    counts = ", ".join(f"{count} {what[:40]}" for what, count in sorted(left_out.items())[:10])
    return posts, [SkippedPart("", Unread.NOT_POSTS(counts=counts))] if counts else []


def _post(entry: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    author = one_line(str(entry.get("author", "")))
    dates = (str(entry.get(name, "")) for name in ("published", "wp_post_date"))
    shown = names.get(author) or author
    return {
        **entry,
        "author": shown,
        "authors": [{"name": shown}],
        "published": next((date for date in dates if _YEAR.search(date)), ""),
        # feedparser gives the text once more where a post has no summary.
        "summary": _as_html(str(entry.get("summary") or "")),
        "content": [{"value": _as_html(str(each.get("value") or ""))} for each in entry.get("content") or ()],
    }


def _names_of_authors(raw: bytes) -> dict[str, str]:
    """Return the names that authors are shown under, by those that they log in with."""
    head = raw.partition(b"<item>")[0].decode("utf-8", "replace")
    return {_plain(found["login"]): _plain(found["name"]) for found in _AUTHOR.finditer(head)}


def _plain(value: str) -> str:
    marked = _MARKED.search(value)
    return one_line(marked["text"] if marked else value)


def _as_html(content: str) -> str:
    """Return a post's text as HTML, in which blank lines divide paragraphs where no tags do.

    Calls of the program (``[gallery ids="1"]``) are gone, but for the caption of a picture and for what
    stands between two of them. ``[sic]`` is no call: it has no values, and is not closed.
    """
    text = _EMBED.sub("", _CAPTION.sub(r"\n\n\g<inside>\n\n", content))
    closed = {found["name"] for found in _CLOSED.finditer(text)} | _ALONE

    def without(found: re.Match[str]) -> str:
        return "" if found["name"] in closed or "=" in found["values"] else found.group()

    text = _CALL.sub(without, _CLOSED.sub("", text))
    if _PARAGRAPH.search(content) is None:
        text = "<p>" + re.sub(r"\r?\n[ \t]*\r?\n", "</p><p>", text) + "</p>"
    return text
