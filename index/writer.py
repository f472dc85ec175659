"""Changes an index: articles in, articles out, the catalogue and the vectors kept as one."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Article
from index.catalog import Catalog, ChunkRecord
from index.chunk import Chunk
from index.keywords import index_words
from index.language_means import LanguageMeans
from index.vectors import VectorEntry, VectorStore


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


class IndexWriter:
    """Changes an index. ``IndexStore.writing`` gives it to one process at a time."""

    def __init__(self, catalog: Catalog, vectors: VectorStore) -> None:
        self._catalog = catalog
        self._vectors = vectors

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
        staying = {record.key for record, _ in records}
        with self._catalog.transaction():
            for article_id in leaving:
                self._catalog.remove_article(article_id)
            for each in added:
                self._catalog.put_article(each.article)
            for record, words in records:
                self._catalog.put_chunk(record, words)
        for language, keys in old.items():
            self._vectors.remove(language, [key for key in keys if key not in staying])


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


def _records(embedded: EmbeddedArticle) -> list[tuple[ChunkRecord, tuple[str, ...]]]:
    article = embedded.article
    return [
        (
            ChunkRecord(
                _key(article, each.chunk), article.id, article.language, each.vector, each.sentence_vectors
            ),
            index_words(f"{article.title}\n{each.chunk.text}", article.language),
        )
        for each in embedded.chunks
    ]


def _key(article: Article, chunk: Chunk) -> str:
    """Name a chunk by all that its entry is made of, so that one key never means two things."""
    spans = [(span.start, span.end) for span in chunk.sentences]
    shown = [article.title, article.language, article.published, article.path, article.url]
    facts = [chunk.id, chunk.text, spans, *shown]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]
