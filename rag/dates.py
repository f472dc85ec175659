"""Finds the dates in a text, each as precise as it is written, and tells whether a text gives a date."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from babel import Locale

from index.article import LANGUAGES, Language
from index.span import Span


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is said of a date; what is not said is None. ``weekday`` is 0 for Monday to 6 for Sunday."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    span: Span


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
    rf"(?<![\w.,$€£¥-])(?<![$€£¥] )(?P<year>{_YEAR})(?![\w%]|[.,][0-9])(?!\s?(?:%|procent|percent))"
)
_YEAR_RANGE = re.compile(rf"(?<![\w.,$€£-])(?P<from>{_YEAR})\s?[-–/]\s?(?P<to>{_YEAR}|[0-9]{{2}})(?![\w])")
_COMPANY = re.compile(
    r"\b(?:in|of|since|last|this|next|early|late|mid|by|until|from|and|to|between|during|before|after|on)[\s-]+$",
    re.IGNORECASE,
)
_RELATIVE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:today|vandaag|vanavond|vanochtend|vanmiddag|tonight)\b", re.IGNORECASE), "today"),
    (re.compile(r"\b(?:yesterday|gisteren|gisteravond)\b", re.IGNORECASE), "yesterday"),
    (re.compile(r"\b(?:tomorrow|morgen)\b", re.IGNORECASE), "tomorrow"),
    (re.compile(r"\b(?:this|deze|the current) (?:month|maand)\b", re.IGNORECASE), "this month"),
    (re.compile(r"\b(?:last|vorige|afgelopen) (?:month|maand)\b", re.IGNORECASE), "last month"),
    (re.compile(r"\b(?:this year|dit jaar)\b", re.IGNORECASE), "this year"),
    (re.compile(r"\b(?:last year|vorig jaar|afgelopen jaar)\b", re.IGNORECASE), "last year"),
)
_MONTHS_IN_YEAR = 12


def dates_in(text: str, language: Language) -> tuple[PartialDate, ...]:
    """Return the dates of ``text`` in order: days, months, years and weekdays, as written."""
    found: list[PartialDate] = []
    for finder in (_numeric_dates, _month_dates, _year_ranges, _bare_years, _weekdays):
        taken = [other.span for other in found]
        found += [
            new
            for new in finder(text, language)
            if not any(span.start < new.span.end and new.span.start < span.end for span in taken)
        ]
    return tuple(sorted(found, key=lambda one: one.span))


def date_is_in(wanted: PartialDate, known: Iterable[PartialDate]) -> bool:
    """Whether one of ``known`` agrees with all that ``wanted`` says, and says at least as much."""
    return any(_agrees(wanted, other) for other in known)


def dated_by(dates: Iterable[PartialDate], text: str, published: str | None) -> tuple[PartialDate, ...]:
    """Return ``dates`` of ``text`` with what follows from the day that it was published.

    A month without a year is the one nearest to that day or the last one before it, a weekday the last one;
    ``today``, ``vorige maand`` and their like are dates too.

    :param published: ISO 8601, ``2023``, ``2023-03`` or ``2023-03-14``; None leaves ``dates`` as they are.
    """
    given = tuple(dates)
    parts = [int(part) for part in published.split("-")] if published else []
    if not parts:
        return given
    filled = [new for one in given for new in _filled(one, parts)]
    return (*given, *filled, *_relative_dates(text, parts))


@functools.cache
def is_day_or_month(word: str) -> bool:
    """Whether ``word``, in lower case, is a month or a weekday in either language: ``oct``, ``vrijdag``."""
    return any(word in _months(language) or word in _weekday_names(language) for language in LANGUAGES)


@functools.cache
def _months(language: Language) -> dict[str, int]:
    forms = Locale(language).months["format"]
    names = {
        forms[width][month].lower().rstrip("."): month
        for width in ("wide", "abbreviated")
        for month in forms["wide"]
    }
    return names | _EXTRA_MONTHS


@functools.cache
def _weekday_names(language: Language) -> dict[str, int]:
    return {name.lower(): number for number, name in Locale(language).days["format"]["wide"].items()}


@functools.cache
def _month_pattern(language: Language) -> re.Pattern[str]:
    month = "|".join(sorted(_months(language), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![\w.,])(?P<day>{_DAY}){_DAY_END}(?:{_DASH}(?P<to>{_DAY}){_DAY_END})?\s+(?:of\s+)?)?"
        rf"\b(?P<month>{month})\b\.?"
        rf"(?:\s(?P<day_after>{_DAY})(?:st|nd|rd|th)?\b(?!\s?(?:%|procent|percent))(?:{_DASH}(?P<to_after>{_DAY})\b)?)?"
        rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b)?",
        re.IGNORECASE,
    )


def _month_dates(text: str, language: Language) -> Iterator[PartialDate]:
    for found in _month_pattern(language).finditer(text):
        written = found["month"]
        month = _months(language)[written.lower()]
        days = [day for day in (found["day"] or found["day_after"], found["to"] or found["to_after"]) if day]
        year = int(found["year"]) if found["year"] else None
        if not _is_month(text, found, language, alone=not days and year is None):
            continue
        span = Span(*found.span())
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
        return False
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
    del language
    for found in _BARE_YEAR.finditer(text):
        yield PartialDate(int(found["year"]), None, None, None, Span(*found.span()))


def _weekdays(text: str, language: Language) -> Iterator[PartialDate]:
    for found in _weekday_pattern(language).finditer(text):
        if language == "nl" or found[0][0].isupper():
            weekday = _weekday_names(language)[found["name"].lower()]
            yield PartialDate(None, None, None, weekday, Span(*found.span("name")))


@functools.cache
def _weekday_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<name>{'|'.join(_weekday_names(language))})(?:s|en|['’]s|(?:avond|ochtend|middag|nacht))?\b",
        re.IGNORECASE,
    )


def _agrees(wanted: PartialDate, other: PartialDate) -> bool:
    pairs = ((wanted.year, other.year), (wanted.month, other.month), (wanted.day, other.day))
    if any(said is not None and said != known for said, known in pairs):
        return False
    return wanted.weekday is None or wanted.weekday in {other.weekday, _weekday_of(other)}


def _weekday_of(one: PartialDate) -> int | None:
    day = _day(one.year, one.month, one.day)
    return None if day is None else day.weekday()


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # a 31st of February
        return None


def _filled(one: PartialDate, published: list[int]) -> Iterator[PartialDate]:
    year, month = published[0], published[1] if len(published) > 1 else None
    if one.weekday is not None and len(published) == 3:
        today = _day(*published)
        if today:
            day = today - timedelta(days=(today.weekday() - one.weekday) % 7)
            yield PartialDate(day.year, day.month, day.day, one.weekday, one.span)
    if one.month is None or one.year is not None:
        return
    if month is None:
        yield replace(one, year=year)
        return
    later = one.month - month
    before = year if later <= 0 else year - 1
    nearest = min((year - 1, year, year + 1), key=lambda other: abs((other - year) * _MONTHS_IN_YEAR + later))
    for known in sorted({before, nearest}):
        yield replace(one, year=known)


def _relative_dates(text: str, published: list[int]) -> Iterator[PartialDate]:
    for pattern, meaning in _RELATIVE:
        for found in pattern.finditer(text):
            known = _meant(meaning, published)
            if known:
                yield PartialDate(*known, None, Span(*found.span()))


def _meant(meaning: str, published: list[int]) -> tuple[int, int | None, int | None] | None:
    year, month = published[0], published[1] if len(published) > 1 else None
    if meaning in {"this year", "last year"}:
        return (year if meaning == "this year" else year - 1), None, None
    if month is None:
        return None
    if meaning == "this month":
        return year, month, None
    if meaning == "last month":
        return (year, month - 1, None) if month > 1 else (year - 1, _MONTHS_IN_YEAR, None)
    today = _day(*published) if len(published) == 3 else None
    if today is None:
        return None
    day = today + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[meaning])
    return day.year, day.month, day.day
