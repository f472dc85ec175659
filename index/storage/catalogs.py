"""The catalogues that lie below the folder of the indexes, looked into without an encoder or vectors."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from index.article import LANGUAGES
from index.errors import IndexStoreError
from index.storage.catalog import Catalog

CATALOG_FILE = "catalog.sqlite"


def all_places(base: Path) -> dict[str, str]:
    """Return the paths of all articles, by id, in whatever indexes lie in ``base`` and can be read."""
    found: dict[str, str] = {}
    for folder in _folders(base):
        with suppress(IndexStoreError):
            found |= places_in(folder)
    return found


def places_in(folder: Path) -> dict[str, str]:
    """Return the paths of the articles of one index, by id.

    :raises IndexStoreError: it cannot be read.
    """
    with closing(Catalog(folder / CATALOG_FILE)) as catalog:
        return catalog.places()


def check_filled(base: Path) -> None:
    """Return if an index that lies in ``base`` holds articles, or cannot be looked into for now.

    :raises IndexStoreError: there is no index, or none that holds an article.
    """
    folders = list(_folders(base))
    if not folders:
        raise IndexStoreError(f"there is no index in {base}; make one: tweespraak index FOLDER")
    for folder in folders:
        try:
            with closing(Catalog(folder / CATALOG_FILE, read_only=True)) as catalog:
                if any(map(catalog.passage_count, LANGUAGES)):
                    return
        except IndexStoreError:  # whoever opens it to search it says so
            return
    raise IndexStoreError("the index holds no articles; put some in: tweespraak index FOLDER")


def _folders(base: Path) -> Iterator[Path]:
    """Yield the folders of indexes; those of before version 6 lie in ``base`` itself.

    :raises IndexStoreError: the folder may not be looked into.
    """
    try:
        folders = (base, *(sorted(base.iterdir()) if base.is_dir() else ()))
    except PermissionError as error:
        raise IndexStoreError(
            f"the index in {base} cannot be read ({error.strerror}); see to its rights, or choose another "
            "place with --data-dir"
        ) from error
    yield from (folder for folder in folders if (folder / CATALOG_FILE).is_file())
