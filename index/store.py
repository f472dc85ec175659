"""The index of a folder of articles: the catalogue and the vectors, kept as one.

The catalogue decides. New vectors are written before the catalogue names them and old ones are removed after
it has forgotten them, so that after a crash Chroma holds too much at the worst; what the catalogue does not
name is never found, and the next writer removes it.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index.article import LANGUAGES, Article, Language
from index.catalog import Catalog, ChunkRecord
from index.chunk import Chunk
from index.errors import IndexStoreError
from index.language_means import LanguageMeans
from index.passage import Passage
from index.vectors import VectorEntry, VectorStore

CATALOG_FILE = "catalog.sqlite"
VECTORS_FOLDER = "chroma"
_LOCK_FILE = "writing.lock"
_SPARE = 16


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with its vector, shape (d,), and those of its sentences, shape (sentences, d)."""

    chunk: Chunk
    vector: NDArray[np.float32]
    sentence_vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EmbeddedArticle:
    """An article with all its chunks, ready for the index."""

    article: Article
    chunks: tuple[EmbeddedChunk, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found passage with the vectors of its sentences, shape (sentences, d), unit length."""

    passage: Passage
    sentence_vectors: NDArray[np.float32]


class IndexStore:
    """The index below a folder. Use :meth:`open`."""

    def __init__(self, catalog: Catalog, vectors: VectorStore, folder: Path) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self._folder = folder

    @classmethod
    def open(cls, folder: Path, *, fingerprint: str, create: bool = False) -> "IndexStore":
        """Open the index in ``folder``.

        :param fingerprint: names the encoder and the chunking; an index made with others is refused.
        :param create: make an empty index where there is none.
        :raises IndexStoreError: there is none, it was made with other settings, or it cannot be used.
        """
        if not create and not (folder / CATALOG_FILE).is_file():
            raise IndexStoreError(f"there is no index in {folder}; make one: tweespraak index FOLDER")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexStoreError(
                f"the index cannot be kept in {folder} ({error.strerror}); "
                "choose another place with --data-dir"
            ) from error
        catalog = Catalog(folder / CATALOG_FILE)
        found = catalog.setting("fingerprint")
        if found is None:
            catalog.set_setting("fingerprint", fingerprint)
        elif found != fingerprint:
            catalog.close()
            raise IndexStoreError(
                f"the index in {folder} was made with another encoder or chunking "
                f"({found}, now {fingerprint}); "
                "make it anew: tweespraak index FOLDER --rebuild"
            )
        return cls(catalog, VectorStore(folder / VECTORS_FOLDER, fingerprint=fingerprint), folder)

    @staticmethod
    def erase(folder: Path) -> None:
        """Remove the index in ``folder``, and nothing else that lies there."""
        for path in folder.glob(f"{CATALOG_FILE}*"):
            path.unlink()
        shutil.rmtree(folder / VECTORS_FOLDER, ignore_errors=True)

    def close(self) -> None:
        """Close the files."""
        self._catalog.close()
        self._vectors.close()

    def writing(self) -> "IndexWriter":
        """Return the one writer of this index; use it in a ``with`` statement."""
        return IndexWriter(self._catalog, self._vectors, self._folder)

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

    def search(self, language: Language, vector: NDArray[np.float32], limit: int) -> tuple[Candidate, ...]:
        """Return the passages of a language nearest to a unit vector, shape (d,), nearest first."""
        # Some spare: vectors that a writer is just adding or removing do not count.
        found = self._vectors.search(language, vector, limit + _SPARE)
        records = self._catalog.chunks([each.key for each in found])
        return tuple(
            Candidate(each.passage, records[each.key].sentence_vectors)
            for each in found
            if each.key in records
        )[:limit]


class IndexWriter:
    """Changes an index, one process at a time.

    :raises IndexStoreError: on entering, where another process is writing.
    """

    def __init__(self, catalog: Catalog, vectors: VectorStore, folder: Path) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self._folder = folder
        self._lock = FileLock(folder / _LOCK_FILE, timeout=0)

    def __enter__(self) -> "IndexWriter":
        try:
            self._lock.acquire()
        except Timeout as error:
            raise IndexStoreError(
                f"another process is writing the index in {self._folder}; wait for it to end and try again"
            ) from error
        if self._catalog.setting("writing") == "yes":
            self._remove_leftovers()
        self._catalog.set_setting("writing", "yes")
        return self

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        if kind is None:
            self._catalog.set_setting("writing", "no")
        self._lock.release()

    def has_language_means(self) -> bool:
        """Whether the language means of the encoder are known to the index."""
        return self._catalog.language_means() is not None

    def set_language_means(self, means: LanguageMeans) -> None:
        """Keep the language means of the index's encoder."""
        self._catalog.set_language_means(means)

    def digests(self) -> dict[str, str]:
        """Return the digest (``index.catalog.article_digest``) of every article by id."""
        return self._catalog.digests()

    def replace(self, added: Sequence[EmbeddedArticle], removed: Sequence[str] = ()) -> None:
        """Put articles in, in place of older ones of the same ids, and take others out, all at once."""
        leaving = [*removed, *(each.article.id for each in added)]
        old = {language: self._catalog.chunk_keys(leaving, language) for language in LANGUAGES}
        for language in LANGUAGES:
            self._vectors.put(
                language, [e for each in added for e in _entries(each) if e.language == language]
            )
        records = [record for each in added for record in _records(each)]
        staying = {record.key for record in records}
        with self._catalog.transaction():
            for article_id in leaving:
                self._catalog.remove_article(article_id)
            for each in added:
                self._catalog.put_article(each.article)
            for record in records:
                self._catalog.put_chunk(record)
        for language, keys in old.items():
            self._vectors.remove(language, [key for key in keys if key not in staying])

    def _remove_leftovers(self) -> None:
        """Remove the vectors that a run which did not end well left behind."""
        for language in LANGUAGES:
            extra = self._vectors.keys(language) - self._catalog.all_chunk_keys(language)
            self._vectors.remove(language, sorted(extra))


def _entries(embedded: EmbeddedArticle) -> list[VectorEntry]:
    article = embedded.article
    return [
        VectorEntry(
            key=_key(article, each.chunk),
            chunk=each.chunk,
            title=article.title,
            language=article.language,
            published=article.published,
            path=article.path,
            url=article.url,
            vector=each.vector,
        )
        for each in embedded.chunks
    ]


def _records(embedded: EmbeddedArticle) -> list[ChunkRecord]:
    article = embedded.article
    return [
        ChunkRecord(_key(article, each.chunk), article.id, article.language, each.sentence_vectors)
        for each in embedded.chunks
    ]


def _key(article: Article, chunk: Chunk) -> str:
    """Name a chunk by all that its entry is made of, so that one key never means two things."""
    spans = [(span.start, span.end) for span in chunk.sentences]
    facts = [chunk.id, chunk.text, spans, article.title, article.published, article.path, article.url]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]
