"""An API that is served over an assistant that says what a test tells it to."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import uvicorn
from fastapi import FastAPI
from kept_conversations import BRIDGE, DUG, OPENED, passage_of, refused
from mcp import Client
from mcp_types import TextContent

from index.answer_reader import Reading
from index.article import Language
from index.errors import ModelError, SettingError, TweespraakError
from index.filters import NO_FILTERS, Filters
from index.span import Span
from rag.answer import AnswerReady, DraftGrew, Event, EvidenceSentence, QuestionKind, SourcesFound, Turn
from ui.server.answer_queue import AnswerQueue
from ui.server.api import api_router
from ui.server.browser_guard import guarding
from ui.server.mcp_tool import mcp_route

WAIT = 300.0
"""Seconds: a busy machine is slow, and a state that never comes still fails."""


@dataclass(slots=True)
class Scripted:
    """An assistant that gives the answers of a test; one that is an error is raised, a gate is waited at."""

    answers: dict[str, AnswerReady | TweespraakError]
    gate: threading.Event | None = None
    asked: list[tuple[str, list[tuple[str, str]], Filters]] = field(default_factory=list)
    kinds: list[QuestionKind | None] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        language: Language | None = None,
        kind: QuestionKind | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        assert stop is not None
        assert language is None, "a program does not know it: the assistant tells it"
        self.asked.append((question, [(turn.question, turn.answer.text) for turn in history], filters))
        self.kinds.append(kind)
        yield SourcesFound((passage_of(BRIDGE),), (), LIKELIEST)
        yield DraftGrew("De brug ging open in 1933, zei men.")
        self.begun.set()
        while self.gate is not None and not self.gate.wait(0.02):
            if stop.is_set():
                self.stopped.set()
                return
        answer = self.answers[question]
        if isinstance(answer, TweespraakError):
            raise answer
        yield answer


OPEN = "Wanneer ging de brug open?"
LIKELIEST = EvidenceSentence(
    1, passage_of(BRIDGE), Span(18, 44), "De brug ging open in 1932.", 1.5, Reading(3.0, Span(21, 25))
)
_FROM_PAGE_3 = tuple(
    replace(each, passage=replace(each.passage, first_page=3)) for each in OPENED.answer.citations
)
ANSWERS: dict[str, AnswerReady | TweespraakError] = {
    OPEN: replace(OPENED, answer=replace(OPENED.answer, citations=_FROM_PAGE_3)),
    "When was it dug?": DUG,
    "Wie won?": refused("Dat staat er niet."),
    "Stuk?": ModelError("the model writer failed: no memory"),
    "Fout?": SettingError("no article in the index has the id 'x': give its path below the folder"),
}


@contextmanager
def served(scripted: Scripted, *, queue_limit: int = 20) -> Iterator[tuple[str, AnswerQueue]]:
    """Serve the API on a free port of this machine."""
    assistant = AnswerQueue(scripted, queue_limit=queue_limit)
    routes = [*api_router(assistant).routes, mcp_route(assistant)]
    app = FastAPI(routes=routes, lifespan=guarding("127.0.0.1"))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            thread.join(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", assistant
    finally:
        assistant.close()
        server.should_exit = True
        thread.join()


def call_tool(address: str, arguments: dict[str, object], tool: str = "ask") -> tuple[bool, str, object]:
    """Call the tool with MCP's own client; say whether it failed, and what it says in text and in fields."""

    async def called() -> tuple[bool, str, object]:
        async with Client(f"{address}/mcp") as client:
            result = await client.call_tool(tool, arguments)
        (content,) = result.content
        assert isinstance(content, TextContent)
        return bool(result.is_error), content.text, result.structured_content

    return asyncio.run(called())


CITATION = {
    "number": 1,
    "article": "brug.txt",
    "title": "De brug van Één",
    "language": "nl",
    "published": "1932-05-03",
    "author": None,
    "path": "brug.txt",
    "url": None,
    "start": 18,
    "end": 44,
    "page": 3,
    "quote": "De brug ging open in 1932.",
    "answer_span": None,
    "support": 0.75,
}
