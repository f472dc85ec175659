"""Chooses the sentences of an answer that has many: those on a subject, and those that answer with a list.

For an overview they are chosen by maximal marginal relevance (Carbonell and Goldstein 1998): the best by
search, less what the ones chosen before have in common with it, in either language.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.article import Language
from rag.answer import EvidenceSentence
from rag.finding.evidence import as_evidence, says_something
from rag.finding.question_signs import question_signs
from rag.finding.retrieval import FoundSentence
from rag.finding.subject import Subject, told_of
from rag.values.told_time import told_time

MOST_LINES = 8
_MOST_OF_ONE = 6
"""Lines of one article, where others tell of the subject too."""
_LEAST_SHARE_OF_BEST = 0.4
_NEAR = 0.13
"""From this score on a sentence is on a subject that has no name."""
_ALIKE = 0.6
"""From this cosine on sentences of the two languages tell much the same."""
_SAME = 0.72
"""From this cosine on two sentences tell the same."""
_LESS_FOR_ALIKE = 0.1
"""What a sentence's score loses for a cosine of 1 with one that is chosen already."""
_FOR_TIME = 0.04
"""What a sentence's score gains, where the order of time is asked for, that tells when something was."""
_LONGEST = 450
"""Characters of a sentence in an overview: a longer one is no line."""
_MOST_REASONS = 3
_PER_LOG_ODDS = 0.015
"""Half of what one of the reader's log-odds counts where a fact is asked for (``rag.finding.readings``)."""
_FOR_REASON = 0.06
"""What a sentence's score gains that has a word for a reason."""
_LEAST_SHARE_OF_REASON = 0.6
"""The share of the best score by search below which a sentence tells of something else."""
_MOST_SENTENCES = 4
_LEAST_LOG_ODDS = -1.5
"""About where the policy takes a question for answered (``rag.deciding.policy``)."""
_LESS_THAN_BEST = 1.5
"""Log-odds of the reader that a sentence may have less than the best one and still count as an answer."""


def _time_of(sentence: FoundSentence) -> str | None:
    return told_time(sentence.text, sentence.passage.language, sentence.passage.published)


def overview_lines(
    sentences: Sequence[FoundSentence], language: Language, *, by_time: bool = False
) -> tuple[EvidenceSentence, ...]:
    """Return the sentences of an overview, article by article, the newest first, numbered 1, 2, ….

    :param sentences: those that tell of the subject, best first.
    :param language: the reader's: of two that tell much the same, the one in it is taken.
    :param by_time: those are better that tell when something was.
    """
    least = _LEAST_SHARE_OF_BEST * max((each.score for each in sentences), default=0.0)
    left = [each for each in sentences if _is_line(each) and each.score >= least]
    if by_time:
        left = [replace(each, score=each.score + _FOR_TIME * (_time_of(each) is not None)) for each in left]
    chosen: list[FoundSentence] = []
    while left and len(chosen) < MOST_LINES:
        best = max(left, key=lambda each: each.score - _LESS_FOR_ALIKE * _nearest(each, chosen))
        taken = _in_language_of_reader(best, left, language)
        chosen.append(taken)
        full = _is_full(taken, chosen, left)
        left = [
            each
            for each in left
            if each not in (best, taken)
            and _cosine(each, taken) < _SAME
            and not (full and _article(each) == full)
        ]
    # Python's sorts are stable: within a date by article and place. Those without a date come last.
    return as_evidence(sorted(sorted(chosen, key=_place), key=_published, reverse=True))


def telling(subject: Subject, sentences: Sequence[FoundSentence]) -> dict[str, EvidenceSentence]:
    """Return of each article that tells of a subject, by id, the sentence that does so best.

    Without a name, a subject is told of where all its words stand, or what is said is near enough.

    :param sentences: best first.
    """
    near = [
        each
        for each in told_of(subject, sentences)
        if subject.names or each.score >= _NEAR or subject.is_worded_in(each.text, each.passage.language)
    ]
    best: dict[str, EvidenceSentence] = {}
    for each in as_evidence(near):
        best.setdefault(each.passage.chunk.article_id, each)
    return best


def reason_sentences(sentences: Sequence[FoundSentence]) -> tuple[EvidenceSentence, ...]:
    """Return the sentences that most likely tell why or how, the likeliest first, numbered 1, 2, ….

    Of these the reader knows less than of facts; it counts half, and a word that gives a reason beside it.

    :param sentences: best first, read (``rag.finding.readings``).
    """
    scored = [
        (each.score + _PER_LOG_ODDS * each.reading.log_odds + _FOR_REASON * _has_reason(each), each)
        for each in sentences
        if each.reading is not None and _is_line(each)
    ]
    best = sorted(scored, key=lambda pair: -pair[0])[:_MOST_REASONS]
    nearest = max((each.score for _, each in scored), default=0.0)
    return as_evidence([each for _, each in best if each.score >= _LEAST_SHARE_OF_REASON * nearest])


def _has_reason(sentence: FoundSentence) -> bool:
    return question_signs().reason.search(sentence.text) is not None


def list_sentences(sentences: Sequence[FoundSentence]) -> tuple[EvidenceSentence, ...]:
    """Return the sentences that answer by the reader, the likeliest first, numbered 1, 2, ….

    :param sentences: best first, read (``rag.finding.readings``).
    """
    read = [each for each in sentences if each.reading is not None and _is_line(each)]
    best = max((each.reading.log_odds for each in read if each.reading), default=0.0)
    least = max(_LEAST_LOG_ODDS, best - _LESS_THAN_BEST)
    return as_evidence(
        [each for each in read if each.reading and each.reading.log_odds >= least][:_MOST_SENTENCES]
    )


def _in_language_of_reader(
    best: FoundSentence, others: Sequence[FoundSentence], language: Language
) -> FoundSentence:
    if best.passage.language == language:
        return best
    alike = [each for each in others if each.passage.language == language and _cosine(each, best) >= _ALIKE]
    return max(alike, key=lambda each: _cosine(each, best), default=best)


def _is_full(taken: FoundSentence, chosen: Sequence[FoundSentence], left: Sequence[FoundSentence]) -> str:
    """Return the article of ``taken`` where it has enough lines, and others tell of the subject; else ""."""
    article = _article(taken)
    is_alone = all(_article(each) == article for each in (*chosen, *left))
    return (
        article if not is_alone and sum(_article(each) == article for each in chosen) >= _MOST_OF_ONE else ""
    )


def _is_line(sentence: FoundSentence) -> bool:
    """Whether a sentence can stand by itself: it neither leads on to the next nor is very long."""
    return says_something(sentence) and len(sentence.text) <= _LONGEST and not sentence.text.endswith(":")


def _nearest(sentence: FoundSentence, chosen: Sequence[FoundSentence]) -> float:
    return max((_cosine(sentence, each) for each in chosen), default=0.0)


def _cosine(one: FoundSentence, other: FoundSentence) -> float:
    if one.vector is None or other.vector is None:
        return float(one.text == other.text)
    return float(np.dot(one.vector, other.vector))


def _article(sentence: FoundSentence) -> str:
    return sentence.passage.chunk.article_id


def _place(sentence: FoundSentence) -> tuple[str, int]:
    return _article(sentence), sentence.span.start


def _published(sentence: FoundSentence) -> str:
    return sentence.passage.published or ""
