"""An assistant that is still being loaded: whoever asks it waits until it is there."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait

from index.article import Language
from index.filters import NO_FILTERS, Filters
from rag.answer import Event, QuestionKind, Turn
from ui.server.answer_queue import Answers, StillStarting

_LOOK_SECONDS = 0.1
"""Between two looks whether whoever waits has gone."""


class LateAssistant:
    """Answers by the first of several assistants that is there; ``Answers`` says how.

    :param coming: the best first, each put in its place by whoever loads it. One that cannot be loaded holds
        why, and raises it for whoever asks from then on.
    """

    def __init__(self, *coming: Future[Answers]) -> None:
        self._coming = coming

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
        """Yield ``StillStarting`` where that is so, and then what the assistant yields.

        :param stop: once set, the waiting ends soon, without an answer; and as for ``Answers``.
        :raises TweespraakError: none can be loaded; or as ``Answers``.
        """
        stop = stop or threading.Event()
        if self._first() is None:
            yield StillStarting()
        while (assistant := self._first()) is None:
            if stop.is_set():
                return
            wait(self._coming, _LOOK_SECONDS, FIRST_COMPLETED)
        yield from assistant.ask(
            question, history=history, filters=filters, language=language, kind=kind, stop=stop
        )

    def _first(self) -> Answers | None:
        return next((each.result() for each in self._coming if each.done()), None)
