"""An HTTP server on this machine that answers what a test tells it to, in pieces and with waits."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rag.asking.prompts import REFUSAL

WAIT = 300.0
"""Seconds after which a gate that nobody opens lets go, so that a broken test ends."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sends; at a gate it waits. With ``breaks_off`` the connection ends too early."""

    parts: Sequence[bytes | threading.Event] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    breaks_off: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in."""

    request: str
    key: str | None
    body: Any


@dataclass(frozen=True, slots=True)
class ModelServerScript:
    """What is answered to ``GET /v1/models`` and the like, or what answers a body; and what was asked."""

    address: str
    replies: dict[str, Reply | Callable[[Any], Reply]]
    asked: list[Asked] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)


def json_reply(value: object, status: int = 200) -> Reply:
    return Reply([json.dumps(value).encode()], status)


def events(*values: object, end: bytes = b"data: [DONE]\n\n") -> Reply:
    """Return a streamed reply of server-sent events; a gate among the values is waited at."""
    parts = [value if isinstance(value, threading.Event) else event(value) for value in values]
    return Reply([*parts, end])


def event(value: object) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


def delta(content: str | None, finish_reason: str | None = None) -> dict[str, object]:
    return {"choices": [{"index": 0, "delta": {"content": content}, "finish_reason": finish_reason}]}


@contextmanager
def served(replies: Mapping[str, Reply | Callable[[Any], Reply]]) -> Iterator[ModelServerScript]:
    """Serve these replies on a free port; a request that has none gets 404 and a page."""

    class Handler(_Handler):
        """One for each server, as the script belongs to the class."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script = ModelServerScript(f"http://127.0.0.1:{server.server_port}/v1", dict(replies))
    Handler.script = script
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


_NEITHER = {"token": "C", "logprob": 0.0, "top_logprobs": [{"token": "C", "logprob": 0.0}]}


def _says_nothing(body: Any) -> Reply:
    """Return that there is no answer where one is asked for, and else that a source says nothing of it."""
    if body.get("stream"):
        return events(delta(REFUSAL["nl"]), delta(None, "stop"))
    return json_reply({"choices": [{"logprobs": {"content": [_NEITHER]}}]})


SILENT: dict[str, Reply | Callable[[Any], Reply]] = {
    "GET /v1/models": json_reply({"object": "list", "data": [{"id": "writer"}]}),
    "POST /v1/chat/completions": _says_nothing,
}
"""A model that answers no question, so that the likeliest sentence is quoted if any is."""


class _Handler(BaseHTTPRequestHandler):
    script: ModelServerScript

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["content-length"]))))

    def _answer(self, body: object) -> None:
        request = f"{self.command} {self.path}"
        self.script.asked.append(Asked(request, self.headers["authorization"], body))
        reply = self.script.replies.get(request, Reply([b"<html>Not here</html>"], 404))
        if not isinstance(reply, Reply):
            reply = reply(body)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.breaks_off:
            self.send_header("content-length", "100000")
        self.end_headers()
        try:
            for part in reply.parts:
                if isinstance(part, threading.Event):
                    part.wait(WAIT)
                else:
                    self.wfile.write(part)
                    self.wfile.flush()
        except OSError:
            self.script.hung_up.set()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
        """Write nothing."""
