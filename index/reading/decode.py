"""Bytes of a file to text.

Detectors that guess among all encodings by frequency read short Windows-1252 text as Cyrillic or Korean,
so the few encodings that Dutch and English articles come in are told apart by rule.
"""

import codecs
import re

from index.errors import ArticleError
from index.reading.characters import normalized, without_quoted_printable
from index.unread import Unread

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# A scraped page now and then holds a stray control character; a picture or an archive holds many.
_MAX_CONTROL_SHARE = 0.005


def decode_text(raw: bytes) -> str:
    r"""Return the text of a file in UTF-8, UTF-16 or Windows-1252.

    A byte order mark decides; else NULs in every other byte say UTF-16; else what is valid UTF-8 is UTF-8;
    else it is Windows-1252. The text is in Unicode's composed form (NFC), so that ``ë`` is one character
    however the file wrote it; line ends are ``\n``; a byte order mark is dropped and a stray control
    character becomes a space.

    :raises ArticleError: the bytes are not text, or are UTF-8 with a broken byte. The message does not
        name the file, which is not known here.
    """
    text = _decoded(raw).removeprefix("\ufeff")
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _MAX_CONTROL_SHARE * len(text):
        raise ArticleError(Unread.NOT_TEXT())
    return without_quoted_printable(normalized(text))


# What browsers and mail programs take these labels to mean: much that says so was written in Windows-1252.
_WINDOWS_1252 = frozenset(("ascii", "iso8859-1", "cp1252"))
_NO_CHARSETS = frozenset(("punycode", "idna"))  # names of hosts; on longer text they take for ever


def decode_labelled(raw: bytes, charset: str | None) -> str:
    """Return text whose file says in which charset it is, as ``decode_text`` does.

    ASCII and Latin-1 are read as Windows-1252, of which they are parts, unless the bytes are UTF-8. A charset
    that is unknown, or is not that of the bytes, is passed over: the bytes tell it themselves.

    :raises ArticleError: as ``decode_text``.
    """
    try:
        name = codecs.lookup(charset or "").name
        if name in _NO_CHARSETS or (name in _WINDOWS_1252 and _is_utf8(raw)):
            return decode_text(raw)
        text = raw.decode("cp1252" if name in _WINDOWS_1252 else name)
    except (LookupError, ValueError):
        return decode_text(raw)
    return normalized(text.removeprefix("\ufeff"))


def _is_utf8(raw: bytes) -> bool:
    try:
        return not raw.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _decoded(raw: bytes) -> str:
    utf16 = _utf16_order(raw)
    if utf16 is not None:
        try:
            return raw.decode(utf16)
        except UnicodeDecodeError as error:
            raise ArticleError(Unread.BROKEN_UTF16(byte=error.start)) from error
    if b"\0" in raw:
        raise ArticleError(Unread.NOT_TEXT())
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1252(raw, error)


def _utf16_order(raw: bytes) -> str | None:
    """Return the UTF-16 codec of the bytes, or None where they are not UTF-16."""
    if raw.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if raw.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    if len(raw) < 2 or len(raw) % 2:
        return None
    # Nearly every character of Dutch and English has a zero high byte and none has a zero low byte.
    even, odd = raw[0::2], raw[1::2]
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) > 0.8 * len(zeros) and not others.count(0):
            return codec
    return None


def _windows_1252(raw: bytes, utf8_error: UnicodeDecodeError) -> str:
    sequences = _UTF8_SEQUENCE.findall(raw)
    high_bytes = sum(byte >= 0x80 for byte in raw)
    # Read as Windows-1252, a mostly good UTF-8 file would have every accent garbled without a word.
    if 2 * sum(map(len, sequences)) > high_bytes:
        raise ArticleError(Unread.BROKEN_UTF8(byte=utf8_error.start))
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ArticleError(Unread.NOT_TEXT()) from error
