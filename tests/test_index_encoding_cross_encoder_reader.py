import json
import shutil
from pathlib import Path

import pytest
import torch
from huggingface_hub import constants
from tokenizers import Tokenizer, pre_tokenizers, processors
from tokenizers.models import WordLevel
from transformers import BertConfig, BertForSequenceClassification, BertModel

from index.answer_reader import Excerpt, Reading
from index.encoding.cross_encoder_reader import CrossEncoderReader
from index.errors import ModelError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "wie", "zit", "de", "kat", "mat", "op", "dieren", "hond"]
EXCERPTS = (
    Excerpt("dieren", "de hond", "de kat zit op de mat"),
    Excerpt("", "", "de kat"),
    Excerpt("dieren", "", "de kat"),
    Excerpt("", "", " ".join(["kat"] * 300)),
)


def config(scores: int) -> BertConfig:
    made = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=32,
        initializer_range=1.0,
    )
    made.num_labels = scores
    return made


def write_tokenizer(folder: Path) -> None:
    words = Tokenizer(WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    words.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    words.save(str(folder / "tokenizer.json"))
    kind = {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "[PAD]", "unk_token": "[UNK]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(kind | {"model_max_length": 32}))


@pytest.fixture(scope="module")
def saved_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a cross-encoder of one small layer with random weights."""
    folder = tmp_path_factory.mktemp("models") / "small"
    torch.manual_seed(1)
    BertForSequenceClassification(config(1)).save_pretrained(folder)
    write_tokenizer(folder)
    return folder


@pytest.fixture
def model(saved_model: Path, tmp_path: Path) -> Path:
    """A copy of the small model, to be changed."""
    return Path(shutil.copytree(saved_model, tmp_path / "model"))


def load_error(source: str | Path) -> str:
    with pytest.raises(ModelError) as raised:
        CrossEncoderReader(source)
    return str(raised.value)


def test_a_reading_is_what_the_model_makes_of_question_and_passage(saved_model: Path) -> None:
    classifier = BertForSequenceClassification.from_pretrained(saved_model)
    tokens = Tokenizer.from_file(str(saved_model / "tokenizer.json"))

    def expected(passage: str) -> float:
        tokens.enable_truncation(32)
        pair = tokens.encode("wie zit", passage)
        with torch.inference_mode():
            scores = classifier(torch.tensor([pair.ids]))
        return float(scores.logits[0, 0])

    readings = CrossEncoderReader(saved_model).read("wie zit", EXCERPTS)

    passages = ["dieren\nde hond de kat zit op de mat", "de kat", "dieren\nde kat", " ".join(["kat"] * 300)]
    assert [each.log_odds for each in readings] == pytest.approx([expected(each) for each in passages])
    assert {each.words for each in readings} == {None}
    assert min(each.log_odds for each in readings) < 0  # no probability


def test_nothing_to_read_is_no_readings(saved_model: Path) -> None:
    assert CrossEncoderReader(saved_model).read("wie zit", []) == ()


def test_a_model_of_several_scores_is_an_error(tmp_path: Path) -> None:
    BertForSequenceClassification(config(3)).save_pretrained(tmp_path)
    write_tokenizer(tmp_path)

    assert load_error(tmp_path) == (
        f"the reader {tmp_path} cannot be loaded (it gives 3 scores for a pair, and not one); "
        "set TWEESPRAAK_READER to 'builtin' or 'off', to the folder of a CrossEncoder, "
        "or with a connection to a Hub id"
    )


def test_a_model_that_makes_vectors_is_an_error(tmp_path: Path) -> None:
    BertModel(config(1)).save_pretrained(tmp_path)
    write_tokenizer(tmp_path)

    assert load_error(tmp_path).startswith(
        f"the reader {tmp_path} cannot be loaded (it is no CrossEncoder); set"
    )


def test_a_folder_that_is_no_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("not a model")

    message = load_error(tmp_path)

    assert message.startswith(f"the reader {tmp_path} cannot be loaded (")
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", "{"),
        ("config.json", "[]"),
        ("config.json", '{"model_type": "unheard-of", "architectures": ["ForSequenceClassification"]}'),
        ("config_sentence_transformers.json", "{"),
        ("tokenizer.json", "{}"),
        ("model.safetensors", "x" * 100),
    ],
)
def test_a_damaged_model_is_an_error(name: str, content: str, model: Path) -> None:
    (model / name).write_text(content)

    message = load_error(model)

    assert message.startswith(f"the reader {model} cannot be loaded (")
    assert len(message.splitlines()) == 1


def test_weights_cut_short_are_an_error(model: Path) -> None:
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])

    assert load_error(model).startswith(f"the reader {model} cannot be loaded (")


@pytest.mark.parametrize("source", ["/no/such/folder", "some words"])
def test_neither_a_folder_nor_a_hub_id_is_an_error(source: str) -> None:
    assert load_error(source) == f"the reader {source} is neither a folder here nor a Hub id (org/name)"


def test_a_hub_id_without_a_connection_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")  # a port where no one listens

    assert load_error("org/reader") == (
        "the reader org/reader cannot be had: it is not on this machine and the Hub cannot be reached; "
        "connect, or set reader to builtin"
    )


def test_a_model_in_the_hubs_cache_needs_no_connection(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = tmp_path / "hub"
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(hub))
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    repository = hub / "models--org--reader"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("0" * 40)
    shutil.copytree(model, repository / "snapshots" / ("0" * 40))
    expected = CrossEncoderReader(model).read("wie zit", EXCERPTS)

    found: tuple[Reading, ...] = CrossEncoderReader("org/reader").read("wie zit", EXCERPTS)

    assert found == expected
