"""Makes the index equal to the articles that are given: the folder is the truth."""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from index.article import Article
from index.encoder import Encoder
from index.encoding.language_means import measure_language_means
from index.reading.other_languages import LeftOut
from index.reading.skipped import SkippedFile
from index.reading.stamps import HeldFile, ReadFile
from index.storage.store import IndexStore
from index.syncing.changes import Comparison, Rename
from index.syncing.embedding import CHUNK_TOKENS, embedding_text
from index.syncing.embedding_queue import EmbeddingQueue

__all__ = ["CHUNK_TOKENS", "SyncReport", "embedding_text", "index_fingerprint", "sync", "update"]

# Another number makes every index anew: count up when chunks, what the encoder reads of them, the parallel
# sentences or what the index keeps change.
_VERSION = 7
INDEX_VERSION = f"-{CHUNK_TOKENS}-{_VERSION}"
"""How the name of each index of this version ends."""
CHUNKS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class SyncStep:
    """An article that a run has taken in: its path, and that it is the ``read``-th.

    With ``is_embedded`` the encoder must read its text. ``waiting`` articles are yet to be embedded and
    written, this one perhaps among them: at 0 the index holds all that were read.
    """

    read: int
    path: str
    is_embedded: bool = False
    waiting: int = 0


SyncProgress = Callable[[SyncStep], None]
"""Told of each article."""


def index_fingerprint(encoder: Encoder) -> str:
    """Name all that passages and vectors depend on: an index made with another name is not ours."""
    return f"{encoder.fingerprint}{INDEX_VERSION}"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did. Counts are of articles but for ``passages``, which the index now holds.

    ``renamed`` are counted neither among those added nor among those removed. ``copies`` are the ids of the
    articles with the same title and text, group by group; ``stories`` is the number of groups of different
    texts that tell the same in nearly the same words. These two are of the whole index. ``foreign`` counts
    the articles read that are in neither Dutch nor English, by the name of their language; ``left_out`` is
    what of the others is in such a language and is not searched. ``kept`` are the ids of the articles that
    stay in the index as they were, for their files cannot be read now.
    """

    read: int
    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: tuple[SkippedFile, ...]
    passages: int
    seconds: float
    renamed: tuple[Rename, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    stories: int = 0
    foreign: tuple[tuple[str, int], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    kept: tuple[str, ...] = ()


def _silent(step: SyncStep) -> None:
    """Report no progress."""


def _whole(_: Collection[SkippedFile]) -> bool:
    """Say that an index lacks nothing for what was skipped."""
    return True


def sync(
    store: IndexStore,
    encoder: Encoder,
    items: Iterable[Article | SkippedFile | HeldFile | ReadFile],
    *,
    progress: SyncProgress = _silent,
    chunks_at_once: int = CHUNKS_AT_ONCE,
    is_whole: Callable[[Collection[SkippedFile]], bool] = _whole,
) -> SyncReport:
    """Make the index hold exactly the articles of ``items``; embed only what is new or changed.

    Articles are written as they come, a few at a time: an interrupted run keeps what it has done. What is
    no longer among the items is removed at the end; not, if an item says that it cannot be read for now.

    :param items: articles of different ids, in any order; files instead of those that the index has already.
    :param chunks_at_once: how many are embedded and written together; many workers want more.
    :param is_whole: asked at the end, with what was skipped, whether the index may count as complete.
    :raises ValueError: two articles have one id.
    :raises IndexStoreError: the index cannot be written, or another process is writing it.
    """
    return _run(
        store,
        encoder,
        items,
        removed=None,
        progress=progress,
        chunks_at_once=chunks_at_once,
        is_whole=is_whole,
    )


def update(
    store: IndexStore,
    encoder: Encoder,
    items: Iterable[Article | SkippedFile],
    *,
    removed: Collection[str] = (),
    progress: SyncProgress = _silent,
) -> SyncReport:
    """Put the articles of ``items`` in, take those of the ids ``removed`` out, and leave all others.

    An id that no article has is passed over. An article that shares its text with another takes nothing
    from that one along.

    :raises ValueError: two articles have one id.
    :raises IndexStoreError: the index cannot be written, or another process is writing it.
    """
    return _run(store, encoder, items, removed=removed, progress=progress)


def _run(
    store: IndexStore,
    encoder: Encoder,
    items: Iterable[Article | SkippedFile | HeldFile | ReadFile],
    *,
    removed: Collection[str] | None,
    progress: SyncProgress,
    chunks_at_once: int = CHUNKS_AT_ONCE,
    is_whole: Callable[[Collection[SkippedFile]], bool] = _whole,
) -> SyncReport:
    began = time.perf_counter()
    with store.writing() as writer:
        if not writer.has_language_means():
            writer.set_language_means(measure_language_means(encoder.encode_passages))
        comparison = Comparison(writer.compared)
        with EmbeddingQueue(writer, encoder, chunks_at_once) as queue:
            for item in items:
                if isinstance(item, SkippedFile):
                    comparison.skipped.append(item)
                elif isinstance(item, ReadFile):
                    comparison.note(item)
                elif isinstance(item, HeldFile):
                    if comparison.see_held(item):
                        progress(SyncStep(comparison.read, item.path, waiting=queue.count))
                else:
                    is_embedded = comparison.see(item) != "unchanged" and queue.add(item)
                    progress(
                        SyncStep(comparison.read, item.path, is_embedded=is_embedded, waiting=queue.count)
                    )
            queue.write_all()
        gone = comparison.gone() if removed is None else comparison.unseen(removed)
        kept = comparison.kept() if removed is None else ()
        writer.replace((), removed=[each.id for each in gone])
        writer.keep_files()
        if removed is None:
            writer.is_complete = is_whole(comparison.skipped)
    changes = comparison.changes(gone, kept)
    return SyncReport(
        read=comparison.read,
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
        unchanged=changes.unchanged,
        skipped=tuple(comparison.skipped),
        passages=store.passage_count(),
        seconds=time.perf_counter() - began,
        renamed=changes.renamed,
        copies=store.copies(),
        stories=store.story_count(),
        foreign=comparison.tally.articles,
        left_out=comparison.tally.left_out,
        kept=changes.kept,
    )
