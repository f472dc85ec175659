"""Changes an index: articles in, articles out, the catalogue and the vectors kept as one."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Article
from index.chunk import Chunk
from index.encoding.language_means import LanguageMeans
from index.storage.catalog import Catalog, ChunkRecord
from index.storage.catalog_contents import ContentTables
from index.storage.catalog_rows import KnownChunk
from index.storage.chroma import VectorEntry
from index.storage.near_duplicates import Signature
from index.storage.vectors import VectorStore
from index.text.keywords import index_words

_MOST_RELATED = 8


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with its vector, shape (d,), and those of its sentences, shape (sentences, d)."""

    chunk: Chunk
    vector: NDArray[np.float32]
    sentence_vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EmbeddedArticle:
    """An article with all its chunks, and the signature of its text, ready for the index."""

    article: Article
    chunks: tuple[EmbeddedChunk, ...]
    signature: Signature


class IndexWriter:
    """Changes an index. ``IndexStore.writing`` gives it to one process at a time.

    Whoever has put in all articles of a folder sets ``is_complete``.
    """

    def __init__(self, catalog: Catalog, vectors: VectorStore) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self.is_complete = False

    def has_language_means(self) -> bool:
        """Whether the language means of the encoder are known to the index."""
        return self._catalog.language_means() is not None

    def set_language_means(self, means: LanguageMeans) -> None:
        """Keep the language means of the index's encoder."""
        self._catalog.set_language_means(means)

    @property
    def compared(self) -> ContentTables:
        """The articles that the index holds, to be compared with others."""
        return self._catalog

    def keep_files(self) -> None:
        """Keep the stamps of the files that were noted: the index now holds what they gave."""
        self._catalog.keep_files()

    def content_of(self, article: Article) -> int | None:
        """Return the number under which the index has the article's title and text, or None."""
        return self._catalog.content_number(article.content_digest)

    def known_chunks(self, article: Article, signature: Signature) -> list[KnownChunk]:
        """Return chunks with which the article's may have something in common, and their vectors.

        They are those of the article as it was, and of the nearest of its near-duplicates.
        """
        before = self._catalog.content_of(article.id)
        near = self._catalog.near_contents(signature)[:_MOST_RELATED]
        return self._catalog.known_chunks({*near, *(() if before is None else (before,))})

    def replace(
        self, embedded: Sequence[EmbeddedArticle], known: Sequence[Article] = (), removed: Sequence[str] = ()
    ) -> None:
        """Put articles in, in place of older ones of the same ids, and take others out, all at once.

        Of several with one title and text the first has the chunks that count.

        :param known: articles of which the index has the title and text, or has them with ``embedded``.
        """
        new: dict[str, EmbeddedArticle] = {}
        for each in embedded:
            digest = each.article.content_digest
            if digest not in new and self._catalog.content_number(digest) is None:
                new[digest] = each
        records = {
            digest: [_record(each.article, chunk) for chunk in each.chunks] for digest, each in new.items()
        }
        for language in LANGUAGES:
            entries = [
                _entry(record)
                for of_article in records.values()
                for record in of_article
                if record.language == language
            ]
            self._vectors.put(language, entries)
        with self._catalog.transaction():
            for article_id in removed:
                self._catalog.remove_article(article_id)
            for digest, each in new.items():
                content = self._catalog.put_content(each.article, each.signature)
                for record in records[digest]:
                    self._catalog.put_chunk(content, record)
            for article in (*(each.article for each in embedded), *known):
                self._catalog.put_article(article)
            self._catalog.list_anew()

    def tidy(self) -> None:
        """Remove what no article holds any more, and find out what now tells the same story."""
        unheld = self._catalog.unheld_contents()
        keys = {language: self._catalog.chunk_keys(unheld, language) for language in LANGUAGES}
        with self._catalog.transaction():
            self._catalog.remove_contents(unheld)
            self._catalog.group_stories()
        for language in LANGUAGES:
            self._vectors.remove(language, keys[language])


def _record(article: Article, embedded: EmbeddedChunk) -> ChunkRecord:
    language = article.language_at(embedded.chunk.start)
    return ChunkRecord(
        key=_key(article.content_digest, embedded.chunk),
        language=language,
        chunk=embedded.chunk,
        vector=embedded.vector,
        sentence_vectors=embedded.sentence_vectors,
        words=index_words(f"{article.title}\n{embedded.chunk.text}", language),
    )


def _entry(record: ChunkRecord) -> VectorEntry:
    # As the catalogue keeps it, so that a vector that is used again is the same in every index.
    return VectorEntry(record.key, record.vector.astype(np.float16).astype(np.float32))


def _key(content: str, chunk: Chunk) -> str:
    """Name a chunk by its content's digest and its place, so that one key never means two things."""
    spans = [(span.start, span.end) for span in chunk.sentences]
    facts = [content, chunk.start, chunk.end, spans]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]
