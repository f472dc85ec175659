"""Runs a GGUF model with llama.cpp, in this process. The only module that knows xllamacpp."""

import math
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import Any

from xllamacpp import CommonParams, Server  # type: ignore[import-untyped]  # it ships no types

from index.encoding.prepared_files import human_bytes
from index.errors import ModelError
from rag.engines.engine import Message

# Tokens of the prompt that are read between two looks at ``stop``. Smaller reads no slower to speak of on a
# CPU, and makes a stop take hold within seconds where a prompt takes many.
_PROMPT_BATCH = 128

# Earlier prompts stay here when another kind of prompt takes the slot, so that translating, choosing and
# answering in turn each keep their own worked examples cached. A token of the built-in model takes 28 kB.
_PROMPT_CACHE_MIB = 512

# How many of the likeliest tokens are looked through for the choices.
_TOP_TOKENS = 1000
_WHOLE_VOCABULARY = 2**31 - 1


class LlamaEngine:
    """A GGUF model loaded into llama.cpp; implements ``rag.engines.engine.Engine``.

    Prompts share their longest common beginning with earlier ones, which is then not read again.
    Requests from several threads run one after the other.
    """

    def __init__(
        self, path: Path, *, context_tokens: int = 4096, threads: int | None = None, name: str | None = None
    ) -> None:
        """Load the model, which takes seconds and holds the interpreter's lock meanwhile.

        :param context_tokens: the longest prompt and reply together.
        :param threads: how many to compute with; None takes the number of physical cores.
        :param name: the model's name for people; None takes the file's.
        :raises ModelError: the file is missing, is not a whole GGUF file, or does not fit in memory.
        """
        _check_file(path)
        self._name = name if name is not None else path.stem
        self._server = _load(path, context_tokens=context_tokens, threads=threads)
        self._requests = ThreadPoolExecutor(max_workers=1, thread_name_prefix="llama")
        self._known_tokens: frozenset[str] = frozenset()
        # llama.cpp can hang for good when it is freed before its loop has begun; an answer shows that it has.
        self._top_tokens([Message("user", "?")], 1, Event())

    @property
    def name(self) -> str:
        """The model's name for people."""
        return self._name

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        """Yield the reply piece by piece, greedily decoded.

        :param max_tokens: the longest reply, in the model's tokens.
        :param stop: once set, reading and generation end soon and so does the iterator. Closing the
            iterator early does the same. Either way the model is free when the iterator has ended.
        :raises ModelError: the prompt is longer than the context, or llama.cpp refused or failed.
        """
        body = _body(messages, max_tokens) | {"stream": True, "return_progress": True}
        chunks: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        abandoned = Event()

        def receive(chunk: dict[str, Any]) -> bool:
            chunks.put(chunk)
            return stop.is_set() or abandoned.is_set()

        def run() -> None:
            try:
                self._server.handle_chat_completions(body, receive)
            finally:
                chunks.put(None)

        request = self._requests.submit(run)
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
                    raise ModelError(f"{choice!r} is not one token of the model {self.name}")
            self._known_tokens |= frozenset(choices)
        return tuple(top.get(choice, 0.0) for choice in choices)

    def close(self) -> None:
        """Free the model, once a running request has ended; the engine cannot be used again."""
        self._requests.shutdown()
        del self._server

    def _top_tokens(self, messages: Sequence[Message], count: int, stop: Event) -> dict[str, float]:
        """Return the likeliest first tokens and their probabilities; none once ``stop`` is set."""
        body = _body(messages, max_tokens=1) | {"logprobs": True, "top_logprobs": count}
        # Streamed only so that there are moments, while the prompt is read, at which to stop.
        body |= {"stream": True, "return_progress": True}
        chunks: list[dict[str, Any]] = []

        def receive(chunk: dict[str, Any]) -> bool:
            chunks.append(chunk)
            return stop.is_set()

        # On the engine's own thread, as a call into llama.cpp cannot be interrupted on the main one.
        self._requests.submit(self._server.handle_chat_completions, body, receive).result()
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
                f"the prompt has {error['n_prompt_tokens']} tokens and the model {self.name} is set to read "
                f"{error['n_ctx']}; ask something shorter or raise context_tokens"
            )
        raise ModelError(f"the model {self.name} failed: {error['message']}")


def _body(messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
    return {
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "max_tokens": max_tokens,
        "temperature": 0,
        # A GGUF file may carry sampling settings of its own; greedy means greedy.
        "repeat_penalty": 1.0,
        "seed": 0,
        "cache_prompt": True,
        # A model that can think aloud first would put a minute before its answer.
        "chat_template_kwargs": {"enable_thinking": False},
    }


def _load(path: Path, *, context_tokens: int, threads: int | None) -> Server:
    params = CommonParams()
    params.model.path = str(path)
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.n_batch = params.n_ubatch = _PROMPT_BATCH
    params.cache_ram_mib = _PROMPT_CACHE_MIB
    params.warmup = False
    params.verbosity = -1
    params.n_threads_http = 1
    params.ui = False
    if threads is not None:
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    # llama.cpp's server insists on listening somewhere. A socket file that is gone at once binds no port
    # and lets no one in.
    with tempfile.TemporaryDirectory() as folder:
        params.hostnames = [f"{folder}/llama.sock"]
        try:
            return Server(params)
        except RuntimeError as error:
            raise ModelError(
                f"{path} ({human_bytes(path.stat().st_size)}) cannot be loaded: the file is damaged or "
                "incomplete, or llama.cpp does not know its kind of model, or memory is short; "
                "get the file anew or choose a smaller model"
            ) from error


def _check_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelError(
            f"the model {path} cannot be read: {error.strerror}; check the setting model"
        ) from error
    if magic != b"GGUF":
        raise ModelError(f"the model {path} is not a GGUF file; check the setting model")
    size, memory = path.stat().st_size, _memory_bytes()
    if memory is not None and size > memory:
        raise ModelError(
            f"the model {path} has {human_bytes(size)} and this machine {human_bytes(memory)} of memory; "
            "choose a smaller model"
        )


def _memory_bytes() -> int | None:
    """Return the size of this machine's memory; None where the platform does not tell."""
    if not hasattr(os, "sysconf"):
        return None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
