"""What stands in a file: its articles, and those of the files that are enclosed in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath, PurePosixPath

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, EnclosedFile, SkippedPart, name_in_key
from index.reading.field_names import TableNames
from index.reading.formats import FORMATS, TableFormat
from index.reading.metadata import Facts
from index.reading.other_formats import mislabelled, unknown_format
from index.reading.sidecar import Sidecar, sidecar_of
from index.unread import Unread, UnreadReason

MAX_ENCLOSED_DEPTH = 4
"""Files within files: an archive holds itself for ever, a message in a message seldom twice."""
MAX_ENCLOSED_BYTES = 500_000_000
"""Bytes of all files that are enclosed in one, at all depths."""


@dataclass(slots=True)
class _Room:
    """How many bytes of enclosed files may still be read of one file."""

    bytes: int


def parts_of(suffix: str, raw: bytes, names: TableNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Yield the articles in a file and in those enclosed in it, and what of these cannot be read.

    :param suffix: one of ``FORMATS``.
    :raises ArticleError: the file is not what its suffix says, or nothing can be read from here on.
    """
    return _parts(suffix, raw, names, 0, _Room(MAX_ENCLOSED_BYTES))


def sidecar_for(suffix: str, beside: tuple[PurePath | str, bytes] | None) -> Sidecar:
    """Return what stands beside a file; where that cannot be understood, only a table is not read either.

    :param suffix: of the file, one of ``FORMATS``.
    :param beside: the name and the bytes of the sidecar.
    :raises ArticleError: the file is a table, and what stands beside it cannot be understood.
    """
    if beside is None:
        return Sidecar()
    try:
        return sidecar_of(PurePath(beside[0]), beside[1])
    except ArticleError as error:
        if isinstance(FORMATS[suffix], TableFormat):
            raise
        return Sidecar(Facts(remarks=(error.reason,)))


def _parts(
    suffix: str, raw: bytes, names: TableNames, depth: int, room: _Room
) -> Iterator[ArticleDraft | SkippedPart]:
    wrong = mislabelled(raw, suffix)
    if wrong is not None:
        raise ArticleError(wrong)
    file_format = FORMATS[suffix]
    found: Iterable[ArticleDraft | SkippedPart | EnclosedFile] = (
        file_format.read(raw, names) if isinstance(file_format, TableFormat) else file_format.read(raw)
    )
    is_empty = True
    for part in found:
        is_empty = False
        if isinstance(part, EnclosedFile):
            yield from _enclosed(part, depth + 1, room)
        else:
            yield part
    if is_empty:
        raise ArticleError(Unread.NO_ARTICLE())


def _enclosed(file: EnclosedFile, depth: int, room: _Room) -> Iterator[ArticleDraft | SkippedPart]:
    key = _joined(file.key, name_in_key(file.name))
    suffix = PurePosixPath(file.name).suffix.lower()
    why = _why_not(file, suffix, depth, room)
    if why is None:
        room.bytes -= len(file.raw)
        try:
            sidecar = sidecar_for(suffix, file.sidecar)
            for part in _parts(suffix, file.raw, sidecar.names, depth, room):
                if isinstance(part, SkippedPart):
                    yield SkippedPart(_joined(key, part.key), Unread.ENCLOSED(name=file.name, why=part.why))
                else:
                    draft = part if part.key else sidecar.facts.onto(part)
                    yield replace(draft, key=_joined(key, part.key))
        except ArticleError as error:
            why = error.reason
        except RecursionError:
            why = Unread.TOO_DEEP()
    if why is not None:
        yield SkippedPart(key, Unread.ENCLOSED(name=file.name, why=why))


def _why_not(file: EnclosedFile, suffix: str, depth: int, room: _Room) -> UnreadReason | None:
    if suffix not in FORMATS:
        return unknown_format(suffix)
    if depth > MAX_ENCLOSED_DEPTH:
        return Unread.ENCLOSED_TOO_DEEP(limit=MAX_ENCLOSED_DEPTH)
    size, limit = len(file.raw), FORMATS[suffix].max_bytes
    if size > limit:
        return Unread.TOO_LARGE(megabytes=round(size / 1e6, 1), limit=limit // 1_000_000)
    if size > room.bytes:
        return Unread.ENCLOSED_TOO_MUCH(limit=MAX_ENCLOSED_BYTES // 1_000_000)
    return None if file.raw else Unread.EMPTY()


def _joined(key: str, inner: str) -> str:
    return "-".join(filter(None, (key, inner)))
