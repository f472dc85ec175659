"""Composition root: builds from the settings what the commands work with.

The libraries that run models take seconds to import, and ``tweespraak --help`` needs none of them. So this
module and those beside it, alone in the project, import inside their functions.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.encoding.prepared_files import Progress
from index.errors import IndexStoreError
from rag.engines.models import InstalledModel, installed_models
from rag.evaluating.evaluation import answered, open_results, retrieved, run_questions
from rag.evaluating.question_set import Question, QuestionSet
from rag.evaluating.results import Result
from ui.articles.to_read import ChangedFiles, ToRead, of_articles
from ui.commands.compose_index import (
    BUILTIN_IN_FLOATS,
    OpenIndex,
    open_question_set_index,
)
from ui.commands.compose_reader import load_answer_reader
from ui.commands.progress import ShownProgress
from ui.settings import Settings

if TYPE_CHECKING:
    from index.answer_reader import AnswerReader
    from rag.assistant import Assistant
    from rag.engines.engine import Engine
    from ui.archive.feedback_export import FeedbackReport


@contextmanager
def open_assistant(settings: Settings, index: OpenIndex, *, progress: Progress) -> Iterator["Assistant"]:
    """Load the model that the settings name, and free it after the block.

    :raises TweespraakError: the index is empty, or the model cannot be had.
    """
    refuse_empty(index)
    reader = load_answer_reader(settings, index.encoder, progress)
    with closing(load_engine(settings, progress)) as engine:
        yield assistant_over(settings, index, engine, reader)


def refuse_empty(index: OpenIndex) -> None:
    """Return if there is something in an index, or in those that are searched with it.

    :raises IndexStoreError: there is not.
    """
    if not index.searched.passage_count():
        raise IndexStoreError("the index holds no articles; put some in: tweespraak index FOLDER")


def load_engine(settings: Settings, progress: Progress) -> "Engine":
    """Load the language model that the settings name.

    :raises TweespraakError: it cannot be had.
    """
    from rag.engines.models import open_engine

    key = settings.model_key
    return open_engine(
        settings.model,
        cache_dir=settings.cache_dir,
        progress=progress,
        model_name=settings.model_name,
        model_key=None if key is None else key.get_secret_value(),
        model_timeout=settings.model_timeout,
    )


def assistant_over(
    settings: Settings, index: OpenIndex, engine: "Engine | None", reader: "AnswerReader | None"
) -> "Assistant":
    """Return what answers from an index; without an engine, by quotations."""
    from rag.assistant import Assistant
    from rag.deciding.policy import POLICY
    from rag.finding.kind_model import kind_model

    return Assistant(
        index.retriever(),
        engine,
        reader=reader,
        kinds=kind_model() if settings.encoder in {"builtin", BUILTIN_IN_FLOATS} else None,
        policy=replace(POLICY, answered=settings.answer_threshold),
    )


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


def read_changed_articles(settings: Settings, folder: Path, changed: Collection[Path]) -> ChangedFiles | None:
    """Return the articles of those paths of a folder that have changed; None where all is to be read.

    :raises SettingError: as of ``read_articles``.
    """
    from ui.articles.article_files import ArticleFiles

    files = ArticleFiles(settings.data_dir, folder, other_languages=settings.other_languages)
    return files.changed_to_read(changed)


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


def write_feedback_set(settings: Settings, folder: Path) -> "FeedbackReport":
    """Write the questions that have feedback as a question set.

    :raises TweespraakError: there are none, the folder cannot be written, or the archive not be read.
    """
    from ui.archive.archive import Archive
    from ui.archive.feedback_export import export_feedback

    with closing(Archive.open(settings.data_dir)) as archive:
        return export_feedback(archive, folder)


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
