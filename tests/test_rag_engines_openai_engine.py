import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from scripted_model_server import WAIT, ModelServerScript, Reply, delta, event, events, json_reply, served
from xllamacpp import CommonParams, Server  # type: ignore[import-untyped]  # it ships no types

from index.encoding.prepared_files import default_cache_dir
from index.errors import ModelError
from rag.engines.engine import Message
from rag.engines.generator_weights import builtin_gguf
from rag.engines.models import open_engine
from rag.engines.openai_engine import OpenAIEngine
from rag.engines.server_address import is_server_address, stays_on_this_machine

HELLO = [Message("system", "Be short."), Message("user", "Hello?")]
CAPITAL = [Message("user", "What is the capital of France? Answer with the name only.")]
MODELS = "GET /v1/models"
CHAT = "POST /v1/chat/completions"
ONE_MODEL = json_reply({"object": "list", "data": [{"id": "writer"}]})
USE = "the setting model should be like http://127.0.0.1:8080/v1"


@contextmanager
def engine_over(
    chat: Reply | Callable[[Any], Reply], *, timeout: float = 20.0, key: str | None = None
) -> Iterator[tuple[OpenAIEngine, ModelServerScript]]:
    with (
        served({MODELS: ONE_MODEL, CHAT: chat}) as script,
        closing(OpenAIEngine(script.address, timeout=timeout, key=key)) as engine,
    ):
        yield engine, script


def reply(engine: OpenAIEngine, max_tokens: int = 8) -> list[str]:
    return list(engine.stream(HELLO, max_tokens=max_tokens, stop=threading.Event()))


