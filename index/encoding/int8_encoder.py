"""The built-in encoder at 8 bits.

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

from index.encoder import Vectors
from index.encoding.int8_weights import GRAPH_FILE
from index.encoding.onnx_session import OnnxSession
from index.encoding.token_tables import TokenTables, damaged

_QUERY_PREFIX, _PASSAGE_PREFIX = "query: ", "passage: "


class Int8Encoder:
    """An ``index.encoder.Encoder`` from a folder that ``index.encoding.int8_weights`` has made.

    :raises ModelError: a file of the folder is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            graph = (folder / GRAPH_FILE).read_bytes()
            self._session = OnnxSession(graph)
        except (OSError, ValueError) as error:
            raise damaged(folder, error) from error
        self.tables = TokenTables(folder)
        self._tokenizer = self.tables.tokenizer
        self._cpus = os.cpu_count() or 1
        self.dimensions = self.tables.width
        self.max_tokens = self.tables.longest - len(self._tokenizer.encode(_PASSAGE_PREFIX).ids)
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
        longest = self.tables.longest
        if len(ids) > longest:
            ids = [*ids[: longest - 1], ids[-1]]
        mean = self._session.run(self.tables.embedded(ids))[0]
        vector: Vectors = mean / np.linalg.norm(mean)
        return vector
