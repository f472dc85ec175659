import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import torch
from huggingface_hub import constants
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import Qwen2Config, Qwen2ForCausalLM, Qwen2Tokenizer

from index.errors import ModelError
from rag.engines.engine import Message
from rag.engines.transformers_engine import TransformersEngine

WORDS = [
    *("aap", "noot", "mies", "wim", "zus", "jet", "teun", "vuur", "gijs", "lam", "kees", "bok", "weide"),
    *("river", "stone", "cloud", "winter", "garden", "bridge", "candle", "letter", "window", "silver"),
]
CONTEXT_TOKENS = 256
TEMPLATE = (
    "{% for message in messages %}{% if message.role == 'system' %}{{ raise_exception('No system role') }}"
    "{% endif %}{{ message.content }} {% endfor %}{% if add_generation_prompt %}letter{% endif %}"
)
QUESTION = [Message("user", "aap noot mies")]


def train_tokenizer(words: Sequence[str]) -> Qwen2Tokenizer:
    """Return a tokenizer of which each of the words, with a space before it, is one token."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    trainer = trainers.BpeTrainer(show_progress=False, special_tokens=["<|endoftext|>"], vocab_size=1000)
    tokenizer.train_from_iterator([" ".join(words)] * 2, trainer)
    learned = json.loads(tokenizer.to_str())["model"]
    merges: Any = [tuple(merge) for merge in learned["merges"]]  # as the class wants, not as it is annotated
    return Qwen2Tokenizer(vocab=learned["vocab"], merges=merges, chat_template=TEMPLATE)


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen2 of two layers with random weights, in a folder as the Hub would have it."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    tokenizer = train_tokenizer(WORDS)
    tokenizer.save_pretrained(folder)
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT_TOKENS,
        eos_token_id=0,
        tie_word_embeddings=False,
    )
    torch.manual_seed(7)
    model = Qwen2ForCausalLM(config)
    is_word = torch.tensor(
        [token.startswith("Ġ") for token in tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))]
    )
    with torch.no_grad():
        # Large weights make it vary; and it shall write words, as the streamer hands on word by word.
        for weights in model.parameters():
            weights.mul_(20)
        model.lm_head.weight[~is_word] = 0
    model.save_pretrained(folder)
    # Greedy must not heed these, which come with many models.
    settings = {"do_sample": True, "temperature": 5.0, "repetition_penalty": 1.5, "eos_token_id": 0}
    (folder / "generation_config.json").write_text(json.dumps(settings))
    return folder


@pytest.fixture
def copy(model_folder: Path, tmp_path: Path) -> Path:
    """The same model, to be damaged."""
    for file in model_folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


@pytest.fixture(scope="module")
def engine(model_folder: Path) -> Iterator[TransformersEngine]:
    engine = TransformersEngine.load(str(model_folder), device="cpu", name="tiny")
    yield engine
    engine.close()


def greedy(folder: Path, new_tokens: int) -> tuple[str, torch.Tensor]:
    """Decode greedily, each time with a whole forward pass; return the text and the first logits."""
    model = Qwen2ForCausalLM.from_pretrained(folder)
    tokenizer = Qwen2Tokenizer.from_pretrained(folder)
    prompt = tokenizer.encode("aap noot mies letter")
    tokens = list(prompt)
    with torch.inference_mode():
        first = model(torch.tensor([tokens])).logits[0, -1]
        for _ in range(new_tokens):
            tokens.append(int(model(torch.tensor([tokens])).logits[0, -1].argmax()))
    return str(tokenizer.decode(tokens[len(prompt) :])), first


def load_error(source: Path | str) -> str:
    with pytest.raises(ModelError) as raised:
        TransformersEngine.load(str(source), device="cpu")
    return str(raised.value)


def test_the_stream_is_the_greedy_reply_in_pieces(engine: TransformersEngine, model_folder: Path) -> None:
    expected, _ = greedy(model_folder, 12)

    pieces = list(engine.stream(QUESTION, max_tokens=12, stop=Event()))

    assert len(pieces) > 1
    assert "".join(pieces) == expected


def test_probabilities_of_choices_are_the_models_own(engine: TransformersEngine, model_folder: Path) -> None:
    _, logits = greedy(model_folder, 0)
    tokens = Qwen2Tokenizer.from_pretrained(model_folder).convert_tokens_to_ids(["Ġaap", "Ġsilver"])
    expected = logits.softmax(dim=-1)[tokens]

    found = engine.choice_probabilities(QUESTION, [" aap", " silver"], stop=Event())

    assert list(found) == pytest.approx(expected.tolist(), rel=1e-4)


def test_what_prompts_share_is_read_once(model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = "aap noot mies wim zus jet teun vuur gijs lam kees bok"
    others = "river stone cloud winter garden bridge candle window silver"
    prompts = [f"{examples} weide", f"{examples} silver cloud", others, f"{examples} stone", f"{others} aap"]
    alone = []
    for prompt in prompts:
        with closing(TransformersEngine.load(str(model_folder), device="cpu")) as engine:
            alone.append(engine.choice_probabilities([Message("user", prompt)], [" aap"], stop=Event()))
    read = []
    forward = Qwen2ForCausalLM.forward

    def counted(self: Qwen2ForCausalLM, input_ids: torch.Tensor, **rest: Any) -> Any:
        read.append(input_ids.shape[1])
        return forward(self, input_ids, **rest)

    monkeypatch.setattr(Qwen2ForCausalLM, "forward", counted)
    with closing(TransformersEngine.load(str(model_folder), device="cpu")) as engine:
        together = [
            engine.choice_probabilities([Message("user", prompt)], [" aap"], stop=Event())
            for prompt in prompts
        ]

    assert [each for (each,) in together] == pytest.approx([each for (each,) in alone], rel=1e-3)
    assert read == [15, 3, 11, 2, 2]


def test_a_choice_of_two_tokens_is_an_error(engine: TransformersEngine) -> None:
    with pytest.raises(ModelError, match=r"^' aap noot' is not one token of the model tiny$"):
        engine.choice_probabilities(QUESTION, [" aap", " aap noot"], stop=Event())


def test_stop_ends_the_reply_and_leaves_the_engine_usable(engine: TransformersEngine) -> None:
    stop = Event()
    pieces = []
    for piece in engine.stream(QUESTION, max_tokens=200, stop=stop):
        pieces.append(piece)
        stop.set()

    assert len(pieces) == 1
    assert list(engine.stream(QUESTION, max_tokens=3, stop=Event()))


def test_the_reply_ends_where_the_context_ends(engine: TransformersEngine) -> None:
    reply = "".join(engine.stream(QUESTION, max_tokens=10**6, stop=Event()))

    assert len(reply.split()) <= CONTEXT_TOKENS


def test_a_prompt_longer_than_the_context_is_an_error(engine: TransformersEngine) -> None:
    with pytest.raises(ModelError) as raised:
        list(engine.stream([Message("user", "aap " * 300)], max_tokens=1, stop=Event()))

    assert str(raised.value) == (
        "the prompt has 303 tokens and the model tiny reads 256; "
        "ask something shorter or choose a model that reads more"
    )


def test_a_template_that_refuses_is_an_error(engine: TransformersEngine) -> None:
    with pytest.raises(ModelError) as raised:
        list(engine.stream([Message("system", "aap"), *QUESTION], max_tokens=1, stop=Event()))

    assert str(raised.value) == (
        "the chat template of the model tiny does not take this conversation: No system role; "
        "choose another model"
    )


def test_a_failure_while_generating_reaches_the_caller(copy: Path) -> None:
    tokenizer = train_tokenizer(WORDS)
    tokenizer.add_tokens(["extraordinary"])  # the model has no embedding for it
    tokenizer.save_pretrained(copy)
    engine = TransformersEngine.load(str(copy), device="cpu", name="tiny")
    question = [Message("user", "aap extraordinary")]

    with pytest.raises(ModelError, match=r"^the model tiny failed: index out of range in self$"):
        list(engine.stream(question, max_tokens=3, stop=Event()))
    with pytest.raises(ModelError, match=r"^the model tiny failed: index out of range in self$"):
        engine.choice_probabilities(question, [" aap"], stop=Event())

    assert list(engine.stream(QUESTION, max_tokens=3, stop=Event()))
    engine.close()


def test_a_model_without_a_chat_template_is_an_error(copy: Path) -> None:
    (copy / "chat_template.jinja").unlink()

    assert load_error(copy) == f"the model {copy} has no chat template; choose one that is made for chat"


def test_weights_cut_short_are_an_error(copy: Path) -> None:
    os.truncate(copy / "model.safetensors", 5000)

    assert load_error(copy).startswith(f"the model {copy} cannot be loaded: ")


def test_weights_that_are_missing_are_an_error(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text())
    config["num_hidden_layers"] = 3
    config["layer_types"] = ["full_attention"] * 3
    (copy / "config.json").write_text(json.dumps(config))

    assert load_error(copy) == f"the model {copy} lacks 12 of its weights; get its files anew"


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    assert (
        load_error(tmp_path)
        == f"the model {tmp_path} is a folder without a config.json; name a model's folder"
    )


def test_a_folder_without_a_tokenizer_is_an_error(copy: Path) -> None:
    (copy / "tokenizer.json").unlink()

    assert load_error(copy) == f"the model {copy} has no vocabulary for its tokenizer; get its files anew"


def test_a_tokenizer_cut_short_is_an_error_of_one_line(copy: Path) -> None:
    os.truncate(copy / "tokenizer.json", 500)

    message = load_error(copy)

    assert message.startswith(f"the model {copy} cannot be loaded: ")
    assert len(message.splitlines()) == 1


def test_a_name_of_no_known_form_is_an_error() -> None:
    assert load_error("a/b/c") == "the model a/b/c is neither a folder here nor a Hub id (org/name)"


class Hub(BaseHTTPRequestHandler):
    """Refuses every request in the way that the Hub refuses."""

    def do_GET(self) -> None:
        status, code = (403, "GatedRepo") if "gated" in self.path else (404, "RepoNotFound")
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Hub) as server:
        monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize(
    ("model", "why"),
    [
        (
            "nobody/nothing",
            "the Hub has no such model, or not for you; check the setting model",
        ),
        (
            "somebody/gated",
            "its makers ask you to accept their terms; do so on its Hub page and run: hf auth login",
        ),
    ],
)
def test_a_model_that_the_hub_refuses_is_an_error(model: str, why: str) -> None:
    assert load_error(model) == f"the model {model} cannot be had: {why}"


@pytest.mark.parametrize("is_offline", [True, False])
def test_a_model_without_a_connection_is_an_error(
    is_offline: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", is_offline)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")  # a port where no one listens

    assert load_error("org/name") == (
        "the model org/name cannot be had: it is not on this machine and the Hub cannot be reached; "
        "connect, or set model to builtin"
    )


def test_telemetry_is_off() -> None:
    assert constants.HF_HUB_DISABLE_TELEMETRY
