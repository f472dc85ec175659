from pathlib import Path

import pytest
from answer_weights_files import untrained_tensors, written_and_read
from small_encoder import SmallEncoder

from index.answer_reader import Excerpt
from index.encoder import Encoder
from index.encoding import answer_weights
from index.encoding.e5_weights import builtin_encoder
from index.encoding.int8_answer_reader import Int8AnswerReader
from index.encoding.prepared_files import default_cache_dir, silent
from index.errors import ModelError
from ui.commands.compose_reader import load_answer_reader
from ui.settings import Settings

EXCERPTS = (Excerpt("", "", "De kat zit op de mat."), Excerpt("Katten", "Het regende.", "Zij sliep."))


def test_off_is_no_reader() -> None:
    assert load_answer_reader(Settings(reader="off"), SmallEncoder(), silent) is None


def test_the_built_in_reader_reads_the_same_beside_any_encoder(
    encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = written_and_read(untrained_tensors(builtin_encoder(default_cache_dir()), layers=1), tmp_path)
    monkeypatch.setattr(answer_weights, "read_answer_weights", lambda: weights)

    beside = [
        load_answer_reader(Settings(reader="builtin"), each, silent) for each in (encoder, SmallEncoder())
    ]

    first, second = (each.read("Waar zit de kat?", EXCERPTS) for each in beside if each is not None)
    assert first == second
    assert {type(each) for each in beside} == {Int8AnswerReader}


def test_a_reader_that_cannot_be_had_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_answer_reader(Settings(reader=str(tmp_path)), SmallEncoder(), silent)

    assert str(raised.value).startswith(f"the reader {tmp_path} cannot be loaded (")
