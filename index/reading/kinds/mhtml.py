"""Pages that a browser saved as one file (MHTML): a mail of the page, its pictures and its styles."""

import email
from collections.abc import Iterator
from email.message import Message

from index.errors import ArticleError
from index.reading.decode import decode_labelled
from index.reading.draft import ArticleDraft, one_line
from index.reading.kinds.html import article_of_page
from index.reading.kinds.page_letters import letters_of_page
from index.unread import Unread

_WHAT = "a page saved as one file (MHTML)"
_MAX_DEPTH = 20


def read_mhtml(raw: bytes) -> list[ArticleDraft]:
    """Read the one article of a page that was saved as MHTML. The date of saving is not that of the article.

    :raises ArticleError: it is no such file, there is no page in it, or no article in the page.
    """
    html, address = _page(raw)
    return [article_of_page(html, address)]


def letters_of_mhtml(raw: bytes) -> int:
    """Return the letters of what the page marks as its article.

    :raises ArticleError: as ``read_mhtml``.
    """
    return letters_of_page(_page(raw)[0].encode())


def _page(raw: bytes) -> tuple[str, str | None]:
    """Return the page, and where it was saved from."""
    message = email.message_from_bytes(raw)
    part = next(_pages(message, 0), None)
    content = None if part is None else part.get_payload(decode=True)
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise ArticleError(Unread.DAMAGED(kind=_WHAT))
    address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
    return decode_labelled(content, part.get_content_charset()), one_line(str(address or "")) or None


def _pages(part: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that are pages: the one that was saved comes first, then the frames in it."""
    inner = part.get_payload()
    if isinstance(inner, list) and depth < _MAX_DEPTH:
        for each in inner:
            if isinstance(each, Message):
                yield from _pages(each, depth + 1)
    elif part.get_content_type() in {"text/html", "application/xhtml+xml"} and "Content-Type" in part:
        yield part
