"""Changes the index while the chat goes on: one change after another, beside the answering of questions."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import TweespraakError
from ui.articles.time_left import NOTHING_READ, HowFar
from ui.articles.to_read import ToRead, joined
from ui.texts.article_texts import Kind

if TYPE_CHECKING:  # it brings the encoder's libraries along, and they take seconds
    from index.syncing.sync import SyncReport

Told = Callable[[HowFar], None]
_PATIENCE = 60.0
"""Seconds to wait, at the end, for the passages that are being encoded."""
_UNFORESEEN = "the index was not changed as asked, for a reason that nobody foresaw; the terminal says more"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexWrites:
    """What changes the index; both may raise ``TweespraakError``: the disk is full, another process writes.

    ``sync`` makes it hold exactly these articles; ``update`` puts articles in, takes others out by id, and
    leaves all else.
    """

    sync: "Callable[[ToRead, Told], SyncReport]"
    update: "Callable[[ToRead, Collection[str], Told], SyncReport]"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done to the index. ``to_read`` is asked for when it begins.

    With ``is_all`` it is all that the index is to hold, and ``ended`` is told, unless the chat ends before,
    why it was not made, one line, or else what was done.
    """

    kind: Kind
    to_read: Callable[[], ToRead]
    removed: tuple[str, ...] = ()
    is_all: bool = False
    ended: "Callable[[str, SyncReport | None], None] | None" = None


@dataclass(frozen=True, slots=True)
class WorkState:
    """How far the work is: ``far`` of the change that is being made; ``waiting`` counts those to come.

    ``changes`` counts the changes that have ended; ``problem`` is why one was not made, one line, of those
    made without a pause the last such; a whole indexing after it makes up for it.
    ``report`` is of the last whole indexing.
    """

    doing: Kind | None = None
    far: HowFar = NOTHING_READ
    waiting: int = 0
    changes: int = 0
    problem: str = ""
    report: "SyncReport | None" = None


class _EndingError(Exception):
    """The chat ends: what was done so far is kept."""


class IndexJobs:
    """Makes the changes that are asked for, in a thread of its own. Close it before the index.

    A change that fails, in whatever way, is told in ``state``, and the next one is made.
    """

    def __init__(self, index: IndexWrites) -> None:
        self._index = index
        self._state = WorkState()
        self._waiting: deque[Change] = deque()
        self._lock = threading.Condition()
        self._is_closed = False
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> WorkState:
        """How far the work is."""
        return self._state

    def ask(self, change: Change) -> None:
        """Have a change made after those that were asked for before."""
        with self._lock:
            if self._is_closed:
                return
            self._waiting.append(change)
            self._state = replace(self._state, waiting=len(self._waiting))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="article-work", daemon=True)
                self._thread.start()
            self._lock.notify_all()

    def close(self) -> None:
        """End after the passages that are being encoded; the next indexing does the rest."""
        with self._lock:
            self._is_closed = True
            self._waiting.clear()
            self._lock.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(_PATIENCE)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until nothing is left to do; return whether that came within ``timeout`` seconds."""
        with self._lock:
            return self._lock.wait_for(lambda: self._state.doing is None and not self._waiting, timeout)

    def _run(self) -> None:
        before = ""  # told until nothing waits: else a page would take a change that failed for made
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._waiting or self._is_closed)
                if self._is_closed:
                    return
                change = self._next()
                self._state = WorkState(
                    change.kind, waiting=len(self._waiting), changes=self._state.changes, problem=before
                )
            problem, report = self._make(change)
            if change.ended is not None and (problem or report is not None):
                change.ended(problem, report)
            with self._lock:
                if not change.is_all:
                    problem = problem or before
                before = problem if self._waiting else ""
                self._state = WorkState(
                    waiting=len(self._waiting),
                    changes=self._state.changes + 1,
                    problem=problem,
                    report=report if change.kind == "reindex" else None,
                )
                self._lock.notify_all()

    def _next(self) -> Change:
        """Return the next change; the additions that wait one after another are made as one."""
        first = self._waiting.popleft()
        together = [first]
        while first.kind == "add" and self._waiting and self._waiting[0].kind == "add":
            together.append(self._waiting.popleft())
        if len(together) == 1:
            return first
        return Change("add", lambda: joined([change.to_read() for change in together]))

    def _make(self, change: Change) -> tuple[str, "SyncReport | None"]:
        try:
            to_read = change.to_read()
            if change.is_all:
                return "", self._index.sync(to_read, self._tell)
            return "", self._index.update(to_read, change.removed, self._tell)
        except TweespraakError as error:
            return str(error), None
        except _EndingError:
            return "", None
        except Exception as error:  # noqa: BLE001 - a thread ends here: raised on, it would be the last change ever
            _log.exception("a change of the index (%s) failed", change.kind)
            return f"{_UNFORESEEN} ({' '.join(f'{type(error).__name__}: {error}'.split())})", None

    def _tell(self, far: HowFar) -> None:
        if self._is_closed:
            raise _EndingError
        self._state = replace(self._state, far=far, waiting=len(self._waiting))
