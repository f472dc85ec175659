import asyncio
from collections.abc import Iterator

import httpx
import pytest
from api_server import ANSWERS, CITATION, OPEN, WAIT, Scripted, call_tool, served
from mcp import Client

from index.filters import Filters
from rag.answer import QuestionKind


@pytest.fixture
def scripted() -> Scripted:
    return Scripted(ANSWERS)


@pytest.fixture
def address(scripted: Scripted) -> Iterator[str]:
    with served(scripted) as (address, _):
        yield address


def test_the_tool_is_described(address: str) -> None:
    async def listed() -> list[tuple[str, list[str], list[str]]]:
        async with Client(f"{address}/mcp") as client:
            tools = (await client.list_tools()).tools
        return [(t.name, list(t.input_schema["properties"]), t.input_schema["required"]) for t in tools]

    assert asyncio.run(listed()) == [("ask", ["question", "language", "from", "to", "kind"], ["question"])]


def test_mcps_client_gets_the_answer_and_its_citations(address: str, scripted: Scripted) -> None:
    arguments: dict[str, object] = {
        "question": OPEN,
        "language": "nl",
        "from": "1930",
        "to": "1940",
        "kind": "list",
    }
    assert call_tool(address, arguments) == (
        False,
        (
            "De brug ging open in 1932 [1].\n\n"
            "[1] De brug van Één (1932-05-03, brug.txt): “De brug ging open in 1932.”"
        ),
        {
            "answer": "De brug ging open in 1932 [1].",
            "language": "nl",
            "abstained": False,
            "reason": None,
            "kind": "fact",
            "lines": [{"text": "De brug ging open in 1932 [1].", "citations": [1], "when": None}],
            "citations": [CITATION],
        },
    )
    assert scripted.asked == [(OPEN, [], Filters(("nl",), "1930", "1940"))]
    assert scripted.kinds == [QuestionKind.LIST]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"question": "Stuk?"}, "the model writer failed: no memory"),
        ({"question": OPEN, "from": "2023-13"}, "'2023-13' is not a date: write 2023, 2023-03 or 2023-03-14"),
        ({"question": ""}, "question: String should have at least 1 character"),
        ({}, "question: Field required"),
        ({"question": OPEN, "language": "de"}, "language: Input should be 'nl' or 'en'"),
        ({"question": OPEN, "since": "2023"}, "since: Extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_is_told_to_the_agent(address: str, arguments: dict[str, object], message: str) -> None:
    assert call_tool(address, arguments) == (True, message, None)


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"host": "evil.example"}])
def test_pages_elsewhere_cannot_ask(address: str, scripted: Scripted, headers: dict[str, str]) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": {}}}
    sent = {"accept": "application/json, text/event-stream", **headers}
    response = httpx.post(f"{address}/mcp", json=body, headers=sent, timeout=WAIT, trust_env=False)
    assert (response.status_code, scripted.asked) == (403, [])


def test_no_stream_is_held_open(address: str) -> None:
    headers = {"accept": "text/event-stream"}
    assert httpx.get(f"{address}/mcp", headers=headers, timeout=WAIT, trust_env=False).status_code == 405
