"""Tells the kind of a question by its vector, its words and its signs: a logistic regression.

Fitted by ``docs/train/kind_model.py`` on forms of questions in both languages, for the built-in encoder
alone: with another one the signs decide (``rag.finding.question_kind``).
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.answer import QuestionKind
from rag.finding.question_kind import question_kind

KIND_MODEL = Path(__file__).with_name("kind_model.npz")
VECTOR_SCALE = 3.0
WORD_SCALE = 0.5
_WORD = re.compile(r"[\w'’]+|[?.,]")
_FIRST_WORDS = 4
_LEAST_PROBABILITY = 0.6
"""By the questions of ``xquad-dev``, nearly all for one fact: .88 are taken for such, .72 without it."""


@dataclass(frozen=True, slots=True)
class KindModel:
    """The weights of a regression over d vector dimensions, the signs of k kinds, and n words.

    ``of_vector`` has shape (d, k), ``of_signs`` (k, k), ``of_words`` (n, k), ``bias`` (k,); ``places`` are
    the rows of the words. The kinds are those of ``QuestionKind``, in its order.
    """

    of_vector: NDArray[np.float32]
    of_signs: NDArray[np.float32]
    of_words: NDArray[np.float32]
    bias: NDArray[np.float32]
    places: dict[str, int]

    def kind(self, question: str, vector: NDArray[np.float32]) -> QuestionKind:
        """Return the kind of a question of which the encoder makes ``vector``, shape (d,).

        One that is of no kind for sure asks for one fact: that is answered by one sentence.
        """
        rows = [self.places[word] for word in set(words_of(question)) if word in self.places]
        signs = list(QuestionKind).index(question_kind(question))
        scores = (
            VECTOR_SCALE * vector @ self.of_vector
            + self.of_signs[signs]
            + WORD_SCALE * self.of_words[rows].sum(axis=0)
            + self.bias
        )
        odds = np.exp(scores - scores.max())
        is_sure = 1 / odds.sum() >= _LEAST_PROBABILITY
        return list(QuestionKind)[int(np.argmax(scores))] if is_sure else QuestionKind.FACT


@functools.cache
def kind_model() -> KindModel:
    """Return the model that comes with the package, read once."""
    with np.load(KIND_MODEL, allow_pickle=False) as held:
        return KindModel(
            held["of_vector"],
            held["of_signs"],
            held["of_words"],
            held["bias"],
            {str(word): place for place, word in enumerate(held["words"])},
        )


def words_of(question: str) -> Iterator[str]:
    """Yield what of a question may tell its kind: its words, pairs of them, the first with their place."""
    words = [word.lower() for word in _WORD.findall(question)]
    for at, word in enumerate(words):
        yield word
        if at < _FIRST_WORDS:
            yield f"{at}:{word}"
        if at:
            yield f"{words[at - 1]} {word}"
    if words:
        yield f"last:{words[-1]}"
