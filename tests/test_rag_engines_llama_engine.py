import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from index.encoding.prepared_files import default_cache_dir
from index.errors import ModelError
from rag.asking.source_prompt import SourceText, source_prompt
from rag.engines.engine import LanguageModel, Message
from rag.engines.generator_weights import DISPLAY_NAME, builtin_gguf
from rag.engines.llama_engine import LlamaEngine
from rag.engines.trained_adapter import trained_adapter

CAPITAL = [Message("user", "What is the capital of France? Answer with the name only.")]
NUMBERS = [Message("user", "Write the numbers from 1 to 100 in words.")]
CONTEXT_TOKENS = 512


@pytest.fixture(scope="module")
def engine() -> Iterator[LlamaEngine]:
    engine = LlamaEngine(
        builtin_gguf(default_cache_dir()),
        context_tokens=CONTEXT_TOKENS,
        name=DISPLAY_NAME,
        adapter=trained_adapter(),
    )
    yield engine
    engine.close()


def reply(engine: LanguageModel, messages: list[Message], *, max_tokens: int = 8) -> str:
    return "".join(engine.stream(messages, max_tokens=max_tokens, stop=Event()))


def listening_ports() -> list[str]:
    """Return the local TCP addresses on which this process listens (Linux)."""
    sockets = {str(entry.readlink()) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()}
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()
    ]
    return [line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in sockets]


def test_a_reply_streams_in_pieces(engine: LlamaEngine) -> None:
    pieces = list(engine.stream(NUMBERS, max_tokens=6, stop=Event()))

    assert len(pieces) > 1
    assert all(pieces)
    assert "".join(pieces).lower().startswith("one")


def test_the_same_prompt_gives_the_same_reply(engine: LlamaEngine) -> None:
    assert [reply(engine, CAPITAL), reply(engine, CAPITAL)] == ["Paris", "Paris"]


def test_its_name_is_the_one_given(engine: LlamaEngine) -> None:
    assert engine.name == "Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)"


def test_stop_ends_the_reply_and_leaves_the_engine_usable(engine: LlamaEngine) -> None:
    stop = Event()
    pieces = []
    for piece in engine.stream(NUMBERS, max_tokens=400, stop=stop):
        pieces.append(piece)
        stop.set()

    assert len(pieces) == 1
    assert reply(engine, CAPITAL) == "Paris"


def test_a_stop_that_is_set_already_gives_nothing(engine: LlamaEngine) -> None:
    stop = Event()
    stop.set()

    assert list(engine.stream(NUMBERS, max_tokens=400, stop=stop)) == []
    assert reply(engine, CAPITAL) == "Paris"


def test_closing_the_iterator_frees_the_engine(engine: LlamaEngine) -> None:
    pieces = engine.stream(NUMBERS, max_tokens=400, stop=Event())
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # a generator, though the Protocol promises an iterator only

    assert reply(engine, CAPITAL) == "Paris"


