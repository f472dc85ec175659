"""Any cross-encoder of sentence-transformers as a reader of answers."""

import threading
from collections.abc import Sequence
from pathlib import Path

from index.answer_reader import Excerpt, Reading
from index.encoding.sentence_models import load_cross_encoder

_BATCH = 16


class CrossEncoderReader:
    """A cross-encoder as an ``index.answer_reader.AnswerReader``; it tells no words.

    :param source: a folder of a cross-encoder or the id of one on the Hub.
    :raises ModelError: the model cannot be had, or is no such model.
    """

    def __init__(self, source: str | Path) -> None:
        self._model = load_cross_encoder(source)
        # Its tokenizer is changed while it works, for padding and length, and fails where two threads do so.
        self._lock = threading.Lock()

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> tuple[Reading, ...]:
        """Return what each excerpt is worth as an answer, in their order."""
        if not excerpts:
            return ()
        pairs = [(question, _passage(each)) for each in excerpts]
        with self._lock:
            log_odds = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return tuple(Reading(float(each)) for each in log_odds)


def _passage(excerpt: Excerpt) -> str:
    sentences = " ".join(filter(None, (excerpt.before, excerpt.text)))
    return "\n".join(filter(None, (excerpt.title, sentences)))
