"""Whether the articles answer a question, as a probability, by what was found and read.

Logistic regressions, fitted by ``docs/measure/fit_answerability.py``, which prints the coefficients below.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.finding.retrieval import FoundSentence

_RUNNERS_UP = 10


@dataclass(frozen=True, slots=True)
class AnswerSignals:
    """What speaks for there being an answer.

    ``best`` is the score of the best sentence found (``FoundSentence.score``), and ``lead`` how far it is
    ahead of the eleventh: a question that nothing answers has many sentences equally near. ``reading`` is the
    highest of the reader's log-odds; None where it read nothing. ``unknown`` is how many numbers, dates and
    names of the question the passage of the likeliest sentence does not have.
    """

    best: float
    lead: float
    unknown: int
    reading: float | None = None


def signals_of(sentences: Sequence[FoundSentence], unknown: int) -> AnswerSignals:
    """Return the signals of what was found; with fewer than eleven sentences the last is the measure.

    :param unknown: as in ``AnswerSignals``.
    """
    scores = sorted((each.score for each in sentences), reverse=True) or [0.0]
    readings = [each.reading.log_odds for each in sentences if each.reading is not None]
    return AnswerSignals(
        best=scores[0],
        lead=scores[0] - scores[min(_RUNNERS_UP, len(scores) - 1)],
        unknown=unknown,
        reading=max(readings, default=None),
    )


def likely_answered(signals: AnswerSignals) -> float:
    """Return the probability, 0 to 1, that the articles answer the question.

    Where the reader has read, what search makes of it adds nothing.
    """
    if signals.reading is None:
        logit = -1.0 + 3.0 * signals.best + 25.0 * signals.lead - 1.4 * signals.unknown
    else:
        logit = 0.945 + 0.959 * signals.reading - 1.421 * signals.unknown
    return 1 / (1 + math.exp(-logit))
