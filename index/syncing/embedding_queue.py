"""Articles on their way into the index: embedded a batch at a time, while the next are read."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.encoder import Encoder
from index.storage.writer import EmbeddedArticle, IndexWriter
from index.syncing.embedding import SplitArticle, embed, known_vectors, split

_RECENT_SENTENCES = 20_000
"""How many are remembered with their vectors, of 1.5 kB each: pages of one maker say many things again."""


@dataclass(slots=True)
class _Batch:
    """Articles with a text that the index lacks, by its digest; and those whose text it has, or will have."""

    new: dict[str, SplitArticle] = field(default_factory=dict)
    known: list[Article] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.new) + len(self.known)

    @property
    def size(self) -> int:
        return len(self.known) + sum(len(each.chunks) for each in self.new.values())


class EmbeddingQueue:
    """Splits, embeds and writes articles in the order in which they are added.

    While the encoder reads a batch on a thread of its own, the caller's reads and splits the next, and writes
    the one before; so at most two batches and what is written lie in memory. A batch of texts embeds faster
    than one text. An error of the encoder comes out of the next call.

    :param chunks_at_once: how many make a batch.
    """

    def __init__(self, writer: IndexWriter, encoder: Encoder, chunks_at_once: int) -> None:
        self._writer = writer
        self._encoder = encoder
        self._chunks_at_once = chunks_at_once
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="embedding")
        self._waiting = _Batch()
        self._embedded = _Batch()
        self._embedding: Future[list[EmbeddedArticle]] | None = None
        self._recent: dict[str, NDArray[np.float32]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    @property
    def count(self) -> int:
        """How many articles are not written yet."""
        return self._waiting.count + self._embedded.count

    def add(self, article: Article) -> bool:
        """Take an article, and start on all that wait if they are enough; return whether its text is new."""
        digest = article.content_digest
        is_new = (
            digest not in self._waiting.new
            and digest not in self._embedded.new
            and self._writer.content_of(article) is None
        )
        if is_new:
            self._waiting.new[digest] = split(article, self._encoder)
        else:
            self._waiting.known.append(article)
        if self._waiting.size >= self._chunks_at_once:
            self._start()
        return is_new

    def write_all(self) -> None:
        """Embed and write what was added."""
        self._start()
        self._start()

    def _start(self) -> None:
        """Have what waits embedded, and write what was."""
        before, embedded = self._embedded, [] if self._embedding is None else self._embedding.result()
        self._remember(embedded)
        self._embedded, self._waiting = self._waiting, _Batch()
        articles = tuple(self._embedded.new.values())
        self._embedding = self._pool.submit(embed, articles, self._encoder, self._vectors_of(articles))
        self._writer.replace([*embedded, *self._embed_lost(before)], before.known)

    def _embed_lost(self, batch: _Batch) -> list[EmbeddedArticle]:
        """Embed those known articles of a batch whose text the index has lost since they were added."""
        lost = {
            article.content_digest: article
            for article in batch.known
            if article.content_digest not in batch.new and self._writer.content_of(article) is None
        }
        articles = [split(article, self._encoder) for article in lost.values()]
        return embed(articles, self._encoder, self._vectors_of(articles))

    def _vectors_of(self, articles: Sequence[SplitArticle]) -> dict[str, NDArray[np.float32]]:
        known = known_vectors(articles, self._encoder, self._writer.known_chunks)
        recent = {text: self._recent[text] for each in articles for text in each.read if text in self._recent}
        return {**known, **recent}

    def _remember(self, embedded: Sequence[EmbeddedArticle]) -> None:
        for text, vector in _sentences(embedded):
            self._recent.pop(text, None)
            self._recent[text] = vector.copy()  # a part of an array would keep all of it
        for text in list(islice(self._recent, max(0, len(self._recent) - _RECENT_SENTENCES))):
            del self._recent[text]


def _sentences(embedded: Sequence[EmbeddedArticle]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for each in embedded:
        for chunk in each.chunks:
            for span, vector in zip(chunk.chunk.sentences, chunk.sentence_vectors, strict=True):
                yield span.of(each.article.text), vector
