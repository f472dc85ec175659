"""The assistant as a tool for agents, over MCP's streamable HTTP, on the server of the chat."""

from collections.abc import Mapping
from contextlib import aclosing
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
)
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from index.article import Language
from index.errors import TweespraakError
from index.filters import Filters
from index.passage import Passage
from rag.answer import Answer, AnswerReady, QuestionKind
from ui.server.answer_events import answer_events
from ui.server.answer_queue import QUESTION_LIMIT, AnswerQueue
from ui.server.api_format import AskedQuestion, answer_facts

TOOL = "ask"
_DESCRIPTION = (
    "Answer a question, in Dutch or English, from the user's own folder of Dutch and English news articles. "
    "Each sentence of the answer cites the exact sentence of an article that supports it; where the articles "
    "do not answer, `abstained` is true. Facts, yes or no, lists, overviews, timelines, and what is asked "
    "about the articles themselves; `kind` says as which it was taken."
)


class Question(BaseModel):
    """What the tool takes."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    question: str = Field(min_length=1, max_length=QUESTION_LIMIT, description="In Dutch or English.")
    language: Language | None = Field(default=None, description="Use only passages in this language.")
    published_from: str | None = Field(
        default=None, alias="from", description="Use only articles of this date or later: 2023, 2023-03-14."
    )
    published_to: str | None = Field(
        default=None, alias="to", description="Use only articles of this date or earlier."
    )
    kind: QuestionKind | None = Field(
        default=None, description="What the question asks for, where its words do not tell."
    )


def mcp_route(assistant: AnswerQueue) -> Route:
    """Return the route ``/mcp`` with the one tool ``ask``."""
    # A GET would open a stream for what the server has to say by itself, which is nothing, and hold it open.
    return Route("/mcp", _McpEndpoint(assistant), methods=["POST"])


class _McpEndpoint:
    """An ASGI application. Each request stands alone, so there is no session to lose at a restart."""

    def __init__(self, assistant: AnswerQueue) -> None:
        self._assistant = assistant

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        manager = StreamableHTTPSessionManager(
            _server(self._assistant, receive), stateless=True, json_response=True
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def _server(assistant: AnswerQueue, receive: Receive) -> Server[dict[str, Any]]:
    async def list_tools(
        _context: ServerRequestContext[dict[str, Any]], _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        schema = Question.model_json_schema()
        return ListToolsResult(tools=[Tool(name=TOOL, description=_DESCRIPTION, input_schema=schema)])

    async def call_tool(
        _context: ServerRequestContext[dict[str, Any]], params: CallToolRequestParams
    ) -> CallToolResult:
        if params.name != TOOL:
            return _failure(f"there is no tool {params.name!r}: use {TOOL!r}")
        try:
            return await _asked(assistant, params.arguments or {}, receive)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            return _failure(f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}")
        except TweespraakError as error:
            return _failure(str(error))

    return Server("tweespraak", on_list_tools=list_tools, on_call_tool=call_tool)


async def _asked(assistant: AnswerQueue, arguments: Mapping[str, object], receive: Receive) -> CallToolResult:
    question = Question.model_validate(arguments)
    filters = Filters(
        languages=None if question.language is None else (question.language,),
        published_from=question.published_from,
        published_to=question.published_to,
    )
    events = answer_events(assistant, AskedQuestion(question.question, (), question.kind), filters, receive)
    async with aclosing(events):
        async for event in events:
            if isinstance(event, AnswerReady):
                return _result(event.answer)
    return _failure("the server is ending: ask again later")


def _result(answer: Answer) -> CallToolResult:
    facts = {"answer": answer.text, **answer_facts(answer)}
    sources = [
        f"[{each.number}] {each.passage.title} ({_origin(each.passage)}): “{each.quote}”"
        for each in answer.citations
    ]
    text = "\n\n".join([answer.text, *sources])
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=facts)


def _origin(passage: Passage) -> str:
    by = passage.author and f"by {passage.author}"
    return ", ".join(filter(None, (passage.published, by, passage.path)))


def _failure(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=message)], is_error=True)
