"""What asks in ``reliability.py``: pages, over the routes that the chat's own page uses, and programs."""

import http.client
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import httpx

_PATIENCE = 120.0
_IMPATIENCE = 0.6
"""Seconds: of clients that stay, and of a program that goes away before its answer."""
ENDED = frozenset({"answered", "refused"})
_PHASE = ["turn", "phase"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A turn as a page shows it: the HTML of its answer and of its sources, and what is copied of it."""

    turn: int
    question: str
    phase: str
    answer: str
    sources: str
    copy: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question at a page.

    :param conversation: its number in the archive, None where the question was not taken.
    :param turn: its number there.
    :param ended: whether the page showed an answer as complete.
    :param shown: the turn as it was then, where all of it came.
    :param hint: what the page was told besides; empty where all is well.
    :param error: the HTTP error that broke it off.
    """

    conversation: int | None
    turn: int | None
    ended: bool
    shown: Shown | None
    hint: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation as it is shown to a page that opens it."""

    conversation: int | None
    turns: tuple[Shown, ...]
    hint: str


class BadReplyError(Exception):
    """The server replied, but not as it should."""


class Page:
    """A page of the chat: one session of Gradio, kept alive by its heartbeat until it is closed."""

    def __init__(self, address: str) -> None:
        self._routes = f"{address}/gradio_api"
        self._address = address
        self._session = uuid.uuid4().hex
        self._functions: Mapping[str, int] = MappingProxyType({})
        self._alive: http.client.HTTPConnection | None = None

    def enter(self, conversation: int | None) -> Opened:
        """Open the page, with a conversation of the archive if one is given.

        :raises httpx.HTTPError: the server is away. So may all that follows.
        """
        self._begin()
        return _opened(self._run("enter", [_open(conversation)]))

    def ask(self, question: str, conversation: int | None, *, leaves_after: int | None = None) -> Asked:
        """Ask, and follow the answer to its end, or go away after so many messages."""
        if self._alive is None:
            self._begin()
        taken = self._run("receive", [question, None, _open(conversation)])
        number, turn, hint = taken[0]["kept"], taken[0]["turn"], str(taken[1])
        if hint or turn is None:
            return Asked(None, None, ended=False, shown=None, hint=hint or "the question was not taken")
        follow = _Follow()
        try:
            self._follow(follow, leaves_after)
            if follow.left:
                return Asked(number, turn["kept"], follow.ended, None, "")
            settled = self._run("settle", [_open(number)])
        except (httpx.HTTPError, BadReplyError) as error:
            return Asked(
                number, turn["kept"], follow.ended, follow.shown, "", f"{type(error).__name__}: {error}"
            )
        return Asked(number, turn["kept"], follow.ended, _shown(settled[0]["turn"]), str(settled[1]))

    def close(self) -> None:
        """Close the page."""
        if self._alive is not None:
            self._alive.close()
            self._alive = None

    def _begin(self) -> None:
        config = httpx.get(f"{self._address}/config", timeout=_PATIENCE).raise_for_status().json()
        self._functions = {each["api_name"]: each["id"] for each in config["dependencies"]}
        self.close()
        alive = http.client.HTTPConnection(urlsplit(self._address).netloc, timeout=_PATIENCE)
        try:
            alive.request("GET", f"/gradio_api/heartbeat/{self._session}")
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error
        self._alive = alive

    def _body(self, name: str, data: list[object]) -> dict[str, object]:
        return {"data": data, "fn_index": self._functions[name], "session_hash": self._session}

    def _run(self, name: str, data: list[object]) -> Any:
        reply = httpx.post(f"{self._routes}/run/predict", json=self._body(name, data), timeout=_PATIENCE)
        if reply.status_code != httpx.codes.OK:
            raise BadReplyError(f"{name}: {reply.status_code} {reply.text[:300]}")
        return reply.json()["data"]

    def _follow(self, follow: "_Follow", leaves_after: int | None) -> None:
        joined = httpx.post(f"{self._routes}/queue/join", json=self._body("answer", []), timeout=_PATIENCE)
        if joined.status_code != httpx.codes.OK:
            raise BadReplyError(f"answer: {joined.status_code} {joined.text[:300]}")
        where = f"{self._routes}/queue/data?session_hash={self._session}"
        with httpx.stream("GET", where, timeout=_PATIENCE) as reply:
            for place, line in enumerate(line for line in reply.iter_lines() if line.startswith("data: ")):
                if follow.takes(json.loads(line.removeprefix("data: "))):
                    return
                if leaves_after is not None and place >= leaves_after:
                    follow.left = True
                    break
        if follow.left:
            self.close()
            return
        raise BadReplyError("the stream of an answer ended without its end")


class _Follow:
    """How far a page has followed an answer."""

    def __init__(self) -> None:
        self.ended = False
        self.shown: Shown | None = None
        self.left = False

    def takes(self, message: Mapping[str, Any]) -> bool:
        """Take in a message of Gradio's queue; return whether it is the last.

        :raises BadReplyError: it tells of an error.
        """
        kind = message["msg"]
        if kind == "unexpected_error" or message.get("success") is False:
            raise BadReplyError(f"{kind}: {json.dumps(message)[:300]}")
        data = (message.get("output") or {}).get("data")
        if kind == "process_generating" and data and isinstance(data[0], list):
            changes = [value for _, path, value in data[0] if path == _PHASE]
            self.ended = self.ended or any(value in ENDED for value in changes)
        if kind == "process_completed" and data and isinstance(data[0], dict):
            self.shown = _shown(data[0]["turn"])
            self.ended = self.ended or self.shown.phase in ENDED
        return bool(kind == "process_completed")


def _open(conversation: int | None) -> dict[str, object]:
    return {"conversation": conversation, "language": "en"}


def _shown(turn: Mapping[str, Any]) -> Shown:
    return Shown(
        int(turn["kept"] or 0), turn["question"], turn["phase"], turn["answer"], turn["sources"], turn["copy"]
    )


def _opened(data: Any) -> Opened:
    view = data[0]
    turns = [*view["earlier"], *([view["turn"]] if view["turn"] else [])]
    return Opened(view["kept"], tuple(map(_shown, turns)), str(data[1]))


def ask_api(address: str, question: str, *, stream: bool, leaves: bool = False) -> str | None:
    """Ask as a program does; return the answer, None where it went away before the end.

    :param leaves: whether it goes away before the end: a stream once it has its sources.

    :raises httpx.HTTPError: the server is away or refuses.
    :raises BadReplyError: the stream ended too early.
    """
    where = f"{address}/v1/chat/completions"
    body = {"model": "tweespraak", "messages": [{"role": "user", "content": question}], "stream": stream}
    if not stream:
        patience = _IMPATIENCE if leaves else _PATIENCE
        try:
            reply = httpx.post(where, json=body, timeout=patience).raise_for_status().json()
        except httpx.ReadTimeout:
            if leaves:
                return None
            raise
        return str(reply["choices"][0]["message"]["content"])
    text = ""
    with httpx.stream("POST", where, json=body, timeout=_PATIENCE) as streamed:
        streamed.raise_for_status()
        lines = (line for line in streamed.iter_lines() if line.startswith("data: "))
        for line in lines:
            if line == "data: [DONE]":
                return text
            if leaves and "sources" in line:
                return None
            event = json.loads(line.removeprefix("data: "))
            if "error" in event:
                raise BadReplyError(f"{event['error']}"[:300])
            text += "".join(each["delta"].get("content") or "" for each in event["choices"])
    raise BadReplyError("the stream of an answer ended without [DONE]")
