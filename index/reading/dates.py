"""Dates as newspapers, mail and programs write them, in both languages, to ISO 8601."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

from babel import Locale

_MONTHS = {
    name.lower().rstrip("."): number
    for code in ("nl", "en")
    for width in ("wide", "abbreviated")
    for number, name in Locale(code).months["format"][width].items()
}
_MONTHS["sept"] = 9
_NAME = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))

_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?(?:[T ,]+\d\d:\d\d.*)?")
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?:\W.*)?")
_NUMBERS = re.compile(r"(?P<d>\d\d?)(?P<by>[-/.])(?P<m>\d\d?)(?P=by)(?P<y>\d{4})(?:\W.*)?")
_DAY_FIRST = re.compile(
    rf"(?:[a-z]+\.?,? )?(?:(?P<d>\d\d?)(?:st|nd|rd|th)? )?(?P<name>{_NAME})\.?,? (?P<y>\d{{4}})(?:\W.*)?",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]+\.?,? )?(?P<name>{_NAME})\.? (?P<d>\d\d?)(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?:\W.*)?", re.I
)


def iso_date(written: str) -> str | None:
    """Return a date as precise as it is written: ``2023``, ``2023-03`` or ``2023-03-14``.

    Read are ISO 8601 with or without a time, ``14 maart 2023``, ``March 14, 2023``, ``14-03-2023`` (the day
    first, as the Dutch write) and the dates of e-mail. A time is dropped as it stands: the day is that of the
    writer. None is returned for anything else, for days that are not in the calendar, and for ``03/04/2023``,
    which is in March or in April.
    """
    text = " ".join(written.split())
    for pattern in (_ISO, _COMPACT, _YEAR_FIRST, _NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.fullmatch(text)
        if found is not None:
            return _of_match(found)
    return _of_mail(text)


def _of_match(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    name = parts.get("name")
    month = str(_MONTHS[name.lower()]) if name else parts.get("m")
    day = parts.get("d")
    if parts.get("by") == "/" and month and day and month != day:
        if int(month) > 12:
            month, day = day, month
        elif int(day) <= 12:
            return None
    return _in_calendar(int(parts["y"]), month and int(month), day and int(day))


def _in_calendar(year: int, month: int | str | None, day: int | str | None) -> str | None:
    try:
        whole = date(year, int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]


def _of_mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
