"""E-mail: one message, or a mailbox of newsletters."""

import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from index.errors import ArticleError
from index.reading.characters import normalized
from index.reading.dates import iso_date
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.blocks import block_texts
from index.unread import Unread

_MAX_PARTS = 500
_MAX_NESTED = 20
# A plain alternative shorter than this often says only that the message is to be read in HTML.
_STUB = 300

_MBOX_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_NEWSLETTER_FURNITURE = re.compile(
    r"(?:view|read|open) (?:this|the) (?:e-?mail|newsletter|message)?.{0,30}(?:browser|online)\b"
    r"|(?:bekijk|lees|open) (?:deze|de) (?:e-?mail|nieuwsbrief|mail).{0,30}(?:browser|online)\b"
    r"|(?:click here to )?unsubscribe\b"
    r"|(?:klik hier om )?(?:je |u )?(?:uit te schrijven|uitschrijven|afmelden)\b"
    r"|(?:you (?:are receiving|receive|received)|u ontvangt|je ontvangt) (?:this|deze)\b",
    re.IGNORECASE,
)


def read_mail(raw: bytes) -> list[ArticleDraft]:
    """Read one message: the subject is the title, the sender the author, the date that of sending.

    :raises ArticleError: it has no headers or no text.
    """
    message = email.message_from_bytes(raw)
    if not message.keys() or not (message.get("From") or message.get("Subject")):
        raise ArticleError(Unread.NO_MESSAGE())
    return [_draft(message)]


def read_mailbox(raw: bytes) -> Iterator[ArticleDraft | SkippedPart]:
    """Read the messages of a mailbox (mbox), each under its Message-ID or else its number.

    :raises ArticleError: it is not a mailbox.
    """
    starts = list(_MBOX_FROM.finditer(raw))
    if not starts or starts[0].start():
        raise ArticleError(Unread.NO_MAILBOX())
    ends = [start.start() for start in starts[1:]] + [len(raw)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        message = email.message_from_bytes(_QUOTED_FROM.sub(rb"\1", raw[start.end() : end]))
        key = _header(message, "Message-ID").strip("<> ") or str(number)
        try:
            draft = _draft(message)
        except ArticleError as error:
            yield SkippedPart(key, error.reason)
        else:
            yield ArticleDraft(
                text=draft.text, title=draft.title, published=draft.published, author=draft.author, key=key
            )


def _draft(message: Message) -> ArticleDraft:
    title = one_line(_header(message, "Subject")) or None
    name, address = parseaddr(_header(message, "From"))
    return ArticleDraft(
        text=_text(message, title),
        title=title,
        published=iso_date(_header(message, "Date")),
        author=one_line(name or address) or None,
    )


def _header(message: Message, name: str) -> str:
    value = str(message.get(name, ""))
    try:
        return normalized(str(make_header(decode_header(value))))
    except (MessageError, LookupError, ValueError):
        # An encoded word that is broken: as it was written.
        return normalized(value)


def _text(message: Message, title: str | None) -> str:
    plain = [part for part in _parts(message, 0) if part.get_content_type() == "text/plain"]
    pages = [part for part in _parts(message, 0) if part.get_content_type() == "text/html"]
    text = "\n\n".join(map(_decoded, plain)).strip()
    if pages and len(text) < _STUB:
        blocks = [block for page in pages for block in block_texts(_decoded(page))]
        if sum(map(len, blocks)) > len(text):
            return article_text(title, (block for block in blocks if not _is_furniture(block)))
    if not text:
        raise ArticleError(Unread.ONLY_ATTACHMENTS())
    lines = [line.rstrip() for line in text.split("\n")]
    body = "\n".join(line for line in lines if not _is_furniture(line)).strip()
    return f"{title}\n\n{body}" if title and not body.startswith(title) else body


def _is_furniture(line: str) -> bool:
    return len(line) < 200 and _NEWSLETTER_FURNITURE.match(line.strip()) is not None


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that are text and not attachments; of messages within messages too."""
    if depth > _MAX_NESTED:
        raise ArticleError(Unread.TOO_DEEP())
    inner = message.get_payload()
    if isinstance(inner, list):
        for part in inner[:_MAX_PARTS]:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    elif message.get_content_maintype() == "text" and message.get_content_disposition() != "attachment":
        yield message


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw:
        return ""
    charset = part.get_content_charset()
    if charset is not None:
        try:
            return normalized(raw.decode(charset).removeprefix("\ufeff"))
        except (LookupError, ValueError):
            # A charset that is unknown or not that of the bytes, which then tell it themselves.
            pass
    return decode_text(raw)
