"""Whether the articles answer a question, as a probability, by what was found and read.

Logistic regressions, fitted by ``docs/measure/fit_answerability.py``, which prints the coefficients below.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.finding.retrieval import FoundSentence


@dataclass(frozen=True, slots=True)
class AnswerSignals:
    """What speaks for there being an answer.

    ``best`` is the score of the best sentence found (``FoundSentence.score``), and ``reading`` the highest of
    the reader's log-odds; None where it read nothing. ``unknown`` is how many numbers, dates and names of the
    question the passage of the likeliest sentence does not have.
    """

    best: float
    unknown: int
    reading: float | None = None


def signals_of(sentences: Sequence[FoundSentence], unknown: int) -> AnswerSignals:
    """Return the signals of what was found and read.

    :param unknown: as in ``AnswerSignals``.
    """
    readings = (each.reading.log_odds for each in sentences if each.reading is not None)
    return AnswerSignals(
        best=max((each.score for each in sentences), default=0.0),
        unknown=unknown,
        reading=max(readings, default=None),
    )


def likely_answered(signals: AnswerSignals) -> float:
    """Return the probability, 0 to 1, that the articles answer the question.

    Where the reader has read, what search makes of it adds nothing.
    """
    if signals.reading is None:
        logit = -2.587 + 19.524 * signals.best - 2.448 * signals.unknown
    else:
        logit = 0.914 + 0.917 * signals.reading - 1.476 * signals.unknown
    return 1 / (1 + math.exp(-logit))
