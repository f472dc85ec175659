"""The built-in encoder at 8 bits: the only module that knows ONNX Runtime.

Each text is run on its own, as many at a time as there are processors. So a text's vector does not depend on
what it is encoded with (what flows between the layers is scaled by its largest value), nothing is padded,
and short texts lose little by it.
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf
from tokenizers import Tokenizer

from index.encoder import Vectors
from index.encoding.int8_graph import INPUT, OUTPUT
from index.encoding.int8_weights import GRAPH_FILE, POSITIONS_FILE, TOKENIZER_FILE, WORDS_FILE
from index.errors import ModelError

_LOAD_ERRORS = (OSError, ValueError, Fail, InvalidGraph, InvalidProtobuf)
# It joins each sum with the normalization after it, to an operator that makes the whole a quarter slower.
_SLOW_OPTIMIZERS = ["SkipLayerNormFusion"]
_QUERY_PREFIX, _PASSAGE_PREFIX = "query: ", "passage: "

# ORT_DISABLE_TELEMETRY is not read by builds for Windows that report through that system itself.
onnxruntime.disable_telemetry_events()


class Int8Encoder:
    """An ``index.encoder.Encoder`` from a folder that ``index.encoding.int8_weights`` has made.

    :raises ModelError: a file of the folder is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # texts are run beside one another instead
        try:
            graph = (folder / GRAPH_FILE).read_bytes()
            self._session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW_OPTIMIZERS
            )
            # Rows are read from the disk as words come up: few of the 250,000 ever do.
            self._words = np.load(folder / WORDS_FILE, mmap_mode="r")
            self._positions = np.load(folder / POSITIONS_FILE)
            self._tokenizer = Tokenizer.from_str((folder / TOKENIZER_FILE).read_text("utf-8"))
        except _LOAD_ERRORS as error:
            raise ModelError(
                f"the built-in encoder in {folder} is damaged ({error}); remove that folder"
            ) from error
        self._cpus = os.cpu_count() or 1
        self._longest, self.dimensions = self._positions.shape
        self.max_tokens = self._longest - len(self._tokenizer.encode(_PASSAGE_PREFIX).ids)
        # The folder is made of one known file; the graph tells how.
        self.fingerprint = hashlib.sha256(graph).hexdigest()[:16]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (n, dimensions), of texts to be found."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        with ThreadPoolExecutor(min(self._cpus, len(texts))) as pool:
            return np.stack(list(pool.map(self._encode, (f"{_PASSAGE_PREFIX}{text}" for text in texts))))

    def encode_query(self, question: str) -> Vectors:
        """Return the unit vector, shape (dimensions,), of a question."""
        return self._encode(f"{_QUERY_PREFIX}{question}")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the length of each text in the model's tokens, without prefix and special tokens."""
        return [len(each.ids) for each in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def _encode(self, text: str) -> Vectors:
        ids = self._tokenizer.encode(text).ids
        if len(ids) > self._longest:
            ids = [*ids[: self._longest - 1], ids[-1]]
        states = self._words[ids] + self._positions[: len(ids)]
        (mean,) = self._session.run([OUTPUT], {INPUT: states[None]})
        vector: Vectors = mean[0] / np.linalg.norm(mean[0])
        return vector
