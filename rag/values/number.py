"""What a number of a text is, and when a source says the number of a claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from index.span import Span
from rag.values.units import TIME_OF_DAY, in_base_unit

Bound = Literal["exact", "about", "over", "just over", "under", "almost"]
"""What is said before a number: ``about``, ``more than``, ``ruim``, ``at most``, ``bijna``."""

NOON = 12 * 60
_SAME_UNIT_ONLY = frozenset({"percent", "percentage point", "ordinal", TIME_OF_DAY})
_CONVERTED_BY = Decimal("0.03")
_ROUNDED_BY = Decimal("0.02")
_REACH: dict[Bound, tuple[Decimal, Decimal]] = {
    "exact": (Decimal(1), Decimal(1)),
    "about": (Decimal("0.95"), Decimal("1.05")),
    "over": (Decimal(1), Decimal(2)),
    "just over": (Decimal(1), Decimal("1.25")),
    "under": (Decimal("0.5"), Decimal(1)),
    "almost": (Decimal("0.9"), Decimal(1)),
}
_LEAST_RECKONED = 10
"""A smaller number than this is too often the sum of two others."""
_MOST_DIGITS_OF_A_ROUND_NUMBER = 2


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text.

    ``unit`` is ``percent`` (a share too), ``percentage point``, ``ordinal``, ``time of day`` (``low`` and
    ``high`` are minutes since midnight), a unit of CLDR (``length-kilometer``), an ISO 4217 currency or None.
    ``low`` and ``high`` differ in a vague number (``honderden``); ``slack`` is how far off it may be.
    ``counted``: a word for what it counts follows, so that no unit can be meant. ``other`` is a second way to
    read it: ``1.700``; the five of ``five to ten million``. ``implied``: a word that also says a number
    (``both``), so that a claim is not held to it. ``half_of_day``: a time that can not be twelve hours later.
    ``per``: the unit of time per which it is said, ``hour`` to ``year``.
    """

    low: Decimal
    high: Decimal
    span: Span
    unit: str | None = None
    counted: bool = False
    bound: Bound = "exact"
    slack: Decimal = Decimal(0)
    other: Decimal | None = None
    in_words: bool = False
    implied: bool = False
    half_of_day: bool = False
    per: str | None = None

    @property
    def values(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """The ways to read it, each the least and the most that it can be."""
        one = (self.low, self.high)
        return (one,) if self.other is None else (one, (self.other, self.other))


def number_is_in(claim: Number, source: Sequence[Number]) -> bool:
    """Whether one of ``source`` is a claim's number, of the same unit and kind as far as both have one."""
    if claim.unit == "percent" and any(one.unit == "percent" for one in source):
        # From 4 percent to 2: what follows need not say so again.
        source = [replace(one, unit="percent") if _is_bare(one) else one for one in source]
    return any(_agrees(claim, one) for one in source)


def is_reckoned(claim: Number, source: Sequence[Number]) -> bool:
    """Whether a claim's number is the sum, difference, share or ratio of two numbers of ``source``."""
    if claim.unit in {TIME_OF_DAY, "ordinal"} or (claim.unit is None and claim.high <= _LEAST_RECKONED):
        return False
    numbers = [one for one in source if one.unit not in {TIME_OF_DAY, "ordinal"} and one.low == one.high]
    return any(
        _agrees(claim, replace(result, counted=claim.counted))
        for one in numbers
        for other in numbers
        if one is not other
        for result in _results(one, other)
    )


def _results(one: Number, other: Number) -> Iterator[Number]:
    if one.unit == "percent" and other.unit != "percent":
        value = other.low * one.low / 100
        yield replace(other, low=value, high=value, slack=Decimal("0.5"))
    elif one.unit == other.unit or None in {one.unit, other.unit}:
        unit = one.unit or other.unit
        for value in (one.low + other.low, abs(one.low - other.low)):
            yield replace(one, low=value, high=value, unit=unit, other=None, bound="exact")
        if other.low:
            value = one.low / other.low * 100
            yield replace(one, low=value, high=value, unit="percent", slack=Decimal("0.5"), bound="exact")


def _is_bare(number: Number) -> bool:
    return number.unit is None and not number.counted


def _agrees(claim: Number, source: Number) -> bool:
    if (_side(claim) == -_side(source) != 0) or claim.per not in {None, source.per}:
        return False
    if claim.unit == source.unit == TIME_OF_DAY:
        return _is_same_time(claim, source)
    factors = _factors(claim, source)
    if factors is None:
        return False
    ours, theirs = factors
    is_converted = ours != theirs
    return any(
        _holds(claim, (low * ours, high * ours), (least * theirs, most * theirs), source, is_converted)
        for low, high in claim.values
        for least, most in source.values
    )


def _side(number: Number) -> int:
    """Return 1 for more than a number, -1 for less, 0 for neither."""
    return {"over": 1, "just over": 1, "under": -1, "almost": -1}.get(number.bound, 0)


def _factors(claim: Number, source: Number) -> tuple[Decimal, Decimal] | None:
    """Return what brings both numbers to one unit; None if there is none, or they count different things."""
    one, other = claim.unit, source.unit
    if one == other:
        return Decimal(1), Decimal(1)
    if one in _SAME_UNIT_ONLY or other in _SAME_UNIT_ONLY:
        return None
    if one is None or other is None:
        bare = claim if one is None else source
        return None if bare.counted else (Decimal(1), Decimal(1))
    ours, theirs = in_base_unit(one), in_base_unit(other)
    return (ours[1], theirs[1]) if ours and theirs and ours[0] == theirs[0] else None


def _holds(
    claim: Number,
    ours: tuple[Decimal, Decimal],
    theirs: tuple[Decimal, Decimal],
    source: Number,
    is_converted: bool,
) -> bool:
    below, above = _REACH[claim.bound]
    slack = max(claim.slack, source.slack)
    if is_converted:
        slack = max(slack, _CONVERTED_BY * ours[0])
    elif _is_round(ours[0]) and claim.unit not in _SAME_UNIT_ONLY:
        slack = max(slack, _ROUNDED_BY * ours[0])
    return ours[0] * below - slack <= theirs[0] and theirs[1] <= ours[1] * above + slack


def _is_round(value: Decimal) -> bool:
    """Whether a number has a digit or two that are no noughts, and counts hundreds at least."""
    digits = value.normalize().as_tuple()
    return value >= 100 and len(digits.digits) <= _MOST_DIGITS_OF_A_ROUND_NUMBER


def _is_same_time(claim: Number, source: Number) -> bool:
    apart = int(claim.low - source.low) % (2 * NOON)
    return apart == 0 or (apart == NOON and not (claim.half_of_day and source.half_of_day))
