"""Embeds articles: splits them into chunks, and has the encoder read what it has not read before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.chunk import Chunk
from index.encoder import Encoder
from index.storage.catalog_rows import KnownChunk
from index.storage.near_duplicates import Signature
from index.storage.signatures import signature_of
from index.storage.writer import EmbeddedArticle, EmbeddedChunk
from index.text.boilerplate import body_spans
from index.text.chunking import split_article

CHUNK_TOKENS = 320
"""The longest chunk, in the encoder's tokens, its article's title not counted. An encoder that reads less
than this and a title gets smaller ones: nothing is ever cut."""
_TITLE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class SplitArticle:
    """An article, the title that the encoder reads with each chunk, the chunks, and the text's signature."""

    article: Article
    title: str
    chunks: tuple[Chunk, ...]
    signature: Signature

    @property
    def read(self) -> list[str]:
        """What the encoder reads of the article: its chunks, and each sentence on its own."""
        return [
            *(embedding_text(self.title, chunk) for chunk in self.chunks),
            *(span.of(self.article.text) for chunk in self.chunks for span in chunk.sentences),
        ]


def embedding_text(title: str, chunk: Chunk) -> str:
    """Return what the encoder reads of a chunk: its article's title, where it has one, then its own text."""
    return _with_title(title, chunk.text)


def split(article: Article, encoder: Encoder) -> SplitArticle:
    """Split an article into chunks that the encoder reads whole, its title with them."""
    title, title_tokens = _title_read(article.title, encoder)
    room = min(CHUNK_TOKENS, encoder.max_tokens - title_tokens)
    paragraphs = body_spans(article.text)
    chunks = split_article(article, paragraphs, count_tokens=encoder.count_tokens, max_tokens=room)
    return SplitArticle(article, title, chunks, signature_of(article.text, paragraphs))


def known_vectors(
    articles: Sequence[SplitArticle],
    encoder: Encoder,
    known: Callable[[Article, Signature], Iterable[KnownChunk]],
) -> dict[str, NDArray[np.float32]]:
    """Return the vectors of texts that were read before, by text.

    :param known: chunks, with their vectors, with which an article's may have a text in common.
    """
    vectors: dict[str, NDArray[np.float32]] = {}
    for each in articles:
        for chunk in known(each.article, each.signature):
            title, _ = _title_read(chunk.title, encoder)
            vectors[_with_title(title, chunk.text)] = chunk.vector
            vectors.update(zip(chunk.sentences, chunk.sentence_vectors, strict=True))
    return vectors


def embed(
    articles: Sequence[SplitArticle], encoder: Encoder, known: Mapping[str, NDArray[np.float32]]
) -> list[EmbeddedArticle]:
    """Return the articles with their vectors; a text with a ``known`` one is not read again."""
    new = list(dict.fromkeys(text for each in articles for text in each.read if text not in known))
    vectors = {**known, **(dict(zip(new, encoder.encode_passages(new), strict=True)) if new else {})}
    return [
        EmbeddedArticle(
            each.article, tuple(_embedded(each, chunk, vectors) for chunk in each.chunks), each.signature
        )
        for each in articles
    ]


def _embedded(
    split_into: SplitArticle, chunk: Chunk, vectors: Mapping[str, NDArray[np.float32]]
) -> EmbeddedChunk:
    sentences = [vectors[span.of(split_into.article.text)] for span in chunk.sentences]
    return EmbeddedChunk(chunk, vectors[embedding_text(split_into.title, chunk)], np.stack(sentences))


def _title_read(title: str, encoder: Encoder) -> tuple[str, int]:
    """Return what the encoder reads of a title, and its length in tokens."""
    shortened = title[:_TITLE_CHARACTERS]
    (tokens,) = encoder.count_tokens([f"{shortened}\n"])
    # The text is worth more than a title that leaves no room for it.
    return ("", 0) if tokens > encoder.max_tokens // 2 else (shortened, tokens)


def _with_title(title: str, text: str) -> str:
    return f"{title}\n{text}" if title else text
