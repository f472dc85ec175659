"""Rich text as Outlook packs it in its messages ([MS-OXRTFCP]): references to the last 4096 bytes."""

import struct

from index.errors import ArticleError
from index.unread import Unread

_BEGUN_WITH = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_HEADER = struct.Struct("<II4sI")


def unpacked_rtf(packed: bytes) -> bytes:
    """Return the rich text that was packed, at most nine times as long; of what is cut off, what is there.

    :raises ArticleError: it is not packed so.
    """
    if len(packed) < _HEADER.size:
        raise ArticleError(Unread.DAMAGED(kind="packed rich text"))
    _, size, kind, _ = _HEADER.unpack_from(packed)
    if kind == b"MELA":
        return packed[_HEADER.size :][:size]
    if kind != b"LZFu":
        raise ArticleError(Unread.DAMAGED(kind="packed rich text"))
    return _unpacked(packed[_HEADER.size :])[:size]


def _unpacked(source: bytes) -> bytes:
    window = bytearray(_BEGUN_WITH.ljust(_WINDOW))
    write = len(_BEGUN_WITH)
    made = bytearray()
    at = 0
    while at < len(source):
        flags = source[at]
        at += 1
        for bit in range(8):
            is_reference = flags >> bit & 1
            if at + is_reference >= len(source):
                return bytes(made)
            if is_reference:
                token = source[at] << 8 | source[at + 1]
                read, length = token >> 4, (token & 15) + 2
                if read == write:
                    return bytes(made)
            else:
                read, length = at, 1
            for step in range(length):
                byte = window[(read + step) % _WINDOW] if is_reference else source[read]
                made.append(byte)
                window[write] = byte
                write = (write + 1) % _WINDOW
            at += 1 + is_reference
    return bytes(made)
