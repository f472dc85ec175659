"""What rows of the catalogue mean: articles, entries of a list, and passages with their vectors."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import Article, ArticleEntry, LanguagePart
from index.chunk import Chunk
from index.passage import Passage
from index.span import Span


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage, not yet compared with a question (its score and similarity are 0), and its vectors.

    Their shapes are (d,) and (sentences, d).
    """

    passage: Passage
    vector: NDArray[np.float32]
    sentence_vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KnownChunk:
    """What the encoder has read of a chunk, and the vectors, shapes (d,) and (sentences, d), that it gave."""

    title: str
    text: str
    sentences: tuple[str, ...]
    vector: NDArray[np.float32]
    sentence_vectors: NDArray[np.float32]


def article_of(row: tuple[Any, ...]) -> Article:
    """Read a row of ``index.storage.catalog_search.ARTICLES``."""
    article_id, path, title, text, language, published, url, author, pages, parts, foreign = row
    return Article(
        article_id,
        path,
        title,
        text,
        language,
        published,
        url,
        author,
        pages=tuple(json.loads(pages)),
        parts=tuple(LanguagePart(*part) for part in json.loads(parts)),
        foreign=foreign,
    )


def entry_of(row: tuple[Any, ...]) -> ArticleEntry:
    """Read a row of ``index.storage.article_lists.ListTables.page``."""
    article_id, path, title, language, published, author, url, story, passages, also, copies = row
    return ArticleEntry(
        article_id,
        path,
        title,
        language,
        published,
        author,
        url,
        passages,
        copies=tuple(json.loads(copies)),
        story=story,
        also=also,
    )


def passage_of(row: tuple[Any, ...]) -> StoredPassage:
    """Read a row of ``index.storage.catalog_search.passages_by_key``."""
    _, language, start, end, text, spans, vector, sentence_vectors, title, story, *article = row
    article_id, path, published, url, pages, author = article
    sentences = tuple(Span(first, last) for first, last in _pairs(spans))
    # The pages that have begun where the chunk does, and those that begin in it.
    begun = [offset for offset in json.loads(pages) if offset < end]
    breaks = [offset for offset in begun if offset > start]
    passage = Passage(
        chunk=Chunk(article_id, start, end, text, sentences),
        title=title,
        language=language,
        published=published,
        path=path,
        url=url,
        score=0.0,
        similarity=0.0,
        story=story,
        first_page=len(begun) - len(breaks) or None,
        page_breaks=tuple(breaks),
        author=author,
    )
    return StoredPassage(passage, floats(vector), floats(sentence_vectors).reshape(len(sentences), -1))


def known_chunk_of(row: tuple[Any, ...]) -> KnownChunk:
    """Read a row that ``index.storage.catalog.Catalog.known_chunks`` selects."""
    title, text, start, spans, vector, sentence_vectors = row
    sentences = tuple(text[first - start : end - start] for first, end in _pairs(spans))
    return KnownChunk(
        title, text, sentences, floats(vector), floats(sentence_vectors).reshape(len(sentences), -1)
    )


def spans_as_bytes(spans: Sequence[Span]) -> bytes:
    """Write spans as a row keeps them."""
    return np.array([(span.start, span.end) for span in spans], np.int32).tobytes()


def floats(stored: bytes) -> NDArray[np.float32]:
    """Read numbers that are kept at 16 bits."""
    return np.frombuffer(stored, np.float16).astype(np.float32)


def _pairs(spans: bytes) -> list[list[int]]:
    pairs: list[list[int]] = np.frombuffer(spans, np.int32).reshape(-1, 2).tolist()
    return pairs
