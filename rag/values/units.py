"""The units and currencies of numbers, by their Dutch and English words in CLDR."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import get_currency_name, get_currency_symbol, list_currencies
from babel.units import format_unit

TIME_OF_DAY = "time of day"

_FACTORS = {
    "length": "kilometer 1000 meter 1 centimeter 0.01 millimeter 0.001 mile 1609.344 foot 0.3048 inch 0.0254",
    "mass": "gram 0.001 kilogram 1 tonne 1000",
    "area": "square-kilometer 1000000 square-meter 1 hectare 10000 square-mile 2589988 acre 4046.86",
    "duration": "second 1 minute 60 hour 3600 day 86400 week 604800",
    "duration in months": "month 1 year 12",
    "volume": "liter 1 cubic-meter 1000 barrel 158.99",
    "speed": "kilometer-per-hour 1 mile-per-hour 1.609344",
    "energy": "kilowatt-hour 1",
    "power": "watt 1 kilowatt 1000 megawatt 1000000 gigawatt 1000000000",
    "temperature": "celsius 1",
}
"""What one of a unit is in the unit of which the factor is 1."""
# Plurals, compounds and spellings that CLDR does not give.
_MORE = {
    "duration-year": "jaren jarige jarigen year-old years-old jr",
    "duration-month": "maandse month-long",
    "duration-week": "weekse",
    "duration-day": "daagse daags",
    "duration-hour": "uren uurs urige",
    "duration-minute": "minuut",
    "length-mile": "mijlen",
    "length-meter": "meters",
    "length-kilometer": "kilometers kilometre kilometres",
    "mass-tonne": "ton tonnes tons",
    "mass-kilogram": "kilo kilo's",
    "temperature-celsius": "graden degrees degree °c",
    "area-hectare": "ha hectaren",
    "volume-barrel": "vaten vat",
    "power-megawatt": "MW",
    "power-gigawatt": "GW",
}
_MAJOR = ("EUR", "USD", "GBP", "JPY", "CNY", "RUB", "CHF", "TRY", "UAH", "INR", "SEK")
"""Of two currencies with one short name (``dollar``) the first is meant."""
_CURRENCY_FORMS = {"euro's": "EUR", "euros": "EUR", "roebels": "RUB", "roubles": "RUB", "ponden": "GBP"}
# Short forms that are words, or that news uses for something else: World Cup (WK).
_NO_UNITS = frozenset(["in", "t", "l", "w", "wk", "wks", "ac", "mi", "try", "tr"])
_SPACES = re.compile(r"[\s-]+")
_LOCALES = ("nl", "en", "en_GB")


def in_base_unit(unit: str) -> tuple[str, Decimal] | None:
    """Return what a unit measures and its factor; None for what cannot be converted, as a currency."""
    return _units().get(unit)


def unit_after(text: str, at: int) -> tuple[str, int] | None:
    """Return the unit that a number ending at ``at`` has, and where its words end; None if it has none."""
    found = _pattern().match(text, at)
    if found is None:
        return None
    return _words()[_SPACES.sub(" ", found["word"].lower())], found.end()


def currency_before(text: str, at: int) -> str | None:
    """Return the currency that stands before a number: ``€ 5``, ``US$5``, ``EUR 5``."""
    found = _symbol_pattern().search(text[max(0, at - 6) : at])
    return _symbols()[found[1]] if found else None


@functools.cache
def _units() -> dict[str, tuple[str, Decimal]]:
    units = {}
    for kind, listed in _FACTORS.items():
        words = listed.split()
        for name, factor in zip(words[::2], words[1::2], strict=True):
            units[f"{kind.split()[0]}-{name}"] = (kind, Decimal(factor))
    return units


@functools.cache
def _words() -> dict[str, str]:
    """Return the unit of each word or words in lower case."""
    words = dict(_currency_words())
    for unit in _units():
        for locale in _LOCALES:
            for length in ("long", "short"):
                for count in (1, 2):
                    written = format_unit(count, unit, length, locale=locale)
                    words.setdefault(re.sub(r"^\d\s?", "", written).lower(), unit)
        words |= dict.fromkeys(_MORE.get(unit, "").lower().split(), unit)
    point = dict.fromkeys(
        ("procentpunt", "procentpunten", "percentage point", "percentage points"),
        "percentage point",
    )
    words |= dict.fromkeys(("cent", "cents", "centen", "eurocent", "pence", "penny"), "cent")
    words |= point | dict.fromkeys(("%", "procent", "percent", "percenten", "per cent", "pct"), "percent")
    return {_SPACES.sub(" ", word): unit for word, unit in words.items() if word not in _NO_UNITS}


def _currency_words() -> Iterator[tuple[str, str]]:
    for locale in ("nl", "en"):
        for code in reversed([*_MAJOR, *sorted(list_currencies(locale) - set(_MAJOR))]):
            for count in (1, 2):
                name = get_currency_name(code, count, locale=locale).lower()
                yield name, code
                if code in _MAJOR:
                    yield name.split()[-1], code
    yield from _CURRENCY_FORMS.items()
    yield from ((code.lower(), code) for code in _MAJOR)
    yield from ((symbol.lower(), code) for symbol, code in _symbols().items())


@functools.cache
def _symbols() -> dict[str, str]:
    symbols = {get_currency_symbol(code, locale): code for code in reversed(_MAJOR) for locale in _LOCALES}
    return {code: code for code in _MAJOR} | symbols | {"$": "USD", "¥": "JPY"}


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_words(), key=len, reverse=True)
    forms = "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in words)
    # Amerikaanse dollar: CLDR has it as one name, papers write it with small and capital letters.
    return re.compile(rf"[\s\u00a0-]?(?P<word>{forms})(?![^\W\d_])", re.IGNORECASE)


@functools.cache
def _symbol_pattern() -> re.Pattern[str]:
    symbols = "|".join(re.escape(symbol) for symbol in sorted(_symbols(), key=len, reverse=True))
    return re.compile(rf"({symbols})[\s\u00a0]?$")
