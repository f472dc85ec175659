"""The file of the built-in reader's weights: a BERT of the encoder's shape at 8 bits, and two heads.

The embeddings of words and positions are not in it: they are the encoder's own (``TokenTables``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load, save

from index.encoding.answer_heads import AnswerHeads
from index.encoding.int8_graph import int8_graph
from index.encoding.int8_rounding import rounded_tensors
from index.errors import WeightsError

ANSWER_WEIGHTS = Path(__file__).with_name("answer_reader.safetensors")
ANSWER_WEIGHTS_SHA256 = "015ecc35697a424f92ec5730f12a1a393a3b689f591d7aaeba9da1808a24151b"
_REMEDY = "install Tweespraak again, or set TWEESPRAAK_READER to off"
_HEADS, _NORM_EPSILON = 12, 1e-12  # the encoder's
_HEAD_TENSORS = ("answer.weight", "answer.bias", "span.weight", "span.bias")
_FLOATS = ".floats"  # the matrix that is not rounded takes half of the place as 16 bits


@dataclass(frozen=True, slots=True)
class AnswerWeights:
    """The graph that gives states, shape (1, tokens, width), serialized, and what reads those."""

    graph: bytes
    heads: AnswerHeads


def write_answer_weights(tensors: Mapping[str, NDArray[np.floating]], path: Path) -> str:
    """Write the file and return its SHA-256, in hexadecimal.

    :param tensors: by their names in transformers' BERT, with the heads ``answer`` (shape (1, width)) and
        ``span`` (shape (2, width)), each a weight and a bias. The tables of embeddings are not looked at.
    """
    floats = {name: tensor.astype(np.float32) for name, tensor in tensors.items()}
    heads = {name: floats[name] for name in _HEAD_TENSORS}
    kept = {
        name: tensor.astype(np.float16) if name.endswith(_FLOATS) else tensor
        for name, tensor in (rounded_tensors(floats) | heads).items()
    }
    data = save(kept)
    path.write_bytes(data)
    return sha256(data).hexdigest()


def read_answer_weights(path: Path = ANSWER_WEIGHTS, *, digest: str = ANSWER_WEIGHTS_SHA256) -> AnswerWeights:
    """Read the file.

    :param digest: the SHA-256 that it must have.
    :raises WeightsError: it is not there, or is damaged.
    """
    try:
        data = path.read_bytes()
        if sha256(data).hexdigest() != digest:
            raise WeightsError(f"{path}: damaged, or of another version; {_REMEDY}")
        tensors = load(data)
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); {_REMEDY}") from error
    floats = {name: each.astype(np.float32) for name, each in tensors.items() if name.endswith(_FLOATS)}
    graph = int8_graph(tensors | floats, heads=_HEADS, norm_epsilon=_NORM_EPSILON, pooled=False)
    heads = AnswerHeads(
        tensors["answer.weight"][0],
        float(tensors["answer.bias"][0]),
        tensors["span.weight"],
        tensors["span.bias"],
    )
    return AnswerWeights(graph, heads)
