"""The index of a folder of articles: the catalogue and the vectors, kept as one.

The catalogue decides. New vectors are written before the catalogue names them and old ones are removed after
it has forgotten them, so that after a crash Chroma holds too much at the worst; what the catalogue does not
name is never found, and the next writer removes it.
"""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index.article import LANGUAGES, Article, ArticleEntry, Language
from index.encoding.language_means import LanguageMeans
from index.errors import IndexStoreError, SettingError
from index.filters import ALL_ARTICLES, NO_FILTERS, ArticleSelection, Filters, ListOrder
from index.storage.article_lists import ArticleCounts
from index.storage.catalogs import CATALOG_FILE
from index.storage.chroma_server import ChromaServer
from index.storage.compared_articles import UnseenArticle
from index.storage.index_files import VECTORS_FOLDER, IndexFiles
from index.storage.search import Candidate
from index.storage.vectors import VectorStore
from index.storage.word_statistics import WordStatistics
from index.storage.writer import IndexWriter

__all__ = ["CATALOG_FILE", "LOCK_FILE", "VECTORS_FOLDER", "IndexStore", "write_lock"]

_CATALOG_ENDINGS = ("", "-wal", "-shm")
LOCK_FILE = "writing.lock"

Successor = Callable[[Path], Path | None]
"""Tells of an index's folder which other one has taken its place, if any."""


def _has_no_successor(_: Path) -> Path | None:
    return None


