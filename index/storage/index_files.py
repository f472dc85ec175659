"""The catalogue and the vectors of one index, opened together."""

from contextlib import ExitStack
from pathlib import Path

from index.article import LANGUAGES
from index.errors import IndexStoreError
from index.storage.catalog import Catalog
from index.storage.catalog_vectors import CatalogVectors
from index.storage.catalogs import CATALOG_FILE
from index.storage.chroma import FILE_OF_CHROMA
from index.storage.chroma_server import ChromaServer
from index.storage.search import IndexSearch
from index.storage.sqlite_file import may_be_written
from index.storage.vectors import VectorStore

VECTORS_FOLDER = "chroma"
REBUILD = "tweespraak index FOLDER --rebuild"
# Settings of the catalogue. A run that ended well leaves "no" in the one and counts one up in the other.
_WRITING = "writing"
_RUNS = "runs"
_COMPLETE = "complete"


class IndexFiles:
    """An open index. Use :meth:`open`. Threads may share it.

    One that this process may not write has no vectors of its own: it is searched by the catalogue's.
    """

    def __init__(self, catalog: Catalog, vectors: VectorStore | None, folder: Path) -> None:
        self.catalog = catalog
        self.folder = folder
        self._vectors = vectors
        self._runs = catalog.setting(_RUNS)
        self._search = IndexSearch(catalog, vectors or CatalogVectors(catalog))

    @property
    def vectors(self) -> VectorStore:
        """The vectors, to be written.

        :raises IndexStoreError: the index may only be read.
        """
        if self._vectors is None:
            raise IndexStoreError(
                f"the index in {self.folder} may only be read; see to its rights, or choose another place "
                "with --data-dir"
            )
        return self._vectors

    @classmethod
    def open(
        cls, folder: Path, *, fingerprint: str, create: bool = False, server: ChromaServer | None = None
    ) -> "IndexFiles":
        """Open what lies in a folder that is there, as ``index.storage.store.IndexStore.open`` says.

        Where this process may not write, ``server`` is not asked: the catalogue has all that a search needs.
        """
        if not create and not (folder / CATALOG_FILE).is_file():
            raise _no_index(folder)
        read_only = not create and not _may_be_written(folder)
        with ExitStack() as opened:
            catalog = Catalog(folder / CATALOG_FILE, read_only=read_only)
            opened.callback(catalog.close)
            found = catalog.setting("fingerprint")
            if found is None and not create:
                raise _no_index(folder)
            if found not in {None, fingerprint}:
                raise IndexStoreError(
                    f"the index in {folder} was made with another encoder or chunking "
                    f"({found}, now {fingerprint}); make it anew: {REBUILD}"
                )
            if read_only:
                catalog.make_passing_dutch_words()
                catalog.make_lists()
                opened.pop_all()
                return cls(catalog, None, folder)
            catalog.make_tables()
            vectors = VectorStore(folder / VECTORS_FOLDER, fingerprint=fingerprint, server=server)
            opened.callback(vectors.close)
            files = cls(catalog, vectors, folder)
            files._check()
            if found is None:
                catalog.set_setting("fingerprint", fingerprint)
            opened.pop_all()
        return files

    def close(self) -> None:
        """Close the files."""
        self.catalog.close()
        if self._vectors is not None:
            self._vectors.close()

    def search(self) -> IndexSearch:
        """Return what searches the index as it now is."""
        self._see_other_runs()
        return self._search

    def begin_run(self) -> None:
        """Note that the index is being written, after clearing up behind a run that did not end well."""
        self._see_other_runs()
        if self.catalog.setting(_WRITING) != "no":
            self._remove_leftovers()
        self.catalog.set_setting(_WRITING, "yes")

    def end_run(self, *, is_complete: bool) -> None:
        """Note that it is written, and that it now holds all articles of a folder if so."""
        runs = str(int(self._runs or 0) + 1)
        with self.catalog.transaction():
            if is_complete:
                self.catalog.set_setting(_COMPLETE, "yes")
            self.catalog.set_setting(_RUNS, runs)
            self.catalog.set_setting(_WRITING, "no")
        self._runs = runs

    def is_complete(self) -> bool:
        """Whether the index has ever held all articles of a folder."""
        return self.catalog.setting(_COMPLETE) == "yes"

    def _see_other_runs(self) -> None:
        """Take in what another process has written since; while it writes, the vectors stay as they were."""
        runs = self.catalog.setting(_RUNS)
        if runs != self._runs:
            if self._vectors is not None:
                self._vectors.reopen()
            self._runs = runs

    def _check(self) -> None:
        """Find out, in milliseconds, whether all vectors are there and can be searched."""
        means = self.catalog.language_means()
        for language in LANGUAGES:
            # Counted before and after, as another process may be writing.
            before = self.catalog.passage_count(language)
            held = self.vectors.count(language)
            named = min(before, self.catalog.passage_count(language))
            if held < named:
                raise self._damaged(named - held)
            if means is not None:
                self.vectors.search(language, means.chunks[language], 1)

    def _remove_leftovers(self) -> None:
        """Remove the vectors that a run which did not end well left behind."""
        for language in LANGUAGES:
            named = self.catalog.keys(language)
            held = self.vectors.keys(language)
            if named - held:
                raise self._damaged(len(named - held))
            self.vectors.remove(language, sorted(held - named))

    def _damaged(self, missing: int) -> IndexStoreError:
        return IndexStoreError(
            f"the index in {self.folder} is damaged: {missing} vectors are missing; make it anew: {REBUILD}"
        )


def _may_be_written(folder: Path) -> bool:
    vectors = folder / VECTORS_FOLDER
    return all(map(may_be_written, (folder, folder / CATALOG_FILE, vectors, vectors / FILE_OF_CHROMA)))


def _no_index(folder: Path) -> IndexStoreError:
    return IndexStoreError(f"there is no index in {folder}; make one: tweespraak index FOLDER")
