import threading
from collections.abc import Iterator

import httpx
import openai
import pytest
from api_server import ANSWERS, CITATION, OPEN, WAIT, Scripted, served

from index.filters import Filters
from rag.answer import QuestionKind
from ui.server.answer_queue import AnswerQueue, Stop


@pytest.fixture
def scripted() -> Scripted:
    return Scripted(ANSWERS)


@pytest.fixture
def address(scripted: Scripted) -> Iterator[str]:
    with served(scripted) as (address, _):
        yield address


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        yield client


FACTS = {
    "language": "nl",
    "abstained": False,
    "reason": None,
    "kind": "fact",
    "lines": [{"text": "De brug ging open in 1932 [1].", "citations": [1], "when": None}],
    "citations": [CITATION],
}


def test_openais_client_gets_the_answer_and_its_citations(client: openai.OpenAI, scripted: Scripted) -> None:
    completion = client.chat.completions.create(
        model="tweespraak",
        messages=[
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": "Welke brug?"},
            {"role": "assistant", "content": "Die van Één."},
            {"role": "user", "content": [{"type": "text", "text": OPEN}]},
        ],
        temperature=1,
        extra_body={
            "tweespraak": {
                "languages": ["nl"],
                "from": "1930",
                "to": "1940",
                "articles": ["brug.txt"],
                "kind": "overview",
            }
        },
    )
    assert completion.choices[0].message.content == "De brug ging open in 1932 [1]."
    assert (completion.choices[0].finish_reason, completion.object) == ("stop", "chat.completion")
    assert completion.model_extra == {"tweespraak": FACTS}
    filters = Filters(("nl",), "1930", "1940", frozenset({"brug.txt"}))
    assert scripted.asked == [(OPEN, [("Welke brug?", "Die van Één.")], filters)]
    assert scripted.kinds == [QuestionKind.OVERVIEW]


def test_openais_client_streams_what_was_checked(client: openai.OpenAI) -> None:
    chunks = list(
        client.chat.completions.create(
            model="tweespraak", messages=[{"role": "user", "content": OPEN}], stream=True
        )
    )
    assert (
        "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == "De brug ging open in 1932 [1]."
    )
    assert [chunk.choices[0].finish_reason for chunk in chunks] == [None, None, None, "stop"]
    extras = [(chunk.model_extra or {}).get("tweespraak") for chunk in chunks]
    known = ("article", "title", "language", "published", "author", "path", "url")
    source = {name: CITATION[name] for name in known}
    # What is not cited has no number and no support, and this passage no pages.
    likeliest = CITATION | {"page": None, "answer_span": [39, 43]}
    del likeliest["number"], likeliest["support"]
    assert extras == [None, {"kind": "fact", "sources": [source], "likeliest": likeliest}, None, FACTS]
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_refusal_says_why(client: openai.OpenAI) -> None:
    completion = client.chat.completions.create(
        model="tweespraak", messages=[{"role": "user", "content": "Wie won?"}]
    )
    assert completion.choices[0].message.content == "Dat staat er niet."
    facts = {
        "language": "nl",
        "abstained": True,
        "reason": "nothing near",
        "kind": "fact",
        "lines": [],
        "citations": [],
    }
    assert completion.model_extra == {"tweespraak": facts}


def test_the_model_is_listed(client: openai.OpenAI) -> None:
    assert [(model.id, model.owned_by) for model in client.models.list()] == [("tweespraak", "tweespraak")]


def test_errors_are_openais(client: openai.OpenAI) -> None:
    with pytest.raises(openai.InternalServerError) as failed:
        client.chat.completions.create(model="tweespraak", messages=[{"role": "user", "content": "Stuk?"}])
    assert failed.value.body == {
        "message": "the model writer failed: no memory",
        "type": "server_error",
        "param": None,
        "code": None,
    }
    with pytest.raises(openai.NotFoundError) as unknown:
        client.chat.completions.create(model="gpt", messages=[{"role": "user", "content": OPEN}])
    assert (unknown.value.code, unknown.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.APIError) as midway:
        list(
            client.chat.completions.create(
                model="tweespraak", messages=[{"role": "user", "content": "Stuk?"}], stream=True
            )
        )
    assert midway.value.message == "the model writer failed: no memory"


USER = [{"role": "user", "content": OPEN}]


