"""Composition root: builds from the settings what the commands work with.

The libraries that run models take seconds to import, and ``tweespraak --help`` needs none of them. So this
module and those beside it, alone in the project, import inside their functions.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from index.article import Language
from index.encoding.prepared_files import Progress
from index.errors import IndexStoreError, ModelError
from rag.engines.models import InstalledModel, installed_models
from rag.evaluating.evaluation import answered, open_results, retrieved, run_questions
from rag.evaluating.question_set import Question, QuestionSet
from rag.evaluating.results import Result
from ui.articles.to_read import ToRead, of_articles
from ui.chat.examples import examples_for
from ui.commands.compose_index import (
    BUILTIN_IN_FLOATS,
    OpenIndex,
    index_folder,
    open_question_set_index,
)
from ui.commands.compose_reader import load_answer_reader
from ui.commands.progress import ShownProgress
from ui.settings import Settings

if TYPE_CHECKING:
    from rag.asking.translation import Translation
    from rag.assistant import Assistant
    from rag.engines.engine import Engine
    from ui.archive.archive import Archive
    from ui.archive.feedback_export import FeedbackReport
    from ui.articles.article_changes import ArticleChanges


@dataclass(frozen=True, slots=True)
class OpenModel:
    """A loaded model, and what answers questions with it."""

    assistant: "Assistant"
    engine: "Engine"

    def translate(self, sentence: str, to: Language, stop: Event) -> "Translation | None":
        """Translate a sentence of the other language; see ``rag.asking.translation``."""
        from rag.asking.translation import translate

        return translate(self.engine, sentence, to, stop=stop)


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
    from rag.deciding.policy import POLICY
    from rag.engines.models import open_engine
    from rag.finding.kind_model import kind_model

    reader = load_answer_reader(settings, index.encoder, progress)
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
            reader=reader,
            kinds=kind_model() if settings.encoder in {"builtin", BUILTIN_IN_FLOATS} else None,
            policy=replace(POLICY, answered=settings.answer_threshold),
        )
        yield OpenModel(assistant, engine)


def installed(settings: Settings) -> tuple[InstalledModel, ...]:
    """Return the built-in encoder and the language models that are installed."""
    from index.encoding.e5_weights import ENCODER_NAME
    from index.encoding.int8_weights import INT8_ENCODER_BYTES, int8_encoder_path

    path = int8_encoder_path(settings.cache_dir)
    name = f"{ENCODER_NAME} (encoder)"
    encoder = InstalledModel(name, path, INT8_ENCODER_BYTES, is_ready=path.is_dir())
    return (encoder, *installed_models(settings.cache_dir))


def read_articles(settings: Settings, folder: Path) -> ToRead:
    """Return the articles of a folder and those added in the chat, each read when it is asked for.

    Those that were removed in the chat are left out.

    :raises FolderError: at once, if there is no such folder or nothing in it.
    :raises SettingError: what was removed cannot be read.
    """
    from ui.articles.article_files import ArticleFiles

    return ArticleFiles(settings.data_dir, folder, other_languages=settings.other_languages).to_read()


def claim_folder(settings: Settings, folder: Path) -> None:
    """Keep in mind which folder the index is about to be made of, where none is known yet.

    So another one that is named after a first run was interrupted is known to be another.

    :raises TweespraakError: it cannot be written down.
    """
    from ui.articles.article_files import ArticleFiles

    if ArticleFiles(settings.data_dir).folder is None:
        follow_folder(settings, folder)


def follow_folder(settings: Settings, folder: Path) -> None:
    """Keep in mind which folder the index is made of, for the chat.

    :raises TweespraakError: it cannot be written down.
    """
    from ui.articles.article_files import ArticleFiles

    ArticleFiles(settings.data_dir, folder).follow()


def serve(settings: Settings, index: OpenIndex, model: OpenModel, *, announce: Callable[[str], None]) -> None:
    """Serve the chat until Ctrl-C, with the folder of articles that was followed last.

    :param announce: told the address once the page can be opened.
    :raises SettingError: the host or the port cannot be used.
    :raises ArchiveError: the file of conversations cannot be used.
    """
    from ui.articles.article_file import file_router
    from ui.articles.article_part import articles_part
    from ui.articles.article_upload import upload_router
    from ui.chat.page import build_chat
    from ui.chat.serving import serve_chat
    from ui.chat.translating import Translations
    from ui.server.answer_queue import AnswerQueue
    from ui.server.api import api_router
    from ui.server.mcp_tool import mcp_route

    shared = AnswerQueue(model.assistant, queue_limit=settings.queue_limit)
    routes = [*api_router(shared).routes, mcp_route(shared)]
    with (
        _kept_conversations(settings) as archive,
        _warmed_up(model.assistant),
        closing(shared),
        _article_changes(settings, index) as changes,
    ):
        routes += upload_router(changes.files, changes.take).routes
        routes += file_router(changes).routes
        chat = build_chat(
            shared,
            index.store.article,
            examples=examples_for(index.store.list_articles(), index.store.article),
            archive=archive,
            parts=[Translations(shared, model.translate).part, articles_part(changes)],
        )
        serve_chat(chat, host=settings.host, port=settings.port, routes=routes, announce=announce)


def write_feedback_set(settings: Settings, folder: Path) -> "FeedbackReport":
    """Write the questions that have feedback as a question set.

    :raises TweespraakError: there are none, the folder cannot be written, or the archive not be read.
    """
    from ui.archive.archive import Archive
    from ui.archive.feedback_export import export_feedback

    with closing(Archive.open(settings.data_dir)) as archive:
        return export_feedback(archive, folder)


@contextmanager
def _article_changes(settings: Settings, index: OpenIndex) -> Iterator["ArticleChanges"]:
    """Give what the Articles tab works with; what it is still doing is ended after the block."""
    from ui.articles.article_changes import ArticleChanges
    from ui.articles.article_files import ArticleFiles
    from ui.articles.index_jobs import IndexJobs, IndexWrites

    writes = IndexWrites(
        sync=lambda to_read, told: index.sync(to_read, told=told),
        update=lambda to_read, removed, told: index.update(to_read, removed, told=told),
    )
    files = ArticleFiles(settings.data_dir, other_languages=settings.other_languages)
    with closing(IndexJobs(writes)) as work:
        yield ArticleChanges(
            index.store.list_articles, index.store.article, files, work, index_folder(settings)
        )


@contextmanager
def _kept_conversations(settings: Settings) -> Iterator["Archive"]:
    """Open the archive for the block; what was deleted in an earlier run goes for good."""
    from ui.archive.archive import Archive

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
    progress: ShownProgress,
) -> tuple[Result, ...]:
    """Index the articles of a question set, ask the questions, and return all results in ``out``.

    :raises TweespraakError: as ``rag.evaluating.evaluation.run_questions`` and what opens index and model.
    """
    from index.text.article_languages import with_parts

    with open_question_set_index(settings, question_set, progress=progress) as index:
        made_with = (
            f"{question_set.name} {question_set.fingerprint[:12]}, index {index.fingerprint}, "
            f"{'retrieval only' if retrieval_only else _model_named(settings)}"
        )
        open_results(out, question_set, made_with=made_with)  # complains before the work begins
        articles = tuple(map(with_parts, question_set.articles.values()))
        index.sync(of_articles(articles), told=progress.indexing)
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
