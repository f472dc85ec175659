"""Any sentence-transformers model as an encoder."""

import hashlib
import json
import re
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Vectors
from index.encoding.sentence_models import load_sentence_encoder

_BATCH = 16
_PROBE = "De kat zit op de mat; the cat sits on the mat: 1,7 miljard, Oekraïne."
# Under which names models keep what is put before a text; sentence-transformers looks for the same.
_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("passage", "document", "corpus")
# These were trained with prefixes that not every folder of theirs names.
_E5 = re.compile(r"(?<![a-z0-9])e5-(small|base|large)(?!.*instruct)", re.IGNORECASE)


class SentenceEncoder:
    """A sentence-transformers model as an ``index.encoder.Encoder``.

    :param source: a sentence-transformers folder or the id of one on the Hub.
    :raises ModelError: the model cannot be had, or is no such model.
    """

    def __init__(self, source: str | Path) -> None:
        self._model = load_sentence_encoder(source)
        # Its tokenizer is changed while it works, for padding and length, and fails where two threads do so.
        self._lock = threading.Lock()
        self._query_prefix = self._prompt(_QUERY_PROMPTS)
        self._passage_prefix = self._prompt(_PASSAGE_PROMPTS)
        if not self._query_prefix and not self._passage_prefix and _E5.search(Path(source).name):
            self._query_prefix, self._passage_prefix = "query: ", "passage: "
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        around = len(self._model.tokenizer(self._passage_prefix)["input_ids"])
        self.max_tokens = int(self._model.max_seq_length or 512) - around
        self.fingerprint = self._fingerprint()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (n, dimensions), of texts to be found."""
        return self._encode(texts, self._passage_prefix)

    def encode_query(self, question: str) -> Vectors:
        """Return the unit vector, shape (dimensions,), of a question."""
        vector: Vectors = self._encode([question], self._query_prefix)[0]
        return vector

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the length of each text in the model's tokens, without prefix and special tokens."""
        if not texts:
            return []
        with self._lock:
            encoded = self._model.tokenizer(
                list(texts), add_special_tokens=False, truncation=False, verbose=False
            )
        return [len(ids) for ids in encoded["input_ids"]]

    def _prompt(self, names: Sequence[str]) -> str:
        prompts = (self._model.prompts.get(name) for name in names)
        return next((prompt for prompt in prompts if prompt), "")

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        # Texts of like length are encoded together; another thread has its turn in between.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            with self._lock:
                vectors[batch] = self._model.encode(
                    [texts[place] for place in batch],
                    prompt=prefix,
                    batch_size=_BATCH,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
        return vectors

    def _fingerprint(self) -> str:
        """Digest prefixes, lengths, tokenizer, pooling and every weight: a fifth of a second at a start."""
        facts = [self._query_prefix, self._passage_prefix, self.dimensions, self.max_tokens]
        pooling = [
            (type(module).__name__, getattr(module, "pooling_mode", None))
            for module in self._model.children()
        ]
        tokens = self._model.tokenizer(_PROBE)["input_ids"]
        digest = hashlib.sha256(json.dumps([facts, pooling, tokens]).encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            weights = np.ascontiguousarray(tensor.float().cpu().numpy())
            digest.update(f"{name} {zlib.crc32(weights.data)}\n".encode())
        return digest.hexdigest()[:16]
