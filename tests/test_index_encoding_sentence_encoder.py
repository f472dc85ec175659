import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from huggingface_hub import constants
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer, pre_tokenizers
from tokenizers.models import WordLevel
from transformers import BertConfig, BertModel

from index.encoder import Encoder
from index.encoding.sentence_encoder import SentenceEncoder
from index.errors import ModelError

WORDS = ["[PAD]", "[UNK]", "query", "passage", ":", "title", "none", "de", "kat", "zit", "the", "cat", "sits"]


@pytest.fixture(scope="module")
def saved_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder of one small layer with random weights."""
    folder = tmp_path_factory.mktemp("models") / "small"
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(folder)
    words = Tokenizer(WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    words.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "[PAD]", "unk_token": "[UNK]"})
    )
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 32}))
    write_pooling(folder, "mean")
    return folder


def write_pooling(folder: Path, mode: str) -> None:
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"embedding_dimension": 8, "pooling_mode": mode})
    )


def write_prompts(folder: Path, prompts: dict[str, str]) -> None:
    (folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))


@pytest.fixture
def model(saved_model: Path, tmp_path: Path) -> Path:
    """A copy of the small model, to be changed."""
    return Path(shutil.copytree(saved_model, tmp_path / "model"))


def load_error(source: str | Path) -> str:
    with pytest.raises(ModelError) as raised:
        SentenceEncoder(source)
    return str(raised.value)


def test_vectors_are_unit_vectors_of_the_texts(encoder: Encoder) -> None:
    texts = [
        "De kat zit op de mat.",
        "The cat sits on the mat.",
        "De centrale bank verhoogde de rente met een kwart procentpunt.",
    ]

    vectors = encoder.encode_passages(texts)
    question = encoder.encode_query("Waar zit de kat?")

    assert (vectors.shape, vectors.dtype) == ((3, 384), np.dtype(np.float32))
    assert (question.shape, question.dtype) == ((384,), np.dtype(np.float32))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(question) == pytest.approx(1, abs=1e-5)
    assert (vectors @ question).argmin() == 2
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_text_has_the_same_vector_whatever_it_is_encoded_with(encoder: Encoder) -> None:
    text = "De kat zit op de mat."
    others = ["Kort.", "Een veel langere zin, die de andere in de rij met leegte aanvult, " * 5]

    alone = encoder.encode_passages([text])[0]
    among = encoder.encode_passages([others[0], text, others[1]])[1]

    assert alone @ among == pytest.approx(1, abs=1e-5)


def test_no_texts_have_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 384)
    assert encoder.count_tokens([]) == []


def test_tokens_are_counted_without_prefix_and_special_tokens(encoder: Encoder) -> None:
    assert encoder.count_tokens(["", "Hello world!", "Hello world! " * 400]) == [0, 3, 1200]


def test_what_max_tokens_promises_is_read_to_its_last_word(encoder: Encoder) -> None:
    begin = "kat " * (encoder.max_tokens - 1)
    whole = [f"{begin}{last}" for last in ("hond", "rente")]
    cut = [f"kat {text}" for text in whole]

    assert encoder.count_tokens([*whole, *cut]) == [encoder.max_tokens] * 2 + [encoder.max_tokens + 1] * 2
    read, read_otherwise, cut_off, cut_off_likewise = encoder.encode_passages([*whole, *cut])
    assert np.abs(read - read_otherwise).max() > 1e-4
    assert np.abs(cut_off - cut_off_likewise).max() < 1e-6


def test_the_prefixes_of_the_model_are_put_before_texts(float_encoder: SentenceEncoder, model: Path) -> None:
    write_prompts(model, {"query": "", "passage": ""})
    plain = SentenceEncoder(model)
    write_prompts(model, {"query": "query: ", "document": "title: none "})

    prefixed = SentenceEncoder(model)

    text = "de kat zit"
    assert prefixed.encode_query(text) == pytest.approx(plain.encode_query(f"query: {text}"))
    assert prefixed.encode_passages([text]) == pytest.approx(plain.encode_passages([f"title: none {text}"]))
    assert plain.max_tokens - prefixed.max_tokens == 3
    assert float_encoder.encode_query(text) @ float_encoder.encode_passages([text])[0] < 0.9999


@pytest.mark.parametrize(
    ("name", "has_prefixes"),
    [
        ("multilingual-e5-small", True),
        ("e5-large-v2", True),
        ("multilingual-e5-large-instruct", False),  # trained with others
        ("made-by-e5", False),
        ("ge5-base", False),
    ],
)
def test_an_e5_model_that_names_no_prefixes_has_those_it_was_trained_with(
    name: str, *, has_prefixes: bool, model: Path
) -> None:
    renamed = model.rename(model.with_name(name))

    vector = SentenceEncoder(renamed).encode_query("de kat")

    expected = SentenceEncoder(renamed.rename(model)).encode_query(
        "query: de kat" if has_prefixes else "de kat"
    )
    assert vector == pytest.approx(expected)


def test_the_fingerprint_is_the_same_wherever_the_model_lies(saved_model: Path, model: Path) -> None:
    first = SentenceEncoder(saved_model).fingerprint

    assert SentenceEncoder(str(saved_model)).fingerprint == first
    assert SentenceEncoder(model).fingerprint == first
    assert len(first) == 16


def change_last_weight(folder: Path) -> None:
    weights = load_file(folder / "model.safetensors")
    changed = weights["encoder.layer.0.output.dense.weight"].copy()
    changed[-1, -1] += 0.001
    weights["encoder.layer.0.output.dense.weight"] = changed
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


@pytest.mark.parametrize(
    "change",
    [
        change_last_weight,
        lambda folder: write_pooling(folder, "cls"),
        lambda folder: write_prompts(folder, {"query": "query: "}),
        lambda folder: write_prompts(folder, {"passage": "passage: "}),
        lambda folder: (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 16}'),
    ],
    ids=["a weight", "pooling", "query prefix", "passage prefix", "length"],
)
def test_a_changed_model_has_another_fingerprint(change: object, model: Path) -> None:
    before = SentenceEncoder(model).fingerprint

    assert callable(change)
    change(model)

    assert SentenceEncoder(model).fingerprint != before


def test_a_folder_that_is_no_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("not a model")

    message = load_error(tmp_path)

    assert message.startswith(f"the encoder {tmp_path} cannot be loaded (")
    assert message.endswith(
        "); set TWEESPRAAK_ENCODER to 'builtin', to a sentence-transformers folder, "
        "or with a connection to a Hub id"
    )
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", "{"),
        ("config.json", '{"model_type": "unheard-of"}'),
        ("tokenizer.json", "{}"),
        ("model.safetensors", "x" * 100),
        ("modules.json", "[]x"),
        (
            "modules.json",
            '[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Gone"}]',
        ),
        ("1_Pooling/config.json", '{"pooling_mode": "unheard-of", "embedding_dimension": 8}'),
    ],
)
def test_a_damaged_model_is_an_error(name: str, content: str, model: Path) -> None:
    (model / name).write_text(content)

    message = load_error(model)

    assert message.startswith(f"the encoder {model} cannot be loaded (")
    assert len(message.splitlines()) == 1


def test_weights_cut_short_are_an_error(model: Path) -> None:
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])

    assert load_error(model).startswith(f"the encoder {model} cannot be loaded (")


@pytest.mark.parametrize("source", ["/no/such/folder", "./gone", "some words", "a/b/c"])
def test_neither_a_folder_nor_a_hub_id_is_an_error(source: str) -> None:
    assert load_error(source) == f"the encoder {source} is neither a folder here nor a Hub id (org/name)"


def test_a_hub_id_without_a_connection_is_an_error_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")  # a port where no one listens
    # A library that tries again and again waits in between.
    monkeypatch.setattr("time.sleep", lambda seconds: pytest.fail(f"waits {seconds} s for the Hub"))

    assert load_error("org/encoder") == (
        "the encoder org/encoder cannot be had: it is not on this machine and the Hub cannot be reached; "
        "connect, or set encoder to builtin"
    )


def test_a_model_in_the_hubs_cache_needs_no_connection(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = tmp_path / "hub"
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(hub))
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    expected = SentenceEncoder(model).fingerprint
    repository = hub / "models--org--encoder"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("0" * 40)
    shutil.copytree(model, repository / "snapshots" / ("0" * 40))

    assert SentenceEncoder("org/encoder").fingerprint == expected
