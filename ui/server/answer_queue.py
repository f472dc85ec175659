"""Lets the readers of the chat and the programs at the API ask the one assistant, one after another."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from index.article import Language
from index.errors import ModelError, TweespraakError
from index.filters import NO_FILTERS, Filters
from rag.answer import Event, QuestionKind, Turn

QUESTION_LIMIT = 2000
"""Characters: far more than a question needs, and well within what the smallest model can read."""


class QueueFullError(TweespraakError):
    """As many questions wait as may; this one was not taken."""


@dataclass(frozen=True, slots=True)
class StillStarting:
    """Event before all others: what is to answer is not there yet, and is waited for."""


class Answers(Protocol):
    """What answers a question: the assistant, or a script of it in tests."""

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        language: Language | None = None,
        kind: QuestionKind | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event | StillStarting]:
        """Yield ``SourcesFound``, then ``DraftGrew`` as the model writes, then ``AnswerReady``.

        :param filters: which articles may be used.
        :param language: the question's, where it has been told already.
        :param kind: what the question asks for, where that has been said.
        :param stop: once set, the iterator ends soon, without an answer.
        :raises TweespraakError: the index or the model failed.
        """


class Stop(threading.Event):
    """Ends, once set, the waiting and the answering of what has a place by it."""

    def __init__(self) -> None:
        super().__init__()
        self.wakes: Callable[[], None] | None = None
        """Called when it is set: whoever waits in the queue looks up."""

    def set(self) -> None:
        """Set it, and wake who waits."""
        super().set()
        if self.wakes is not None:
            self.wakes()


class AnswerQueue:
    """An assistant that answers whoever asks next once the one before has been answered.

    :param whole: answers whoever would rather wait than have less than a whole answer; None: the same one.
    :param queue_limit: how many may wait while one is answered; whoever comes then is refused.
    """

    def __init__(self, assistant: Answers, *, whole: Answers | None = None, queue_limit: int = 20) -> None:
        self._assistant = assistant
        self._whole = whole or assistant
        self._queue_limit = queue_limit
        self._lock = threading.Condition()
        self._asking: list[Stop] = []
        self._is_closed = False

    @property
    def queue_limit(self) -> int:
        """How many questions may wait while one is answered."""
        return self._queue_limit

    @property
    def asking(self) -> int:
        """How many questions are being answered or wait for it."""
        return len(self._asking)

    @property
    def is_full(self) -> bool:
        """Whether nobody else may wait now."""
        return self.asking > self._queue_limit

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        language: Language | None = None,
        kind: QuestionKind | None = None,
        stop: Stop | None = None,
        waits: bool = False,
    ) -> Iterator[Event | StillStarting]:
        """Wait in the queue, then yield the events of the answer.

        :param waits: until there can be a whole answer, where the language model is still being loaded.
        :param stop: once set, the waiting or the answering ends soon. What has a place by this (``place``)
            waits and answers in it.
        :raises TweespraakError: as the assistant and ``place``.
        """
        stop = Stop() if stop is None else stop
        with self.place(stop):
            for _ in self.ahead_of(stop):
                pass
            if not stop.is_set():
                assistant = self._whole if waits else self._assistant
                yield from assistant.ask(
                    question, history=history, filters=filters, language=language, kind=kind, stop=stop
                )

    @contextmanager
    def place(self, stop: Stop) -> Iterator[None]:
        """Hold a place in the queue during the block, behind all who have one; it goes by its ``stop``.

        :raises ModelError: the server is ending.
        :raises QueueFullError: as many wait as may.
        """
        with self._lock:
            if self._is_closed:
                raise ModelError("the server is ending; ask again when it has been started anew")
            is_new = stop not in self._asking
            if is_new:
                self._check_room()
                stop.wakes = self._wake
                self._asking.append(stop)
        try:
            yield
        finally:
            if is_new:
                with self._lock:
                    self._asking.remove(stop)
                    self._lock.notify_all()

    def _check_room(self) -> None:
        if self.is_full:
            raise QueueFullError(
                f"as many questions wait as may (the setting queue_limit is {self._queue_limit}); ask again "
                "in a moment"
            )

    def _wake(self) -> None:
        with self._lock:
            self._lock.notify_all()

    def ahead_of(self, stop: Stop) -> Iterator[int]:
        """Wait until a place is the first, yielding at every change how many are before it.

        Ends, without a yield of 0, once it is the first or is stopped.
        """
        ahead = self._changed(stop, None)
        while ahead:
            yield ahead
            ahead = self._changed(stop, ahead)

    def _changed(self, stop: Stop, told: int | None) -> int:
        """Wait until others than ``told`` are before a place; return how many, 0 where it is stopped."""
        with self._lock:
            self._lock.wait_for(lambda: stop.is_set() or self._asking.index(stop) != told)
            return 0 if stop.is_set() else self._asking.index(stop)

    def wait(self, patience: float) -> None:
        """Return when nothing is asked any more, or patience ends.

        :param patience: in seconds.
        """
        with self._lock:
            self._lock.wait_for(lambda: not self._asking, patience)

    def close(self, patience: float = 10.0) -> None:
        """Stop all that is asked and take no more; return when the assistant is free, or patience ends.

        :param patience: in seconds.
        """
        with self._lock:
            self._is_closed = True
            for stop in self._asking:
                stop.set()
            self._lock.wait_for(lambda: not self._asking, patience)
