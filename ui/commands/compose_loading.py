"""The part of the composition root that loads, behind the open page, what the chat answers with.

Imports inside its functions, for the reason that ``ui.commands.compose`` gives.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from threading import Event
from typing import TYPE_CHECKING, Any

from index.article import Language
from index.encoding.prepared_files import Progress
from index.errors import ModelError
from ui.articles.time_left import HowFar
from ui.articles.to_read import ToRead
from ui.chat.examples import examples_for
from ui.commands.compose import assistant_over, load_engine, refuse_empty
from ui.commands.compose_further import with_further
from ui.commands.compose_index import OpenIndex, Told, open_index, untold
from ui.commands.compose_reader import load_answer_reader
from ui.commands.progress import shown_progress
from ui.server.answer_queue import Answers
from ui.settings import Settings

if TYPE_CHECKING:
    from index.syncing.sync import SyncReport
    from rag.asking.translation import Translation
    from rag.engines.engine import Engine

MakeCurrent = Callable[[OpenIndex], "SyncReport | None"]
"""Makes an index, once it is open, equal to a folder, where there is one, and returns what was done."""


class EndingError(Exception):
    """The chat ends, and what is still being loaded with it."""


class Loading:
    """What the chat answers with, loaded one after another on a thread of its own.

    Each future holds its part once that is there, and where it cannot be had, why: ``index``, ``examples``
    (questions to start with), ``quoting`` (answers without the language model), ``whole`` (with it, once it
    is warm). Close it when nothing uses them any more.

    :param creates: an empty index is made where there is none.
    """

    def __init__(self, settings: Settings, *, creates: bool) -> None:
        self._settings = settings
        self._creates = creates
        self.index: Future[OpenIndex] = Future()
        self.examples: Future[Sequence[str]] = Future()
        self.quoting: Future[Answers] = Future()
        self.whole: Future[Answers] = Future()
        self.stop = Event()
        self._engine: Engine | None = None
        self._told: Told = untold
        self._held = ExitStack()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="loading")

    def start(self, make_current: MakeCurrent, done: "Callable[[SyncReport], None]") -> "Future[None]":
        """Begin to load; what is returned is done when all is there, or holds why something cannot be.

        :param make_current: called with the index before anything is answered from it.
        :param done: told what that did.
        """
        loaded = self._thread.submit(self._load, make_current, done)
        loaded.add_done_callback(self._pass_on)
        return loaded

    def sync(self, to_read: ToRead, told: Told) -> "SyncReport":
        """Make the index, once it is open, hold exactly these articles; the terminal follows the first time.

        :raises TweespraakError: as ``OpenIndex.sync``, or the index cannot be opened.
        """

        def tell(far: HowFar) -> None:
            told(far)
            self._told(far)

        return self.index.result().sync(to_read, told=tell)

    def translate(self, sentence: str, to: Language, stop: Event) -> "Translation | None":
        """Translate a sentence of the other language; see ``rag.asking.translation``.

        :raises ModelStartingError: the language model is not there yet.
        """
        from rag.asking.translation import translate
        from ui.chat.translating import ModelStartingError

        if self._engine is None or not self.whole.done():
            raise ModelStartingError
        return translate(self._engine, sentence, to, stop=stop)

    def let_go(self) -> None:
        """Have the loading end soon, and nobody wait for it any more."""
        self.stop.set()
        self._fail(ModelError("the server is ending; ask again when it has been started anew"))

    def close(self) -> None:
        """End the loading, and free what was loaded."""
        self.let_go()
        self._thread.shutdown()
        self._held.close()

    def _load(self, make_current: MakeCurrent, done: "Callable[[SyncReport], None]") -> None:
        settings = self._settings
        with shown_progress() as shown:
            self._told = shown.indexing
            own = self._held.enter_context(
                open_index(settings, progress=self._stoppable(shown), create=self._creates, writes=True)
            )
            index = self._held.enter_context(with_further(settings, own))
            _put(self.index, index)
            report = make_current(index)
            self._told = untold
        if report is not None:
            done(report)
        refuse_empty(index)
        with shown_progress() as shown:
            progress = self._stoppable(shown)
            reader = load_answer_reader(settings, index.encoder, progress)
            _put(self.quoting, assistant_over(settings, index, None, reader))
            _put(self.examples, examples_for(index.searched.list_articles, index.searched.article))
            self._engine = self._held.enter_context(closing(load_engine(settings, progress)))
        whole = assistant_over(settings, index, self._engine, reader)
        # What fails now fails again at the first question, and is told there to the one who asks.
        with suppress(ModelError):
            whole.warm_up(self.stop)
        _put(self.whole, whole)

    def _stoppable(self, progress: Progress) -> Progress:
        """Return what ends the work that tells it how far it is, once the chat ends."""

        def tell(label: str, done: int, total: int) -> None:
            if self.stop.is_set():
                raise EndingError
            progress(label, done, total)

        return tell

    def _pass_on(self, loaded: "Future[None]") -> None:
        error = loaded.exception()
        if error is not None:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        for coming in (self.index, self.examples, self.quoting, self.whole):
            with suppress(InvalidStateError):
                coming.set_exception(error)


def _put(coming: "Future[Any]", value: object) -> None:
    with suppress(InvalidStateError):  # the chat has ended meanwhile
        coming.set_result(value)
