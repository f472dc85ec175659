"""A model's server in OpenAI's form that repeats the first source word for word, at a pace.

So the product runs unchanged, with its real encoder, index and checks, and the same question has the same
answer at every time. It is slow enough that a server can be killed in the middle of an answer.
"""

import json
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_NUMBERED = re.compile(r"^\[1\] (.*)$", re.MULTILINE)
_WORDS_A_PIECE = 3


@contextmanager
def quoting_model(seconds_a_piece: float) -> Iterator[str]:
    """Serve the model on a free port of this machine, and yield its address.

    :param seconds_a_piece: how long it waits before each piece of three words.
    """

    class Handler(_Handler):
        """One for each server, as the pace belongs to the class."""

        pace = seconds_a_piece

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.5,), name="model")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    pace: float

    def do_GET(self) -> None:
        """Say which models there are."""
        self._say({"object": "list", "data": [{"id": "quoting", "object": "model"}]})

    def do_POST(self) -> None:
        """Judge, or write."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if body.get("logprobs"):
            first = {"token": "A", "logprob": -0.02}
            choice = {"logprobs": {"content": [first | {"top_logprobs": [first]}]}}
            self._say({"choices": [choice]})
            return
        self._start("text/event-stream")
        try:
            for piece in _pieces(body["messages"]):
                time.sleep(self.pace)
                self._send({"choices": [{"index": 0, "delta": {"content": piece}}]})
            self._send({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            return  # whoever asked has gone

    def _say(self, value: object) -> None:
        self._start("application/json")
        self.wfile.write(json.dumps(value).encode())

    def _send(self, event: object) -> None:
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def _start(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
        """Write nothing."""


def _pieces(messages: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the first source of the last message that has sources, in pieces, with its mark."""
    asked = next((each["content"] for each in reversed(messages) if "\n[1] " in each["content"]), "")
    found = _NUMBERED.search(asked)
    words = f"{found[1].rstrip('.')} [1].".split(" ") if found else ["1"]
    for start in range(0, len(words), _WORDS_A_PIECE):
        yield " ".join(words[start : start + _WORDS_A_PIECE]) + " "
