"""Tells when a folder of articles has changed: the only module that knows watchfiles."""

from collections.abc import Collection, Iterator
from pathlib import Path

from watchfiles import Change, watch

from index.errors import FolderError

_SETTLED_MS = 500
"""How long nothing must happen before changes count as one: saving a file takes several writes."""
_LONGEST_BURST_MS = 10_000
_MOST_TOLD = 1000
"""Systems keep some thousands of changes for who watches, and drop what comes on top."""
_LOOK_MS = 500
"""How often to see whether the folder itself is still there, which the system does not tell."""


def folder_changes(folder: Path, *, ignored: Path) -> Iterator[frozenset[Path] | None]:
    """Yield None as soon as the folder is watched, and after that what has changed, whenever something has.

    That are paths below ``folder``, or None where they are so many that some may have been lost. Changes
    in quick succession are told once. What changes while nobody asks is told at the next asking. Hidden files
    and folders do not count, as ``index.reading.reader`` passes them over.

    :param ignored: a folder that may lie in it and does not count: that of the index itself.
    :raises FolderError: the folder is not there (any more), or cannot be watched.
    """
    root, ours = folder.resolve(), ignored.resolve()

    def counts(_: Change, name: str) -> bool:
        path = Path(name)
        inside = path.relative_to(root).parts if path.is_relative_to(root) else ()
        return not path.is_relative_to(ours) and not any(part.startswith(".") for part in inside)

    while True:
        watched = _identity(folder)
        is_told = False
        try:
            for changes in watch(
                root,
                watch_filter=counts,
                debounce=_LONGEST_BURST_MS,
                step=_SETTLED_MS,
                rust_timeout=_LOOK_MS,
                yield_on_timeout=True,
            ):
                if changes or not is_told:
                    yield _paths(changes, root, folder) if is_told else None
                    is_told = True
                if _identity(folder) != watched or (Change.deleted, str(root)) in changes:
                    break  # another folder has taken its name, if only for a moment
        except (OSError, RuntimeError) as error:  # the second is what watchfiles makes of other trouble
            raise FolderError(f"{folder}: cannot be watched: {error}") from error


def _paths(changes: Collection[tuple[Change, str]], root: Path, folder: Path) -> frozenset[Path] | None:
    paths = {Path(name) for _, name in changes}
    if len(paths) > _MOST_TOLD or not all(root in path.parents for path in paths):
        return None
    return frozenset(folder / path.relative_to(root) for path in paths)


def _identity(folder: Path) -> tuple[int, int]:
    try:
        status = folder.stat()
    except OSError as error:
        raise FolderError(
            f"{folder}: cannot be watched: {error.strerror}; the index stays as it is"
        ) from error
    return status.st_dev, status.st_ino
