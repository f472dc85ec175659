"""Reads ``yesterday`` and ``vorige maand`` from the date of the article that says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.article import Language
from index.span import Span
from rag.answer import Answer, AnswerSentence, Citation
from rag.article_dates import of_date
from rag.dates import PartialDate, dates_in
from rag.number_words import number_word
from rag.relative_time_words import (
    AGO,
    AGO_UNITS,
    EXPRESSIONS,
    LAST_OR_NEXT_MONTH,
    MONTH_NAMES,
    SHIFTS,
    TimeUnit,
)

_ARTICLE: dict[Language, str] = {"nl": "artikel", "en": "article"}
_UNDATED: dict[Language, str] = {
    "nl": "datum van het artikel onbekend",
    "en": "date of the article unknown",
}
_END = re.compile(r"\s*(?:\[[0-9]+\])*[.!?…]*\s*$")
_NEARBY = 8
"""Characters between an expression and the date that explains it: ``last month, in September 2024``."""
_AND = re.compile(r"\b(?:and|en|or|of)\b")
_LONGEST_AGO = 1000
"""Of days, weeks, months or years: what is longer ago is no date of a newspaper."""
_MONTHS_IN_YEAR = 12


def with_article_dates(answer: Answer) -> Answer:
    """Return ``answer`` with the date of its article behind each sentence that counts time from it.

    ``Het leger viel gisteren aan [1].`` becomes ``Het leger viel gisteren aan (artikel van 3 oktober 2024)
    [1].`` Once for an article, and only where what is cited counts time too, without a year of its own.
    Nothing else is changed.
    """
    by_number = {citation.number: citation for citation in answer.citations}
    said: set[str] = set()
    sentences = []
    for sentence in answer.sentences:
        cited = [by_number[number] for number in sentence.citations]
        counted_from = _counted_from(sentence, answer.language, cited)
        if counted_from is None or counted_from.passage.chunk.article_id in said:
            sentences.append(sentence)
            continue
        said.add(counted_from.passage.chunk.article_id)
        note = _note(counted_from.passage.published, answer.language)
        dated = _END.sub(rf" ({note})\g<0>", sentence.text, count=1)
        sentences.append(replace(sentence, text=dated))
    text = " ".join(sentence.text for sentence in sentences) if sentences else answer.text
    return replace(answer, text=text, sentences=tuple(sentences))


def resolved_dates(text: str, language: Language, published: str | None) -> tuple[PartialDate, ...]:
    """Return what the relative expressions of ``text`` mean, as precise as they and ``published`` are.

    ``yesterday`` is a day; ``last week`` the month, or both months, that it lies in; ``two months ago`` a
    month; ``next year`` a year. What needs a more precise date than ``published`` has is left out.

    :param published: ISO 8601, ``2024``, ``2024-10`` or ``2024-10-03``; without it nothing is known.
    """
    if published is None:
        return ()
    parts = [int(part) for part in published.split("-")]
    found = [
        PartialDate(*known, None, span)
        for unit, shift, span in _shifts_in(text, language)
        for known in _shifted(unit, shift, parts)
    ]
    return (*found, *_named_months(text, language, parts))


def has_relative_time(text: str, language: Language) -> bool:
    """Whether ``text`` counts time from the day that it was written, without a year beside it."""
    dated = [one.span for one in dates_in(text, language) if one.year is not None]
    return any(
        not any(_explains(span, Span(*found.span()), text) for span in dated)
        for pattern in EXPRESSIONS[language]
        for found in pattern.finditer(text)
    )


def _counted_from(sentence: AnswerSentence, language: Language, cited: Sequence[Citation]) -> Citation | None:
    """Return the first citation by whose article's date the time in ``sentence`` counts."""
    relative = [one for one in cited if has_relative_time(one.quote, one.passage.language)]
    if not relative or (not sentence.is_quotation and not has_relative_time(sentence.text, language)):
        return None
    published = relative[0].passage.published
    says_so = published is not None and of_date(published, language) in sentence.text
    return None if says_so else relative[0]


def _note(published: str | None, language: Language) -> str:
    return _UNDATED[language] if published is None else f"{_ARTICLE[language]} {of_date(published, language)}"


def _explains(date_span: Span, span: Span, text: str) -> bool:
    first, last = sorted((date_span, span))
    between = text[first.end : last.start]
    return first.end > last.start or (len(between) <= _NEARBY and not _AND.search(between))


def _shifts_in(text: str, language: Language) -> Iterator[tuple[TimeUnit, int, Span]]:
    for pattern, unit, shift in SHIFTS[language]:
        for found in pattern.finditer(text):
            yield unit, shift, Span(*found.span())
    for found in AGO[language].finditer(text):
        count = _count(found["count"], language)
        if count is not None:
            yield AGO_UNITS[language][found["unit"].lower()], -count, Span(*found.span())


def _count(written: str, language: Language) -> int | None:
    if written.isdigit():
        count = int(written)
        return count if count <= _LONGEST_AGO else None
    if written.lower() in {"a", "an"}:
        return 1
    word = number_word(written, language)
    if word is None or word.kind != "number" or word.value > _LONGEST_AGO:
        return None
    return int(word.value)


def _shifted(
    unit: TimeUnit, shift: int, published: Sequence[int]
) -> Iterator[tuple[int, int | None, int | None]]:
    if unit == "year":
        yield published[0] + shift, None, None
    elif unit == "month" and len(published) > 1:
        months = published[0] * _MONTHS_IN_YEAR + published[1] - 1 + shift
        yield months // _MONTHS_IN_YEAR, months % _MONTHS_IN_YEAR + 1, None
    elif unit in {"day", "week"} and len(published) == 3:
        day = date(*published) + timedelta(days=shift * (7 if unit == "week" else 1))
        if unit == "day":
            yield day.year, day.month, day.day
        else:
            monday = day - timedelta(days=day.weekday())
            ends = (monday, monday + timedelta(days=6))
            yield from sorted({(end.year, end.month, None) for end in ends})


def _named_months(text: str, language: Language, published: Sequence[int]) -> Iterator[PartialDate]:
    """Yield what ``last November`` and ``komende mei`` mean."""
    if len(published) == 1:
        return
    for found in LAST_OR_NEXT_MONTH[language].finditer(text):
        month = MONTH_NAMES[language].index(found["month"].lower()) + 1
        year = published[0]
        if found["last"] and month >= published[1]:
            year -= 1
        elif found["next"] and month <= published[1]:
            year += 1
        yield PartialDate(year, month, None, None, Span(*found.span()))
