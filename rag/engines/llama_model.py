"""Asks a model that llama.cpp has loaded for a reply, or for the probabilities of its first token."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from typing import Any

from index.errors import ModelError
from rag.engines.engine import Message

# How many of the likeliest tokens are looked through for the choices.
_TOP_TOKENS = 1000
_WHOLE_VOCABULARY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class TokenCounts:
    """Tokens of prompts that were read, that were known from earlier prompts, and of replies, so far."""

    read: int = 0
    cached: int = 0
    written: int = 0


class LlamaServer:
    """llama.cpp's server within this process, asked by one thread at a time; ``counts`` are its own."""

    def __init__(self, server: Any) -> None:
        """Take over a server (xllamacpp's ``Server``)."""
        self._server = server
        self._requests = ThreadPoolExecutor(max_workers=1, thread_name_prefix="llama")
        self.counts = TokenCounts()

    def ask(self, body: Mapping[str, Any], receive: Callable[[dict[str, Any]], bool]) -> Future[None]:
        """Begin a request. ``receive`` is given its pieces on another thread, and ends it by saying true."""

        def counted(chunk: dict[str, Any]) -> bool:
            if timings := chunk.get("timings"):
                known = self.counts
                self.counts = TokenCounts(
                    known.read + timings["prompt_n"],
                    known.cached + timings["cache_n"],
                    known.written + timings["predicted_n"],
                )
            return receive(chunk)

        # On a thread of its own, as a call into llama.cpp cannot be interrupted on the main one.
        return self._requests.submit(self._server.handle_chat_completions, dict(body), counted)

    def close(self) -> None:
        """Free the model, once a running request has ended."""
        self._requests.shutdown()
        del self._server


class LlamaModel:
    """A loaded model, with or without an adapter; implements ``rag.engines.engine.LanguageModel``."""

    def __init__(self, server: LlamaServer, name: str, weights: dict[str, Any]) -> None:
        """Nothing is asked yet.

        :param weights: what each request says of adapters.
        """
        self._server = server
        self._name = name
        self._weights = weights
        self._known_tokens: frozenset[str] = frozenset()

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        """Yield the reply piece by piece, greedily decoded.

        :param max_tokens: the longest reply, in the model's tokens.
        :param stop: once set, reading and generation end soon and so does the iterator. Closing the
            iterator early does the same. Either way the model is free when the iterator has ended.
        :raises ModelError: the prompt is longer than the context, or llama.cpp refused or failed.
        """
        chunks: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        abandoned = Event()

        def receive(chunk: dict[str, Any]) -> bool:
            chunks.put(chunk)
            return stop.is_set() or abandoned.is_set()

        request = self._server.ask(_body(messages, max_tokens) | self._weights, receive)
        request.add_done_callback(lambda _: chunks.put(None))
        try:
            while not stop.is_set() and (chunk := chunks.get()) is not None:
                if piece := self._piece(chunk):
                    yield piece
        finally:
            abandoned.set()
            if not request.cancel():
                wait([request])
        if not request.cancelled():
            request.result()

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        """Return how probable each choice is as the first token of the reply, 0 to 1, in their order.

        They are the model's own probabilities over its whole vocabulary, so they add up to at most 1. A
        choice that is not among the thousand likeliest tokens (so below 0.001) gets 0. Nothing is sampled,
        and the prompt stays cached for a ``stream`` that begins alike.

        :param stop: once set, reading ends soon, and all are 0.
        :raises ModelError: a choice is not one token of this model, the prompt is longer than the context,
            or llama.cpp refused or failed.
        """
        # The vocabulary is to be had only as probabilities; once per set of choices is cheap enough.
        is_known = self._known_tokens.issuperset(choices)
        top = self._top_tokens(messages, _TOP_TOKENS if is_known else _WHOLE_VOCABULARY, stop)
        if not (is_known or stop.is_set()):
            for choice in choices:
                if choice not in top:
                    raise ModelError(f"{choice!r} is not one token of the model {self._name}")
            self._known_tokens |= frozenset(choices)
        return tuple(top.get(choice, 0.0) for choice in choices)

    def _top_tokens(self, messages: Sequence[Message], count: int, stop: Event) -> dict[str, float]:
        """Return the likeliest first tokens and their probabilities; none once ``stop`` is set."""
        body = _body(messages, max_tokens=1) | {"logprobs": True, "top_logprobs": count} | self._weights
        chunks: list[dict[str, Any]] = []

        def receive(chunk: dict[str, Any]) -> bool:
            chunks.append(chunk)
            return stop.is_set()

        self._server.ask(body, receive).result()
        if stop.is_set():
            return {}
        for chunk in chunks:
            self._check(chunk)
        choices = [choice for chunk in chunks for choice in chunk["choices"]]
        first = next(choice["logprobs"]["content"][0] for choice in choices if choice.get("logprobs"))
        # Two tokens can have one text (a byte and a character); the likelier comes first and counts.
        return {entry["token"]: math.exp(entry["logprob"]) for entry in reversed(first["top_logprobs"])}

    def _piece(self, chunk: dict[str, Any]) -> str:
        """Return the text that a chunk of a stream adds, if any."""
        self._check(chunk)
        delta = chunk["choices"][0]["delta"]
        return delta.get("content") or ""

    def _check(self, response: dict[str, Any]) -> None:
        error = response.get("error")
        if error is None:
            return
        if error["type"] == "exceed_context_size_error":
            raise ModelError(
                f"the prompt has {error['n_prompt_tokens']} tokens and the model {self._name} is set to read "
                f"{error['n_ctx']}; ask something shorter or raise context_tokens"
            )
        raise ModelError(f"the model {self._name} failed: {error['message']}")


def _body(messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
    return {
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "max_tokens": max_tokens,
        "temperature": 0,
        # A GGUF file may carry sampling settings of its own; greedy means greedy.
        "repeat_penalty": 1.0,
        "seed": 0,
        "cache_prompt": True,
        # Even where one token is wanted, so that there are moments, while it reads, at which to stop.
        "stream": True,
        "return_progress": True,
        # A model that can think aloud first would put a minute before its answer.
        "chat_template_kwargs": {"enable_thinking": False},
    }