@pytest.mark.parametrize(
    ("change", "status", "message", "param"),
    [
        ({"messages": []}, 400, "messages: List should have at least 1 item", "messages"),
        ({"messages": [{"role": "user", "content": " "}]}, 400, "the last message should be the", "messages"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, 400, "the last message should", "messages"),
        (
            {"messages": [{"role": "user", "content": "x" * 2001}]},
            400,
            "the question has 2001 characters; 2000 fit",
            "messages",
        ),
        ({"messages": [{"role": "tool", "content": "x"}]}, 400, "messages.0.role: Input", "messages.0.role"),
        ({"n": 2}, 400, "n: Input should be 1", "n"),
        ({"tools": [{}]}, 400, "tools: List should have at most 0 items", "tools"),
        ({"tweespraak": {"languages": ["de"]}}, 400, "tweespraak.languages.0: ", "tweespraak.languages.0"),
        ({"tweespraak": {"from": "2023-13"}}, 400, "'2023-13' is not a date", "tweespraak"),
        ({"tweespraak": {"form": "2023"}}, 400, "tweespraak.form: Extra inputs are not", "tweespraak.form"),
        ({"messages": [{"role": "user", "content": "Fout?"}]}, 400, "no article in the index", "tweespraak"),
        ({"messages": [{"role": "user", "content": "x" * 1_000_000}]}, 413, "the request has over", None),
    ],
)
def test_a_bad_request_is_refused(
    address: str, change: dict[str, object], status: int, message: str, param: str | None
) -> None:
    response = httpx.post(
        f"{address}/v1/chat/completions",
        json={"model": "tweespraak", "messages": USER, **change},
        timeout=WAIT,
        trust_env=False,
    )
    error = response.json()["error"]
    assert (response.status_code, error["type"], error["param"]) == (status, "invalid_request_error", param)
    assert error["message"].startswith(message)


def test_no_json_is_refused(address: str) -> None:
    headers = {"content-type": "application/json"}
    response = httpx.post(
        f"{address}/v1/chat/completions", content=b"{", headers=headers, timeout=WAIT, trust_env=False
    )
    assert (response.status_code, response.json()["error"]["param"]) == (400, None)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "{address}"}, 200),
        ({"host": "localhost"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"host": "evil.example"}, 403),
        ({"host": "evil.example", "origin": "http://evil.example"}, 403),
        ({"content-type": "text/plain"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_pages_elsewhere_cannot_ask(
    address: str, scripted: Scripted, headers: dict[str, str], status: int
) -> None:
    body = b'{"model": "tweespraak", "messages": [{"role": "user", "content": "Wie won?"}]}'
    sent = {"content-type": "application/json"} | {k: v.format(address=address) for k, v in headers.items()}
    response = httpx.post(
        f"{address}/v1/chat/completions", content=body, headers=sent, timeout=WAIT, trust_env=False
    )
    assert (response.status_code, len(scripted.asked)) == (status, 1 if status == 200 else 0)
    if status == 403:
        assert (
            httpx.get(f"{address}/v1/models", headers=sent, timeout=WAIT, trust_env=False).status_code == 403
        )


def test_a_caller_that_goes_away_frees_the_assistant() -> None:
    scripted = Scripted(ANSWERS, gate=threading.Event())
    with served(scripted) as (address, _):
        body = {"model": "tweespraak", "messages": USER, "stream": True}
        with httpx.stream(
            "POST", f"{address}/v1/chat/completions", json=body, timeout=WAIT, trust_env=False
        ) as response:
            assert next(response.iter_bytes())
            assert scripted.begun.wait(WAIT)
        assert scripted.stopped.wait(WAIT)


def test_an_ending_server_ends_its_answers() -> None:
    scripted = Scripted(ANSWERS, gate=threading.Event())
    with served(scripted) as (address, assistant):
        body = {"model": "tweespraak", "messages": USER}
        replies: list[httpx.Response] = []

        def post() -> None:
            asked_at = f"{address}/v1/chat/completions"
            replies.append(httpx.post(asked_at, json=body, timeout=WAIT, trust_env=False))

        asking = threading.Thread(target=post)
        asking.start()
        assert scripted.begun.wait(WAIT)
        assistant.close()
        asking.join(WAIT)
        post()
    assert [reply.status_code for reply in replies] == [503, 500]
    assert replies[0].json()["error"]["message"] == "the server is ending: ask again later"


def test_questions_are_answered_in_the_order_they_came() -> None:
    gate = threading.Event()
    scripted = Scripted(ANSWERS, gate=gate)
    assistant = AnswerQueue(scripted)
    stops = [Stop() for _ in range(3)]
    asked = [OPEN, "When was it dug?", "Wie won?"]
    threads = []
    for place, (question, stop) in enumerate(zip(asked, stops, strict=True), start=1):
        thread = threading.Thread(target=lambda q=question, s=stop: list(assistant.ask(q, stop=s)))
        thread.start()
        threads.append(thread)
        while assistant.asking < place:
            thread.join(0.01)
    stops[1].set()
    threads[1].join(WAIT)
    assert [question for question, _, _ in scripted.asked] == [OPEN]
    gate.set()
    for thread in threads:
        thread.join(WAIT)
    assert [question for question, _, _ in scripted.asked] == [OPEN, "Wie won?"]
    assert assistant.asking == 0
