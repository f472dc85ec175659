"""Tells what a folder holds before it is read, so that a run can say how far it is."""

import stat
from pathlib import Path

from index.reading.file_size import FileSize
from index.reading.folder_walk import by_stem, entries_below, id_of
from index.reading.skipped import SkippedFile

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
    ".epub": (),
}


def file_sizes(folder: Path) -> tuple[FileSize, ...]:
    """Return the files of a folder in the order in which ``index.reading.reader.read_folder`` reads them.

    Of a file that may hold many articles no more than the first megabyte is looked at. What cannot be
    looked at is left out: reading says why.
    """
    try:
        top = sorted(folder.iterdir())
    except OSError:
        return ()
    beside = by_stem(top)
    entries = (entry for path in top for entry in entries_below(path, folder, beside))
    sizes = (_size(entry, folder) for entry in entries if not isinstance(entry, SkippedFile))
    return tuple(size for size in sizes if size is not None)


def _size(path: Path, root: Path) -> FileSize | None:
    signs = _SIGNS.get(path.suffix.lower())
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a named pipe would wait for ever
            return None
        if signs is None:
            return FileSize(id_of(path, root), status.st_size)
        with path.open("rb") as file:
            seen = b"\n" + file.read(_LOOKED_AT)
    except OSError:
        return None
    found = sum(seen.count(sign) for sign in signs) * status.st_size / len(seen)
    return FileSize(id_of(path, root), status.st_size, max(round(found), 1), is_estimate=True)
