"""Finds the words of a source that answer: those that an answer has of it, and the question has not."""

import re
from collections.abc import Sequence

from index.article import Language
from index.span import Span
from index.text.keywords import index_words
from rag.answer import EvidenceSentence
from rag.values.compare import Value, compare

_WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*%?")
_WIDEST_GAP = 2
"""Words between two that answer which are marked along with them: ``22 tot 24 oktober``."""


def answer_words(question: str, answer: str, language: Language, source: EvidenceSentence) -> Span | None:
    """Return the words of ``source`` that answer, in offsets of its article; None where none are known.

    They are its numbers, dates and names that the answer has too and the question has not; within a language
    other words likewise. Of several runs of such words the one with most is taken.

    :param language: of question and answer.
    """
    values = _new_values(question, answer, language, source)
    new: set[str] = set()
    if language == source.passage.language:
        new = set(index_words(answer, language)) - set(index_words(question, language))
    words = list(_WORD.finditer(source.text))
    marks = [
        sum(span.start <= each.start() < span.end for span in values)
        + any(word in new for word in index_words(each[0], language))
        for each in words
    ]
    run = _best_run(marks)
    if run is None:
        return None
    return Span(source.span.start + words[run[0]].start(), source.span.start + words[run[1]].end())


def _new_values(question: str, answer: str, language: Language, source: EvidenceSentence) -> list[Span]:
    """Return where the values of a source stand that the answer has too and the question has not."""

    def held_by(text: str) -> set[Span]:
        languages = (source.passage.language, language)
        found: Sequence[Value] = compare(source.text, text, languages=languages).values
        return {value.span for value in found if value.agreement == "stands"}

    return sorted(held_by(answer) - held_by(question))


def _best_run(marks: Sequence[int]) -> tuple[int, int] | None:
    """Return the first and the last place of the run with the highest sum of marks, small gaps allowed."""
    runs: list[list[int]] = []
    for place in (at for at, mark in enumerate(marks) if mark):
        if runs and place - runs[-1][-1] <= _WIDEST_GAP + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    best = max(runs, key=lambda run: sum(marks[at] for at in run), default=None)
    return None if best is None else (best[0], best[-1])