def test_a_reply_streams_in_pieces() -> None:
    chat = events({"choices": []}, delta(None), delta("Good "), delta("day"), delta("", "stop"))
    with engine_over(chat, key="sesame") as (engine, script):
        assert (engine.name, reply(engine)) == ("writer", ["Good ", "day"])
        models, asked = script.asked
    assert (models.request, models.key, models.body) == (MODELS, "Bearer sesame", None)
    assert (asked.request, asked.key) == (CHAT, "Bearer sesame")
    assert asked.body == {
        "model": "writer",
        "messages": [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Hello?"}],
        "max_tokens": 8,
        "temperature": 0,
        "seed": 0,
        "chat_template_kwargs": {"enable_thinking": False},
        "stream": True,
    }


def test_events_are_read_as_the_standard_has_them() -> None:
    """Comments, other fields, events cut in two, a carriage return, and an end without its mark."""
    first, second = event(delta("één "))[:-20], event(delta("één "))[-20:]
    chat = Reply(
        [b": ping\n\nevent: message\nid: 1\n", first, second, b"data:" + event(delta("twee", "stop"))[6:-2]]
    )
    with engine_over(chat) as (engine, _):
        assert reply(engine) == ["één ", "twee"]


def test_stop_hangs_up_while_the_server_is_silent() -> None:
    gate, stop = threading.Event(), threading.Event()
    chat = events(delta("Good"), gate, *[delta("x" * 100_000)] * 20)
    with engine_over(chat) as (engine, script):
        pieces = engine.stream(HELLO, max_tokens=8, stop=stop)
        assert next(pieces) == "Good"
        stop.set()
        assert list(pieces) == []
        gate.set()
        assert script.hung_up.wait(WAIT)


def test_a_stop_before_the_reply_asks_for_no_more() -> None:
    gate, stop = threading.Event(), threading.Event()
    with engine_over(Reply([gate])) as (engine, _):
        timer = threading.Timer(0.1, stop.set)
        timer.start()
        assert list(engine.stream(HELLO, max_tokens=8, stop=stop)) == []
        timer.join()
        gate.set()


def test_closing_the_iterator_hangs_up_and_leaves_the_engine_usable() -> None:
    gate = threading.Event()
    with engine_over(events(delta("Good"), gate, *[delta("x" * 100_000)] * 20)) as (engine, script):
        pieces = engine.stream(HELLO, max_tokens=8, stop=threading.Event())
        assert next(pieces) == "Good"
        pieces.close()  # type: ignore[attr-defined]  # it is a generator
        gate.set()
        assert script.hung_up.wait(WAIT)
        script.replies[CHAT] = events(delta("again", "stop"))
        assert reply(engine) == ["again"]


FAILED = "the model's server {address} failed: "
NOT_ONE = "{address} is not an OpenAI-compatible server, or the path is wrong: it answers "


@pytest.mark.parametrize(
    ("chat", "message"),
    [
        pytest.param(
            json_reply({"error": {"message": "out of memory", "code": 500}}, 500),
            FAILED + "status 500, out of memory",
            id="500 with a reason",
        ),
        pytest.param(Reply([b"oops\n\x1b[31m"], 500), FAILED + "status 500, oops [31m", id="500 with a page"),
        pytest.param(Reply([], 503), FAILED + "status 503, without a word", id="503 and nothing"),
        pytest.param(
            json_reply({"error": {"message": "model 'writer' not found"}}, 404),
            FAILED + "status 404, model 'writer' not found",
            id="unknown model",
        ),
        pytest.param(
            json_reply({"object": "error", "message": "too long: 9 tokens", "code": 400}, 400),
            FAILED + "status 400, too long: 9 tokens",
            id="vLLM's older form",
        ),
        pytest.param(
            events(delta("Go"), {"error": {"message": "slot lost"}}), FAILED + "slot lost", id="in mid-stream"
        ),
        pytest.param(
            events(delta("Go"), end=b""),
            FAILED + "it broke off in mid-reply; look at its log",
            id="no end",
        ),
        pytest.param(
            Reply([event(delta("Go"))], breaks_off=True),
            FAILED + "the connection broke (peer closed connection without sending complete message body "
            "(received 86 bytes, expected 100000)); look at its log",
            id="disconnected",
        ),
        pytest.param(
            events({"choices": [{"delta": {"reasoning_content": "Hm"}, "finish_reason": "length"}]}),
            FAILED + "the model used its 8 tokens before the reply began; turn its thinking aloud off",
            id="only thoughts",
        ),
        pytest.param(
            events(delta("x" * 600)), FAILED + "it does not keep to max_tokens (8)", id="without end"
        ),
        pytest.param(Reply([b"<html>Hi</html>"]), NOT_ONE + "<html>Hi</html>; " + USE, id="a page"),
        pytest.param(Reply([b"data: {oops\n\n"]), NOT_ONE + "{{oops; " + USE, id="no JSON"),
        pytest.param(Reply([b"data: [1]\n\n"]), NOT_ONE + "[1]; " + USE, id="no object"),
        pytest.param(
            Reply([b"data: " + b"[" * 100_000 + b"\n"]), NOT_ONE + "[" * 200 + "…; " + USE, id="deep"
        ),
        pytest.param(
            Reply([b"x" * 1_100_000]), NOT_ONE + "a line of over 1000000 bytes; " + USE, id="no line"
        ),
        pytest.param(
            Reply(status=302, headers={"location": "http://elsewhere.example/"}),
            NOT_ONE + "status 302; " + USE,
            id="sent elsewhere",
        ),
    ],
)
def test_what_goes_wrong_is_one_line(chat: Reply, message: str) -> None:
    with engine_over(chat) as (engine, script):
        with pytest.raises(ModelError) as raised:
            reply(engine)
        assert str(raised.value) == message.format(address=script.address)
        script.replies[CHAT] = events(delta("again", "stop"))
        assert reply(engine) == ["again"]


@pytest.mark.parametrize("parts", [[], [event(delta("Go"))], [b": ping\n\n"]])
def test_a_silent_server_is_given_up(parts: list[bytes]) -> None:
    gate = threading.Event()
    with engine_over(Reply([*parts, gate]), timeout=0.2) as (engine, script):
        with pytest.raises(ModelError) as raised:
            reply(engine)
        gate.set()
    assert str(raised.value) == (
        f"the model's server {script.address} failed: it was silent for 0.2 s; look at its log, or raise the "
        "setting model_timeout"
    )


def top(*tokens: tuple[str, float]) -> Reply:
    likeliest = [{"token": token, "logprob": logprob} for token, logprob in tokens]
    return json_reply({"choices": [{"logprobs": {"content": [{"top_logprobs": likeliest}]}}]})


def test_choices_have_the_servers_probabilities() -> None:
    chat = top(("2", -0.25), ("0", -2.0), ("2", -9.0))
    with engine_over(chat) as (engine, script):
        assert engine.choice_probabilities(HELLO, ["0", "1", "2"]) == pytest.approx(
            (0.1353, 0.0, 0.7788), abs=1e-4
        )
        body = script.asked[-1].body
    assert (body["max_tokens"], body["logprobs"], body["top_logprobs"]) == (1, True, 20)
    assert "stream" not in body


def test_choices_are_given_up_at_a_stop() -> None:
    gate, stop = threading.Event(), threading.Event()
    with engine_over(Reply([gate])) as (engine, _):
        timer = threading.Timer(0.1, stop.set)
        timer.start()
        assert engine.choice_probabilities(HELLO, ["0", "1"], stop=stop) == (0.0, 0.0)
        timer.join()
        gate.set()


def chosen(reply: str, **rest: object) -> Reply:
    return json_reply({"choices": [{"message": {"role": "assistant", "content": reply}, **rest}]})


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("B", (0.05, 0.9)),
        (" **B**", (0.05, 0.9)),
        ("A: the", (0.9, 0.05)),
        ("Between", (1 / 3, 1 / 3)),
        ("", (1 / 3, 1 / 3)),
    ],
)
@pytest.mark.parametrize("rest", [{}, {"logprobs": None}, {"logprobs": {"content": []}}])
def test_a_server_without_probabilities_chooses(
    reply: str, expected: tuple[float, ...], rest: dict[str, object]
) -> None:
    with engine_over(chosen(reply, **rest)) as (engine, script):
        found = [engine.choice_probabilities(HELLO, ["A", "B"]) for _ in range(2)]
        asked = [asked.body for asked in script.asked if asked.request == CHAT]
    assert found == [pytest.approx(expected)] * 2
    # Once it is known that there are none, they are not asked for again.
    assert [(body["max_tokens"], body.get("top_logprobs")) for body in asked] == [
        (1, 20),
        (4, None),
        (4, None),
    ]


