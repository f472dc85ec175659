"""Whether the articles answer a question, as a probability: before the model is asked, and after.

Logistic regressions, fitted by ``docs/measure/fit_answerability.py``, which prints the coefficients below.
Those of what was found alone are from a part of the set: fitted on all of it they lean on the lead alone,
which is small wherever an index has few subjects.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.finding.retrieval import FoundSentence

_RUNNERS_UP = 10
_LEAST_SHARE = 0.001
_LEAST_CHOICE = 1e-6
_PER_SCORE = 50.0


@dataclass(frozen=True, slots=True)
class AnswerSignals:
    """What speaks for there being an answer.

    ``best`` is the score of the best sentence found (``FoundSentence.score``), and ``lead`` how far it is
    ahead of the eleventh: a question that nothing answers has many sentences equally near. ``reading`` is the
    highest of the reader's log-odds; None where it read nothing.
    """

    best: float
    lead: float
    reading: float | None = None


def signals_of(sentences: Sequence[FoundSentence]) -> AnswerSignals:
    """Return the signals of what was found; with fewer than eleven sentences the last is the measure."""
    scores = sorted((each.score for each in sentences), reverse=True) or [0.0]
    readings = [each.reading.log_odds for each in sentences if each.reading is not None]
    return AnswerSignals(
        best=scores[0],
        lead=scores[0] - scores[min(_RUNNERS_UP, len(scores) - 1)],
        reading=max(readings, default=None),
    )


@dataclass(frozen=True, slots=True)
class ChoiceSignals:
    """What the model makes of the evidence, and what is seen of the sentence that it chose.

    ``none`` and ``sure`` are logarithms of odds, -7 to 7: that no sentence answers, and that one of the two
    likeliest does (two, as the same is often said twice). ``unknown`` is how many numbers, dates and names of
    the question the passage of the likeliest does not have.
    """

    none: float
    sure: float
    unknown: int


def choice_signals(choices: Sequence[float], unknown: int) -> ChoiceSignals:
    """Return the signals of a choice.

    :param choices: how probable the model finds 0, 1, 2, … as the number of the sentence that answers.
    :param unknown: as in ``ChoiceSignals``.
    """
    two_likeliest = sum(sorted(choices[1:])[-2:])
    return ChoiceSignals(_log_odds(choices[0], choices), _log_odds(two_likeliest, choices), unknown)


def behind_likeliest(choices: Sequence[float], scores: Sequence[float]) -> tuple[float, ...]:
    """Return how far each sentence is behind the one that most likely answers, in logarithms of odds, from 0.

    Search knows it better than a small model, and both together better than either. The weight is from the
    development set (docs/quality.md, Silence), where 30 to 100 are all as good.

    :param choices: as for ``choice_signals``.
    :param scores: of the evidence, in order, by search and reader together (``combined_score``).
    """
    weighed = [
        math.log(max(choice, _LEAST_CHOICE)) + _PER_SCORE * score
        for choice, score in zip(choices[1:], scores, strict=True)
    ]
    return tuple(max(weighed) - each for each in weighed)


def likeliest_number(behind: Sequence[float]) -> int:
    """Return the number, from 1, of the sentence that is behind no other, of ``behind_likeliest``."""
    return 1 + behind.index(0.0)


def likely_from_search(signals: AnswerSignals) -> float:
    """Return the probability, 0 to 1, that the articles answer the question, by what was found alone."""
    if signals.reading is None:
        return _logistic(-3.120 + 7.270 * signals.best + 28.488 * signals.lead)
    return _logistic(0.689 + 1.051 * signals.reading)


def likely_from_choice(signals: AnswerSignals, choice: ChoiceSignals) -> float:
    """Return the probability, 0 to 1, by what was found and what the model made of it."""
    if signals.reading is None:
        return _logistic(
            -1.753 + 7.602 * signals.best - 0.252 * choice.none + 1.638 * choice.sure - 1.890 * choice.unknown
        )
    return _logistic(
        -1.753
        + 7.602 * signals.best
        - 0.252 * choice.none
        + 1.638 * choice.sure
        - 1.890 * choice.unknown
        + 0.3 * signals.reading
    )


def _log_odds(part: float, choices: Sequence[float]) -> float:
    total = sum(choices)
    share = part / total if total else 0.0
    share = min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    return math.log(share / (1 - share))


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