def test_two_threads_each_get_their_own_reply(engine: LlamaEngine) -> None:
    replies: dict[str, str] = {}

    def ask(country: str) -> None:
        question = f"What is the capital of {country}? Answer with the name only."
        replies[country] = reply(engine, [Message("user", question)])

    threads = [threading.Thread(target=ask, args=(country,)) for country in ("France", "Italy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert replies == {"France": "Paris", "Italy": "Rome"}


def test_probabilities_of_choices_are_the_models_own(engine: LlamaEngine) -> None:
    question = [Message("user", "Which is larger, 2 or 7? Answer with the digit only.")]

    first = engine.choice_probabilities(question, ["2", "7", "5"], stop=Event())
    second = engine.choice_probabilities(question, ["7"], stop=Event())

    assert first[1] > 0.5 > first[0] > first[2] >= 0
    assert sum(first) <= 1
    # The prompt is cached the second time, which changes the order in which floats are added.
    assert len(second) == 1
    assert second[0] == pytest.approx(first[1], abs=0.05)


def test_the_adapter_takes_part_in_the_requests_of_the_trained_model_alone(engine: LlamaEngine) -> None:
    trained = engine.trained
    assert trained is not None
    source = SourceText("De brug kostte 3 miljoen euro.")
    answer = reply(trained, source_prompt(source, question="Wat kostte de brug?"), max_tokens=40)
    claim = source_prompt(source, claim="De brug was gratis.")
    another = source_prompt(SourceText("De brug kostte 4 miljoen euro."), claim="De brug was gratis.")
    plain, judged, _, plain_again = (
        model.choice_probabilities(asked, "ABC", stop=Event())
        for model, asked in ((engine, claim), (trained, claim), (engine, another), (engine, claim))
    )

    assert answer == "De brug kostte 3 miljoen euro."
    assert sum(judged) > 0.9
    assert judged[1] == max(judged)
    assert abs(judged[1] - plain[1]) > 0.2
    assert plain_again == pytest.approx(plain, abs=0.05)


def test_what_two_prompts_begin_with_is_read_once(engine: LlamaEngine) -> None:
    trained = engine.trained
    assert trained is not None
    source = SourceText(
        "The library in Hull is closed on Mondays, the town council decided in its last meeting."
    )
    before = engine.counts
    read = []
    for claim in ("The library closes.", "The library is open."):
        trained.choice_probabilities(source_prompt(source, claim=claim), "ABC", stop=Event())
        read.append(engine.counts.read - before.read)
        before = engine.counts

    assert read[0] > 24
    assert read[1] < 16


def test_a_choice_of_two_tokens_is_an_error(engine: LlamaEngine) -> None:
    with pytest.raises(ModelError) as raised:
        engine.choice_probabilities(CAPITAL, ["1", "10"], stop=Event())

    assert str(raised.value) == "'10' is not one token of the model Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)"


def test_a_prompt_longer_than_the_context_is_an_error(engine: LlamaEngine) -> None:
    with pytest.raises(ModelError) as raised:
        reply(engine, [Message("user", "a b " * 400)])

    assert str(raised.value) == (
        "the prompt has 830 tokens and the model Qwen2.5-Coder-1.5B-Instruct (Q4_K_M) is set to read 512; "
        "ask something shorter or raise context_tokens"
    )
    assert reply(engine, CAPITAL) == "Paris"


def test_no_network_port_is_bound(engine: LlamaEngine) -> None:
    assert engine.name
    assert listening_ports() == []


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    engine = LlamaEngine(builtin_gguf(default_cache_dir()), context_tokens=CONTEXT_TOKENS)
    reply(engine, CAPITAL, max_tokens=1)
    engine.close()

    assert capfd.readouterr() == ("", "")


@pytest.fixture
def own_interrupt_handler() -> Iterator[None]:
    # A test run in the background may ignore the signal; here it must interrupt.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("own_interrupt_handler")
def test_ctrl_c_still_interrupts_and_frees_the_engine(engine: LlamaEngine) -> None:
    pieces = engine.stream(NUMBERS, max_tokens=400, stop=Event())

    def interrupt_at_each_piece() -> None:
        for _ in pieces:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        interrupt_at_each_piece()
    pieces.close()  # type: ignore[attr-defined]  # a generator, though the Protocol promises an iterator only

    assert reply(engine, CAPITAL) == "Paris"


DAMAGED = (
    "the file is damaged or incomplete, or llama.cpp does not know its kind of model, or memory is short; "
    "get the file anew or choose a smaller model"
)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        LlamaEngine(tmp_path / "m.gguf")

    assert str(raised.value) == (
        f"the model {tmp_path}/m.gguf cannot be read: No such file or directory; check the setting model"
    )


def test_a_file_of_another_kind_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_text("not a model")

    with pytest.raises(ModelError) as raised:
        LlamaEngine(tmp_path / "m.gguf")

    assert str(raised.value) == f"the model {tmp_path}/m.gguf is not a GGUF file; check the setting model"


def test_a_file_that_is_cut_short_is_an_error(tmp_path: Path) -> None:
    with builtin_gguf(default_cache_dir()).open("rb") as whole:
        (tmp_path / "m.gguf").write_bytes(whole.read(20_000_000))

    with pytest.raises(ModelError) as raised:
        LlamaEngine(tmp_path / "m.gguf")

    assert str(raised.value) == f"{tmp_path}/m.gguf (20 MB) cannot be loaded: {DAMAGED}"


def test_a_file_of_noise_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"GGUF" + bytes(range(256)) * 100)

    with pytest.raises(ModelError) as raised:
        LlamaEngine(tmp_path / "m.gguf")

    assert str(raised.value) == f"{tmp_path}/m.gguf (25.6 kB) cannot be loaded: {DAMAGED}"


def test_a_file_larger_than_the_memory_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"GGUF")
    os.truncate(tmp_path / "m.gguf", 2 * 10**12)  # a sparse file takes no room

    with pytest.raises(
        ModelError, match=r"m\.gguf has 2 TB and this machine .* GB of memory; choose a smaller"
    ):
        LlamaEngine(tmp_path / "m.gguf")
