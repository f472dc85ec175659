"""Finds the files of a folder that are to be read, and names them."""

import re
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from index.reading.formats import FORMATS
from index.reading.read_sidecar import JSON_TABLES, sidecar_stem
from index.reading.skipped import SkippedFile

# What browsers call the folder of a saved page's pictures, in both languages.
_SAVED_PAGE_FOLDER = re.compile(r"(?P<page>.+)[_-](?:files|bestanden)")
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}


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
            yield SkippedFile(id_of(path, root), "a link to a folder; put the folder itself here")
        elif _is_of_saved_page(path, beside):
            yield SkippedFile(id_of(path, root), "belongs to the saved page beside it")
        else:
            try:
                inside = sorted(path.iterdir())
            except OSError as error:
                yield SkippedFile(id_of(path, root), f"cannot be listed: {error.strerror}", is_for_now=True)
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
        return SkippedFile(name, f"cannot be read: {error.strerror}", is_for_now=True)
    return SkippedFile(name, "not a format that is read; see docs/formats.md")


def by_stem(paths: Collection[Path]) -> dict[str, set[str]]:
    """Return under which suffixes, in lower case, each name stands in a folder."""
    suffixes: dict[str, set[str]] = {}
    for path in paths:
        suffixes.setdefault(path.stem, set()).add(path.suffix.lower())
    return suffixes


def _is_sidecar(path: Path, beside: Mapping[str, set[str]]) -> bool:
    stem = sidecar_stem(path.name)
    articles = beside.get(stem, set()) & FORMATS.keys() if stem is not None else set()
    return bool(articles - JSON_TABLES if path.name == f"{stem}.json" else articles)


def _is_of_saved_page(folder: Path, beside: Mapping[str, set[str]]) -> bool:
    found = _SAVED_PAGE_FOLDER.fullmatch(folder.name)
    return found is not None and bool(beside.get(found["page"], set()) & _PAGE_SUFFIXES)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        # A dangling link, or gone since: reading it will say so.
        return False


def id_of(path: Path, root: Path) -> str:
    """Return the id of a file: its path below ``root`` with forward slashes, one line of valid text."""
    return printable(path.relative_to(root).as_posix())


def printable(name: str) -> str:
    """Return a name in which what cannot be printed, and backslashes, are escapes: no two become alike."""
    return "".join(
        character
        if character.isprintable() and character != "\\"
        else character.encode("unicode_escape").decode("ascii")
        for character in name
    )
