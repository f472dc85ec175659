"""Turns what the judge reads into the probability that a source says a sentence.

A logistic regression, fitted by ``docs/measure/fit_judge.py``, which prints the coefficients below.
"""

import math
from dataclasses import dataclass

from index.article import Language
from index.text.keywords import index_words
from rag.judging.judge import Judgement

_INTERCEPT = -0.34
_PER_DENIED = 0.767
_PER_NEITHER = 0.165
_IN_SAME_LANGUAGE = 0.303
_PER_NEW_WORDS = -0.522


@dataclass(frozen=True, slots=True)
class JudgeSignals:
    """What is seen of a sentence and its source.

    ``over_denied`` and ``over_neither`` are logarithms of the judge's odds that it is said. ``new_words`` is
    the share, 0 to 1, of the sentence's content words that neither the source nor the text before it has; 0
    between languages.
    """

    over_denied: float
    over_neither: float
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
        same_language=language == source_language,
        new_words=new_words,
    )


def probability_of(signals: JudgeSignals) -> float:
    """Return the probability, 0 to 1, that the source says the sentence."""
    logit = (
        _INTERCEPT
        + _PER_DENIED * signals.over_denied
        + _PER_NEITHER * signals.over_neither
        + _IN_SAME_LANGUAGE * signals.same_language
        + _PER_NEW_WORDS * signals.new_words
    )
    return 1 / (1 + math.exp(-logit))
