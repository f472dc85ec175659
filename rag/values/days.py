"""The days of the calendar that a date, a season or a shift from now means."""

from collections.abc import Iterator
from datetime import date, timedelta

from rag.values.dates import PartialDate, day_of
from rag.values.relative_dates import SEASON_MONTHS, Shift

Days = tuple[date, date]
"""The first and the last day of a time."""

_MONTHS_IN_YEAR = 12
_LAST_OF_SEASON = 22
"""The day of the fourth month until which a season may last, as people count it."""


def days_of(one: PartialDate) -> Iterator[Days]:
    """Yield the days of a date with a year; none for a 31st of February."""
    if one.year is None:
        return
    if one.month is None:
        yield date(one.year, 1, 1), date(one.until or one.year, _MONTHS_IN_YEAR, 31)
    elif one.day is None:
        yield _month(one.year, one.month)
    elif day := day_of(one.year, one.month, one.day):
        yield day, day


def days_it_may_be(one: PartialDate, known: list[int]) -> Iterator[Days]:
    """Yield what a date without a year may mean: the nearest and the last such, or a weekday either way.

    :param known: year, month and day of the article, as far as known.
    """
    if one.weekday is not None:
        if len(known) == 3:
            today = date(*known)
            back = (today.weekday() - one.weekday) % 7
            for day in (today - timedelta(days=back), today + timedelta(days=7 - back)):
                yield day, day
    elif one.month is not None and known:
        month = known[1] if len(known) > 1 else one.month
        years = {known[0] - (one.month > month), *_nearest(one.month, month, known[0])}
        for year in sorted(years):
            yield from days_of(PartialDate(year, one.month, one.day, None, one.span))


def _nearest(month: int, now: int, year: int) -> Iterator[int]:
    yield min(
        (year - 1, year, year + 1), key=lambda other: abs((other - year) * _MONTHS_IN_YEAR + month - now)
    )


def days_from(shift: Shift, known: list[int]) -> Iterator[Days]:
    """Yield the days that a shift from the date of the article means, as far as that is known."""
    unit, by = shift
    if not known:
        return
    if unit == "year":
        yield date(known[0] + by, 1, 1), date(known[0] + by, _MONTHS_IN_YEAR, 31)
    elif unit in SEASON_MONTHS:
        yield from _turn_of_season(unit, by, known)
    elif unit == "month" and len(known) > 1:
        at = known[0] * _MONTHS_IN_YEAR + known[1] - 1 + by
        yield _month(at // _MONTHS_IN_YEAR, at % _MONTHS_IN_YEAR + 1)
    elif unit.startswith("month ") and len(known) > 1:
        month = int(unit.split()[1])
        year = known[0] - (by < 0 and month >= known[1]) + (by > 0 and month <= known[1])
        yield _month(year, month)
    elif len(known) == 3:
        yield _shifted_days(unit, by, date(*known))


def _shifted_days(unit: str, by: int, today: date) -> Days:
    if unit == "week":
        monday = today + timedelta(days=7 * by - today.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "day":
        day = today + timedelta(days=by)
        return day, day
    back = (today.weekday() - int(unit.split()[1])) % 7
    day = today - timedelta(days=back or 7) if by < 0 else today + timedelta(days=(7 - back) if by else -back)
    return day, day


def _turn_of_season(season: str, by: int, known: list[int]) -> Iterator[Days]:
    now = date(known[0], known[1] if len(known) > 1 else 1, known[2] if len(known) > 2 else 1)
    seasons = [season_days(season, known[0] + turn) for turn in (-1, 0, 1)]
    if by < 0:
        yield max(days for days in seasons if days[0] < now)
    elif by > 0:
        yield min(days for days in seasons if days[0] > now)
    else:
        yield seasons[1]


def season_days(season: str, year: int) -> Days:
    """Return the days of a season that begins in ``year``, as people count them."""
    first = SEASON_MONTHS[season]
    end = date(year + first // _MONTHS_IN_YEAR, (first + 2) % _MONTHS_IN_YEAR + 1, _LAST_OF_SEASON)
    return date(year, first, 1), end


def _month(year: int, month: int) -> Days:
    following = date(year + month // _MONTHS_IN_YEAR, month % _MONTHS_IN_YEAR + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
