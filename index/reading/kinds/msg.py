"""Messages that Outlook saved (.msg): properties in an OLE file, as Microsoft's [MS-OXMSG] describes.

What reads them whole, extract-msg, is under the GPL and brings seven packages; what stands in a message that
is an article are few properties.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_string
from io import BytesIO

import olefile

from index.errors import ArticleError
from index.reading.dates import iso_date
from index.reading.decode import decode_labelled
from index.reading.draft import ArticleDraft, EnclosedFile, SkippedPart, name_in_key, one_line
from index.reading.kinds.mail import MailPart, header, thread_drafts
from index.reading.kinds.mail_text import fuller, html_text
from index.reading.kinds.rtf import rtf_text
from index.reading.kinds.rtf_packed import unpacked_rtf
from index.unread import Unread

_WHAT = "an Outlook message (.msg)"
_MAX_NESTED = 10
_MAX_ATTACHMENTS = 500
# What the library raises for a file that is not as it takes it to be.
_ERRORS = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, OverflowError)

# Properties by their number ([MS-OXPROPS]).
_SUBJECT, _HEADERS, _BODY, _HTML, _RTF = "0037", "007D", "1000", "1013", "1009"
_SENDERS = ("0042", "0C1A", "5D01", "0C1F")  # on whose behalf, who sent it; their addresses
_FILE_NAMES = ("3707", "3704", "3001")
_DATA, _CONTENT_ID = "3701", "3712"
_SENT, _DELIVERED, _CODEPAGES = 0x0039, 0x0E06, (0x3FDE, 0x3FFD)
_TEXT, _OLD_TEXT, _BYTES, _STORAGE = "001F", "001E", "0102", "000D"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".tif", ".tiff", ".emz", ".wmz")
_EPOCH = datetime.fromisoformat("1601-01-01")
_UTF8_CODEPAGE = 65001


def read_msg(raw: bytes) -> list[MailPart]:
    """Read a message of Outlook as ``index.reading.kinds.mail.read_mail`` reads others.

    :raises ArticleError: it is no such message, or has no text and nothing attached.
    """
    try:
        with olefile.OleFileIO(BytesIO(raw)) as file:
            if not file.exists("__properties_version1.0"):
                raise ArticleError(Unread.DAMAGED(kind=_WHAT))
            return list(_message_parts(_Storage(file, ""), ""))
    except _ERRORS as error:
        raise ArticleError(Unread.DAMAGED(kind=_WHAT)) from error


@dataclass(frozen=True, slots=True)
class _Storage:
    """The properties of a message or an attachment: where in the file they stand."""

    file: olefile.OleFileIO
    place: str

    def raw(self, number: str, kind: str) -> bytes:
        name = f"{self.place}__substg1.0_{number}{kind}"
        if not self.file.exists(name):
            return b""
        with self.file.openstream(name) as stream:
            return bytes(stream.read())

    def text(self, number: str) -> str:
        unicode = self.raw(number, _TEXT)
        if unicode:
            return unicode.decode("utf-16-le", "replace").rstrip("\0")
        return decode_labelled(self.raw(number, _OLD_TEXT), self._charset()).rstrip("\0")

    def html(self) -> str:
        raw = self.raw(_HTML, _BYTES)
        return decode_labelled(raw, self._charset()) if raw else self.text(_HTML)

    def rtf(self) -> str:
        packed = self.raw(_RTF, _BYTES)
        return rtf_text(unpacked_rtf(packed)) if packed else ""

    def inner(self, number: str) -> "_Storage | None":
        place = f"{self.place}__substg1.0_{number}{_STORAGE}/"
        return _Storage(self.file, place) if self.file.exists(f"{place}__properties_version1.0") else None

    def attachments(self) -> Iterator["_Storage"]:
        for number in range(_MAX_ATTACHMENTS):
            place = f"{self.place}__attach_version1.0_#{number:08X}/"
            if self.file.exists(place.rstrip("/")):
                yield _Storage(self.file, place)

    def numbers(self) -> dict[int, int]:
        """Return the properties that are numbers: 16 bytes each, from the end of the stream on."""
        with self.file.openstream(f"{self.place}__properties_version1.0") as stream:
            raw = bytes(stream.read())
        start = len(raw) % 16 + (16 if len(raw) % 16 else 0)
        rows = (raw[at : at + 16] for at in range(start, len(raw) - 15, 16))
        return {int.from_bytes(row[2:4], "little"): int.from_bytes(row[8:], "little") for row in rows}

    def _charset(self) -> str | None:
        numbers = self.numbers()
        page = next((numbers[each] & 0xFFFFFFFF for each in _CODEPAGES if each in numbers), 0)
        return "utf-8" if page == _UTF8_CODEPAGE else f"cp{page}" if page else None


def _message_parts(message: _Storage, key: str, depth: int = 0) -> Iterator[MailPart]:
    if depth > _MAX_NESTED:
        raise ArticleError(Unread.TOO_DEEP())
    forms = [message.text(_BODY), html_text(message.html())]
    text = fuller([form for form in forms if form.strip()]) or message.rtf()
    draft = ArticleDraft(
        text="",
        title=one_line(message.text(_SUBJECT)) or None,
        published=_sent(message),
        author=next(filter(None, (one_line(message.text(each)) for each in _SENDERS)), None),
        key=key,
    )
    found: list[MailPart] = list(thread_drafts(text, draft))
    for number, each in enumerate(message.attachments(), 1):
        inner = each.inner(_DATA)
        if inner is None:
            found += _attached(each, key)
            continue
        inner_key = f"{key}-message-{number}".strip("-")
        try:
            found += _message_parts(inner, inner_key, depth + 1)
        except ArticleError as error:
            found.append(SkippedPart(inner_key, error.reason))
    if not found:
        raise ArticleError(Unread.ONLY_ATTACHMENTS())
    yield from found


def _attached(attachment: _Storage, key: str) -> Iterator[MailPart]:
    name = next(filter(None, (one_line(attachment.text(each)) for each in _FILE_NAMES)), "attachment")
    name = name.replace("\\", "/").rpartition("/")[2]
    if name.lower().endswith(_PICTURES):
        return
    content = attachment.raw(_DATA, _BYTES)
    if content:
        yield EnclosedFile(name, content, key)
    elif not attachment.raw(_CONTENT_ID, _TEXT):
        why = Unread.ENCLOSED(name=name, why=Unread.EMPTY())
        yield SkippedPart(f"{key}-{name_in_key(name)}".strip("-"), why)


def _sent(message: _Storage) -> str | None:
    """Return the day of sending: as the sender's header has it, else in UTC."""
    headers = message_from_string(message.text(_HEADERS).lstrip())
    written = iso_date(header(headers, "Date"))
    if written is not None:
        return written
    numbers = message.numbers()
    ticks = numbers.get(_SENT) or numbers.get(_DELIVERED)
    if not ticks:
        return None
    try:
        return (_EPOCH + timedelta(microseconds=ticks / 10)).date().isoformat()
    except OverflowError:
        return None
