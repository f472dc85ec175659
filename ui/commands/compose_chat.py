"""The chat's part of the composition root: the page at once, and what answers behind it.

Imports inside its functions, for the reason that ``ui.commands.compose`` gives.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexStoreError
from ui.articles.to_read import ToRead
from ui.commands.compose_further import further_folders
from ui.commands.compose_index import OpenIndex, Told, index_folder
from ui.commands.compose_loading import EndingError, Loading
from ui.settings import Settings

if TYPE_CHECKING:
    from index.article import Article, ArticleEntry
    from index.filters import ArticleSelection, ListOrder
    from index.storage.article_lists import ArticleCounts
    from index.syncing.sync import SyncReport
    from ui.archive.archive import Archive
    from ui.articles.article_changes import ArticleChanges
    from ui.server.answer_queue import AnswerQueue

_LAST_WORDS = 3.0
"""Seconds in which those who asked are told why they are not answered, before the server ends."""
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class FirstFolder:
    """A folder that the index is made equal to before anything is answered.

    :param to_read: its articles.
    :param opened: told the index before that, once it is open.
    :param done: told what was done.
    """

    folder: Path
    to_read: ToRead
    opened: Callable[[OpenIndex], None]
    done: "Callable[[SyncReport], None]"


def serve(settings: Settings, first: FirstFolder | None, *, announce: Callable[[str], None]) -> None:
    """Serve the chat until Ctrl-C: the page first, and then load what answers.

    Questions wait for the index, and are answered by quotations until the language model is there; programs
    wait for that. What cannot be loaded ends the serving, once those who wait have been told.

    :param first: a folder to index first; None: the index as it is, with the folder that was followed last.
    :param announce: told the address once the page can be opened.
    :raises TweespraakError: the address, the file of conversations, the index or a model cannot be used.
    """
    _check(settings, first)
    with (
        _kept_conversations(settings) as archive,
        closing(Loading(settings, creates=_creates(settings, first))) as loading,
        _article_changes(settings, loading, first) as changes,
        closing(_queue(settings, loading)) as shared,
    ):

        def load() -> None:
            try:
                _load(settings, loading, first, changes, shared)
            except KeyboardInterrupt:
                loading.let_go()
                raise

        _serve(settings, loading, changes, archive, shared, announce, load)


def _check(settings: Settings, first: FirstFolder | None) -> None:
    """Complain of what a glance tells, before there is a page.

    :raises TweespraakError: the model or the index is not there.
    """
    from index.storage.catalogs import check_filled
    from rag.engines.models import check_model

    check_model(settings.model, cache_dir=settings.cache_dir)
    if first is None and not settings.further_data_dirs:
        check_filled(index_folder(settings))


def _creates(settings: Settings, first: FirstFolder | None) -> bool:
    """Whether an empty index may be made: beside others, the own one need not be there before."""
    is_beside_others = bool(settings.further_data_dirs) and not index_folder(settings).is_dir()
    return first is not None or is_beside_others


def _queue(settings: Settings, loading: Loading) -> "AnswerQueue":
    from ui.server.answer_queue import AnswerQueue
    from ui.server.late_assistant import LateAssistant

    soon, whole = LateAssistant(loading.whole, loading.quoting), LateAssistant(loading.whole)
    return AnswerQueue(soon, whole=whole, queue_limit=settings.queue_limit)


def _serve(
    settings: Settings,
    loading: Loading,
    changes: "ArticleChanges",
    archive: "Archive",
    shared: "AnswerQueue",
    announce: Callable[[str], None],
    load: Callable[[], None],
) -> None:
    """Serve all that the chat has, and load behind it."""
    from ui.articles.article_file import file_router
    from ui.articles.article_part import articles_part
    from ui.articles.article_upload import upload_router
    from ui.chat.page import build_chat
    from ui.chat.serving import serve_chat
    from ui.chat.translating import Translations
    from ui.server.api import api_router
    from ui.server.mcp_tool import mcp_route

    chat = build_chat(
        shared,
        changes.article_of,
        examples=loading.examples,
        archive=archive,
        parts=[Translations(shared, loading.translate).part, articles_part(changes)],
    )
    routes = [
        *api_router(shared).routes,
        mcp_route(shared),
        *upload_router(changes.files, changes.take).routes,
        *file_router(changes).routes,
    ]
    serve_chat(chat, host=settings.host, port=settings.port, routes=routes, announce=announce, meanwhile=load)


def _load(
    settings: Settings,
    loading: Loading,
    first: FirstFolder | None,
    changes: "ArticleChanges",
    shared: "AnswerQueue",
) -> None:
    """Load all, and return when it is there.

    :raises TweespraakError: something cannot be loaded; whoever waited has been told.
    """

    def make_current(index: OpenIndex) -> "SyncReport | None":
        return None if first is None else _made_current(settings, index, first, changes, loading)

    def done(report: "SyncReport") -> None:
        if first is not None:
            first.done(report)

    loaded = loading.start(make_current, done)
    wait([loaded])
    if loaded.exception() is not None:
        shared.wait(_LAST_WORDS)
    loaded.result()


def _made_current(
    settings: Settings, index: OpenIndex, first: FirstFolder, changes: "ArticleChanges", loading: Loading
) -> "SyncReport":
    """Make the index equal to its folder, as a change in the Articles tab, where it shows.

    :raises IndexStoreError: it cannot be made so; the text says why.
    """
    from ui.articles.index_jobs import Change
    from ui.commands.compose import claim_folder

    first.opened(index)
    claim_folder(settings, first.folder)
    ended = Future[tuple[str, "SyncReport | None"]]()

    def end(problem: str, report: "SyncReport | None") -> None:
        ended.set_result((problem, report))

    changes.work.ask(Change("reindex", lambda: first.to_read, is_all=True, ended=end))
    while not wait([ended], _LOOK_SECONDS).done:
        if loading.stop.is_set():
            raise EndingError
    problem, report = ended.result()
    if report is None:
        raise IndexStoreError(problem)
    changes.files.follow()
    return report


@contextmanager
def _article_changes(
    settings: Settings, loading: Loading, first: FirstFolder | None
) -> Iterator["ArticleChanges"]:
    """Give what the Articles tab works with; what it is still doing is ended after the block."""
    from ui.articles.article_changes import ArticleChanges
    from ui.articles.article_files import ArticleFiles
    from ui.articles.index_jobs import IndexJobs, IndexWrites

    def list_articles(
        selection: "ArticleSelection", order: "ListOrder", limit: int
    ) -> "Sequence[ArticleEntry]":
        return loading.index.result().store.list_articles(selection, order, limit)

    def count_articles(selection: "ArticleSelection") -> "ArticleCounts":
        return loading.index.result().store.count_articles(selection)

    def article_of(article_id: str) -> "Article":
        return loading.index.result().searched.article(article_id)

    def update(to_read: ToRead, removed: Collection[str], told: Told) -> "SyncReport":
        return loading.index.result().update(to_read, removed, told=told)

    folder = None if first is None else first.folder
    files = ArticleFiles(settings.data_dir, folder, other_languages=settings.other_languages)
    with closing(IndexJobs(IndexWrites(sync=loading.sync, update=update))) as work:
        yield ArticleChanges(
            list_articles,
            count_articles,
            article_of,
            files,
            work,
            index_folder(settings),
            further_folders(settings),
        )


@contextmanager
def _kept_conversations(settings: Settings) -> Iterator["Archive"]:
    """Open the archive for the block; what was deleted in an earlier run goes for good."""
    from ui.archive.archive import Archive

    with closing(Archive.open(settings.data_dir)) as archive:
        archive.purge()
        yield archive
