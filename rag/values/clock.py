"""Finds the times of day in a text of which the numbers are in digits, by :mod:`rag.values.digits`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from index.article import Language
from index.span import Span
from rag.values.number import NOON, Number
from rag.values.units import TIME_OF_DAY

_HOUR = r"(?<![\w.,:])(?P<hour>[01]?[0-9]|2[0-4])"
_MINUTE = r"[:.](?P<minute>[0-5][0-9])"
_PART = (
    r"(?:[\s,]*(?:(?P<morning>['’]s (?:morgens|ochtends)|in the morning|a\.?m\b\.?)"
    r"|(?P<evening>['’]s (?:middags|avonds|nachts)|in the (?:afternoon|evening)|at night|p\.?m\b\.?)))?"
)
_AT = r"(?:\b(?:om|rond|tot|vanaf|tegen|omstreeks|sinds|voor|na)\s+)"
_DIGITAL = re.compile(
    rf"{_HOUR}(?::(?P<minute>[0-5][0-9])(?![0-9:])|\.(?P<minute2>[0-5][0-9])(?=\s?(?:uur|u\b|[ap]\.?m\b)))"
    rf"(?:\s?(?:uur|u\b))?{_PART}"
    rf"|{_HOUR.replace('hour', 'hour2')}\s?(?:o['’]clock|(?=[ap]\.?m\b)){_PART.replace('ing>', 'ing2>')}",
    re.IGNORECASE,
)
_WHOLE_HOUR = re.compile(rf"(?P<at>{_AT})?{_HOUR}\s?uur\b{_PART}", re.IGNORECASE)
_DUTCH = re.compile(
    r"\b(?:(?P<minutes>kwart|5|10|20)(?: minuten)? (?P<side>over|voor) )?(?P<half>half )?"
    r"(?P<hour>[0-9]{1,2})\b"
    rf"(?![.,:]?[0-9%])(?: uur\b)?{_PART}"
)
_ENGLISH = re.compile(
    r"\b(?P<minutes>half|(?:a )?quarter|5|10|20|25)(?: minutes)? (?P<side>past|to) (?P<hour>[0-9]{1,2})\b"
    rf"(?![.,:]?[0-9%]){_PART}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?P<noon>(?:12 )?noon|12 uur ['’]s middags)|midnight|middernacht)\b|\b24\.00 uur",
    re.IGNORECASE,
)
_LAST_HOUR = 12
_NIGHT = frozenset({12, 1, 2, 3, 4, 5})
"""The hours of ``'s nachts`` and ``at night`` that come after midnight."""


def times_in(text: str, language: Language) -> Iterator[Number]:
    """Yield the times of day: ``14.30 uur``, ``half 9``, ``quarter past 3``; they may overlap with nothing.

    An hour before noon may be one after it, unless ``p.m.`` or ``'s avonds`` says so. ``14 uur`` without
    ``om`` may be fourteen hours too, and is given with ``counted`` so that it is also read as such.
    """
    taken: list[Span] = []
    for finder in (_named, _digital, _dutch if language == "nl" else _english, _whole_hours):
        for one in finder(text):
            if not any(span.start < one.span.end and one.span.start < span.end for span in taken):
                taken.append(one.span)
                yield one


def _named(text: str) -> Iterator[Number]:
    for found in _NAMED.finditer(text):
        yield _time(NOON if found["noon"] else 0, found, is_known=True)


def _digital(text: str) -> Iterator[Number]:
    for found in _DIGITAL.finditer(text):
        minute = int(found["minute"] or found["minute2"] or 0)
        morning, evening = found["morning"] or found["morning2"], found["evening"] or found["evening2"]
        hour = found["hour"] or found["hour2"]
        is_known = hour.startswith("0") or int(hour) > _LAST_HOUR
        yield _in_part(int(hour) * 60 + minute, found, morning, evening, is_known=is_known)


def _dutch(text: str) -> Iterator[Number]:
    for found in _DUTCH.finditer(text):
        hour = int(found["hour"])
        if not (found["half"] or found["side"]) or not 1 <= hour <= _LAST_HOUR:
            continue
        minutes = 15 if found["minutes"] == "kwart" else int(found["minutes"] or 0)
        before_half = 30 if found["half"] else 0
        value = hour * 60 - before_half + (minutes if found["side"] == "over" else -minutes)
        yield _in_part(value, found, found["morning"], found["evening"])


def _english(text: str) -> Iterator[Number]:
    for found in _ENGLISH.finditer(text):
        hour, said = int(found["hour"]), found["minutes"].lower()
        # Ten to three may be a range.
        if not 1 <= hour <= _LAST_HOUR or (said.isdigit() and found["side"] == "to"):
            continue
        minutes = int(said) if said.isdigit() else 30 if said == "half" else 15
        value = hour * 60 + (minutes if found["side"] == "past" else -minutes)
        yield _in_part(value, found, found["morning"], found["evening"])


def _whole_hours(text: str) -> Iterator[Number]:
    for found in _WHOLE_HOUR.finditer(text):
        said = found["at"] or found["morning"] or found["evening"]
        hour = int(found["hour"])
        start = found.start("hour")
        one = _in_part(
            hour * 60, found, found["morning"], found["evening"], is_known=hour > _LAST_HOUR, start=start
        )
        yield one if said else Number(one.low, one.high, one.span, TIME_OF_DAY, counted=True)


def _in_part(
    value: int,
    found: re.Match[str],
    morning: str | None,
    evening: str | None,
    *,
    is_known: bool = False,
    start: int | None = None,
) -> Number:
    if (morning or evening) and not is_known:
        at_night = evening is not None and evening.endswith(("nachts", "night"))
        is_early = at_night and (value // 60 in _NIGHT)
        value = value % NOON + (NOON if evening and not is_early else 0)
    return _time(value, found, is_known=is_known or bool(morning or evening), start=start)


def _time(value: int, found: re.Match[str], *, is_known: bool, start: int | None = None) -> Number:
    minutes = Decimal(value % (2 * NOON))
    span = Span(found.start() if start is None else start, found.end())
    return Number(minutes, minutes, span, TIME_OF_DAY, half_of_day=is_known)
