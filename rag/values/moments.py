"""When a text says that something was, counted from the date of its article where it counts so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from index.article import Language
from index.span import Span
from rag.values.dates import PartialDate, dates_and_eras_in, day_of
from rag.values.days import Days, days_from, days_it_may_be, days_of, season_days
from rag.values.relative_dates import SEASON_MONTHS, Shift, seasons_in, shifts_in

Agreement = Literal["stands", "missing", "unknown"]
"""Whether a source has a value of a claim; unknown: it may, but what would tell is not known here."""

_RECKONED = re.compile(
    r"\b(?:days?|weeks?|months?|years?|dag|dagen|weken|maand|maanden|jaar)"
    r" (?:later|earlier|eerder|tevoren|daarvoor|daarna|erna)\b"
    r"|\b(?:following (?:day|week|month|year)|volgende dag|dag erna|dag ervoor|daags|vervroegd"
    r"|uitgesteld|postponed|brought forward|put back|delayed)\b",
    re.IGNORECASE,
)
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text speaks of: ``date`` or ``shift`` as written, or a ``season``.

    ``days``: each stretch of days that may be meant; none where that is not known.
    """

    span: Span
    date: PartialDate | None = None
    shift: Shift | None = None
    season: str | None = None
    days: tuple[Days, ...] = ()


def moments_in(text: str, language: Language, published: str | None) -> tuple[Moment, ...]:
    """Return the times that ``text`` (its numbers in digits) speaks of, in order.

    :param published: when it appeared, ISO 8601, as precise as known: ``2024``, ``2024-10``, ``2024-10-03``.
    """
    known = [int(part) for part in published.split("-")] if published else []
    found: list[Moment] = []
    for finder in (_shifts, _seasons, _dates):
        taken = [other.span for other in found]
        found += [
            new
            for new in finder(text, language, known)
            if not any(span.start < new.span.end and new.span.start < span.end for span in taken)
        ]
    return tuple(sorted(found, key=lambda one: one.span))


def moment_is_in(claim: Moment, source: Sequence[Moment], text: str, published: str | None) -> Agreement:
    """Return whether a source speaks of the time of a claim, as precisely or more so.

    Without the date of the article a relative time and a date cannot be compared, nor can a date that is to
    be reckoned from another (``a month later``): ``unknown``.

    :param text: of the source.
    """
    if any(_agrees(claim, one) for one in source):
        return "stands"
    if published is None or _RECKONED.search(text):
        may_be = _RECKONED.search(text) is not None or any(_may_agree(claim, one) for one in source)
    else:
        # Of an article without a date in it one may say when it appeared.
        on = Moment(claim.span, days=tuple(days_of(PartialDate(*_parts(published), None, claim.span))))
        may_be = not any(one.days for one in source) and _agrees(claim, on)
    return "unknown" if may_be else "missing"


def _shifts(text: str, language: Language, known: list[int]) -> Iterator[Moment]:
    for shift, span in shifts_in(text, language):
        yield Moment(
            span,
            shift=shift,
            season=shift[0] if shift[0] in SEASON_MONTHS else None,
            days=tuple(days_from(shift, known)),
        )


def _seasons(text: str, language: Language, known: list[int]) -> Iterator[Moment]:
    for season, year, span in seasons_in(text, language):
        years = [year] if year else [known[0] - 1, known[0]] if known else []
        yield Moment(span, season=season, days=tuple(season_days(season, one) for one in years))


def _dates(text: str, language: Language, known: list[int]) -> Iterator[Moment]:
    for span, group in groupby(dates_and_eras_in(text, language), key=lambda one: one.span):
        dates = list(group)
        if len(dates) > 1 and dates[0].month == dates[1].day and dates[0].day == dates[1].month:
            # 3/10/2024 may be in March or in October.
            yield Moment(span, days=tuple(days for one in dates for days in days_of(one)))
            continue
        for one in dates:
            yield Moment(span, date=one, days=tuple(days_of(one) if one.year else days_it_may_be(one, known)))


