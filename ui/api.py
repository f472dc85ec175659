"""The assistant for programs, in the form of OpenAI's chat API, on the server of the chat."""

import asyncio
import itertools
import json
import threading
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import ValidationError

from index.errors import SettingError, TweespraakError
from index.filters import Filters
from rag.answer import Answer, AnswerReady, Event, SourcesFound
from ui.api_format import (
    EXTRA,
    MODEL,
    ChatRequest,
    Conversation,
    Limits,
    answer_facts,
    chunk,
    completion,
    conversation_of,
    error_body,
    source_facts,
)
from ui.asking import QUESTION_LIMIT
from ui.one_at_a_time import OneAtATime

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_LONGEST_BODY = 1_000_000
_INVALID = "invalid_request_error"


class ApiError(Exception):
    """A request that is refused, with its HTTP status and what OpenAI's form of an error says."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = _INVALID,
        param: str | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.response = JSONResponse(error_body(message, kind=kind, param=param, code=code), status)


def api_router(assistant: OneAtATime, *, hosts: Sequence[str] | None = LOOPBACK) -> APIRouter:
    """Return the routes ``/v1/models`` and ``/v1/chat/completions``.

    A page of another site, open in a browser here, cannot use them: its requests name that site.

    :param hosts: the names at which the server may be asked, so that no other name can be pointed at it (DNS
        rebinding); None takes any, for a server that is open to others on purpose.
    """
    router = APIRouter(prefix="/v1")
    began = int(time.time())
    numbers = itertools.count(1)

    @router.get("/models")
    async def models(request: Request) -> Response:
        try:
            check_caller(request, hosts)
        except ApiError as error:
            return error.response
        model = {"id": MODEL, "object": "model", "created": began, "owned_by": MODEL}
        return JSONResponse({"object": "list", "data": [model]})

    @router.post("/chat/completions")
    async def chat_completions(request: Request) -> Response:
        try:
            check_caller(request, hosts)
            asked = _checked(await _body(request))
            conversation, filters = _conversation(asked), _filters(asked.tweespraak)
            name, created = f"chatcmpl-{began}-{next(numbers)}", int(time.time())
            events = answer_events(assistant, conversation, filters)
            if asked.stream:
                streamed = _streamed(events, name, created)
                return StreamingResponse(streamed, media_type="text/event-stream; charset=utf-8")
            return JSONResponse(completion(name, created, await _answer(events)))
        except ApiError as error:
            return error.response

    return router


def check_caller(request: Request, hosts: Sequence[str] | None) -> None:
    """Find out whether a request may come in.

    :raises ApiError: it is to a name that is not ours, or from a page of another site.
    """
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if hosts is not None and urlsplit(f"//{host}").hostname not in {name.strip("[]") for name in hosts}:
        raise ApiError(403, f"the server is not asked as {host!r}: use one of {', '.join(hosts)}")
    if origin is not None and urlsplit(origin).netloc != host:
        raise ApiError(403, f"a page of {origin} may not ask this server")


async def answer_events(
    assistant: OneAtATime, conversation: Conversation, filters: Filters
) -> AsyncGenerator[Event, None]:
    """Yield the events of an answer; where nobody wants them any more, the assistant is stopped.

    :raises TweespraakError: as the assistant.
    """
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[Event | TweespraakError | None] = asyncio.Queue()
    stop = threading.Event()

    def put(event: Event | TweespraakError | None) -> None:
        if not loop.is_closed():  # the server ended while the assistant was still being stopped
            loop.call_soon_threadsafe(events.put_nowait, event)

    def run() -> None:
        try:
            asked = assistant.ask(
                conversation.question, history=conversation.history, filters=filters, stop=stop
            )
            for event in asked:
                put(event)
        except TweespraakError as error:
            put(error)
        finally:
            put(None)

    threading.Thread(target=run, name="api-answer", daemon=True).start()
    try:
        while (event := await events.get()) is not None:
            if isinstance(event, TweespraakError):
                raise event
            yield event
    finally:
        stop.set()


async def _answer(events: AsyncGenerator[Event, None]) -> Answer:
    try:
        async with aclosing(events):
            async for event in events:
                if isinstance(event, AnswerReady):
                    return event.answer
    except TweespraakError as error:
        raise _failed(error) from error
    raise ApiError(503, "the server is ending: ask again later", kind="server_error")


async def _streamed(
    events: AsyncGenerator[Event, None], name: str, created: int
) -> AsyncGenerator[bytes, None]:
    """Yield server-sent events: the sources at once, the sentences of the answer when they have been checked.

    A draft can still be taken back, what was sent cannot; so while one is written only comments are sent,
    which keep the connection alive.
    """
    yield _event(chunk(name, created, {"role": "assistant", "content": ""}))
    is_answered = False
    try:
        async with aclosing(events):
            async for event in events:
                match event:
                    case SourcesFound(passages=passages):
                        sources = [source_facts(passage) for passage in passages]
                        yield _event(chunk(name, created, {}, extra={"sources": sources}))
                    case AnswerReady(answer=answer):
                        is_answered = True
                        for piece in _pieces(answer):
                            yield _event(chunk(name, created, {"content": piece}))
                        yield _event(chunk(name, created, {}, is_last=True, extra=answer_facts(answer)))
                    case _:
                        yield b": writing\n\n"
    except TweespraakError as error:
        yield _event(error_body(str(error), kind="server_error"))
        return
    if not is_answered:
        yield _event(error_body("the server is ending: ask again later", kind="server_error"))
        return
    yield b"data: [DONE]\n\n"


def _pieces(answer: Answer) -> list[str]:
    texts = [sentence.text for sentence in answer.sentences]
    if " ".join(texts) != answer.text:
        return [answer.text]
    return [text if place == 0 else f" {text}" for place, text in enumerate(texts)]


def _event(value: object) -> bytes:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ApiError(415, "the content-type should be application/json")
    content = b""
    async for received in request.stream():
        content += received
        if len(content) > _LONGEST_BODY:
            raise ApiError(413, f"the request has over {_LONGEST_BODY} bytes")
    return content


def _checked(content: bytes) -> ChatRequest:
    try:
        asked = ChatRequest.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in problem["loc"]) or None
        raise ApiError(400, f"{place or 'the body'}: {problem['msg']}", param=place) from error
    if asked.model != MODEL:
        message = f"the model {asked.model!r} does not exist: use {MODEL!r}"
        raise ApiError(404, message, param="model", code="model_not_found")
    return asked


def _conversation(asked: ChatRequest) -> Conversation:
    conversation = conversation_of(asked.messages)
    if conversation is None or not conversation.question:
        raise ApiError(400, "the last message should be the user's question", param="messages")
    if len(conversation.question) > QUESTION_LIMIT:
        length = len(conversation.question)
        message = f"the question has {length} characters; {QUESTION_LIMIT} fit"
        raise ApiError(400, message, param="messages", code="context_length_exceeded")
    return conversation


def _filters(limits: Limits) -> Filters:
    try:
        return Filters(
            languages=None if limits.languages is None else tuple(limits.languages),
            published_from=limits.published_from,
            published_to=limits.published_to,
            article_ids=None if limits.articles is None else frozenset(limits.articles),
        )
    except SettingError as error:
        raise ApiError(400, str(error), param=EXTRA) from error


def _failed(error: TweespraakError) -> ApiError:
    if isinstance(error, SettingError):
        return ApiError(400, str(error), param=EXTRA)
    return ApiError(500, str(error), kind="server_error")
