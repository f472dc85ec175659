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
from index.skipped import SkippedFile
from index.store import IndexStore
from index.writer import EmbeddedArticle, EmbeddedChunk, IndexWriter

CHUNK_TOKENS = 320
"""The longest chunk, in the encoder's tokens, its article's title not counted. An encoder that reads less
than this and a title gets smaller ones: nothing is ever cut."""
_TITLE_CHARACTERS = 200
# Another number makes every index anew: count up when chunks, what the encoder reads of them, the parallel
# sentences or what the index keeps change.
_VERSION = 5
_CHUNKS_AT_ONCE = 64

SyncProgress = Callable[[int, str], None]
"""Told of each article: how many were read so far, and the path of the one just read."""


def index_fingerprint(encoder: Encoder) -> str:
    """Name all that passages and vectors depend on: an index made with another name is not ours."""
    return f"{encoder.fingerprint}-{CHUNK_TOKENS}-{_VERSION}"


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


@dataclass(frozen=True, slots=True)
class _SplitArticle:
    """An article, the title that the encoder reads with each chunk, and the chunks."""

    article: Article
    title: str
    chunks: tuple[Chunk, ...]


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

    :param items: articles of different ids, in any order.
    :raises ValueError: two articles have one id.
    :raises IndexStoreError: the index cannot be written, or another process is writing it.
    """
    began = time.perf_counter()
    skipped: list[SkippedFile] = []
    read: set[str] = set()
    waiting: list[_SplitArticle] = []
    added = changed = 0
    with store.writing() as writer:
        if not writer.has_language_means():
            writer.set_language_means(measure_language_means(encoder.encode_passages))
        known = writer.digests()
        for item in items:
            if isinstance(item, SkippedFile):
                skipped.append(item)
                continue
            if item.id in read:
                raise ValueError(f"two articles have the id {item.id}")
            read.add(item.id)
            progress(len(read), item.path)
            if known.get(item.id) == article_digest(item):
                continue
            added += item.id not in known
            changed += item.id in known
            waiting.append(_split(item, encoder))
            if sum(len(each.chunks) for each in waiting) >= _CHUNKS_AT_ONCE:
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


def embedding_text(title: str, chunk: Chunk) -> str:
    """Return what the encoder reads of a chunk: its article's title, where it has one, then its own text."""
    return f"{title}\n{chunk.text}" if title else chunk.text


def _split(article: Article, encoder: Encoder) -> _SplitArticle:
    title = article.title[:_TITLE_CHARACTERS]
    (title_tokens,) = encoder.count_tokens([f"{title}\n"])
    if title_tokens > encoder.max_tokens // 2:
        # The text is worth more than a title that leaves no room for it.
        title, title_tokens = "", 0
    room = min(CHUNK_TOKENS, encoder.max_tokens - title_tokens)
    chunks = split_article(article, count_tokens=encoder.count_tokens, max_tokens=room)
    return _SplitArticle(article, title, chunks)


def _write(writer: IndexWriter, encoder: Encoder, waiting: Sequence[_SplitArticle]) -> None:
    chunks = [chunk for each in waiting for chunk in each.chunks]
    vectors = encoder.encode_passages(
        [embedding_text(each.title, chunk) for each in waiting for chunk in each.chunks]
    )
    sentences = encoder.encode_passages(
        [span.of(each.article.text) for each in waiting for chunk in each.chunks for span in chunk.sentences]
    )
    embedded = iter(_embedded_chunks(chunks, vectors, sentences))
    writer.replace(
        [EmbeddedArticle(each.article, tuple(next(embedded) for _ in each.chunks)) for each in waiting]
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
