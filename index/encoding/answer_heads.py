"""What the built-in reader's states say: whether the text answers, and with which of its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.answer_reader import Reading
from index.encoding.answer_form import AnswerForm
from index.span import Span

_LONGEST_WORDS = 16
"""Tokens that the words may have."""
_WORD = re.compile(r"\w+(?:[.,:'’\-/]\w+)*")
_AROUND_WORDS = " \t\n\u00a0.,;:!?…\"'“”‘’„«»"


@dataclass(frozen=True, slots=True)
class AnswerHeads:
    """Two linear layers over the states of tokens.

    ``answer``, shape (width,), with ``answer_bias`` gives the log-odds that the text answers, from the first
    token of all. ``words``, shape (2, width), with ``words_bias``, shape (2,), gives the logits that the
    words that answer start at, and end with, a token of the text.
    """

    answer: NDArray[np.float32]
    answer_bias: float
    words: NDArray[np.float32]
    words_bias: NDArray[np.float32]

    def reading(self, states: NDArray[np.float32], form: AnswerForm, text: str) -> Reading:
        """Return what states, shape (tokens, width), say of the text of ``form``."""
        own = states[form.text_at : form.text_at + len(form.offsets)]
        starts, ends = (own @ self.words.T + self.words_bias).T
        return Reading(
            float(states[0] @ self.answer) + self.answer_bias, best_words(starts, ends, form.offsets, text)
        )


def best_words(
    starts: NDArray[np.float32], ends: NDArray[np.float32], offsets: Sequence[tuple[int, int]], text: str
) -> Span | None:
    """Return the words between the start and the end that together have the highest logits.

    They are whole words, without punctuation around them; None where there are none.

    :param starts: logits, one for each token of the text; so are ``ends``.
    :param offsets: of ``AnswerForm``.
    """
    if not offsets:
        return None
    tokens = np.arange(len(offsets))
    apart = tokens[None] - tokens[:, None]
    together = starts[:, None] + ends[None]
    together[(apart < 0) | (apart >= _LONGEST_WORDS)] = -np.inf
    first, last = divmod(int(together.argmax()), len(offsets))
    return _whole_words(text, offsets[first][0], offsets[last][1])


def _whole_words(text: str, start: int, end: int) -> Span | None:
    """Extend a range to the words that it touches, and take off what stands around them."""
    touched = [word for word in _WORD.finditer(text) if word.start() < end and word.end() > start]
    if touched:
        start, end = min(start, touched[0].start()), max(end, touched[-1].end())
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_AROUND_WORDS))
    end -= len(piece) - len(piece.rstrip(_AROUND_WORDS))
    return Span(start, end) if start < end else None
