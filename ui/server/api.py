"""The assistant for programs, in the form of OpenAI's chat API, on the server of the chat."""

import itertools
import json
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import ValidationError

from index.errors import SettingError, TweespraakError
from index.filters import Filters
from rag.answer import Answer, AnswerReady, SourcesFound
from ui.server.answer_events import Told, answer_events
from ui.server.answer_queue import QUESTION_LIMIT, AnswerQueue, QueueFullError, StillStarting
from ui.server.api_format import (
    EXTRA,
    MODEL,
    AskedQuestion,
    ChatRequest,
    Limits,
    answer_facts,
    asked_question_of,
    chunk,
    completion,
    error_body,
    found_facts,
)

_LONGEST_BODY = 1_000_000
_INVALID = "invalid_request_error"
_ASK_AGAIN_AFTER = 10
"""Seconds, about those of one answer: then another may wait."""


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


def api_router(assistant: AnswerQueue) -> APIRouter:
    """Return the routes ``/v1/models`` and ``/v1/chat/completions``."""
    router = APIRouter(prefix="/v1")
    began = int(time.time())
    numbers = itertools.count(1)

    @router.get("/models")
    async def models() -> Response:
        model = {"id": MODEL, "object": "model", "created": began, "owned_by": MODEL}
        return JSONResponse({"object": "list", "data": [model]})

    @router.post("/chat/completions")
    async def chat_completions(request: Request) -> Response:
        try:
            asked = _checked(await _body(request))
            conversation, filters = _conversation(asked), _filters(asked.tweespraak)
            name, created = f"chatcmpl-{began}-{next(numbers)}", int(time.time())
            events = answer_events(assistant, conversation, filters, request.receive)
            if asked.stream:
                streamed = _streamed(events, name, created)
                return StreamingResponse(streamed, media_type="text/event-stream; charset=utf-8")
            return JSONResponse(completion(name, created, await _answer(events)))
        except ApiError as error:
            return error.response
        except TweespraakError as error:
            return _failed(error).response

    return router


async def _answer(events: AsyncGenerator[Told, None]) -> Answer:
    async with aclosing(events):
        async for event in events:
            if isinstance(event, AnswerReady):
                return event.answer
    raise ApiError(503, "the server is ending: ask again later", kind="server_error")


async def _streamed(
    events: AsyncGenerator[Told, None], name: str, created: int
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
                    case SourcesFound():
                        yield _event(chunk(name, created, {}, extra=found_facts(event)))
                    case AnswerReady(answer=answer):
                        is_answered = True
                        for piece in _pieces(answer):
                            yield _event(chunk(name, created, {"content": piece}))
                        yield _event(chunk(name, created, {}, is_last=True, extra=answer_facts(answer)))
                    case StillStarting():
                        yield b": starting\n\n"
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


def _conversation(asked: ChatRequest) -> AskedQuestion:
    conversation = asked_question_of(asked.messages)
    if conversation is None or not conversation.question:
        raise ApiError(400, "the last message should be the user's question", param="messages")
    if len(conversation.question) > QUESTION_LIMIT:
        length = len(conversation.question)
        message = f"the question has {length} characters; {QUESTION_LIMIT} fit"
        raise ApiError(400, message, param="messages", code="context_length_exceeded")
    return replace(conversation, kind=asked.tweespraak.kind)


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
    if isinstance(error, QueueFullError):
        refused = ApiError(429, str(error), kind="rate_limit_error", code="rate_limit_exceeded")
        refused.response.headers["retry-after"] = str(_ASK_AGAIN_AFTER)
        return refused
    if isinstance(error, SettingError):
        return ApiError(400, str(error), param=EXTRA)
    return ApiError(500, str(error), kind="server_error")
