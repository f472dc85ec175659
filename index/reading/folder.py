"""What a folder holds: which of its files are read, why others are not, and how much that is.

A folder that gives no article is refused: an index that became equal to it would be empty.
"""

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Article
from index.errors import FolderError
from index.reading.formats import FORMATS
from index.reading.other_formats import unknown_format
from index.reading.sidecar import COLLECTIONS, sidecar_stem
from index.reading.skipped import SkippedFile
from index.reading.stamps import HeldFile, SomeItem
from index.unread import Unread

# What browsers call the folder of a saved page's pictures, in the languages that they are used in here.
SAVED_PAGE_FOLDER = re.compile(r"(?P<page>.+)[_-](?:files|bestanden|Dateien|fichiers)")
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # of two slashes a path keeps one
_ARCHIVES = {".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"}
_NO_ARTICLES = "put each article there, as a .txt file for instance (docs/formats.md lists the formats)"


@dataclass(frozen=True, slots=True)
class FolderListing:
    """The files of a folder that are to be read, and what is skipped without opening it, in order."""

    folder: Path
    entries: tuple[Path | SkippedFile, ...]


@dataclass(frozen=True, slots=True)
class FileSize:
    """A file that is to be read: its path as its articles name it, its bytes, and how many articles it holds.

    Their number is exact unless ``is_estimate``.
    """

    path: str
    bytes: int
    articles: int = 1
    is_estimate: bool = False


def list_folder(folder: Path) -> FolderListing:
    """Return what is in a folder and the folders below it; no file is opened.

    Hidden files and folders (``.git``) are passed over. Links to files are followed, links to folders are
    not.

    :raises FolderError: there is no such folder, it is not a folder, it cannot be listed, or it holds no file
        in a format that is read.
    """
    shown = printable(str(folder))
    try:
        top = sorted(folder.iterdir(), key=_name)
    except FileNotFoundError as error:
        raise FolderError(f"{shown}: {_why_missing(folder)}") from error
    except NotADirectoryError as error:
        raise FolderError(f"{shown}: {_why_no_folder(folder)}") from error
    except OSError as error:
        raise FolderError(f"{shown}: cannot be listed: {error.strerror}") from error
    beside = by_stem(top)
    entries = tuple(entry for path in top for entry in entries_below(path, folder, beside))
    skipped = [entry for entry in entries if isinstance(entry, SkippedFile)]
    if len(skipped) == len(entries):
        if any(entry.is_for_now for entry in skipped):
            raise _nothing_read(folder, skipped)
        raise FolderError(f"{shown}: no article in this folder; {_NO_ARTICLES}")
    return FolderListing(folder, entries)


def _why_missing(folder: Path) -> str:
    if _ADDRESS.match(str(folder)):
        return "an address; save the articles in a folder on this machine, and name that"
    return "no such folder"


def _why_no_folder(file: Path) -> str:
    if file.suffix.lower() in _ARCHIVES:
        return "an archive; unpack it, and name the folder that comes of it"
    return "not a folder; name the folder that holds the articles"


def refuse_nothing(folder: Path, items: Iterable[SomeItem]) -> Iterator[SomeItem]:
    """Yield what ``index.reading.reader`` gives of a folder.

    :raises FolderError: at the end, if there was no article among it.
    """
    skipped: list[SkippedFile] | None = []
    for item in items:
        if isinstance(item, (Article, HeldFile)):
            skipped = None
        elif skipped is not None and isinstance(item, SkippedFile):
            skipped.append(item)
        yield item
    if skipped is not None:
        raise _nothing_read(folder, skipped)


def _nothing_read(folder: Path, skipped: Sequence[SkippedFile]) -> FolderError:
    """Return the error of a folder in which nothing can be read; it names one of what was skipped."""
    first = next((each for each in skipped if each.is_for_now), skipped[0] if skipped else None)
    example = "" if first is None else f" ({first.path}: {first.why})"
    if first is not None and first.is_for_now:
        return FolderError(
            f"{printable(str(folder))}: nothing in this folder can be read now{example}; see to its "
            "rights and its connection; the index stays as it is"
        )
    return FolderError(
        f"{printable(str(folder))}: no file in this folder can be read as an article{example}; the index "
        "stays as it is"
    )


def entries_below(path: Path, root: Path, beside: Mapping[str, set[str]]) -> Iterator[Path | SkippedFile]:
    """Yield the files to read at and below a path, and what is skipped without opening it, in order.

    :param beside: what stands in the same folder, as ``by_stem`` gives it.
    """
    waiting = [(path, beside)]  # and no recursion: folders may lie deeper than Python calls
    while waiting:
        path, beside = waiting.pop()
        if path.name.startswith("."):
            continue
        if not _is_folder(path):
            if _is_sidecar(path, beside):
                continue
            yield path if path.suffix.lower() in FORMATS else _not_read(path, root)
        elif path.is_symlink():
            # Followed, a link to a folder above would lead round for ever.
            yield SkippedFile(id_of(path, root), Unread.LINK_TO_FOLDER())
        elif _is_of_saved_page(path, beside):
            yield SkippedFile(id_of(path, root), Unread.OF_SAVED_PAGE())
        else:
            try:
                inside = sorted(path.iterdir(), key=_name)
            except OSError as error:
                yield SkippedFile(
                    id_of(path, root), Unread.UNLISTABLE(error=str(error.strerror)), is_for_now=True
                )
                continue
            suffixes = by_stem(inside)
            waiting += [(each, suffixes) for each in reversed(inside)]


