"""Turns what the judge reads into the probability that a source says a sentence.

A logistic regression, fitted by ``docs/measure/fit_judge.py``, which prints the coefficients below.
"""

import math
from dataclasses import dataclass

from index.article import Language
from index.text.keywords import index_words
from rag.judging.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Calibration:
    """The coefficients of a regression; each but the first belongs to the signal of its name."""

    intercept: float
    over_denied: float = 0.0
    over_neither: float = 0.0
    over_both: float = 0.0
    same_language: float = 0.0
    new_words: float = 0.0


PROMPTED = Calibration(
    intercept=-0.34, over_denied=0.767, over_neither=0.165, same_language=0.303, new_words=-0.522
)
"""Of a model that judges behind worked examples."""
TRAINED = Calibration(intercept=-0.17, over_both=0.576)
"""Of one with weights that were trained to judge. Other signals add nothing to it."""


@dataclass(frozen=True, slots=True)
class JudgeSignals:
    """What is seen of a sentence and its source.

    ``over_denied``, ``over_neither`` and ``over_both`` are logarithms of the judge's odds that it is said,
    against each of the others and both together. ``new_words`` is
    the share, 0 to 1, of the sentence's content words that neither the source nor the text before it has; 0
    between languages.
    """

    over_denied: float
    over_neither: float
    over_both: float
    same_language: bool
    new_words: float


def signals_of(
    judgement: Judgement, claim: str, source: str, languages: tuple[Language, Language]
) -> JudgeSignals:
    """Return the signals of a sentence.

    :param source: with the title and the sentence before it.
    :param languages: of the sentence and of the source.
    """
    language, source_language = languages
    new_words = 0.0
    if language == source_language:
        words = set(index_words(claim, language))
        new_words = len(words - set(index_words(source, source_language))) / max(1, len(words))
    return JudgeSignals(
        over_denied=judgement.log_odds(judgement.denies),
        over_neither=judgement.log_odds(judgement.neither),
        over_both=judgement.log_odds(judgement.denies + judgement.neither),
        same_language=language == source_language,
        new_words=new_words,
    )


def probability_of(signals: JudgeSignals, by: Calibration) -> float:
    """Return the probability, 0 to 1, that the source says the sentence."""
    logit = (
        by.intercept
        + by.over_denied * signals.over_denied
        + by.over_neither * signals.over_neither
        + by.over_both * signals.over_both
        + by.same_language * signals.same_language
        + by.new_words * signals.new_words
    )
    return 1 / (1 + math.exp(-logit))
