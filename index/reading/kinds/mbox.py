"""Mailboxes (mbox): messages one after the other, each behind a line that begins with ``From ``.

There are four kinds, and no file says which it is. In mboxo and mboxrd a line of the text that begins with
``From `` has a ``>`` before it; in mboxcl too, and a Content-Length tells where the message ends; in mboxcl2
the length alone tells it. Much is written with neither, so that the line itself must show what it is.
"""

import email
import re
from collections.abc import Iterator
from email.message import Message

from index.errors import ArticleError
from index.reading.draft import SkippedPart
from index.reading.kinds.mail import MailPart, header, message_parts
from index.unread import Unread

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ZONE = rb"(?:[A-Z]{2,5}|[+-]\d{4})"
# A sender, which may be missing, and a date as C's asctime writes it, or nearly.
_WITH_DATE = (
    rb"From (?:[^\r\n]{0,200}?\s)?"
    + _DAY
    + rb",?\s+(?:"
    + _MONTH
    + rb"\s+\d{1,2}|\d{1,2}\s+"
    + _MONTH
    + rb")\s+(?:\d{4}\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s+"
    + _ZONE
    + rb")?(?:\s+\d{4})?(?:\s+"
    + _ZONE
    + rb")?(?:\s+remote from \S+)?[ \t]*(?:\r?\n|\Z)"
)
# Any line, where a blank line stands before it and a field that messages begin with below it.
_BEFORE_FIELD = (
    rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From \S[^\r\n]{0,200}\r?\n"
    rb"(?=(?:>?From|Return-Path|Received|Delivered-To|Date|Subject|To|Message-I[Dd]|MIME-Version|Content-Type"
    rb"|X-[A-Za-z0-9-]+|Status):?[ \t])"
)
_SEPARATOR = re.compile(rb"^" + _WITH_DATE + rb"|" + _BEFORE_FIELD, re.MULTILINE)
_FIRST = re.compile(rb"From [^\r\n]*(?:\r?\n|\Z)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,10})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_BLANK_LINES = re.compile(rb"[\r\n]*")
_LONGEST_HEAD = 100_000
_FROM = re.compile(rb"^From ", re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(raw: bytes) -> Iterator[MailPart]:
    """Read the messages of a mailbox (mbox), each under its Message-ID or else its number.

    :raises ArticleError: it is not a mailbox.
    """
    if _FIRST.match(raw) is None:
        raise ArticleError(Unread.NO_MAILBOX())
    pieces = list(_pieces(raw))
    # Where one message that its length ends has such a line, none of the file has a ">" before it.
    is_unquoted = any(by_length and _FROM.search(raw, start, end) for start, end, by_length in pieces)
    for number, (start, end, _) in enumerate(pieces, 1):
        content = raw[start:end]
        message = email.message_from_bytes(content if is_unquoted else _QUOTED_FROM.sub(rb"\1", content))
        key = header(message, "Message-ID").strip("<> ") or str(number)
        yield from _parts(message, key)


def _parts(message: Message, key: str) -> Iterator[MailPart]:
    try:
        yield from message_parts(message, key)
    except ArticleError as error:
        yield SkippedPart(key, error.reason)


def _pieces(raw: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield where each message begins, behind its ``From `` line, and ends, and whether by its length."""
    line = _FIRST.match(raw)
    while line is not None:
        start = line.end()
        by_length = _end_by_length(raw, start)
        line = _SEPARATOR.search(raw, start if by_length is None else by_length)
        end = len(raw) if line is None else line.start()
        yield start, end, by_length is not None


def _end_by_length(raw: bytes, start: int) -> int | None:
    """Return where a message ends by its Content-Length; None where it has none, or no end is there."""
    head_end = _HEAD_END.search(raw, start, start + _LONGEST_HEAD)
    length = _LENGTH.search(raw, start, head_end.start() + 1) if head_end else None
    if head_end is None or length is None:
        return None
    end = head_end.end() + int(length[1])
    if end > len(raw):
        return None
    blank = _BLANK_LINES.match(raw, end)
    at = blank.end() if blank else end
    is_end = at == len(raw) or (raw[at - 1 : at] == b"\n" and _SEPARATOR.match(raw, at) is not None)
    return at if is_end else None