def _agrees(claim: Moment, source: Moment) -> bool:
    if claim.shift is not None and claim.shift == source.shift:
        return True
    if claim.season is not None and claim.season == source.season:
        meets = any(one[0] <= two[1] and two[0] <= one[1] for one in claim.days for two in source.days)
        return meets or not claim.days or not source.days
    if any(one[0] <= two[0] and two[1] <= one[1] for one in claim.days for two in source.days):
        return True
    if claim.season is not None and source.date is not None and source.date.month is not None:
        return (source.date.month - SEASON_MONTHS[claim.season]) % _MONTHS_IN_YEAR <= 3
    return _is_named_as(claim, source) or _is_said(claim, source)


def _is_said(claim: Moment, source: Moment) -> bool:
    said = [source.date] if source.date else []
    return claim.date is not None and any(
        _says(claim.date, one) for one in (*said, *(_as_date(days) for days in source.days))
    )


def _is_named_as(claim: Moment, source: Moment) -> bool:
    """Whether two times of which no day is known have one weekday or month, and but one says last or next."""
    if claim.days or source.days or (claim.shift and source.shift):
        return False
    name = _name(claim)
    return name is not None and name == _name(source)


def _name(moment: Moment) -> str | None:
    """Return the weekday or month that a time is named by: of ``afgelopen dinsdag`` that of ``dinsdag``."""
    if moment.shift is not None:
        return moment.shift[0] if " " in moment.shift[0] else None
    one = moment.date
    if one is None or one.day is not None or one.year is not None:
        return None
    return f"month {one.month}" if one.weekday is None else f"weekday {one.weekday}"


def _says(claim: PartialDate, source: PartialDate) -> bool:
    """Whether a date says all that another says: field by field, where no day of a calendar is known."""
    if claim.year and source.until and not claim.until and claim.month is None:
        return claim.year in {source.year, source.until}
    pairs = ((claim.year, source.year), (claim.month, source.month), (claim.day, source.day))
    if any(said is not None and said != known for said, known in pairs) or claim.until != source.until:
        return False
    if claim.weekday is None:
        return True
    day = (
        day_of(source.year, source.month, source.day) if source.year and source.month and source.day else None
    )
    return claim.weekday in {source.weekday, None if day is None else day.weekday()}


def _as_date(days: Days) -> PartialDate:
    first, last = days
    in_month = (first.year, first.month) == (last.year, last.month)
    return PartialDate(
        first.year if first.year == last.year else None,
        first.month if in_month else None,
        first.day if first == last else None,
        None,
        Span(0, 0),
    )


def _may_agree(claim: Moment, source: Moment) -> bool:
    """Whether two times may be one if only it were known when the article appeared."""
    ours, theirs = claim.date, source.date
    if ours is not None and theirs is not None and ours.weekday is None and theirs.weekday is None:
        has_no_year = theirs.year is None and theirs.month is not None
        return has_no_year and (ours.month, ours.day) in {(theirs.month, theirs.day), (None, None)}
    return _is_counted(claim) != _is_counted(source) and _precision(source) >= _precision(claim)


def _is_counted(moment: Moment) -> bool:
    return moment.shift is not None or (moment.date is not None and moment.date.weekday is not None)


def _precision(moment: Moment) -> int:
    """Return 0 for a time of a year, 1 of a month or season, 2 of a week, 3 of a day."""
    if moment.shift is not None:
        unit = moment.shift[0].split()[0]
        return {"year": 0, "week": 2, "day": 3, "weekday": 3}.get(unit, 1)
    one = moment.date
    if one is None or one.day is not None or one.weekday is not None:
        return 1 if moment.season else 3
    return 0 if one.month is None else 1


def _parts(published: str) -> tuple[int, int | None, int | None]:
    year, month, day = (*map(int, published.split("-")), None, None)[:3]
    return year or 0, month, day
