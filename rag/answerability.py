"""Whether the articles answer a question, as a probability: before the model is asked, and after.

Logistic regressions, fitted by ``docs/measure/fit_answerability.py``, which prints the coefficients below.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_RUNNERS_UP = 10
_LEAST_SHARE = 0.001


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


def likely_from_search(signals: AnswerSignals) -> float:
    """Return the probability, 0 to 1, that the articles answer the question, by what was found alone."""
    return _logistic(-2.574 + 0.559 * signals.best + 35.416 * signals.lead)


def none_log_odds(choices: Sequence[float]) -> float:
    """Return how sure the model is that no sentence answers: the logarithm of the odds, -7 to 7.

    :param choices: how probable it finds 0, 1, 2, … as the number of the sentence that does.
    """
    total = sum(choices)
    share = choices[0] / total if total else 1.0
    share = min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    return math.log(share / (1 - share))


def likely_from_model(signals: AnswerSignals, none: float) -> float:
    """Return the probability, 0 to 1, by what was found and what the model made of it.

    :param none: as ``none_log_odds``.
    """
    return _logistic(-2.574 + 0.559 * signals.best + 35.416 * signals.lead - 1.0 * none)


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
