"""Finds the numbers in a text, in digits and in words, with what they count money or percents in."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.article import Language
from index.span import Span
from rag.clock_and_decade import decades_in, times_in
from rag.number_parts import NumberPart, number_parts, numbers_of
from rag.number_words import number_word
from rag.quantity import NumberKind, Quantity
from rag.words import DESIGNATION

_MARK = re.compile(r"\[[0-9]+\]")
_UNIT_AND_A_HALF = re.compile(r"\ban? (?P<unit>[a-z]+) and a half\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|tot(?: en met)?|t/m|to|à|a|or|of|en|and|through)\s*", re.IGNORECASE)
_PERCENT = re.compile(
    r"\s?(?:%|(?:procent|percent|per cent|pct|percentage points?)(?![^\W\d_]))", re.IGNORECASE
)
_CURRENCY_AFTER = re.compile(
    r"[\s\u00a0-]?(?:(?:Amerikaanse|US|U\.S\.|American)\s)?"
    r"(?P<name>dollars?|euros?|euro['’]s|€|\$|pond(?:en)?\ssterling|pounds?|ponden|pond|roebels?|roubles?|rubles?"
    r"|yuan|yen|[A-Z]{3})(?![^\W\d_])"
)
_CURRENCY_BEFORE = re.compile(r"(?P<name>US\$|\$|€|£|¥|USD|EUR|GBP|CNY|RUB|JPY)\s?$")
_CURRENCIES = {
    "dollar": "USD",
    "us$": "USD",
    "$": "USD",
    "euro": "EUR",
    "€": "EUR",
    "pond": "GBP",
    "pound": "GBP",
    "£": "GBP",
    "roebel": "RUB",
    "rouble": "RUB",
    "ruble": "RUB",
    "yuan": "CNY",
    "yen": "JPY",
    "¥": "JPY",
}
_CODES = frozenset({"USD", "EUR", "GBP", "RUB", "CNY", "JPY"})


def quantities_in(text: str, language: Language) -> tuple[Quantity, ...]:
    """Return the numbers of ``text`` in order. Citation marks and names such as ``SU-35`` are left out."""
    taken = [found.span() for pattern in (_MARK, DESIGNATION) for found in pattern.finditer(text)]
    special = [*times_in(text), *decades_in(text), *_and_a_half(text)]
    taken += [(quantity.span.start, quantity.span.end) for quantity in special]
    parts = [
        part
        for part in number_parts(text, language)
        if not any(start < part.end and part.start < end for start, end in taken)
    ]
    numbers = _shared_units(text, [_number(text, run) for run in numbers_of(text, parts)])
    return tuple(sorted([*special, *numbers], key=lambda quantity: quantity.span))


def _number(text: str, run: Sequence[NumberPart]) -> tuple[Quantity, Decimal]:
    """Return the number that ``run`` says and what its last part multiplies by."""
    total, current, scale = Decimal(0), Decimal(0), Decimal(1)
    for part in run:
        if part.kind == "times" or (part.kind == "vague" and current):
            scale = part.value
            if scale > 100 or part.kind == "vague":
                total, current = total + (current or 1) * scale, Decimal(0)
            else:
                current = (current or 1) * scale
        else:
            current += part.value
    first, last = run[0], run[-1]
    kind: NumberKind = "number" if first.kind == "times" else first.kind
    if last.kind == "ordinal":
        kind = "ordinal"
    other = None if first.other is None else first.other * scale
    unit, end = _unit(text, first.start, last.end)
    in_words = all(part.in_words for part in run)
    span = Span(first.start, end)
    return Quantity(total + current, unit, span, kind, other, in_words), scale


def _unit(text: str, start: int, end: int) -> tuple[str | None, int]:
    percent = _PERCENT.match(text, end)
    if percent:
        return "percent", percent.end()
    after = _CURRENCY_AFTER.match(text, end)
    if after and (currency := _currency(after["name"])):
        return currency, after.end()
    before = _CURRENCY_BEFORE.search(text[max(0, start - 4) : start])
    return (_currency(before["name"]) if before else None), end


def _currency(name: str) -> str | None:
    if name in _CODES:
        return name
    word = name.lower().split()[0]
    return next((code for begin, code in _CURRENCIES.items() if word.startswith(begin)), None)


def _shared_units(text: str, numbers: Sequence[tuple[Quantity, Decimal]]) -> Iterator[Quantity]:
    """Give the ends of a range what stands at one of them: ``5 tot 10 miljoen``, ``$5-10``."""
    for at, (quantity, scale) in enumerate(numbers):
        unit, other = quantity.unit, quantity.other
        if at + 1 < len(numbers):
            after, its_scale = numbers[at + 1]
            if _RANGE.fullmatch(text, quantity.span.end, after.span.start):
                unit = unit or after.unit
                if scale == 1 and its_scale > 100 and other is None:
                    other = quantity.value * its_scale
        if at and unit is None and _RANGE.fullmatch(text, numbers[at - 1][0].span.end, quantity.span.start):
            unit = numbers[at - 1][0].unit
        yield Quantity(quantity.value, unit, quantity.span, quantity.kind, other, quantity.in_words)


def _and_a_half(text: str) -> list[Quantity]:
    return [
        Quantity(Decimal("1.5"), None, Span(*found.span()), in_words=True)
        for found in _UNIT_AND_A_HALF.finditer(text)
        if number_word(found["unit"], "en") is None
    ]
