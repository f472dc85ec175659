"""Characters that a program wrote wrongly, as they were meant; and those that nobody sees, taken out."""

import html
import re
import unicodedata

from ftfy import fix_encoding

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")
# Soft hyphens and what divides or joins without a trace, and marks of writing direction. A soft hyphen that a
# program left at the end of a line divided a word there.
_INVISIBLE = re.compile(
    "\u00ad[ \t]*\n[ \t]*|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
# What Windows-1252 does not have; it may be a part of what is garbled.
_NO_WINDOWS = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
# Windows-1252 under the name of ISO-8859-1: what are control characters there are quotes and dashes.
_WINDOWS = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _NO_WINDOWS}
_LIGATURES = {ord(ligature): unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆĳĲſ"}
_MEANT = str.maketrans(_WINDOWS | _LIGATURES)
_UNKNOWN = re.compile("[\x80-\x9f]")
_TO_MEND = re.compile("[\x80-\x9fﬀ-ﬆĳĲſ]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED_AT_MOST = 3
_SOFT_BREAK = re.compile(r"=(?<=[^=\n]=)[ \t]*\n")
_QUOTED = re.compile(r"(?:=(?:[2-9A-F][0-9A-F]|0[9AD]))+")  # and no control characters
# A character of UTF-8, a letter or a quote of Windows-1252 within words, a space at a line end, an attribute.
_QUOTED_SIGN = re.compile(
    r"=(?:[C-F][0-9A-F]=[89AB][0-9A-F]|(?:E[0-9A-F]|9[1-7])(?=[a-z\s.,])|20$|3D[\"'])", re.MULTILINE
)
# The first byte of a UTF-8 sequence read as Latin-1 or Windows-1252, and a second one.
_GARBLED = re.compile("[ÂÃÄÅâÐÑðïåæç][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]")


def normalized(text: str) -> str:
    r"""Return text as every article has it.

    Line ends are ``\n``, characters are composed (NFC), control characters are spaces, and half a surrogate
    pair, which no file can hold, is U+FFFD. Ligatures are letters, what stands between ``\x80`` and ``\x9f``
    is what Windows-1252 has there, and what nobody sees (soft hyphens, zero-width characters) is gone.
    """
    if not text.isprintable():
        text = _CONTROL.sub(" ", _LINE_END.sub("\n", text))
    if text.isascii():
        return text
    if not text.isprintable():
        text = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text))
    if _TO_MEND.search(text):
        text = text.translate(_MEANT)
    return unicodedata.normalize("NFC", text)


def mended(text: str) -> str:
    """Return the text of an article with the characters that were meant, where a program wrote others.

    Entities that were escaped once too often are what they name, however often; UTF-8 that was read as
    Latin-1 or Windows-1252 is what it was.
    """
    if "&" in text:
        plain = _unescaped(text)
        text = text if plain == text else normalized(plain)
    text = without_quoted_printable(text)
    if text.isascii():
        return text
    if _GARBLED.search(text) is not None:
        # Line by line: what is garbled is seldom all, and takes time.
        lines = text.split("\n")
        text = "\n".join(normalized(fix_encoding(line)) if _GARBLED.search(line) else line for line in lines)
    return _UNKNOWN.sub(" ", text)


def _unescaped(text: str) -> str:
    for _ in range(_ESCAPED_AT_MOST):
        once = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        if once == text:
            break
        text = once
    return text


def without_quoted_printable(text: str) -> str:
    """Return text without what mail programs left of quoted-printable (``=20``, a ``=`` at a line end).

    Text that shows too few signs of it is left as it is: an address may hold ``=20``.
    """
    if "=" not in text:
        return text
    breaks, signs = len(_SOFT_BREAK.findall(text)), len(_QUOTED_SIGN.findall(text))
    if signs < (2 if breaks else 3):
        return text
    return _QUOTED.sub(_of_bytes, _SOFT_BREAK.sub("", text))


def _of_bytes(found: re.Match[str]) -> str:
    raw = bytes.fromhex(found[0].replace("=", ""))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
