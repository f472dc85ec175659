"""The index of a folder of articles: the catalogue and the vectors, kept as one.

The catalogue decides. New vectors are written before the catalogue names them and old ones are removed after
it has forgotten them, so that after a crash Chroma holds too much at the worst; what the catalogue does not
name is never found, and the next writer removes it.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index.article import LANGUAGES, Article, Language
from index.article_entry import ArticleEntry
from index.catalog import Catalog
from index.chroma_server import ChromaServer
from index.errors import IndexStoreError, SettingError
from index.filters import NO_FILTERS, Filters
from index.language_means import LanguageMeans
from index.search import Candidate, IndexSearch
from index.vectors import VectorStore
from index.writer import IndexWriter

CATALOG_FILE = "catalog.sqlite"
VECTORS_FOLDER = "chroma"
_CATALOG_ENDINGS = ("", "-wal", "-shm")
LOCK_FILE = "writing.lock"
# Settings of the catalogue. A run that ended well leaves "no" in the one and counts one up in the other.
_WRITING = "writing"
_RUNS = "runs"
_COMPLETE = "complete"
_REBUILD = "tweespraak index FOLDER --rebuild"


class IndexStore:
    """The index below a folder. Use :meth:`open`. Threads may share it."""

    def __init__(self, catalog: Catalog, vectors: VectorStore, folder: Path) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self._folder = folder
        self._runs = catalog.setting(_RUNS)
        self._search = IndexSearch(catalog, vectors)

    @classmethod
    def open(
        cls, folder: Path, *, fingerprint: str, create: bool = False, server: ChromaServer | None = None
    ) -> "IndexStore":
        """Open the index in ``folder``.

        :param fingerprint: names the encoder and the chunking; an index made with others is refused.
        :param create: make an empty index where there is none.
        :param server: where the vectors are, if not in files.
        :raises IndexStoreError: there is none, it was made with other settings, or it cannot be used.
        """
        if create:
            _make_folder(folder)
        elif not (folder / CATALOG_FILE).is_file():
            raise _no_index(folder)
        with ExitStack() as opened:
            catalog = Catalog(folder / CATALOG_FILE)
            opened.callback(catalog.close)
            found = catalog.setting("fingerprint")
            if found is None and not create:
                raise _no_index(folder)
            if found not in {None, fingerprint}:
                raise IndexStoreError(
                    f"the index in {folder} was made with another encoder or chunking "
                    f"({found}, now {fingerprint}); make it anew: {_REBUILD}"
                )
            catalog.make_tables()
            vectors = VectorStore(folder / VECTORS_FOLDER, fingerprint=fingerprint, server=server)
            opened.callback(vectors.close)
            store = cls(catalog, vectors, folder)
            store._check()
            if found is None:
                catalog.set_setting("fingerprint", fingerprint)
            opened.pop_all()
        return store

    @staticmethod
    def erase(folder: Path) -> None:
        """Remove the index in ``folder``, and nothing else that lies there.

        :raises IndexStoreError: another process is writing it, or it cannot be removed.
        """
        if not (folder / CATALOG_FILE).exists() and not (folder / VECTORS_FOLDER).exists():
            return
        with _write_lock(folder):
            try:
                for ending in _CATALOG_ENDINGS:
                    (folder / f"{CATALOG_FILE}{ending}").unlink(missing_ok=True)
                VectorStore.erase(folder / VECTORS_FOLDER)
            except OSError as error:
                raise IndexStoreError(
                    f"the index in {folder} cannot be removed ({error.strerror}: {error.filename}); "
                    "see to its rights, or choose another place with --data-dir"
                ) from error

    def close(self) -> None:
        """Close the files."""
        self._catalog.close()
        self._vectors.close()

    @contextmanager
    def writing(self) -> Iterator["IndexWriter"]:
        """Yield the one writer of this index.

        :raises IndexStoreError: another process is writing, or the index cannot be written.
        """
        with _write_lock(self._folder):
            self._see_other_runs()
            if self._catalog.setting(_WRITING) != "no":
                self._remove_leftovers()
            self._catalog.set_setting(_WRITING, "yes")
            writer = IndexWriter(self._catalog, self._vectors)
            yield writer
            writer.tidy()
            self._runs = str(int(self._runs or 0) + 1)
            with self._catalog.transaction():
                if writer.is_complete:
                    self._catalog.set_setting(_COMPLETE, "yes")
                self._catalog.set_setting(_RUNS, self._runs)
                self._catalog.set_setting(_WRITING, "no")

    def is_complete(self) -> bool:
        """Whether the index has ever held all articles of a folder."""
        return self._catalog.setting(_COMPLETE) == "yes"

    def article(self, article_id: str) -> Article:
        """Return an article as it was indexed.

        :raises IndexStoreError: the index does not hold it, or no longer.
        """
        article = self._catalog.article(article_id)
        if article is None:
            raise IndexStoreError(f"the article {article_id} is not in the index (any more); ask again")
        return article

    def articles(self) -> Iterator[Article]:
        """Yield all articles in the order of their ids."""
        return self._catalog.articles()

    def list_articles(self) -> tuple[ArticleEntry, ...]:
        """Return all articles without their text, in the order of their ids; a text with copies once."""
        return self._catalog.entries()

    def paths(self) -> frozenset[str]:
        """Return the paths of all files that articles come from."""
        return self._catalog.paths()

    def copies(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of the articles with the same title and text, group by group, in order."""
        return self._catalog.copies()

    def story_count(self) -> int:
        """Return how many stories are told by more than one text (``index.stories``)."""
        return self._catalog.story_count()

    def passage_count(self, language: Language | None = None) -> int:
        """Return the number of passages, in one language or in all."""
        wanted = LANGUAGES if language is None else (language,)
        return sum(self._catalog.passage_count(each) for each in wanted)

    def language_means(self) -> LanguageMeans:
        """Return what the language alone adds to this encoder's vectors.

        :raises IndexStoreError: nothing was ever written to this index.
        """
        means = self._catalog.language_means()
        if means is None:
            raise IndexStoreError(f"the index in {self._folder} is empty; fill it: tweespraak index FOLDER")
        return means

    def check(self, filters: Filters) -> None:
        """Find out whether every article of ``filters`` is there.

        :raises SettingError: one is not.
        """
        for article_id in self._catalog.missing_articles(filters.article_ids or ()):
            raise SettingError(
                f"no article in the index has the id {article_id!r}: give its path below the folder"
            )

    def search(
        self,
        language: Language,
        vector: NDArray[np.float32],
        limit: int,
        *,
        words: Sequence[str] = (),
        word_limit: int = 0,
        filters: Filters = NO_FILTERS,
    ) -> tuple[Candidate, ...]:
        """Return the passages of a language nearest to a unit vector, shape (d,), nearest first.

        Behind them come those of the ``word_limit`` best by keyword that are not among the nearest.

        :param words: as ``index.keywords.query_words`` gives them. A Dutch one also finds the compounds that
            it is part of, and its own parts.
        """
        self._see_other_runs()
        return self._search.search(
            language, vector, limit, words=words, word_limit=word_limit, filters=filters, state=self._runs
        )

    def _see_other_runs(self) -> None:
        """Take in what another process has written since; while it writes, the vectors stay as they were."""
        runs = self._catalog.setting(_RUNS)
        if runs != self._runs:
            self._vectors.reopen()
            self._runs = runs

    def _check(self) -> None:
        """Find out, in milliseconds, whether all vectors are there and can be searched."""
        means = self._catalog.language_means()
        for language in LANGUAGES:
            # Counted before and after, as another process may be writing.
            before = self._catalog.passage_count(language)
            held = self._vectors.count(language)
            named = min(before, self._catalog.passage_count(language))
            if held < named:
                raise self._damaged(named - held)
            if means is not None:
                self._vectors.search(language, means.chunks[language], 1)

    def _remove_leftovers(self) -> None:
        """Remove the vectors that a run which did not end well left behind."""
        for language in LANGUAGES:
            named = self._catalog.keys(language)
            held = self._vectors.keys(language)
            if named - held:
                raise self._damaged(len(named - held))
            self._vectors.remove(language, sorted(held - named))

    def _damaged(self, missing: int) -> IndexStoreError:
        return IndexStoreError(
            f"the index in {self._folder} is damaged: {missing} vectors are missing; make it anew: {_REBUILD}"
        )


@contextmanager
def _write_lock(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / LOCK_FILE, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexStoreError(
            f"another process is writing the index in {folder}; wait for it to end and try again"
        ) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _no_index(folder: Path) -> IndexStoreError:
    return IndexStoreError(f"there is no index in {folder}; make one: tweespraak index FOLDER")


def _unwritable(folder: Path, error: OSError) -> IndexStoreError:
    return IndexStoreError(
        f"the index cannot be kept in {folder} ({error.strerror}); "
        "see to its rights, or choose another place with --data-dir"
    )
