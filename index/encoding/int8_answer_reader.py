"""The built-in reader at 8 bits: the encoder, trained on to read a question and a sentence together.

Each excerpt is run on its own, as many at a time as there are processors, as in ``int8_encoder``.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from index.answer_reader import Excerpt, Reading
from index.encoding.answer_form import answer_form
from index.encoding.answer_weights import AnswerWeights
from index.encoding.onnx_session import OnnxSession
from index.encoding.token_tables import TokenTables


class Int8AnswerReader:
    """An ``index.answer_reader.AnswerReader`` from the built-in weights.

    :param tables: of the built-in encoder.
    """

    def __init__(self, tables: TokenTables, weights: AnswerWeights) -> None:
        self._tables = tables
        self._heads = weights.heads
        self._session = OnnxSession(weights.graph)
        self._cpus = os.cpu_count() or 1

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> tuple[Reading, ...]:
        """Return what each excerpt is worth as an answer, in their order."""
        if not excerpts:
            return ()
        with ThreadPoolExecutor(min(self._cpus, len(excerpts))) as pool:
            return tuple(pool.map(partial(self._read, question), excerpts))

    def _read(self, question: str, excerpt: Excerpt) -> Reading:
        form = answer_form(self._tables.tokenizer, question, excerpt)
        states = self._session.run(self._tables.embedded(form.ids))[0]
        return self._heads.reading(states, form, excerpt.text)
