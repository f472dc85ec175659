"""Composition root: builds from the settings what the commands work with.

The libraries that run models take seconds to import, and ``tweespraak --help`` needs none of them. So this
module, alone in the project, imports inside its functions.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from index.article import Article, Language
from index.cache import Progress, silent
from index.errors import IndexStoreError, ModelError, SettingError
from rag.evaluation import answered, open_results, retrieved, run_questions
from rag.models import InstalledModel, installed_models
from rag.question_set import Question, QuestionSet
from rag.results import Result
from ui.examples import examples_for
from ui.settings import Settings

if TYPE_CHECKING:
    from index.chroma_server import ChromaServer
    from index.encoder import Encoder
    from index.plan import Plan
    from index.ray_encoder import RayEncoder
    from index.reader import SkippedFile
    from index.store import IndexStore
    from index.sync import SyncProgress, SyncReport
    from rag.assistant import Assistant
    from rag.engine import Engine
    from rag.retrieval import Retriever
    from rag.translation import Translation
    from ui.archive import Archive
    from ui.article_desk import ArticleDesk
    from ui.feedback_export import FeedbackReport

BUILTIN = "builtin"
BUILTIN_IN_FLOATS = "builtin-fp32"

# Read by the libraries when they are imported, so before any of them is. Nothing reports to anyone.
os.environ["DO_NOT_TRACK"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """An index and the encoder that it was made with; ``fingerprint`` names encoder and chunking.

    ``base`` is the folder of this index and of those that it takes the place of, where there may be any.
    ``workers`` encode the articles of a sync, where there are any.
    """

    store: "IndexStore"
    encoder: "Encoder"
    fingerprint: str
    base: Path | None = None
    workers: "RayEncoder | None" = None

    def sync(self, items: "Iterable[Article | SkippedFile]", *, progress: Progress) -> "SyncReport":
        """Make the index hold exactly these articles.

        :param progress: told how many were read; of how many is not known, so the total is 0.
        :raises TweespraakError: the index cannot be written, or another process is writing it.
        """
        from index.generations import remove_others
        from index.sync import CHUNKS_AT_ONCE, sync

        report = sync(
            self.store,
            self.encoder if self.workers is None else self.workers,
            items,
            progress=_counting(progress),
            chunks_at_once=CHUNKS_AT_ONCE if self.workers is None else self.workers.chunks_at_once,
        )
        if self.base is not None:
            remove_others(self.base, self.store, self.fingerprint)
        return report

    def takes_the_place_of_another(self) -> bool:
        """Whether there is an index of another encoder, chunking or version, which the next sync removes."""
        from index.generations import has_others

        return self.base is not None and has_others(self.base, self.fingerprint)

    def retriever(self) -> "Retriever":
        """Return what searches the index."""
        from rag.retrieval import Retriever

        return Retriever(self.store, self.encoder)


@dataclass(frozen=True, slots=True)
class OpenModel:
    """A loaded model, and what answers questions with it."""

    assistant: "Assistant"
    engine: "Engine"

    def translate(self, sentence: str, to: Language, stop: Event) -> "Translation | None":
        """Translate a sentence of the other language; see ``rag.translation``."""
        from rag.translation import translate

        return translate(self.engine, sentence, to, stop=stop)


@contextmanager
def open_index(
    settings: Settings, *, progress: Progress, create: bool = False, rebuild: bool = False
) -> Iterator[OpenIndex]:
    """Open the index of the user's articles, and close it after the block.

    One that was made with another encoder stays beside it until it holds all articles.

    :param create: make an empty index where there is none.
    :param rebuild: remove the index that is there first.
    :raises TweespraakError: there is no index, it cannot be used, or the encoder cannot be had.
    """
    from index.generations import generation_folder, open_generation
    from index.store import IndexStore
    from index.sync import index_fingerprint

    encoder = _load_encoder(settings, progress)
    fingerprint = index_fingerprint(encoder)
    base = _index_folder(settings)
    server = _chroma_server(settings)
    if rebuild:
        IndexStore.erase(generation_folder(base, fingerprint))
    with (
        closing(open_generation(base, fingerprint=fingerprint, create=create, server=server)) as store,
        _workers(settings if create else None, encoder) as workers,
    ):
        yield OpenIndex(store, encoder, fingerprint, base, workers)


def plan_index(settings: Settings, items: "Iterable[Article | SkippedFile]", *, progress: Progress) -> "Plan":
    """Tell what making the index equal to these articles would change, and write nothing.

    :raises TweespraakError: the index cannot be read, or the encoder cannot be had.
    """
    from index.generations import generation_folder
    from index.plan import plan_sync
    from index.sync import index_fingerprint

    encoder = _load_encoder(settings, progress)
    folder = generation_folder(_index_folder(settings), index_fingerprint(encoder))
    return plan_sync(folder, items, progress=_counting(progress))


@contextmanager
def _workers(settings: Settings | None, encoder: "Encoder") -> Iterator["RayEncoder | None"]:
    """Give what encodes articles on the workers of the settings, and let them go after the block."""
    if settings is None or not settings.ray_workers:
        yield None
        return
    try:
        from index.ray_encoder import RayEncoder
    except ModuleNotFoundError as error:
        raise SettingError(
            f"TWEESPRAAK_RAY_WORKERS is {settings.ray_workers}, but {error.name} is not installed: "
            "pip install '.[ray]', or set it to 0"
        ) from error
    no_key = settings.model_copy(update={"model_key": None})  # workers may be on other machines
    opener = partial(_encoder, no_key, silent)
    with closing(RayEncoder(encoder, opener, workers=settings.ray_workers)) as workers:
        yield workers


def _index_folder(settings: Settings) -> Path:
    return settings.data_dir / "index"


def _chroma_server(settings: Settings) -> "ChromaServer | None":
    from index.chroma_server import ChromaServer

    url = settings.chroma_url
    return None if url is None else ChromaServer(url, settings.chroma_timeout)


def _counting(progress: Progress) -> "SyncProgress":
    def show(read: int, path: str) -> None:  # noqa: ARG001 - the index tells it, a bar has no room for it
        progress("Indexing articles", read, 0)

    return show


@contextmanager
def open_question_set_index(
    settings: Settings, question_set: QuestionSet, *, progress: Progress
) -> Iterator[OpenIndex]:
    """Open the index of a question set's articles, a place for each content, encoder and chunking.

    :raises TweespraakError: it cannot be used, or the encoder cannot be had.
    """
    from index.store import IndexStore
    from index.sync import index_fingerprint

    encoder = _load_encoder(settings, progress)
    fingerprint = index_fingerprint(encoder)
    folder = settings.data_dir / "eval" / f"{question_set.name}-{question_set.fingerprint[:12]}" / fingerprint
    server = _chroma_server(settings)
    with closing(IndexStore.open(folder, fingerprint=fingerprint, create=True, server=server)) as store:
        yield OpenIndex(store, encoder, fingerprint)


@contextmanager
def open_assistant(settings: Settings, index: OpenIndex, *, progress: Progress) -> Iterator["Assistant"]:
    """Load the model that the settings name, and free it after the block.

    :raises TweespraakError: the index is empty, or the model cannot be had.
    """
    with open_model(settings, index, progress=progress) as opened:
        yield opened.assistant


@contextmanager
def open_model(settings: Settings, index: OpenIndex, *, progress: Progress) -> Iterator[OpenModel]:
    """As ``open_assistant``, for what needs the model for more than answers."""
    if not index.store.passage_count():
        raise IndexStoreError("the index holds no articles; put some in: tweespraak index FOLDER")
    from rag.assistant import Assistant
    from rag.models import open_engine
    from rag.support import SupportScorer

    key = settings.model_key
    engine = open_engine(
        settings.model,
        cache_dir=settings.cache_dir,
        progress=progress,
        model_name=settings.model_name,
        model_key=None if key is None else key.get_secret_value(),
        model_timeout=settings.model_timeout,
    )
    with closing(engine):
        assistant = Assistant(
            index.retriever(),
            engine,
            SupportScorer(index.encoder, index.store.language_means()),
            answer_threshold=settings.answer_threshold,
        )
        yield OpenModel(assistant, engine)


def installed(settings: Settings) -> tuple[InstalledModel, ...]:
    """Return the built-in encoder and the language models that are installed."""
    from index.e5_weights import ENCODER_BYTES, ENCODER_NAME, builtin_encoder_path

    path = builtin_encoder_path(settings.cache_dir)
    name = f"{ENCODER_NAME} (encoder)"
    encoder = InstalledModel(name, path, ENCODER_BYTES, is_ready=path.is_dir())
    return (encoder, *installed_models(settings.cache_dir))


def read_articles(settings: Settings, folder: Path) -> "Iterator[Article | SkippedFile]":
    """Return the articles of a folder and those added in the chat, each read when it is asked for.

    Those that were removed in the chat are left out.

    :raises FolderError: at once, if there is no such folder or nothing in it.
    :raises SettingError: what was removed cannot be read.
    """
    from ui.article_shelf import ArticleShelf

    return ArticleShelf(settings.data_dir, folder).items()


def follow_folder(settings: Settings, folder: Path) -> None:
    """Keep in mind which folder the index is made of, for the chat.

    :raises TweespraakError: it cannot be written down.
    """
    from ui.article_shelf import ArticleShelf

    ArticleShelf(settings.data_dir, folder).follow()


def serve(settings: Settings, index: OpenIndex, model: OpenModel, *, announce: Callable[[str], None]) -> None:
    """Serve the chat until Ctrl-C, with the folder of articles that was followed last.

    :param announce: told the address once the page can be opened.
    :raises SettingError: the host or the port cannot be used.
    :raises ArchiveError: the file of conversations cannot be used.
    """
    from index.language import detect_question_language
    from ui.api import LOOPBACK, api_router
    from ui.article_part import articles_part
    from ui.article_upload import upload_router
    from ui.chat import build_chat
    from ui.mcp_tool import mcp_route
    from ui.one_at_a_time import OneAtATime
    from ui.serving import serve_chat
    from ui.translating import Translations

    shared = OneAtATime(model.assistant)
    hosts = LOOPBACK if settings.host in LOOPBACK else None
    routes = [*api_router(shared, hosts=hosts).routes, mcp_route(shared, hosts=hosts)]
    with (
        _kept_conversations(settings) as archive,
        _warmed_up(model.assistant),
        closing(shared),
        _article_desk(settings, index) as desk,
    ):
        routes += upload_router(desk.shelf, desk.take, hosts=hosts).routes
        chat = build_chat(
            shared,
            index.store.article,
            examples=examples_for(index.store.list_articles(), index.store.article),
            language_of=detect_question_language,
            archive=archive,
            parts=[Translations(shared, model.translate).part, articles_part(desk)],
        )
        serve_chat(chat, host=settings.host, port=settings.port, routes=routes, announce=announce)


def write_feedback_set(settings: Settings, folder: Path) -> "FeedbackReport":
    """Write the questions that have feedback as a question set.

    :raises TweespraakError: there are none, the folder cannot be written, or the archive not be read.
    """
    from ui.archive import Archive
    from ui.feedback_export import export_feedback

    with closing(Archive.open(settings.data_dir)) as archive:
        return export_feedback(archive, folder)


@contextmanager
def _article_desk(settings: Settings, index: OpenIndex) -> Iterator["ArticleDesk"]:
    """Give what the Articles tab works with; what it is still doing is ended after the block."""
    from index.sync import sync, update
    from ui.article_desk import ArticleDesk
    from ui.article_shelf import ArticleShelf
    from ui.article_work import ArticleWork, IndexWrites

    store, encoder = index.store, index.encoder
    writes = IndexWrites(
        sync=lambda items, told: sync(store, encoder, items, progress=told),
        update=lambda items, removed, told: update(store, encoder, items, removed=removed, progress=told),
    )
    shelf = ArticleShelf(settings.data_dir)
    with closing(ArticleWork(writes)) as work:
        yield ArticleDesk(store.list_articles, store.article, shelf, work)


@contextmanager
def _kept_conversations(settings: Settings) -> Iterator["Archive"]:
    """Open the archive for the block; what was deleted in an earlier run goes for good."""
    from ui.archive import Archive

    with closing(Archive.open(settings.data_dir)) as archive:
        archive.purge()
        yield archive


@contextmanager
def _warmed_up(assistant: "Assistant") -> Iterator[None]:
    """Warm the model up beside the block: the page need not wait for it, and a first question less."""
    stop = Event()

    def warm_up() -> None:
        # What fails now fails again at the first question, and is told there to the one who asks.
        with suppress(ModelError):
            assistant.warm_up(stop)

    warming = Thread(target=warm_up, name="warm-up")
    warming.start()
    try:
        yield
    finally:
        stop.set()
        warming.join()


def run_question_set(
    settings: Settings,
    question_set: QuestionSet,
    questions: Sequence[Question],
    *,
    out: Path,
    retrieval_only: bool,
    progress: Progress,
) -> tuple[Result, ...]:
    """Index the articles of a question set, ask the questions, and return all results in ``out``.

    :raises TweespraakError: as ``rag.evaluation.run_questions`` and what opens index and model.
    """
    with open_question_set_index(settings, question_set, progress=progress) as index:
        made_with = (
            f"{question_set.name} {question_set.fingerprint[:12]}, index {index.fingerprint}, "
            f"{'retrieval only' if retrieval_only else _model_named(settings)}"
        )
        open_results(out, question_set, made_with=made_with)  # complains before the work begins
        index.sync(question_set.articles.values(), progress=progress)
        with ExitStack() as stack:
            if retrieval_only:
                ask = partial(retrieved, index.retriever(), made_with=made_with)
            else:
                assistant = stack.enter_context(open_assistant(settings, index, progress=progress))
                ask = partial(answered, assistant, made_with=made_with)
            return run_questions(
                question_set, questions, ask, out=out, made_with=made_with, progress=progress
            )


def _model_named(settings: Settings) -> str:
    return " ".join(filter(None, ("model", settings.model, settings.model_name)))


def _load_encoder(settings: Settings, progress: Progress) -> "Encoder":
    progress("Loading the encoder", 0, 1)
    encoder = _encoder(settings, progress)
    progress("Loading the encoder", 1, 1)
    return encoder


def _encoder(settings: Settings, progress: Progress) -> "Encoder":
    if settings.encoder == BUILTIN:
        from index.int8_encoder import Int8Encoder
        from index.int8_weights import int8_encoder_folder

        return Int8Encoder(int8_encoder_folder(settings.cache_dir, progress=progress))
    from index.sentence_encoder import SentenceEncoder

    if settings.encoder == BUILTIN_IN_FLOATS:
        from index.e5_weights import builtin_encoder

        return SentenceEncoder(builtin_encoder(settings.cache_dir, progress=progress))
    return SentenceEncoder(settings.encoder)
