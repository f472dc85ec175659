"""The events of an answer for a program: it has a place in the queue for as long as it is there to listen."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import ExitStack

from starlette.types import Receive

from index.errors import TweespraakError
from index.filters import Filters
from rag.answer import Event
from ui.server.answer_queue import AnswerQueue, StillStarting, Stop
from ui.server.api_format import AskedQuestion

Told = Event | StillStarting
"""What is told of an answer on its way."""


def answer_events(
    assistant: AnswerQueue, question: AskedQuestion, filters: Filters, receive: Receive
) -> AsyncGenerator[Told, None]:
    """Take a place in the queue, and return the events of the answer: a whole one, which may take longer.

    Where nobody wants them any more, the assistant is stopped: they are not iterated to the end, or the
    client is gone.

    :param receive: the client's connection, of which the request has been read.
    :raises TweespraakError: the server is ending, or too many wait; from the iterator: as the assistant.
    """
    stop, events = Stop(), _EventQueue()
    held = ExitStack()
    held.enter_context(assistant.place(stop))

    def run() -> None:
        with held:
            try:
                asked = assistant.ask(
                    question.question,
                    history=question.history,
                    filters=filters,
                    kind=question.kind,
                    stop=stop,
                    waits=True,
                )
                for event in asked:
                    events.put(event)
            except TweespraakError as error:
                events.put(error)
            finally:
                events.put(None)

    threading.Thread(target=run, name="api-answer", daemon=True).start()
    return _followed(events, stop, asyncio.ensure_future(_stopped_when_gone(receive, stop)))


class _EventQueue:
    """Carries the events of an answer from its thread to the loop; None is the end."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._events: asyncio.Queue[Told | TweespraakError | None] = asyncio.Queue()

    def put(self, event: Told | TweespraakError | None) -> None:
        if not self._loop.is_closed():  # the server ended while the assistant was still being stopped
            self._loop.call_soon_threadsafe(self._events.put_nowait, event)

    async def get(self) -> Told | TweespraakError | None:
        return await self._events.get()


async def _followed(
    events: _EventQueue, stop: Stop, watching: asyncio.Future[None]
) -> AsyncGenerator[Told, None]:
    try:
        while (event := await events.get()) is not None:
            if isinstance(event, TweespraakError):
                raise event
            yield event
    finally:
        stop.set()
        watching.cancel()


async def _stopped_when_gone(receive: Receive, stop: Stop) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stop.set()
