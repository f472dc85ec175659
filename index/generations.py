"""The indexes of one folder of articles: one for each encoder and chunking, in a folder of its own.

A new encoder, or a version that splits articles otherwise, needs an index of its own. It is made beside the
one before it, which goes on answering for whoever has the encoder that made it; once the new one holds all
articles, which one transaction decides, the others are removed. A making that is interrupted is gone on with.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.chroma_server import ChromaServer
from index.errors import IndexStoreError
from index.store import CATALOG_FILE, LOCK_FILE, VECTORS_FOLDER, IndexStore


def generation_folder(base: Path, fingerprint: str) -> Path:
    """Return the folder of the index of this encoder and chunking; it need not exist."""
    return base / fingerprint


def has_others(base: Path, fingerprint: str) -> bool:
    """Whether there is an index of another encoder, chunking or version."""
    return any(True for _ in _others(base, fingerprint))


def open_generation(
    base: Path, *, fingerprint: str, create: bool = False, server: ChromaServer | None = None
) -> IndexStore:
    """Open the index of this encoder and chunking.

    :param create: make an empty index where there is none; one that is not finished is opened too.
    :param server: where the vectors are, if not in files.
    :raises IndexStoreError: there is none, or it is still being made while another is there; or as
        ``IndexStore.open``.
    """
    folder = generation_folder(base, fingerprint)
    if create:
        return IndexStore.open(folder, fingerprint=fingerprint, create=True, server=server)
    others = has_others(base, fingerprint)
    if others and not (folder / CATALOG_FILE).is_file():
        raise IndexStoreError(
            f"the index in {base} was made with another encoder or by another version; "
            "make one for this encoder beside it: tweespraak index FOLDER"
        )
    store = IndexStore.open(folder, fingerprint=fingerprint, server=server)
    if others and not store.is_complete():
        store.close()
        raise IndexStoreError(
            f"the index in {base} is being made anew and does not hold all articles yet; "
            "wait for its end, or go on with it: tweespraak index FOLDER"
        )
    return store


def remove_others(base: Path, store: IndexStore, fingerprint: str) -> None:
    """Remove the indexes that this one takes the place of, once it holds all articles.

    One that another process is writing is left for the next time.
    """
    if not store.is_complete():
        return
    for folder in list(_others(base, fingerprint)):
        with suppress(IndexStoreError):
            IndexStore.erase(folder)
            if folder != base:
                _remove_empty(folder)


def _others(base: Path, fingerprint: str) -> Iterator[Path]:
    """Yield the folders of other indexes; those of before version 6 lie in ``base`` itself."""
    for folder in (base, *(sorted(base.iterdir()) if base.is_dir() else ())):
        if folder != generation_folder(base, fingerprint) and (
            (folder / CATALOG_FILE).is_file() or (folder / VECTORS_FOLDER).is_dir()
        ):
            yield folder


def _remove_empty(folder: Path) -> None:
    """Remove what erasing left of a folder, unless something else lies there."""
    with suppress(OSError):
        (folder / LOCK_FILE).unlink(missing_ok=True)
        folder.rmdir()
