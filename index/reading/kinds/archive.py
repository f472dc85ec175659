"""Archives of articles (.zip): each file in one is read as it would be in a folder."""

import posixpath
import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO

from index.errors import ArticleError
from index.reading.draft import EnclosedFile, SkippedPart, name_in_key, one_line
from index.reading.kinds.zip import ZIP_ERRORS, unpacked
from index.reading.sidecar import COLLECTIONS, SIDECAR_SUFFIXES
from index.unread import Unread, UnreadReason

MAX_FILES = 20_000
MAX_MEMBER = 100_000_000
"""Bytes of one unpacked file; what reads it has a limit of its own."""
MAX_UNPACKED = 500_000_000
"""Bytes of all unpacked files."""

_WHAT = "an archive (.zip)"
_OF_A_SYSTEM = frozenset(("__macosx", "thumbs.db", "desktop.ini"))
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_PAGE_FOLDERS = ("_files", "-files", "_bestanden", "-bestanden")


def read_archive(raw: bytes, suffixes: Collection[str]) -> Iterator[EnclosedFile | SkippedPart]:
    """Yield the files of an archive that are articles, in order, with what stands beside them.

    :param suffixes: of the formats that are read, in lower case.
    :raises ArticleError: it is not an archive, damaged, or holds or unpacks to more than the limits.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            members = {each.filename: each for each in archive.infolist() if not each.is_dir()}
            if len(members) > MAX_FILES:
                raise ArticleError(Unread.ARCHIVE_FILES(count=len(members), limit=MAX_FILES))
            yield from _files(archive, members, suffixes)
    except ZIP_ERRORS as error:
        raise ArticleError(Unread.DAMAGED_ZIP(kind=_WHAT, error=one_line(str(error)))) from error


def _files(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], suffixes: Collection[str]
) -> Iterator[EnclosedFile | SkippedPart]:
    room = MAX_UNPACKED
    articles = [name for name in sorted(members) if not _is_passed_over(name, members)]
    if not articles:
        raise ArticleError(Unread.ARCHIVE_EMPTY())
    beside = {
        name: found for name in articles if _suffix(name) in suffixes if (found := _sidecar(name, members))
    }
    for name in sorted(set(articles).difference(beside.values())):
        if _suffix(name) not in suffixes:
            yield EnclosedFile(one_line(name), b"")  # not unpacked for nothing
            continue
        try:
            content = unpacked(archive, members[name], min(room, MAX_MEMBER))
            sidecar = None
            if name in beside:
                sidecar = beside[name], unpacked(archive, members[beside[name]], min(room, MAX_MEMBER))
        except ArticleError as error:
            yield _skipped(name, error.reason)
            continue
        except ZIP_ERRORS as error:
            yield _skipped(name, Unread.DAMAGED_ZIP(kind=_WHAT, error=one_line(str(error))))
            continue
        room -= len(content)
        yield EnclosedFile(one_line(name), content, sidecar=sidecar)


def _skipped(name: str, why: UnreadReason) -> SkippedPart:
    return SkippedPart(name_in_key(name), Unread.ENCLOSED(name=one_line(name), why=why))


def _is_passed_over(name: str, members: Collection[str]) -> bool:
    """Whether a file is hidden, of the system that packed it, or of a saved page beside it."""
    parts = name.replace("\\", "/").split("/")
    if any(part.startswith(".") or part.lower() in _OF_A_SYSTEM for part in parts):
        return True
    for at, part in enumerate(parts[:-1]):
        end = next((end for end in _PAGE_FOLDERS if part.endswith(end)), None)
        page = "/".join([*parts[:at], part.removesuffix(end or "")])
        if end is not None and any(page + suffix in members for suffix in _PAGE_SUFFIXES):
            return True
    return False


def _sidecar(name: str, members: Collection[str]) -> str | None:
    stem, suffix = posixpath.splitext(name)
    for each in SIDECAR_SUFFIXES:
        is_table = each == ".json" and suffix.lower() in COLLECTIONS
        if stem + each in members and stem + each != name and not is_table:
            return stem + each
    return None


def _suffix(name: str) -> str:
    return posixpath.splitext(name)[1].lower()
