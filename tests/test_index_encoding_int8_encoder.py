import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import GRAPH_FILE, POSITIONS_FILE, TOKENIZER_FILE, WORDS_FILE
from index.encoding.sentence_encoder import SentenceEncoder
from index.errors import ModelError

TEXTS = (
    "Poetin kondigde aan dat Rusland zijn nucleaire doctrine zal wijzigen.",
    "Putin announced that Russia will change its nuclear doctrine.",
    "De centrale bank verhoogde de rente met een kwart procentpunt.",
    "1,7 miljard dollar",
    "The " + "very " * 300 + "long road.",
)


@pytest.fixture(scope="module")
def folder(encoder: Encoder) -> Path:
    """The folder that the encoder of the tests was made from."""
    assert isinstance(encoder, Int8Encoder)
    return encoder.folder


def test_agrees_with_the_model_in_floats(encoder: Encoder, float_encoder: SentenceEncoder) -> None:
    near = (encoder.encode_passages(TEXTS) * float_encoder.encode_passages(TEXTS)).sum(axis=1)
    question = encoder.encode_query(TEXTS[0]) @ float_encoder.encode_query(TEXTS[0])

    assert near.min() > 0.995
    assert question > 0.995
    assert encoder.count_tokens(TEXTS) == float_encoder.count_tokens(TEXTS)
    assert (encoder.dimensions, encoder.max_tokens) == (
        float_encoder.dimensions,
        float_encoder.max_tokens,
    )


def test_a_vector_depends_on_its_text_alone(encoder: Encoder) -> None:
    together = encoder.encode_passages(TEXTS)
    alone = np.stack([encoder.encode_passages([text])[0] for text in TEXTS])

    assert np.array_equal(together, alone)


def test_threads_may_share_it(encoder: Encoder) -> None:
    expected = encoder.encode_passages(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(lambda _: (encoder.encode_passages(TEXTS), encoder.count_tokens(TEXTS)), range(8))
        )

    assert all(np.array_equal(vectors, expected) for vectors, _ in found)
    assert {tuple(counts) for _, counts in found} == {tuple(encoder.count_tokens(TEXTS))}


def test_the_fingerprint_is_not_that_of_the_model_in_floats(
    encoder: Encoder, float_encoder: SentenceEncoder, folder: Path
) -> None:
    assert encoder.fingerprint != float_encoder.fingerprint
    assert Int8Encoder(folder).fingerprint == encoder.fingerprint


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        (GRAPH_FILE, "gone"),
        (WORDS_FILE, "gone"),
        (POSITIONS_FILE, "gone"),
        (TOKENIZER_FILE, "gone"),
        (GRAPH_FILE, "cut short"),
        (WORDS_FILE, "cut short"),
        (POSITIONS_FILE, "cut short"),
    ],
)
def test_a_damaged_file_is_an_error(name: str, damage: str, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "encoder"
    copy.mkdir()
    for each in folder.iterdir():
        (copy / each.name).symlink_to(each)
    (copy / name).unlink()
    if damage == "cut short":
        shutil.copyfile(folder / name, copy / name)
        with (copy / name).open("r+b") as file:
            file.truncate(1000)

    with pytest.raises(ModelError) as raised:
        Int8Encoder(copy)

    assert str(raised.value).startswith(f"the built-in encoder in {copy} is damaged (")
    assert str(raised.value).endswith("); remove that folder")
