"""Dates as newspapers, mail and programs write them, in both languages, to ISO 8601."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from babel import Locale

EARLIEST_YEAR = 1500
"""Before it there was no newspaper: year 1 is what some programs write where there is no date."""
_DAYS_AHEAD = 366  # of a magazine, which may be dated months ahead; beyond that it is a slip or a placeholder

# French and German besides: databases of newspapers say the month in the language of who uses them.
_LOCALES = tuple(map(Locale, ("fr", "de", "nl", "en")))
_MONTHS = {
    name.lower().rstrip("."): number
    for locale in _LOCALES
    for width in ("wide", "abbreviated")
    for number, name in locale.months["format"][width].items()
} | {"febr": 2, "mar": 3, "sept": 9}
_WEEKDAYS = {
    name.lower().rstrip(".")
    for locale in _LOCALES
    for width in ("wide", "abbreviated", "short")
    for name in locale.days["format"][width].values()
} | {"tues", "thur", "thurs"}


def _one_of(names: set[str] | dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_MONTH = rf"(?:{_one_of(_MONTHS)})"
_NAME = rf"(?P<name>{_one_of(_MONTHS)})\.?"
WEEKDAY = rf"(?:{_one_of(_WEEKDAYS)})\b\.?"
WRITTEN_DATE = re.compile(
    rf"(?<![\w/.-])(?:\b{WEEKDAY},? )?(?P<date>\d{{4}}-\d\d-\d\d|\d{{4}}[/.]\d\d?[/.]\d\d?"
    rf"|\d\d?(?P<by>[-/.])\d\d?(?P=by)(?:\d{{4}}|['’]?\d\d)"
    rf"|\d\d?(?:st|nd|rd|th|e)?\.?[ -](?:of )?{_MONTH}\.?,?[ -]\d{{4}}"
    rf"|{_MONTH}\.? \d\d?(?:st|nd|rd|th)?,? \d{{4}})(?![\d/-])",
    re.I,
)
"""A date, to the day, within a line; ``iso_date`` tells whether the group ``date`` can be told."""
_YEAR = r"(?P<y>\d{4}|['’‘`]?\d\d)(?!\d)"
_TIME = r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?: ?[ap]\.?m\b\.?)?(?: ?(?:uur|u|h)\b)?"
# What may stand before a date: that it is one of publication, a time, the day of the week. A word such as
# "Updated" or "until" may not: it says that the date is another one.
_BEFORE = (
    r"(?:(?:gepubliceerd|geplaatst|verschenen|publicatiedatum|datum|published|posted|publication date|date)"
    r"(?: op| on)?\s*:?\s+)?"
    rf"(?:{_TIME}\s*[,|–—-]?\s+)?(?:op |on )?"
    rf"(?:(?:{_one_of(_WEEKDAYS)})\b\.?,?\s*)?(?:the )?"
)
_AFTER = r"(?P<after>(?:[^\w].*|T\d.*)?)"
# A second date behind the first one: the two are the days between which something is held.
_UNTIL = re.compile(
    rf"\s*(?:t/m|tot(?: en met)?|until|till?|through|to|[-–—/])\s*(?:(?:{_one_of(_WEEKDAYS)})\b\.?,?\s*)?"
    rf"(?:\d\d?(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}|{_MONTH} \d|\d\d?[-/.]\d\d?[-/.]\d|\d{{4}}\b)",
    re.I,
)


def _pattern(date_part: str, after: str = _AFTER) -> re.Pattern[str]:
    return re.compile(_BEFORE + date_part + after, re.I)


_PATTERNS = (
    _pattern(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d)"),
    _pattern(r"(?P<y>\d{4})(?:[-/](?P<m>\d\d))?", after="(?P<after>)"),
    _pattern(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:\d{4}|\d{6})?(?!\d)"),
    _pattern(r"(?P<y>\d{4})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?!\d)"),
    _pattern(rf"(?P<d>\d\d?)(?P<by>[-/.])(?P<m>\d\d?)(?P=by){_YEAR}"),
    _pattern(rf"(?P<d>\d\d?)(?:st|nd|rd|th|e|de|ste)?\.?[ /-](?:of )?{_NAME},?[ /-]{_YEAR}"),
    _pattern(rf"{_NAME},? (?P<y>\d{{4}}|['’‘`]\d\d)(?!\d)"),
    _pattern(rf"{_NAME}[ -](?P<d>\d\d?)(?:st|nd|rd|th)?(?:, ?|[ -]){_YEAR}(?!:)"),
    # That of Unix, of Java and of what was Twitter: the year stands last.
    _pattern(rf"{_NAME} (?P<d>\d\d?) \d\d:\d\d:\d\d (?:[+-]\d{{4}} |[a-z]{{2,5}} )?(?P<y>\d{{4}})"),
    _pattern(rf"(?P<y>\d{{4}})[ -]{_NAME}[ -](?P<d>\d\d?)(?!\d)"),
)
_COUNTED = re.compile(r"(?:/Date\()?(?P<count>\d{5}|\d{9,10}|\d{12,13}|\d{16})(?:[.,]\d+|[+-]\d{4})?(?:\)/)?")
_LONGEST = 200  # characters of a date with all that stands around it
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)  # from 1954 on


def iso_date(written: str) -> str | None:
    """Return a date as precise as it is written: ``2023``, ``2023-03`` or ``2023-03-14``.

    None is returned for what is no date, and for what may be one of two: see ``date_readings``.
    """
    readings = date_readings(written)
    return readings[0] if len(readings) == 1 else None


def date_readings(written: str) -> tuple[str, ...]:
    """Return the dates, in ISO 8601, that the writer may mean: one, none, or two.

    Read are ISO 8601 with or without a time, ``14 maart 2023``, ``March 14, 2023``, ``14-03-2023`` (the day
    first, as the Dutch write), ``14-3-23`` (of the last hundred years), the dates of e-mail, and those that
    programs count: the days of Excel, the seconds or milliseconds of Unix (their day in UTC). A time is
    dropped as it stands: the day is that of the writer. ``03/04/2023`` is in April or in March. None are
    the days that are not in the calendar, what lies more than a year ahead or before ``EARLIEST_YEAR``, the
    two days between which something is held, and what the words before it say is no day of publication
    (``Updated 14 March 2023``).
    """
    text = " ".join(written[:_LONGEST].split())
    counted = _COUNTED.fullmatch(text)
    if counted is not None:
        found = _counted(counted["count"])
        return (found,) if found else ()
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is not None:
            return () if _UNTIL.match(match["after"]) else tuple(dict.fromkeys(_of_match(match)))
    return _of_mail(text)


def _of_match(found: re.Match[str]) -> Iterator[str]:
    parts = found.groupdict()
    name = parts.get("name")
    month = _MONTHS[name.lower()] if name else int(parts.get("m") or 0)
    day = int(parts.get("d") or 0)
    year = _whole_year(parts["y"])
    yields_two = parts.get("by") == "/" and day <= 12
    if parts.get("by") and month > 12 >= day:
        month, day = day, month
    yield from _in_calendar(year, month, day)
    if yields_two:
        yield from _in_calendar(year, day, month)


def _in_calendar(year: int, month: int, day: int) -> Iterator[str]:
    """Yield a date as precise as it is given, where 0 is what is not; nothing for what cannot be."""
    try:
        found = date(year, month or 1, day or 1)
    except ValueError:
        return
    if _is_likely(found) and (month or not day):
        yield found.isoformat()[: 10 if day else 7 if month else 4]


def _whole_year(written: str) -> int:
    digits = written.lstrip("'’‘`")
    if len(digits) == 4:
        return int(digits)
    this_year = _today().year
    year = this_year - this_year % 100 + int(digits)
    return year if year <= this_year + 1 else year - 100


def _counted(count: str) -> str | None:
    number = int(count)
    if len(count) == 5:
        found = _EXCEL_EPOCH + timedelta(days=number) if number in _EXCEL_DAYS else None
    else:
        seconds = number / {9: 1, 10: 1, 12: 1e3, 13: 1e3, 16: 1e6}[len(count)]
        found = datetime.fromtimestamp(seconds, UTC).date()
    return found.isoformat() if found and _is_likely(found) else None


def _of_mail(text: str) -> tuple[str, ...]:
    try:
        found = parsedate_to_datetime(text).date()
    except (ValueError, IndexError, TypeError, OverflowError):
        return ()
    return (found.isoformat(),) if _is_likely(found) else ()


def _is_likely(found: date) -> bool:
    return found.year >= EARLIEST_YEAR and found <= _today() + timedelta(days=_DAYS_AHEAD)


def _today() -> date:
    return datetime.now(UTC).date()