@contextmanager
def refusing_server(status: int) -> Iterator[OpenAIEngine]:
    """A server that refuses the field ``logprobs``, and otherwise says B."""

    def answer(body: Any) -> Reply:
        if "logprobs" in body:
            return json_reply({"error": {"message": "logprobs: unknown field"}}, status)
        return chosen("B")

    with engine_over(answer) as (engine, _):
        yield engine


@pytest.mark.parametrize("status", [400, 422, 501])
def test_a_server_that_refuses_to_give_probabilities_chooses(status: int) -> None:
    with refusing_server(status) as engine:
        assert engine.choice_probabilities(HELLO, ["A", "B"]) == pytest.approx((0.05, 0.9))


def test_another_refusal_is_an_error() -> None:
    with (
        engine_over(json_reply({"error": {"message": "too long"}}, 400)) as (engine, script),
        pytest.raises(ModelError) as raised,
    ):
        engine.choice_probabilities(HELLO, ["A", "B"])
    assert str(raised.value) == f"the model's server {script.address} failed: status 400, too long"


def test_an_answer_without_a_reply_is_an_error() -> None:
    with (
        engine_over(json_reply({"choices": []})) as (engine, script),
        pytest.raises(ModelError) as raised,
    ):
        engine.choice_probabilities(HELLO, ["A", "B"])
    assert str(raised.value) == NOT_ONE.format(address=script.address) + "{'choices': []}; " + USE


TWO_MODELS = json_reply({"data": [{"id": "writer"}, {"id": "coder"}]})


def test_one_of_several_models_is_chosen() -> None:
    with (
        served({MODELS: TWO_MODELS}) as script,
        closing(OpenAIEngine(script.address, model_name="coder")) as e,
    ):
        assert e.name == "coder"


