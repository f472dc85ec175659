"""Texts to vectors: the only module that knows sentence-transformers."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

# Read by the libraries below when they are imported.
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # one for every load, of files on the disk too
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
_BATCH = 16
_PROBE = "De kat zit op de mat; the cat sits on the mat: 1,7 miljard, Oekraïne."
_PREFIXES = {"query": "query: ", "passage": "passage: "}


class Encoder:
    """A sentence-transformers model that gives unit vectors of ``dimensions`` floats.

    :param source: a sentence-transformers folder or the id of one on the Hub.
    :raises ModelError: the model cannot be had, or is no such model.
    """

    def __init__(self, source: str | Path) -> None:
        try:
            self._model = SentenceTransformer(str(source), device=None)
        except (OSError, ValueError, KeyError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ModelError(
                f"the encoder {source} cannot be loaded ({reason}); set TWEESPRAAK_ENCODER to 'builtin', "
                "to a sentence-transformers folder, or with a connection to a Hub id"
            ) from error
        self._prefixes = {kind: self._model.prompts.get(kind) or "" for kind in _PREFIXES}
        if "e5" in str(source).lower():
            # Not every folder of an E5 model carries the prefixes that the model was trained with.
            self._prefixes = dict(_PREFIXES)
        self.dimensions: int = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens: int = int(self._model.max_seq_length or 512)
        self.fingerprint = self._fingerprint()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (n, dimensions), of texts to be found."""
        return self._encode(texts, "passage")

    def encode_query(self, question: str) -> Vectors:
        """Return the unit vector, shape (dimensions,), of a question."""
        vector: Vectors = self._encode([question], "query")[0]
        return vector

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the length of each text in the model's tokens, without prefix and special tokens."""
        if not texts:
            return []
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]

    def _encode(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = self._model.encode(
            list(texts),
            prompt=self._prefixes[kind],
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def _fingerprint(self) -> str:
        """Name what the vectors depend on: prefixes, lengths, tokenizer and weights.

        Of each tensor the first 16 weights are taken: every training changes those, and hashing all would
        cost a second at every start.
        """
        digest = hashlib.sha256(json.dumps([self._prefixes, self.dimensions, self.max_tokens]).encode())
        digest.update(json.dumps(self._model.tokenizer(_PROBE)["input_ids"]).encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.flatten()[:16].float().cpu().numpy().tobytes())
        return digest.hexdigest()[:16]