class IndexStore:
    """The index below a folder. Use :meth:`open`. Threads may share it.

    Where another index takes its place, made anew from the same articles by the same encoder, the store goes
    over to that one at the next call; calls that are on their way end with the one before it.
    """

    def __init__(self, files: IndexFiles, open_files: Callable[[Path], IndexFiles], after: Successor) -> None:
        self._files = files
        self._open_files = open_files
        self._after = after
        self._lock = threading.Lock()
        self._users = Counter[IndexFiles]()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        fingerprint: str,
        create: bool = False,
        server: ChromaServer | None = None,
        after: Successor = _has_no_successor,
    ) -> "IndexStore":
        """Open the index in ``folder``.

        :param fingerprint: names the encoder and the chunking; an index made with others is refused.
        :param create: make an empty index where there is none.
        :param server: where the vectors are, if not in files.
        :param after: asked at each call which folder the store is to go over to.
        :raises IndexStoreError: there is none, it was made with other settings, or it cannot be used.
        """
        if create:
            _make_folder(folder)

        def open_files(place: Path) -> IndexFiles:
            return IndexFiles.open(place, fingerprint=fingerprint, server=server)

        files = IndexFiles.open(folder, fingerprint=fingerprint, create=create, server=server)
        return cls(files, open_files, after)

    @property
    def folder(self) -> Path:
        """Where the index is."""
        return self._files.folder

    @staticmethod
    def erase(folder: Path) -> None:
        """Remove the index in ``folder``, and nothing else that lies there.

        :raises IndexStoreError: another process is writing it, or it cannot be removed.
        """
        if not (folder / CATALOG_FILE).exists() and not (folder / VECTORS_FOLDER).exists():
            return
        with write_lock(folder):
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
        self._files.close()

    @contextmanager
    def _now(self) -> Iterator[IndexFiles]:
        """Yield the files as they now are, which stay open for the block."""
        with self._lock:
            newer = self._after(self._files.folder)
            if newer is not None:
                before, self._files = self._files, self._open_files(newer)
                self._close_unused(before)
            files = self._files
            self._users[files] += 1
        try:
            yield files
        finally:
            with self._lock:
                self._users[files] -= 1
                if files is not self._files:
                    self._close_unused(files)

    def _close_unused(self, files: IndexFiles) -> None:
        if not self._users[files]:
            del self._users[files]
            files.close()

    @contextmanager
    def writing(self) -> Iterator["IndexWriter"]:
        """Yield the one writer of this index.

        :raises IndexStoreError: another process is writing, or the index cannot be written.
        """
        with self._now() as files, _lock_of(files.folder):
            if self._after(files.folder) is not None:  # in the moment before the lock was had
                raise _is_written(files.folder)
            writer = IndexWriter(files.catalog, files.vectors)
            files.begin_run()
            yield writer
            writer.tidy()
            files.end_run(is_complete=writer.is_complete)

    def is_complete(self) -> bool:
        """Whether the index has ever held all articles of a folder."""
        with self._now() as files:
            return files.is_complete()

    def article(self, article_id: str) -> Article:
        """Return an article as it was indexed.

        :raises IndexStoreError: the index does not hold it, or no longer.
        """
        with self._now() as files:
            article = files.catalog.article(article_id)
        if article is None:
            raise IndexStoreError(f"the article {article_id} is not in the index (any more); ask again")
        return article

    def list_articles(
        self, selection: ArticleSelection = ALL_ARTICLES, order: ListOrder = "newest", limit: int = -1
    ) -> tuple[ArticleEntry, ...]:
        """Return the first articles of a selection, without their text, and a text with copies once.

        :param limit: -1 does not limit them; hundreds of thousands take seconds.
        """
        with self._now() as files:
            return files.catalog.page(selection, order, limit)

    def count_articles(self, selection: ArticleSelection = ALL_ARTICLES) -> ArticleCounts:
        """Count the articles that ``list_articles`` would return."""
        with self._now() as files:
            return files.catalog.counts(selection)

    def paths(self, among: Collection[str] | None = None) -> frozenset[str]:
        """Return the paths of all files that articles come from, or of those among some."""
        with self._now() as files:
            return files.catalog.paths(among)

    def held_files(self, stamps: Mapping[str, bytes]) -> set[str]:
        """Return the paths of the files whose articles are here as files of these stamps gave them."""
        with self._now() as files:
            return files.catalog.held_files(stamps)

    def articles_within(self, paths: Collection[str]) -> list[UnseenArticle]:
        """Return the articles of the files of these paths, and of those below them."""
        with self._now() as files:
            return files.catalog.articles_within(paths)

    def copies(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of the articles with the same title and text, group by group, in order."""
        with self._now() as files:
            return files.catalog.copies()

    def story_count(self) -> int:
        """Return how many stories are told by more than one text (``index.storage.near_duplicates``)."""
        with self._now() as files:
            return files.catalog.story_count()

    def passage_count(self, language: Language | None = None) -> int:
        """Return the number of passages, in one language or in all."""
        wanted = LANGUAGES if language is None else (language,)
        with self._now() as files:
            return sum(files.catalog.passage_count(each) for each in wanted)

    def language_means(self) -> LanguageMeans:
        """Return what the language alone adds to this encoder's vectors.

        :raises IndexStoreError: nothing was ever written to this index.
        """
        with self._now() as files:
            means = files.catalog.language_means()
        if means is None:
            raise IndexStoreError(f"the index in {self.folder} is empty; fill it: tweespraak index FOLDER")
        return means

    def check(self, filters: Filters) -> None:
        """Find out whether every article of ``filters`` is there.

        :raises SettingError: one is not.
        """
        with self._now() as files:
            for article_id in files.catalog.missing_articles(filters.article_ids or ()):
                raise SettingError(
                    f"no article in the index has the id {article_id!r}: give its path below the folder"
                )

    def related_words(self, language: Language, words: Sequence[str]) -> list[str]:
        """Return the words that a search for ``words`` looks for."""
        with self._now() as files:
            return files.search().related_words(language, words)

    def word_statistics(self, language: Language, words: Iterable[str]) -> WordStatistics:
        """Count the passages of a language, and those that hold each of the words."""
        with self._now() as files:
            return files.search().word_statistics(language, words)

    def search(
        self,
        language: Language,
        vector: NDArray[np.float32],
        limit: int,
        *,
        words: Sequence[str] = (),
        word_limit: int = 0,
        filters: Filters = NO_FILTERS,
        statistics: WordStatistics | None = None,
    ) -> tuple[Candidate, ...]:
        """Return the passages of a language nearest to a unit vector, shape (d,), nearest first.

        Behind them come those of the ``word_limit`` best by keyword that are not among the nearest.

        :param words: as ``index.text.keywords.query_words`` gives them. A Dutch one also finds the
            compounds that it is part of, and its own parts.
        :param statistics: of the words to look for, in place of ``words``, by which passages are scored
            where this index is one of several.
        """

        def found() -> tuple[Candidate, ...]:
            with self._now() as files:
                return files.search().search(
                    language,
                    vector,
                    limit,
                    words=words,
                    word_limit=word_limit,
                    filters=filters,
                    statistics=statistics,
                )

        before = self.folder
        try:
            return found()
        except IndexStoreError:
            if self._after(before) is None:
                raise
        # Its files were removed on the way, as another has taken its place.
        return found()


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """Keep others from writing the index in a folder.

    :raises IndexStoreError: another process is writing it, or the folder cannot be written.
    """
    lock = FileLock(folder / LOCK_FILE, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise _is_written(folder) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _lock_of(folder: Path) -> Iterator[None]:
    """Hold the lock of an index that is there: a lock alone would make its folder again."""
    if not (folder / CATALOG_FILE).is_file():
        raise IndexStoreError(
            f"the index in {folder} is gone, for one of another encoder or version has taken its place; "
            "start again to use that one"
        )
    with write_lock(folder):
        yield


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _is_written(folder: Path) -> IndexStoreError:
    return IndexStoreError(
        f"another process is writing the index in {folder}; wait for it to end and try again"
    )


def _unwritable(folder: Path, error: OSError) -> IndexStoreError:
    return IndexStoreError(
        f"the index cannot be kept in {folder} ({error.strerror}); "
        "see to its rights, or choose another place with --data-dir"
    )
