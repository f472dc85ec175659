"""Finds the dates in a text, each as precise as it is written: days, months, years, weekdays, decades."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from babel import Locale

from index.article import LANGUAGES, Language
from index.span import Span
from rag.values.counting import is_counting
from rag.values.units import unit_after


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is said of a date; what is not said is None. ``weekday`` is 0 for Monday to 6 for Sunday.

    ``until`` is the last year of several: of a decade or a century. ``may_count``: a year that may just as
    well say how many, as ``2000`` in ``of 2000 people``.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    span: Span
    until: int | None = None
    may_count: bool = False


# Months of which the name is an ordinary word or a person's, so that they want a date's company.
_DOUBTFUL = frozenset({"may", "march", "august"})
_EXTRA_MONTHS = {"sept": 9, "febr": 2}
_YEAR = r"(?:1[0-9]|20)[0-9]{2}"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_DAY_END = r"(?:st|nd|rd|th|e|ste|de)?"
_DASH = r"\s*(?:-|–|—|/|to|tot(?: en met)?|t/m|and|en|until|through|,)\s*"
_NUMERIC = re.compile(
    rf"(?<![0-9./-])(?:(?P<iso_year>{_YEAR})-(?P<iso_month>[0-9]{{1,2}})-(?P<iso_day>[0-9]{{1,2}})"
    rf"|(?P<one>[0-9]{{1,2}})(?P<mark>[-/.])(?P<two>[0-9]{{1,2}})(?P=mark)(?P<year>{_YEAR}))(?![0-9/-])"
)
_BARE_YEAR = re.compile(
    rf"(?<![\w.,$€£¥×-])(?<![$€£¥] )(?P<year>{_YEAR})(?![\w%]|[.,][0-9]|\s?×)(?!\s?(?:%|procent|percent))"
)
_YEAR_RANGE = re.compile(rf"(?<![\w.,$€£-])(?P<from>{_YEAR})\s?[-–/]\s?(?P<to>{_YEAR}|[0-9]{{2}})(?![\w])")
_SURELY_YEAR = re.compile(
    r"\b(?:in|since|sinds|vanaf|until|by|eind|begin|medio|mid|early|late|last|jaar|year|sedert|before|after"
    r"|during|na|tegen|anno|uit|season|seizoen|zomer|summer|winter"
    r"|(?:de|het|the) [^\W\d_]+ (?:of|van))[\s-]$",
    re.IGNORECASE,
)
_MAYBE_YEAR = re.compile(
    r"(?:^|[.:;(]\s*|\b(?:of|van|the|de|het|from|tot|to|and|en|voor|for)\s)$", re.IGNORECASE
)
_NEXT_WORD = re.compile(r"\s(?P<word>[^\W\d_A-Z]+)")
_COMPANY = re.compile(
    r"\b(?:in|of|since|last|this|next|early|late|mid|by|until|from|and|to|between|during|before|after|on)[\s-]+$",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\bjaren\s+['’]?(?P<dutch>[0-9]0)\b|(?<=jaren [0-9]0 en )(?P<second>[0-9]0)\b"
    r"|\b(?P<decade>[0-9]0)er jaren\b"
    r"|(?<![\w.,])['’]?(?P<english>(?:1[0-9]|20)?[0-9]0)['’]?s\b"
)
_CENTURY = re.compile(
    r"\b(?P<number>1?[0-9]|2[01])(?:st|nd|rd|th|e|de|ste)(?: en [0-9]+e)?[\s-](?:eeuw(?:se)?|century)\b",
    re.IGNORECASE,
)
_LOOKED_BACK = 40
_LAST_DECADE_OF_NOW = 20
_MONTHS_IN_YEAR = 12


def dates_in(text: str, language: Language) -> tuple[PartialDate, ...]:
    """Return the dates of ``text`` in order: days, months, years and weekdays, as written."""
    return _found(text, language, (_numeric_dates, _month_dates, _year_ranges, _bare_years, _weekdays))


def dates_and_eras_in(text: str, language: Language) -> tuple[PartialDate, ...]:
    """Return the dates of ``text`` in order, decades and centuries too."""
    finders = (_eras, _numeric_dates, _month_dates, _year_ranges, _bare_years, _weekdays)
    return _found(text, language, finders)


def _found(
    text: str, language: Language, finders: tuple[Callable[[str, Language], Iterator[PartialDate]], ...]
) -> tuple[PartialDate, ...]:
    found: list[PartialDate] = []
    for finder in finders:
        taken = [other.span for other in found]
        found += [
            new
            for new in finder(text, language)
            if not any(span.start < new.span.end and new.span.start < span.end for span in taken)
        ]
    return tuple(sorted(found, key=lambda one: one.span))


@functools.cache
def is_day_or_month(word: str) -> bool:
    """Whether ``word``, in lower case, is a month or a weekday in either language: ``oct``, ``vrijdag``."""
    return any(word in months(language) or word in weekdays(language) for language in LANGUAGES)


@functools.cache
def months(language: Language) -> dict[str, int]:
    """Return the months by their names and abbreviations in lower case."""
    forms = Locale(language).months["format"]
    names = {
        forms[width][month].lower().rstrip("."): month
        for width in ("wide", "abbreviated")
        for month in forms["wide"]
    }
    return names | _EXTRA_MONTHS


@functools.cache
def weekdays(language: Language) -> dict[str, int]:
    """Return the weekdays by their names in lower case, 0 for Monday."""
    return {name.lower(): number for number, name in Locale(language).days["format"]["wide"].items()}


@functools.cache
def _month_pattern(language: Language) -> re.Pattern[str]:
    month = "|".join(sorted(months(language), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![\w.,])(?P<day>{_DAY}){_DAY_END}(?:{_DASH}(?P<to>{_DAY}){_DAY_END})?\s+(?:of\s+)?)?"
        rf"\b(?P<month>{month})\b\.?"
        rf"(?:\s(?P<day_after>{_DAY})(?:st|nd|rd|th|e)?\b(?!\s?(?:%|procent|percent))(?:{_DASH}(?P<to_after>{_DAY})\b)?)?"
        rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b)?",
        re.IGNORECASE,
    )


def _month_dates(text: str, language: Language) -> Iterator[PartialDate]:
    for found in _month_pattern(language).finditer(text):
        written = found["month"]
        month = months(language)[written.lower()]
        after = (found["day_after"], found["to_after"]) if language == "en" else (None, None)
        days = [day for day in (found["day"] or after[0], found["to"] or after[1]) if day]
        year = int(found["year"]) if found["year"] else None
        if not _is_month(text, found, language, alone=not days and year is None):
            continue
        end = found.start("day_after") - 1 if found["day_after"] and language == "nl" else found.end()
        span = Span(found.start(), end)
        for day in days or [None]:
            yield PartialDate(year, month, int(day) if day else None, None, span)


def _is_month(text: str, found: re.Match[str], language: Language, *, alone: bool) -> bool:
    written = found["month"]
    is_short = written.lower() not in {
        name.lower() for name in Locale(language).months["format"]["wide"].values()
    }
    if language == "nl":
        return not (is_short and alone)
    if not written[0].isupper():
        return not alone and (written.lower() not in _DOUBTFUL or found["year"] is not None)
    if alone and written.lower() in _DOUBTFUL:
        return _COMPANY.search(text[max(0, found.start("month") - 12) : found.start("month")]) is not None
    return not (alone and is_short and not text[: found.end()].endswith("."))


def _numeric_dates(text: str, language: Language) -> Iterator[PartialDate]:
    for found in _NUMERIC.finditer(text):
        span = Span(*found.span())
        if found["iso_year"]:
            pairs = {(int(found["iso_month"]), int(found["iso_day"]))}
            year = int(found["iso_year"])
        else:
            one, two = int(found["one"]), int(found["two"])
            pairs = {(two, one)} if language == "nl" else {(two, one), (one, two)}
            year = int(found["year"])
        for month, day in sorted(pairs):
            if 1 <= month <= _MONTHS_IN_YEAR and 1 <= day <= 31:
                yield PartialDate(year, month, day, None, span)


def _year_ranges(text: str, language: Language) -> Iterator[PartialDate]:
    del language
    for found in _YEAR_RANGE.finditer(text):
        first, last = found["from"], found["to"]
        yield PartialDate(int(first), None, None, None, Span(*found.span("from")))
        yield PartialDate(int(first[: 4 - len(last)] + last), None, None, None, Span(*found.span("to")))


def _bare_years(text: str, language: Language) -> Iterator[PartialDate]:
    """Yield the years that stand alone; not ``1953`` in ``er kwamen 1953 mensen om``."""
    for found in _BARE_YEAR.finditer(text):
        before = text[max(0, found.start() - _LOOKED_BACK) : found.start()]
        counts = is_counting(text, found.end(), language) or unit_after(text, found.end()) is not None
        is_year = _SURELY_YEAR.search(before) is not None
        if counts and not is_year and not _MAYBE_YEAR.search(before):
            continue
        may_count = not is_year and (counts or _NEXT_WORD.match(text, found.end()) is not None)
        yield PartialDate(int(found["year"]), None, None, None, Span(*found.span()), may_count=may_count)


def _weekdays(text: str, language: Language) -> Iterator[PartialDate]:
    for found in _weekday_pattern(language).finditer(text):
        if language == "nl" or found[0][0].isupper():
            weekday = weekdays(language)[found["name"].lower()]
            yield PartialDate(None, None, None, weekday, Span(*found.span("name")))


@functools.cache
def _weekday_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<name>{'|'.join(weekdays(language))})(?:s|en|['’]s|(?:avond|ochtend|morgen|middag|nacht))?\b",
        re.IGNORECASE,
    )


def _eras(text: str, language: Language) -> Iterator[PartialDate]:
    del language
    for found in _DECADE.finditer(text):
        year = int(found["dutch"] or found["second"] or found["decade"] or found["english"])
        if year < 100:
            year += 2000 if year < _LAST_DECADE_OF_NOW else 1900
        yield PartialDate(year, None, None, None, Span(*found.span()), until=year + 9)
    for found in _CENTURY.finditer(text):
        last = int(found["number"]) * 100
        yield PartialDate(last - 100, None, None, None, Span(*found.span()), until=last)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, or None for a 31st of February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
