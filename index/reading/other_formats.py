"""What a file is that is in no format that is read, or in another one than its name says; and what to do."""

import io
import zipfile

from index.reading.formats import FORMATS
from index.unread import Unread, UnreadReason

_INSTEAD = {
    ".docx": (".doc", ".dot", ".dotx", ".docm", ".pages", ".wpd", ".wps", ".odm", ".ott", ".gdoc"),
    ".xlsx": (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".gsheet"),
    ".csv": (".sqlite", ".db", ".mdb", ".parquet"),
    ".pdf": (".ppt", ".pptx", ".odp", ".key", ".pub", ".indd", ".djvu", ".xps", ".ps", ".eps", ".tex"),
    ".epub": (".mobi", ".azw", ".azw3", ".kfx", ".fb2", ".lit"),
    ".html": (".webarchive", ".maff", ".warc", ".php", ".asp", ".url", ".webloc"),
    ".eml": (".emlx",),
    ".mbox": (".pst", ".ost", ".dbx"),
}
"""For each format the suffixes of those that a program can save as it."""
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".avif", ".jp2")
_RECORDINGS = (".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".mov", ".avi", ".mkv", ".webm", ".flac", ".aac")
_PACKED = (".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst")
_PICTURE_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_PACKED_BEGINNINGS = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
_PAGES = (".html", ".htm", ".xhtml")
_BEGINNINGS: tuple[tuple[bytes, str, str, tuple[str, ...]], ...] = (
    (b"%pdf-", "a PDF", ".pdf", (".pdf",)),
    (b"{\\rtf", "rich text (RTF)", ".rtf", (".rtf",)),
    (b"<!doctype html", "a web page", ".html", _PAGES),
    (b"<html", "a web page", ".html", _PAGES),
)
"""How a file begins, in lower case; what it is; what to name it; under which names it is read."""
_IN_ZIP = (
    ("word/document.xml", "a Word document", ".docx"),
    ("META-INF/container.xml", "an e-book", ".epub"),
    ("content.xml", "an OpenDocument text", ".odt"),
    ("xl/workbook.xml", "a workbook of Excel", ".xlsx"),
    ("ppt/presentation.xml", "a presentation", ".pptx"),
)


def unknown_format(suffix: str) -> UnreadReason:
    """Say what to do with a file whose suffix, in lower case, is of no format that is read."""
    if suffix in _PICTURES:
        return Unread.PICTURE()
    if suffix in _RECORDINGS:
        return Unread.RECORDING()
    if suffix in _PACKED:
        return Unread.PACKED()
    instead = next((good for good, others in _INSTEAD.items() if suffix in others), None)
    return Unread.UNKNOWN_FORMAT() if instead is None else Unread.SAVE_AS(suffix=suffix, instead=instead)


def mislabelled(raw: bytes, suffix: str) -> UnreadReason | None:
    """Say what a file plainly is where that is not what its suffix says; None where they may agree.

    A ``.txt`` file is what it holds: only what its own reader cannot read is refused there.
    """
    if suffix == ".txt":
        return None
    beginning = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:20]
    for mark, what, name, suffixes in _BEGINNINGS:
        if beginning.lower().startswith(mark):
            return None if suffix in suffixes else _named(what, name)
    if beginning.startswith(b"PK\x03\x04"):
        return _mislabelled_zip(raw, suffix)
    if beginning.startswith(b"\xd0\xcf\x11\xe0"):
        return None if suffix == ".msg" else Unread.OLD_OFFICE()
    if beginning.startswith(_PICTURE_BEGINNINGS):
        return Unread.PICTURE()
    return Unread.PACKED() if beginning.startswith(_PACKED_BEGINNINGS) else None


def _mislabelled_zip(raw: bytes, suffix: str) -> UnreadReason | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = set()  # what is wrong with it, its reader says
    found = next(((what, name) for inside, what, name in _IN_ZIP if inside in names), None)
    if found is not None:
        return None if suffix == found[1] else _named(*found)
    return None if suffix in {".docx", ".odt", ".epub", ".xlsx", ".zip"} else _named("a zip archive", ".zip")


def _named(what: str, name: str) -> UnreadReason:
    if name in FORMATS:
        return Unread.MISLABELLED(kind=what, suffix=name)
    return unknown_format(name)
