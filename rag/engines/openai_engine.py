"""Runs a model behind an OpenAI-compatible server: vLLM, llama-server, Ollama.

The requests run on a loop in a thread of their own, where one can be given up at any moment: while a server
reads a long prompt it is silent for seconds or minutes, and a stop must not wait for it.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import ExitStack, aclosing, contextmanager
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any

from anyio import fail_after
from anyio.from_thread import start_blocking_portal

from index.errors import ModelError
from rag.engines.engine import Message
from rag.engines.model_server import ModelServer, RequestRefusedError, shortened
from rag.engines.server_replies import by_choice, piece_of, reply_of, top_tokens

DEFAULT_TIMEOUT = 180.0
"""Seconds: a large model on a CPU reads a prompt of 1,000 tokens in a minute or two."""
_OPENING_TIMEOUT = 10.0
_LOOK_AT_STOP = 0.05
_TOP_TOKENS = 20
"""The most that OpenAI's protocol has, and vLLM gives by default."""
_CHOICE_TOKENS = 4
"""Room for the spaces and asterisks that some models put before their choice."""
_MOST_CHARACTERS_A_TOKEN = 64
"""Far above what a token is; a server that goes beyond it does not keep to ``max_tokens``."""
_MOST_NAMED = 10


class OpenAIEngine:
    """A model behind an OpenAI-compatible server; implements ``rag.engines.engine.Engine``."""

    def __init__(
        self,
        address: str,
        *,
        model_name: str | None = None,
        key: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        """Look whether the server is there and has the model.

        :param address: up to and with the version, such as ``http://127.0.0.1:8080/v1``.
        :param model_name: which of the server's models; None where it has only one.
        :param key: what the server asks for, where it does.
        :param timeout: seconds that the server may be silent before a reply and within it.
        :raises ModelError: nothing answers there, or no OpenAI-compatible server; the key is refused; the
            model is not there, or there are several and none is named.
        """
        self._server = ModelServer(address, key=key)
        self._timeout = timeout
        self._shows_probabilities = True
        with ExitStack() as opened:
            self._portal = opened.enter_context(start_blocking_portal(name="model-server"))
            opened.enter_context(self._portal.wrap_async_context_manager(self._server.client))
            self._name = self._chosen(self._portal.call(self._served), model_name)
            self._opened = opened.pop_all()

    @property
    def name(self) -> str:
        """The model's name on its server."""
        return self._name

    @property
    def trained(self) -> None:
        """None: how a server's model was trained is not known."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stop: Event,
    ) -> Iterator[str]:
        """Yield the reply piece by piece, greedily decoded.

        :param max_tokens: the longest reply, in the model's tokens.
        :param stop: once set, the connection is closed, at which servers end the generation, and the
            iterator ends. Closing the iterator early does the same.
        :raises ModelError: the server is away or silent for too long, refused, broke off, or does not keep
            to the protocol.
        """
        pieces: SimpleQueue[str | None] = SimpleQueue()

        async def receive() -> None:
            async for piece in self._pieces(messages, max_tokens):
                pieces.put(piece)

        request = self._portal.start_task_soon(receive)
        request.add_done_callback(lambda _: pieces.put(None))
        try:
            while not stop.is_set():
                try:
                    piece = pieces.get(timeout=_LOOK_AT_STOP)
                except Empty:
                    continue
                if piece is None:
                    break
                yield piece
        finally:
            _give_up(request)
        if not request.cancelled():
            request.result()

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event | None = None
    ) -> tuple[float, ...]:
        """Return how probable each choice is as the first token of the reply, 0 to 1, in their order.

        They are the model's own probabilities over its whole vocabulary, so they add up to at most 1. A
        choice that is not among the twenty likeliest tokens gets 0: a server shows no more of them, so what
        is no token of the model cannot be told from what is improbable.

        Where the server shows none at all, the choice that is the reply's first word gets 0.9, and the others
        share the rest; all are alike where it is none of them.

        :param stop: once set, the connection is closed, and all are 0.
        :raises ModelError: as for ``stream``.
        """
        request = self._portal.start_task_soon(self._choice_probabilities, messages, choices)
        while not (stop is not None and stop.is_set()):
            if wait([request], timeout=_LOOK_AT_STOP).done:
                return request.result()
        _give_up(request)
        return (0.0,) * len(choices)

    def close(self) -> None:
        """Close the connections; the engine cannot be used again."""
        self._opened.close()

    async def _served(self) -> tuple[str, ...]:
        with self._patience(_OPENING_TIMEOUT):
            found = await self._server.fetch("GET", "/models")
        models = found.get("data") if isinstance(found, dict) else None
        if not isinstance(models, list):
            raise self._server.not_understood(str(found))
        return tuple(str(model["id"]) for model in models if isinstance(model, dict) and "id" in model)

    def _chosen(self, served: Sequence[str], wanted: str | None) -> str:
        named = ", ".join(shortened(name) for name in served[:_MOST_NAMED]) or "none"
        if wanted is not None and wanted not in served:
            raise ModelError(
                f"the setting model_name is {wanted!r}, which {self._server.address} does not have; it has "
                f"{named}"
            )
        if wanted is None and len(served) != 1:
            raise ModelError(
                f"{self._server.address} has {len(served)} models ({named}): choose one with the setting "
                "model_name"
            )
        return served[0] if wanted is None else wanted

    async def _pieces(self, messages: Sequence[Message], max_tokens: int) -> AsyncIterator[str]:
        """Yield what the events of a streamed reply add to it."""
        body = self._request(messages, max_tokens) | {"stream": True}
        written = 0
        finished: str | None = None
        async with aclosing(self._server.events("/chat/completions", body)) as events:
            while True:
                with self._patience(self._timeout):
                    event = await anext(events, None)
                if event is None:
                    break
                piece, reason = piece_of(event)
                finished = reason or finished
                written += len(piece)
                if written > max_tokens * _MOST_CHARACTERS_A_TOKEN:
                    raise self._server.failed(f"it does not keep to max_tokens ({max_tokens})")
                if piece:
                    yield piece
        if finished is None:
            raise self._server.failed("it broke off in mid-reply; look at its log")
        if finished == "length" and not written:
            raise self._server.failed(
                f"the model used its {max_tokens} tokens before the reply began; turn its thinking aloud off"
            )

    async def _choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str]
    ) -> tuple[float, ...]:
        if self._shows_probabilities:
            try:
                body = self._request(messages, 1)
                found = await self._fetch(body | {"logprobs": True, "top_logprobs": _TOP_TOKENS})
            except RequestRefusedError:
                pass  # Some servers refuse what they cannot give; another reason to refuse shows again below.
            else:
                if (top := top_tokens(found)) is not None:
                    return tuple(top.get(choice, 0.0) for choice in choices)
        found = await self._fetch(self._request(messages, _CHOICE_TOKENS))
        reply = reply_of(found)
        if reply is None:
            raise self._server.not_understood(str(found))
        self._shows_probabilities = False
        return by_choice(reply, choices)

    async def _fetch(self, body: dict[str, object]) -> Any:
        with self._patience(self._timeout):
            return await self._server.fetch("POST", "/chat/completions", body)

    def _request(self, messages: Sequence[Message], max_tokens: int) -> dict[str, object]:
        return {
            "model": self._name,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": max_tokens,
            "temperature": 0,
            "seed": 0,
            # A model that can think aloud first would use up its tokens; the others' templates ignore this.
            "chat_template_kwargs": {"enable_thinking": False},
        }

    @contextmanager
    def _patience(self, seconds: float) -> Iterator[None]:
        try:
            with fail_after(seconds):
                yield
        except TimeoutError as error:
            raise self._server.failed(
                f"it was silent for {seconds:g} s; look at its log, or raise the setting model_timeout"
            ) from error


def _give_up(request: "Future[Any]") -> None:
    """End a request that has not ended, and wait until its connection is closed."""
    request.cancel()
    wait([request])
