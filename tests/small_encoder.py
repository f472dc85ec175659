"""An encoder of no model, for tests of what is done with vectors."""

from collections.abc import Sequence

import numpy as np
from small_index import vector_of

from index.encoder import Encoder, Vectors


class SmallEncoder(Encoder):
    """Gives each text a vector of its own, counts words as tokens, and notes what it has read."""

    def __init__(self, *, max_tokens: int = 507) -> None:
        self.dimensions = 4
        self.max_tokens = max_tokens
        self.fingerprint = "small-encoder"
        self.read: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.read.extend(texts)
        return np.stack([vector_of(text) for text in texts]) if texts else np.zeros((0, 4), np.float32)

    def encode_query(self, question: str) -> Vectors:
        return vector_of(question)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]
