"""What makes vectors of texts: any sentence-transformers model, or the built-in one at 8 bits."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Gives unit vectors of ``dimensions`` floats. Threads may share one.

    ``fingerprint`` names all that the vectors depend on. A passage of up to ``max_tokens`` tokens, counted
    by :meth:`count_tokens`, is read whole; what is longer is cut.
    """

    dimensions: int
    max_tokens: int
    fingerprint: str

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (n, dimensions), of texts to be found."""
        ...

    def encode_query(self, question: str) -> Vectors:
        """Return the unit vector, shape (dimensions,), of a question."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the length of each text in the model's tokens, without prefix and special tokens."""
        ...
