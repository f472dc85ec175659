"""The indexes of one folder of articles: one for each encoder and chunking, in a folder of its own.

A new encoder, or a version that splits articles otherwise, needs an index of its own. It is made beside the
one before it, which goes on answering for whoever has the encoder that made it; once the new one holds all
articles, which one transaction decides, the others are removed. A making that is interrupted is gone on with.

An index can also be made anew with the same encoder, as one that is damaged must be. That, too, is done
beside it, in a folder with a number at the end of its name. A file there says that it is ready: from the
moment that this file is there, it is the one in use, and open readers go over to it. A making that is
interrupted leaves the old one in use, and the next run goes on with the new one.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

from index.errors import IndexStoreError
from index.storage.catalogs import CATALOG_FILE
from index.storage.chroma_server import ChromaServer
from index.storage.store import LOCK_FILE, VECTORS_FOLDER, IndexStore, write_lock

_READY_FILE = "ready"


def generation_folder(base: Path, fingerprint: str) -> Path:
    """Return the folder of the index of this encoder and chunking that is in use; it need not exist."""
    builds = _builds(base, fingerprint)
    ready = [number for number, folder in builds.items() if number == 1 or _is_ready(folder)]
    return _build(base, fingerprint, max(ready, default=1))


def has_others(base: Path, fingerprint: str) -> bool:
    """Whether there is an index of another encoder, chunking or version."""
    return any(True for _ in _others(base, fingerprint))


def is_beside(base: Path, store: IndexStore, fingerprint: str) -> bool:
    """Whether an index is made anew beside the one in use, whose place it is to take."""
    in_use = generation_folder(base, fingerprint)
    return _number(store.folder, fingerprint) > _number(in_use, fingerprint)


def open_generation(
    base: Path,
    *,
    fingerprint: str,
    create: bool = False,
    anew: bool = False,
    server: ChromaServer | None = None,
) -> IndexStore:
    """Open the index of this encoder and chunking.

    :param create: make an empty index where there is none; one that is not finished is opened too, before the
        one whose place it is to take.
    :param anew: with ``create``: make an empty one beside the one in use; what was begun before is removed.
    :param server: where the vectors are, if not in files.
    :raises IndexStoreError: there is none, or it is still being made while another is there; or as
        ``IndexStore.open``.
    """
    if create:
        folder = _to_fill(base, fingerprint, anew=anew)
        return _open(folder, base, fingerprint, create=True, server=server)
    try:
        folder = generation_folder(base, fingerprint)
        others = has_others(base, fingerprint)
    except PermissionError as error:
        raise IndexStoreError(
            f"the index in {base} cannot be read ({error.strerror}); see to its rights, or choose another "
            "place with --data-dir"
        ) from error
    if others and not (folder / CATALOG_FILE).is_file():
        raise IndexStoreError(
            f"the index in {base} was made with another encoder or by another version; "
            "make one for this encoder beside it: tweespraak index FOLDER"
        )
    store = _open(folder, base, fingerprint, create=False, server=server)
    if others and not store.is_complete():
        store.close()
        raise IndexStoreError(
            f"the index in {base} is being made anew and does not hold all articles yet; "
            "wait for its end, or go on with it: tweespraak index FOLDER"
        )
    return store


@contextmanager
def taking_its_place(base: Path, store: IndexStore, fingerprint: str) -> Iterator[None]:
    """Put an index that is filled in the block in use, if it holds all articles then; remove the others.

    Nobody else writes the one in use meanwhile: what they wrote would be lost.

    :raises IndexStoreError: another process is writing the one in use.
    """
    is_new = is_beside(base, store, fingerprint)
    with write_lock(generation_folder(base, fingerprint)) if is_new else nullcontext():
        yield
        if is_new and store.is_complete():
            _make_ready(store.folder)
    remove_others(base, store, fingerprint)


def remove_others(base: Path, store: IndexStore, fingerprint: str) -> None:
    """Remove the indexes that this one takes the place of, once it holds all articles.

    One that another process is writing is left for the next time, and so is one that is to take this one's
    place.
    """
    if not store.is_complete():
        return
    older = (
        folder
        for number, folder in _builds(base, fingerprint).items()
        if number < _number(store.folder, fingerprint)
    )
    for folder in [*_others(base, fingerprint), *older]:
        with suppress(IndexStoreError):
            IndexStore.erase(folder)
            if folder != base:
                _remove_empty(folder)


def _open(
    folder: Path, base: Path, fingerprint: str, *, create: bool, server: ChromaServer | None
) -> IndexStore:
    after = partial(_successor, base, fingerprint)
    return IndexStore.open(folder, fingerprint=fingerprint, create=create, server=server, after=after)


def _to_fill(base: Path, fingerprint: str, *, anew: bool) -> Path:
    """Return the folder of the index that a run is to fill."""
    begun, in_use = _unfinished(base, fingerprint), generation_folder(base, fingerprint)
    if not anew:
        return begun or in_use
    if begun is not None:
        IndexStore.erase(begun)
        return begun
    if not _is_index(in_use):
        return in_use
    return _build(base, fingerprint, _number(in_use, fingerprint) + 1)


def _successor(base: Path, fingerprint: str, folder: Path) -> Path | None:
    """Return the folder of the index that has taken the place of another, if one has.

    It is asked at each call of a store, so it looks at two files and does not list the folder: what takes the
    place of an index has the next number, and what was removed had a later one take its place.
    """
    number = _number(folder, fingerprint)
    if (folder / CATALOG_FILE).is_file() and not _is_ready(_build(base, fingerprint, number + 1)):
        return None
    in_use = generation_folder(base, fingerprint)
    return in_use if _number(in_use, fingerprint) > number else None


def _unfinished(base: Path, fingerprint: str) -> Path | None:
    in_use = _number(generation_folder(base, fingerprint), fingerprint)
    newer = [folder for number, folder in _builds(base, fingerprint).items() if number > in_use]
    return next((folder for folder in reversed(newer) if _is_index(folder)), None)


def _builds(base: Path, fingerprint: str) -> dict[int, Path]:
    """Return the folders of this encoder and chunking by their number, in order."""
    found = base.iterdir() if base.is_dir() else ()
    numbered = ((_number(folder, fingerprint), folder) for folder in found)
    return dict(sorted((number, folder) for number, folder in numbered if number))


def _build(base: Path, fingerprint: str, number: int) -> Path:
    return base / (fingerprint if number == 1 else f"{fingerprint}.{number}")


def _number(folder: Path, fingerprint: str) -> int:
    """Return the number of a folder of this encoder and chunking, from 1; 0 of any other."""
    if folder.name == fingerprint:
        return 1
    number = folder.name.removeprefix(f"{fingerprint}.")
    return int(number) if number != folder.name and number.isdecimal() else 0


def _is_ready(folder: Path) -> bool:
    return (folder / _READY_FILE).is_file()


def _make_ready(folder: Path) -> None:
    try:
        (folder / _READY_FILE).touch()
    except OSError as error:
        raise IndexStoreError(
            f"the index in {folder} cannot take the place of the one before it ({error.strerror}); see to "
            "the rights and free disk space, and go on: tweespraak index FOLDER"
        ) from error


def _others(base: Path, fingerprint: str) -> Iterator[Path]:
    """Yield the folders of other indexes; those of before version 6 lie in ``base`` itself."""
    for folder in (base, *(sorted(base.iterdir()) if base.is_dir() else ())):
        if not _number(folder, fingerprint) and _is_index(folder):
            yield folder


def _is_index(folder: Path) -> bool:
    return (folder / CATALOG_FILE).is_file() or (folder / VECTORS_FOLDER).is_dir()


def _remove_empty(folder: Path) -> None:
    """Remove what erasing left of a folder, unless something else lies there."""
    with suppress(OSError):
        for name in (_READY_FILE, LOCK_FILE):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
