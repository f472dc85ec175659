"""Makes the index equal to the articles that are given: the folder is the truth."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.article import Article
from index.catalog import article_digest
from index.chunk import Chunk
from index.chunking import split_article
from index.encoder import Encoder, Vectors
from index.language_means import measure_language_means
from index.reader import SkippedFile
from index.store import EmbeddedArticle, EmbeddedChunk, IndexStore, IndexWriter

CHUNK_TOKENS = 200
"""The longest chunk, in the encoder's tokens, its article's title not counted."""
_TITLE_CHARACTERS = 200
_CHUNKS_AT_ONCE = 64

SyncProgress = Callable[[int, str], None]
"""Told of each article: how many were read so far, and the path of the one just read."""


def index_fingerprint(encoder: Encoder) -> str:
    """Name all that passages and vectors depend on: an index made with another name is not ours."""
    return f"{encoder.fingerprint}-{CHUNK_TOKENS}-2"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did. Counts are of articles but for ``passages``, which the index now holds."""

    read: int
    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: tuple[SkippedFile, ...]
    passages: int
    seconds: float


def sync(
    store: IndexStore,
    encoder: Encoder,
    items: Iterable[Article | SkippedFile],
    *,
    progress: SyncProgress = lambda read, path: None,  # noqa: ARG005 - the names are the documentation
) -> SyncReport:
    """Make the index hold exactly the articles of ``items``; embed only what is new or changed.

    Articles are written as they come, a few at a time: an interrupted run keeps what it has done. What is
    no longer among the items is removed at the end.

    :raises IndexStoreError: the index cannot be written, or another process is writing it.
    """
    began = time.perf_counter()
    skipped: list[SkippedFile] = []
    read: set[str] = set()
    waiting: list[tuple[Article, tuple[Chunk, ...]]] = []
    added = changed = 0
    with store.writing() as writer:
        if not writer.has_language_means():
            writer.set_language_means(measure_language_means(encoder.encode_passages))
        known = writer.digests()
        for item in items:
            if isinstance(item, SkippedFile):
                skipped.append(item)
                continue
            read.add(item.id)
            progress(len(read), item.path)
            if known.get(item.id) == article_digest(item):
                continue
            added += item.id not in known
            changed += item.id in known
            waiting.append((item, _split(item, encoder)))
            if sum(len(chunks) for _, chunks in waiting) >= _CHUNKS_AT_ONCE:
                _write(writer, encoder, waiting)
                waiting.clear()
        _write(writer, encoder, waiting)
        gone = [article_id for article_id in known if article_id not in read]
        writer.replace((), removed=gone)
    return SyncReport(
        read=len(read),
        added=added,
        changed=changed,
        removed=len(gone),
        unchanged=len(read) - added - changed,
        skipped=tuple(skipped),
        passages=store.passage_count(),
        seconds=time.perf_counter() - began,
    )


def embedding_text(article: Article, chunk: Chunk) -> str:
    """Return what the encoder reads of a chunk: its article's title, then its own text."""
    return f"{article.title[:_TITLE_CHARACTERS]}\n{chunk.text}"


def _split(article: Article, encoder: Encoder) -> tuple[Chunk, ...]:
    return split_article(article, count_tokens=encoder.count_tokens, max_tokens=CHUNK_TOKENS)


def _write(
    writer: IndexWriter, encoder: Encoder, waiting: Sequence[tuple[Article, tuple[Chunk, ...]]]
) -> None:
    chunks = [(article, chunk) for article, parts in waiting for chunk in parts]
    vectors = encoder.encode_passages([embedding_text(article, chunk) for article, chunk in chunks])
    sentences = encoder.encode_passages(
        [span.of(article.text) for article, chunk in chunks for span in chunk.sentences]
    )
    embedded = iter(_embedded_chunks([chunk for _, chunk in chunks], vectors, sentences))
    writer.replace(
        [EmbeddedArticle(article, tuple(next(embedded) for _ in parts)) for article, parts in waiting]
    )


def _embedded_chunks(chunks: Sequence[Chunk], vectors: Vectors, sentences: Vectors) -> list[EmbeddedChunk]:
    """Share the sentence vectors out: they come in the order of the chunks."""
    embedded = []
    start = 0
    for chunk, vector in zip(chunks, vectors, strict=True):
        end = start + len(chunk.sentences)
        embedded.append(EmbeddedChunk(chunk, vector, sentences[start:end]))
        start = end
    return embedded
