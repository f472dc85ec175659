"""Programs in the queue: those that go away leave it, and those that find it full are told so."""

import asyncio
import http.client
import json
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import pytest
from api_server import ANSWERS, OPEN, WAIT, Scripted, served
from mcp import Client
from mcp_types import TextContent

MANY = 60
CHAT: dict[str, object] = {"model": "tweespraak", "messages": [{"role": "user", "content": OPEN}]}
CALL: dict[str, object] = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "ask", "arguments": {"question": OPEN}},
}
FULL = "as many questions wait as may (the setting queue_limit is 1); ask again in a moment"


def until(state: Callable[[], bool]) -> None:
    """Wait for a state, which fails where it never comes."""
    pause = threading.Event()
    for _ in range(int(WAIT / 0.01)):
        if state():
            return
        pause.wait(0.01)
    pytest.fail("the state did not come")


def send(address: str, path: str, body: dict[str, object]) -> http.client.HTTPConnection:
    """Ask, and do not wait for the reply."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=WAIT)
    accepted = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    connection.request("POST", path, body=json.dumps(body), headers=accepted)
    return connection


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/chat/completions", CHAT),
        ("/v1/chat/completions", {**CHAT, "stream": True}),
        ("/mcp", CALL),
    ],
)
def test_clients_that_go_away_leave_no_thread_and_no_answer_to_compute(
    path: str, body: dict[str, object]
) -> None:
    scripted = Scripted(ANSWERS, gate=threading.Event())
    with served(scripted, queue_limit=MANY) as (address, assistant):
        first = send(address, path, body)
        assert scripted.begun.wait(WAIT)
        others = [send(address, path, body) for _ in range(MANY - 1)]
        until(lambda: assistant.asking == MANY)
        for each in others:
            each.close()
        until(lambda: assistant.asking == 1)
        first.close()
        assert scripted.stopped.wait(WAIT)
        until(lambda: assistant.asking == 0)
        until(lambda: "api-answer" not in {thread.name for thread in threading.enumerate()})
    assert [question for question, _, _ in scripted.asked] == [OPEN]


@pytest.mark.parametrize("stream", [False, True])
def test_who_finds_the_line_full_is_told_when_to_come_back(stream: bool) -> None:
    scripted = Scripted(ANSWERS, gate=threading.Event())
    with served(scripted, queue_limit=1) as (address, assistant):
        taken = [send(address, "/v1/chat/completions", CHAT) for _ in range(2)]
        until(lambda: assistant.asking == 2)
        refused = httpx.post(
            f"{address}/v1/chat/completions", json={**CHAT, "stream": stream}, timeout=WAIT, trust_env=False
        )
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")
        assert refused.json() == {
            "error": {
                "message": FULL,
                "type": "rate_limit_error",
                "param": None,
                "code": "rate_limit_exceeded",
            }
        }
        assert scripted.gate is not None
        scripted.gate.set()
        assert [each.getresponse().status for each in taken] == [200, 200]
        for each in taken:
            each.close()


def test_an_agent_that_finds_the_line_full_is_told_so() -> None:
    async def called(address: str) -> tuple[bool, str]:
        async with Client(f"{address}/mcp") as client:
            result = await client.call_tool("ask", {"question": OPEN})
        (content,) = result.content
        assert isinstance(content, TextContent)
        return bool(result.is_error), content.text

    with served(Scripted(ANSWERS, gate=threading.Event()), queue_limit=1) as (address, assistant):
        taken = [send(address, "/v1/chat/completions", CHAT) for _ in range(2)]
        until(lambda: assistant.asking == 2)
        assert asyncio.run(called(address)) == (True, FULL)
        for each in taken:
            each.close()