def _not_read(path: Path, root: Path) -> SkippedFile:
    """Return why a path without the ending of a format is not read; a folder may be behind it, unseen."""
    name = id_of(path, root)
    try:
        path.stat()
    except FileNotFoundError:
        pass  # a link to nothing: what it was meant to be, its name says
    except OSError as error:
        return SkippedFile(name, Unread.UNREADABLE(error=str(error.strerror)), is_for_now=True)
    return SkippedFile(name, unknown_format(path.suffix.lower()))


def _name(path: Path) -> str:
    return path.name


def by_stem(paths: Collection[Path]) -> dict[str, set[str]]:
    """Return under which suffixes, in lower case, each name stands in a folder."""
    suffixes: dict[str, set[str]] = {}
    for path in paths:
        suffixes.setdefault(path.stem, set()).add(path.suffix.lower())
    return suffixes


def _is_sidecar(path: Path, beside: Mapping[str, set[str]]) -> bool:
    stem = sidecar_stem(path.name)
    articles = beside.get(stem, set()) & FORMATS.keys() if stem is not None else set()
    return bool(articles - COLLECTIONS if path.name == f"{stem}.json" else articles)


def _is_of_saved_page(folder: Path, beside: Mapping[str, set[str]]) -> bool:
    found = SAVED_PAGE_FOLDER.fullmatch(folder.name)
    return found is not None and bool(beside.get(found["page"], set()) & _PAGE_SUFFIXES)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        # A dangling link, or gone since: reading it will say so.
        return False


def id_of(path: Path, root: Path) -> str:
    """Return the id of a file: its path below ``root`` with forward slashes, one line of valid text."""
    # For hundreds of thousands of files the general way, which takes paths apart, takes seconds.
    text, above = str(path), f"{root}{os.sep}"
    below = text[len(above) :] if text.startswith(above) else str(path.relative_to(root))
    return printable(below.replace(os.sep, "/"))


def file_at(root: Path, name: str) -> Path | None:
    """Return the file below ``root`` whose id this is; None where there is none (any more)."""
    if "\\" not in name:
        return root / name if _is_file(root / name) else None
    found = root
    for part in name.split("/"):
        # Escapes cannot be undone for sure, as names may be no valid text; so each is compared.
        try:
            inside = [each for each in found.iterdir() if printable(each.name) == part]
        except OSError:
            return None
        if not inside:
            return None
        found = inside[0]
    return found if _is_file(found) else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # it cannot be looked at


def printable(name: str) -> str:
    """Return a name in which what cannot be printed, and backslashes, are escapes: no two become alike."""
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(
        character
        if character.isprintable() and character != "\\"
        else character.encode("unicode_escape").decode("ascii")
        for character in name
    )


_LOOKED_AT = 1_000_000
# What stands once with each article of a file that may hold any number. Where nothing does, it counts as one.
_SIGNS: dict[str, tuple[bytes, ...]] = {
    ".mbox": (b"\nFrom ",),
    ".jsonl": (b"\n{",),
    ".ndjson": (b"\n{",),
    ".csv": (b"\n",),
    ".tsv": (b"\n",),
    ".rss": (b"</item>",),
    ".atom": (b"</entry>",),
    ".xml": (b"</item>", b"</entry>"),
    ".json": (),
    ".xlsx": (),
    ".epub": (),
    ".zip": (b"PK\x03\x04",),
    ".eml": (),
    ".msg": (),
}


def file_sizes(listing: FolderListing) -> tuple[FileSize, ...]:
    """Return the files of a folder in the order in which ``index.reading.reader.read_folder`` reads them.

    Of a file that may hold many articles no more than the first megabyte is looked at. What cannot be
    looked at is left out: reading says why.
    """
    sizes = (_size(entry, listing.folder) for entry in listing.entries if isinstance(entry, Path))
    return tuple(size for size in sizes if size is not None)


def _size(path: Path, root: Path) -> FileSize | None:
    signs = _SIGNS.get(path.suffix.lower())
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a named pipe would wait for ever
            return None
        if not signs:
            return FileSize(id_of(path, root), status.st_size, is_estimate=signs is not None)
        with path.open("rb") as file:
            seen = b"\n" + file.read(_LOOKED_AT)
    except OSError:
        return None
    found = sum(seen.count(sign) for sign in signs) * status.st_size / len(seen)
    return FileSize(id_of(path, root), status.st_size, max(round(found), 1), is_estimate=True)
