"""Whether the articles answer a question, as a probability, from signals that go wrong in different ways.

A logistic regression over a handful of signals, fitted on the development set by
``docs/measure/fit_answerability.py``, which prints the coefficients below.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class AnswerSignals:
    """What speaks for there being an answer.

    ``best`` is the score of the best sentence found, and ``lead`` how far it is ahead of the sixth: a
    question that nothing answers has many sentences equally near. ``none`` is the model's probability,
    0 to 1, that no sentence says what it answered, ``sure`` that of the likeliest sentence. ``refused`` is 1
    where the model wrote the refusal, ``support`` the probability that the best supported sentence of its
    draft is supported, 0 where it refused.
    """

    best: float
    lead: float
    none: float
    sure: float
    refused: float
    support: float


_INTERCEPT = -0.6
_COEFFICIENTS = AnswerSignals(best=4.0, lead=20.0, none=-2.5, sure=1.5, refused=-1.0, support=0.8)


def answerable_probability(signals: AnswerSignals) -> float:
    """Return the probability, 0 to 1, that the articles answer the question."""
    pairs = zip(astuple(_COEFFICIENTS), astuple(signals), strict=True)
    return 1 / (1 + math.exp(-_INTERCEPT - sum(weight * value for weight, value in pairs)))


def retrieval_signals(scores: Sequence[float]) -> tuple[float, float]:
    """Return ``best`` and ``lead`` of sentence scores, best first."""
    sixth = scores[min(5, len(scores) - 1)]
    return scores[0], scores[0] - sixth


def check_signals(probabilities: Sequence[float]) -> tuple[float, float]:
    """Return ``none`` and ``sure`` of the model's probabilities of 0 and of each sentence's number.

    What the model gives to other replies is left out of account.
    """
    total = sum(probabilities) or 1.0
    return probabilities[0] / total, max(probabilities[1:]) / total