@pytest.mark.parametrize(
    ("models", "name", "message"),
    [
        (TWO_MODELS, None, "{address} has 2 models (writer, coder): choose one with the setting model_name"),
        (
            json_reply({"data": []}),
            None,
            "{address} has 0 models (none): choose one with the setting model_name",
        ),
        (
            TWO_MODELS,
            "gpt",
            "the setting model_name is 'gpt', which {address} does not have; it has writer, coder",
        ),
        (
            json_reply({"error": "no"}, 401),
            None,
            "{address} refuses the key (401); check the setting model_key",
        ),
        (
            json_reply({"error": "no"}, 403),
            None,
            "{address} refuses the key (403); check the setting model_key",
        ),
        (json_reply({"error": {"message": "File Not Found"}}, 404), None, NOT_ONE + "status 404; " + USE),
        (json_reply([1]), None, NOT_ONE + "[1]; " + USE),
        (Reply([b"Welcome!"]), None, NOT_ONE + "Welcome!; " + USE),
    ],
)
def test_what_is_wrong_is_said_at_the_start(models: Reply, name: str | None, message: str) -> None:
    with served({MODELS: models}) as script, pytest.raises(ModelError) as raised:
        OpenAIEngine(script.address, model_name=name)
    assert str(raised.value) == message.format(address=script.address)


def test_a_server_that_is_away() -> None:
    with served({}) as script:
        pass
    with pytest.raises(ModelError) as raised:
        OpenAIEngine(script.address)
    assert str(raised.value) == (
        f"nothing answers at {script.address} (All connection attempts failed): start the model's server "
        "there, or change the setting model"
    )


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://host/v1?x=1", "http://host/v1#x"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ModelError) as raised:
        OpenAIEngine(address)
    assert str(raised.value) == (
        f"the setting model is {address!r}, which is not the address of a server, such as "
        "http://127.0.0.1:8080/v1"
    )


def test_secrets_are_not_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    messages = []
    for address, key in (("http://me:sesame@host/v1", None), ("http://127.0.0.1:9/v1", "ses ame\n")):
        with pytest.raises(ModelError) as raised:
            OpenAIEngine(address, key=key)
        messages.append(str(raised.value))
    with served({MODELS: ONE_MODEL, CHAT: json_reply({}, 401)}) as script:
        with closing(OpenAIEngine(script.address, key="sesame")) as engine, pytest.raises(ModelError):
            reply(engine)
        assert [asked.key for asked in script.asked] == ["Bearer sesame"] * 2
    assert messages == [
        "the setting model has a password in it; give it as the setting model_key",
        "the setting model_key is not a key: it has a space or a sign that no key has",
    ]
    assert "sesame" not in caplog.text


@pytest.mark.parametrize(
    ("model", "is_address", "stays"),
    [
        ("http://127.0.0.1:8080/v1", True, True),
        ("HTTP://LOCALHOST/v1", True, True),
        ("http://[::1]:8080/v1", True, True),
        ("http://10.0.0.5:8000/v1", True, False),
        ("https://models.example/v1", True, False),
        ("http://localhost.example/v1", True, False),
        ("http://[::1", True, False),
        ("org/name", False, False),
    ],
)
def test_where_an_address_leads(model: str, is_address: bool, stays: bool) -> None:
    assert (is_server_address(model), stays_on_this_machine(model)) == (is_address, stays)


@pytest.fixture(scope="module")
def llama_server() -> Iterator[str]:
    """llama.cpp's own HTTP server on the built-in weights, with a key."""
    params = CommonParams()
    params.model.path = str(builtin_gguf(default_cache_dir()))
    params.n_ctx = 512
    params.n_parallel = 1
    params.warmup = False
    params.verbosity = -1
    params.ui = False
    params.api_keys = ["sesame"]
    params.model_alias = {"writer"}
    server = Server(params)
    yield f"{server.listening_address}/v1"
    del server


def test_a_real_server(llama_server: str) -> None:
    opened = open_engine(
        llama_server,
        cache_dir=default_cache_dir(),
        model_name="writer",
        model_key="sesame",
    )
    with closing(opened) as engine:
        pieces = list(engine.stream(CAPITAL, max_tokens=8, stop=threading.Event()))
        probabilities = engine.choice_probabilities(CAPITAL, ["Paris", "London"], stop=threading.Event())
    assert "".join(pieces) == "Paris"
    assert probabilities[0] > 0.9
    assert probabilities[1] < 0.01


def test_a_real_server_refuses_another_key(llama_server: str) -> None:
    with (
        pytest.raises(ModelError) as raised,
        closing(OpenAIEngine(llama_server, model_name="writer", key="wrong")) as engine,
    ):
        reply(engine)
    assert str(raised.value) == f"{llama_server} refuses the key (401); check the setting model_key"
