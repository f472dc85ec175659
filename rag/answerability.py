"""Whether the articles answer a question, as a probability, before the model is asked.

A logistic regression over what retrieval found, fitted by ``docs/measure/fit_answerability.py``, which prints
the coefficients below. The built-in model's own refusals were tried as a signal and told nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_INTERCEPT = -2.555
_PER_BEST = 1.727
_PER_LEAD = 30.137
_RUNNERS_UP = 10


@dataclass(frozen=True, slots=True)
class AnswerSignals:
    """What speaks for there being an answer.

    ``best`` is the score of the best sentence found (``FoundSentence.score``), and ``lead`` how far it is
    ahead of the eleventh: a question that nothing answers has many sentences equally near.
    """

    best: float
    lead: float


def signals_of(scores: Sequence[float]) -> AnswerSignals:
    """Return the signals of sentence scores, best first; with fewer than eleven the last is the measure."""
    if not scores:
        return AnswerSignals(best=0.0, lead=0.0)
    return AnswerSignals(best=scores[0], lead=scores[0] - scores[min(_RUNNERS_UP, len(scores) - 1)])


def answerable_probability(signals: AnswerSignals) -> float:
    """Return the probability, 0 to 1, that the articles answer the question."""
    return 1 / (1 + math.exp(-_INTERCEPT - _PER_BEST * signals.best - _PER_LEAD * signals.lead))
