"""Lets the readers of the chat and the programs at the API take turns with the one assistant, in order."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from index.errors import ModelError
from index.filters import NO_FILTERS, Filters
from rag.answer import Event, Turn

_LOOK_AT_STOP = 0.05


class Answers(Protocol):
    """What answers a question: the assistant, or a script of it in tests."""

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Yield ``SourcesFound``, then ``DraftGrew`` as the model writes, then ``AnswerReady``.

        :param filters: which articles may be used.
        :param stop: once set, the iterator ends soon, without an answer.
        :raises TweespraakError: the index or the model failed.
        """


class OneAtATime:
    """An assistant that answers whoever asks next once the one before has been answered."""

    def __init__(self, assistant: Answers) -> None:
        self._assistant = assistant
        self._turn = threading.Condition()
        self._asking: list[threading.Event] = []
        self._is_closed = False

    @property
    def asking(self) -> int:
        """How many questions are being answered or wait for it."""
        return len(self._asking)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Wait for the turn, then yield the events of the answer.

        :param stop: once set, the waiting or the answering ends soon. What has a place by this (``place``)
            waits and answers in it.
        :raises TweespraakError: as the assistant, or the server is ending.
        """
        stop = threading.Event() if stop is None else stop
        with self.place(stop):
            for _ in self.ahead_of(stop):
                pass
            if not stop.is_set():
                yield from self._assistant.ask(question, history=history, filters=filters, stop=stop)

    @contextmanager
    def place(self, stop: threading.Event) -> Iterator[None]:
        """Hold a place in the line during the block, behind all who have one; it goes by its ``stop``.

        :raises ModelError: the server is ending.
        """
        with self._turn:
            if self._is_closed:
                raise ModelError("the server is ending; ask again when it has been started anew")
            is_new = stop not in self._asking
            if is_new:
                self._asking.append(stop)
        try:
            yield
        finally:
            if is_new:
                with self._turn:
                    self._asking.remove(stop)
                    self._turn.notify_all()

    def ahead_of(self, stop: threading.Event) -> Iterator[int]:
        """Wait for the turn of a place, yielding at every change how many are before it.

        Ends, without a yield of 0, once it is the first or is stopped.
        """
        told = 0
        while not stop.is_set():
            with self._turn:
                ahead = self._asking.index(stop)
                if ahead and ahead == told:
                    self._turn.wait(_LOOK_AT_STOP)
            if ahead == 0:
                return
            if ahead != told:
                told = ahead
                yield ahead

    def close(self, patience: float = 10.0) -> None:
        """Stop all that is asked and take no more; return when the assistant is free, or patience ends.

        :param patience: in seconds.
        """
        with self._turn:
            self._is_closed = True
            for stop in self._asking:
                stop.set()
            self._turn.wait_for(lambda: not self._asking, patience)
