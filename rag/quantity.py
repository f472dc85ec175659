"""What a number of a text is, and when two of them are the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from index.span import Span

NumberKind = Literal["number", "ordinal", "vague", "implied"]
"""``vague`` means from its value to ten times that (``honderden``). ``implied`` is a word that also says a
number: ``both``, ``decade``."""

MINUTES_OF_HOUR = 60
_STRICT_UNITS = frozenset({"percent", "decade", "time"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text.

    ``unit`` is ``percent``, ``time`` (the value is minutes since midnight), ``decade`` (its first year), an
    ISO 4217 currency or None. ``other`` is a second way to read it: ``1,700`` as a thousand and more,
    the five of ``five to ten million`` as five million. ``in_words``: written in letters.
    """

    value: Decimal
    unit: str | None
    span: Span
    kind: NumberKind = "number"
    other: Decimal | None = None
    in_words: bool = False


def quantity_is_in(quantity: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether one of ``others`` says the same number, of the same unit as far as both have one."""
    return any(_same(quantity, other) for other in others)


def _same(quantity: Quantity, other: Quantity) -> bool:
    if other.unit == "time" and quantity.unit is None:
        hour = quantity.value * MINUTES_OF_HOUR
        return bool(_values(other) & {hour, hour + 12 * MINUTES_OF_HOUR})
    if not _units_agree(quantity.unit, other.unit):
        return False
    if quantity.kind == "vague" and other.kind != "vague":
        return quantity.unit == other.unit and quantity.value <= other.value < quantity.value * 10
    return (quantity.kind == "vague") == (other.kind == "vague") and bool(_values(quantity) & _values(other))


def _units_agree(one: str | None, other: str | None) -> bool:
    """Whether two units can be one: what is said to be money may elsewhere be a bare number, percents not."""
    return one == other or (None in {one, other} and not {one, other} & _STRICT_UNITS)


def _values(quantity: Quantity) -> set[Decimal]:
    return {quantity.value} if quantity.other is None else {quantity.value, quantity.other}
