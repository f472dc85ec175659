from pathlib import Path

import numpy as np
import pytest
from answer_weights_files import untrained_tensors, written_and_read
from safetensors.numpy import load_file

from index.encoding.answer_weights import read_answer_weights, write_answer_weights
from index.encoding.e5_weights import builtin_encoder
from index.encoding.prepared_files import default_cache_dir
from index.errors import WeightsError


def test_what_is_written_is_eight_bits_for_each_weight_and_read_as_it_was(tmp_path: Path) -> None:
    tensors = untrained_tensors(builtin_encoder(default_cache_dir()), layers=5)

    weights = written_and_read(tensors, tmp_path)

    heads = weights.heads
    assert np.array_equal(heads.answer, tensors["answer.weight"][0])
    assert heads.answer_bias == float(tensors["answer.bias"][0])
    assert np.array_equal(heads.words, tensors["span.weight"])
    assert np.array_equal(heads.words_bias, tensors["span.bias"])
    written = load_file(tmp_path / "answer_reader.safetensors")
    query = tensors["encoder.layer.3.attention.self.query.weight"]
    rounded = written["l3.qkv.rounded"][:, :384] * written["l3.qkv.scales"][:384]
    assert np.abs(rounded - query.T).max() <= written["l3.qkv.scales"].max() / 2 + 1e-6
    kinds = {written[name].dtype.name for name in written if name.endswith(".rounded")}
    assert kinds == {"int8"}
    assert written["l4.fo.floats"].dtype == np.float16
    matrices = 5 * (4 * 384**2 + 2 * 384 * 1536)
    assert (tmp_path / "answer_reader.safetensors").stat().st_size == pytest.approx(
        matrices + 384 * 1536, rel=0.03
    )


def test_a_file_that_is_not_there_damaged_or_another_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "answer_reader.safetensors"
    remedy = "install Tweespraak again, or set TWEESPRAAK_READER to off"

    def error(digest: str) -> str:
        with pytest.raises(WeightsError) as raised:
            read_answer_weights(path, digest=digest)
        return str(raised.value)

    assert error("") == f"{path}: cannot be read (No such file or directory); {remedy}"
    digest = write_answer_weights(untrained_tensors(builtin_encoder(default_cache_dir()), layers=1), path)
    with path.open("r+b") as file:
        file.truncate(1000)
    assert error(digest) == f"{path}: damaged, or of another version; {remedy}"
