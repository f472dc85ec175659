"""The index's part of the composition root: the encoder and the index that the settings name.

Imports inside its functions, for the reason that ``ui.commands.compose`` gives.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article
from index.encoding.prepared_files import Progress, silent
from index.errors import SettingError
from rag.evaluating.question_set import QuestionSet
from ui.articles.time_left import HowFar, IndexingProgress
from ui.articles.to_read import ChangedFiles, ToRead, of_articles
from ui.settings import Settings

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.encoding.ray_encoder import RayEncoder
    from index.reading.skipped import SkippedFile
    from index.storage.chroma_server import ChromaServer
    from index.storage.searched_index import SearchedIndex
    from index.storage.store import IndexStore
    from index.syncing.plan import Plan
    from index.syncing.sync import SyncProgress, SyncReport, SyncStep
    from rag.finding.retrieval import Retriever

Told = Callable[[HowFar], None]
BUILTIN = "builtin"
BUILTIN_IN_FLOATS = "builtin-fp32"


def untold(far: HowFar) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """An index and the encoder that it was made with; ``fingerprint`` names encoder and chunking.

    ``base`` is the folder of this index and of those that it takes the place of, where there may be any.
    ``workers`` encode the articles of a sync, where there are any. ``joined`` are this index and those that
    are searched with it, where there are any.
    """

    store: "IndexStore"
    encoder: "Encoder"
    fingerprint: str
    base: Path | None = None
    workers: "RayEncoder | None" = None
    joined: "SearchedIndex | None" = None

    @property
    def searched(self) -> "SearchedIndex":
        """What questions are answered from."""
        return self.store if self.joined is None else self.joined

    def sync(self, to_read: ToRead, *, told: Told = untold) -> "SyncReport":
        """Make the index hold exactly these articles.

        :param told: told how far it is, at the start and at each article.
        :raises TweespraakError: the index cannot be written, another process is writing it, or it would take
            the place of one that holds what cannot be read now.
        """
        from index.storage.generations import taking_its_place
        from index.syncing.changes import lost_articles, refuse_loss
        from index.syncing.left_out import LeftOutFile
        from index.syncing.sync import CHUNKS_AT_ONCE, sync

        def is_whole(skipped: "Collection[SkippedFile]") -> bool:
            return self.base is None or not lost_articles(self.base, self.store, skipped)

        with ExitStack() as held:
            if self.base is not None:
                held.enter_context(taking_its_place(self.base, self.store, self.fingerprint))
            report = sync(
                self.store,
                self.encoder if self.workers is None else self.workers,
                to_read.since(self.store.held_files),
                progress=_told(to_read, self.store.paths(), told),
                chunks_at_once=CHUNKS_AT_ONCE if self.workers is None else self.workers.chunks_at_once,
                is_whole=is_whole,
            )
            if self.base is not None:
                refuse_loss(self.base, self.store, report.skipped)
                with closing(LeftOutFile(self.base)) as left_out:
                    left_out.replace_all(report)
            return report

    def update(
        self,
        to_read: ToRead,
        removed: Collection[str] = (),
        *,
        within: Collection[str] = (),
        told: Told = untold,
    ) -> "SyncReport":
        """Put these articles in, take those of the ids ``removed`` out, and leave all others.

        They are few, so they are encoded in this process.

        :param within: paths at and below which nothing else than what is told now was left out.

        :raises TweespraakError: as ``sync``.
        """
        from index.syncing.left_out import LeftOutFile
        from index.syncing.sync import update

        progress = _told(to_read, self.store.paths([file.path for file in to_read.files]), told)
        report = update(self.store, self.encoder, to_read.items, removed=removed, progress=progress)
        if self.base is not None:
            with closing(LeftOutFile(self.base)) as left_out:
                left_out.replace_some(report, removed, within)
        return report

    def update_within(self, changed: ChangedFiles, *, told: Told = untold) -> "SyncReport":
        """Make the index equal to some files of the folder that it was made of, and leave all others.

        :raises TweespraakError: as ``sync``.
        """
        from index.syncing.changes import gone_within

        articles = [item for item in changed.items if isinstance(item, Article)]
        gone = gone_within(self.store.articles_within(changed.within), changed.items)
        to_read = replace(of_articles(articles), items=changed.items)
        return self.update(to_read, gone, within=changed.within, told=told)

    def takes_the_place_of_another(self) -> bool:
        """Whether there is an index of another encoder, chunking or version, which the next sync removes."""
        from index.storage.generations import has_others

        return self.base is not None and has_others(self.base, self.fingerprint)

    def is_beside_the_one_in_use(self) -> bool:
        """Whether the next sync puts this index in the place of one of the same encoder."""
        from index.storage.generations import is_beside

        return self.base is not None and is_beside(self.base, self.store, self.fingerprint)

    def retriever(self) -> "Retriever":
        """Return what searches the index, and those that are searched with it."""
        from rag.finding.retrieval import Retriever

        return Retriever(self.searched, self.encoder)


@dataclass(frozen=True, slots=True)
class Replacement:
    """The index of ``folder`` is to become that of another, without a file for ``gone`` of its articles."""

    folder: Path
    articles: int
    gone: int


@contextmanager
def open_index(
    settings: Settings,
    *,
    progress: Progress,
    create: bool = False,
    rebuild: bool = False,
    writes: bool = False,
) -> Iterator[OpenIndex]:
    """Open the index of the user's articles, and close it after the block.

    One that was made with another encoder stays beside it until it holds all articles.

    :param create: make an empty index where there is none.
    :param rebuild: with ``create``: make an empty one beside the one that is there, whose place it takes at
        the end of its first sync.
    :param writes: the index that is there will be written; ``create`` says so, too.
    :raises TweespraakError: there is no index, it cannot be used, or the encoder cannot be had.
    """
    from index.storage.generations import open_generation
    from index.syncing.sync import index_fingerprint

    encoder = _load_encoder(settings, progress)
    fingerprint = index_fingerprint(encoder)
    base = index_folder(settings)
    store = open_generation(
        base, fingerprint=fingerprint, create=create, anew=rebuild, server=chroma_server(settings)
    )
    with closing(store), _workers(settings if create or writes else None, encoder) as workers:
        yield OpenIndex(store, encoder, fingerprint, base, workers)


def what_goes(settings: Settings, folder: Path, to_read: ToRead) -> Replacement | None:
    """Tell what indexing a folder takes out of the index of another one; None where that is not so.

    :param to_read: all that is to be read of the folder.
    :raises SettingError: which folder the data folder holds cannot be read.
    """
    from index.storage.catalogs import all_places
    from ui.articles.article_files import ArticleFiles

    files = ArticleFiles(settings.data_dir)
    if files.folder is None or files.folder == folder.resolve():
        return None
    own = [path for path in all_places(index_folder(settings)).values() if not files.was_added(path)]
    there = {file.path for file in to_read.files}
    gone = sum(path not in there for path in own)
    return Replacement(files.folder, len(own), gone) if own else None


def plan_index(settings: Settings, to_read: ToRead, *, progress: Progress, told: Told = untold) -> "Plan":
    """Tell what making the index equal to these articles would change, and write nothing.

    :param told: as of ``OpenIndex.sync``.
    :raises TweespraakError: the index cannot be read, or the encoder cannot be had.
    """
    from index.storage.generations import generation_folder
    from index.syncing.plan import plan_sync
    from index.syncing.sync import index_fingerprint

    encoder = _load_encoder(settings, progress)
    folder = generation_folder(index_folder(settings), index_fingerprint(encoder))
    return plan_sync(folder, to_read.items, progress=_told(to_read, (), told))


@contextmanager
def _workers(settings: Settings | None, encoder: "Encoder") -> Iterator["RayEncoder | None"]:
    """Give what encodes articles on the workers of the settings, and let them go after the block."""
    if settings is None or not settings.ray_workers:
        yield None
        return
    try:
        from index.encoding.ray_encoder import RayEncoder
    except ModuleNotFoundError as error:
        raise SettingError(
            f"TWEESPRAAK_RAY_WORKERS is {settings.ray_workers}, but {error.name} is not installed: "
            "pip install '.[ray]', or set it to 0"
        ) from error
    no_key = settings.model_copy(update={"model_key": None})  # workers may be on other machines
    opener = partial(_encoder, no_key, silent)
    with closing(RayEncoder(encoder, opener, workers=settings.ray_workers)) as workers:
        yield workers


def index_folder(settings: Settings) -> Path:
    """Return the folder of the indexes."""
    return settings.data_dir / "index"


def chroma_server(settings: Settings) -> "ChromaServer | None":
    """Return the server that the settings name, if any."""
    from index.storage.chroma_server import ChromaServer

    url = settings.chroma_url
    return None if url is None else ChromaServer(url, settings.chroma_timeout)


def _told(to_read: ToRead, held: Collection[str], told: Told) -> "SyncProgress":
    """Return what is told of each step of a run, and tells how far it is."""
    progress = IndexingProgress(to_read.files, held)
    told(progress.start())

    def tell(step: "SyncStep") -> None:
        told(progress.step(step))

    return tell


@contextmanager
def open_question_set_index(
    settings: Settings, question_set: QuestionSet, *, progress: Progress
) -> Iterator[OpenIndex]:
    """Open the index of a question set's articles, a place for each content, encoder and chunking.

    :raises TweespraakError: it cannot be used, or the encoder cannot be had.
    """
    from index.storage.store import IndexStore
    from index.syncing.sync import index_fingerprint

    encoder = _load_encoder(settings, progress)
    fingerprint = index_fingerprint(encoder)
    folder = settings.data_dir / "eval" / f"{question_set.name}-{question_set.fingerprint[:12]}" / fingerprint
    server = chroma_server(settings)
    with closing(IndexStore.open(folder, fingerprint=fingerprint, create=True, server=server)) as store:
        yield OpenIndex(store, encoder, fingerprint)


def _load_encoder(settings: Settings, progress: Progress) -> "Encoder":
    progress("Loading the encoder", 0, 1)
    encoder = _encoder(settings, progress)
    progress("Loading the encoder", 1, 1)
    return encoder


def _encoder(settings: Settings, progress: Progress) -> "Encoder":
    if settings.encoder == BUILTIN:
        from index.encoding.int8_encoder import Int8Encoder
        from index.encoding.int8_weights import int8_encoder_folder

        return Int8Encoder(int8_encoder_folder(settings.cache_dir, progress=progress))
    from index.encoding.sentence_encoder import SentenceEncoder

    if settings.encoder == BUILTIN_IN_FLOATS:
        from index.encoding.e5_weights import builtin_encoder

        return SentenceEncoder(builtin_encoder(settings.cache_dir, progress=progress))
    return SentenceEncoder(settings.encoder)
