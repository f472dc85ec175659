"""Numbers written in words, Dutch and English: ``negende``, ``vijfentwintigduizend``, ``two hundred``.

No library serves: text2num knows no ``vijfmaal`` or ``tientallen``, num2words only writes.
"""

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from index.article import Language
from rag.spelling import fold

WordKind = Literal["number", "times", "ordinal", "vague", "implied"]
"""As ``NumberKind`` of a quantity; ``times`` multiplies what stands before it: ``thousand``."""


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What one word says of a number."""

    value: Decimal
    kind: WordKind


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_UNITS: dict[Language, tuple[str, ...]] = {
    "nl": _words(
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
        " zeventien achttien negentien"
    ),
    "en": _words(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen"
    ),
}
_TENS: dict[Language, tuple[str, ...]] = {
    "nl": _words("twintig dertig veertig vijftig zestig zeventig tachtig negentig"),
    "en": _words("twenty thirty forty fifty sixty seventy eighty ninety"),
}
_IRREGULAR_ORDINALS: dict[Language, dict[int, str]] = {
    "nl": {1: "eerste", 3: "derde", 8: "achtste"},
    "en": {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"},
}
_TIMES: dict[Language, dict[str, int]] = {
    "nl": {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9, "biljoen": 12},
    "en": {
        "hundred": 2,
        "thousand": 3,
        "million": 6,
        "mln": 6,
        "mn": 6,
        "billion": 9,
        "bn": 9,
        "trillion": 12,
        "tn": 12,
    },
}
_VAGUE: dict[Language, dict[str, int]] = {
    "nl": {"tientallen": 1, "honderden": 2, "duizenden": 3, "tienduizenden": 4, "honderdduizenden": 5}
    | {"miljoenen": 6, "miljarden": 9},
    "en": {"dozens": 1, "tens": 1, "decades": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9},
}
_OTHERS: dict[Language, dict[str, tuple[str, WordKind]]] = {
    "nl": {
        "nul": ("0", "number"),
        "half": ("0.5", "implied"),
        "halve": ("0.5", "implied"),
        "helft": ("0.5", "number"),
        "halveren": ("0.5", "implied"),
        "gehalveerd": ("0.5", "implied"),
        "anderhalf": ("1.5", "number"),
        "anderhalve": ("1.5", "number"),
        "driekwart": ("0.75", "number"),
        "kwart": ("0.25", "number"),
        "dozijn": ("12", "number"),
        "beide": ("2", "implied"),
        "beiden": ("2", "implied"),
        "allebei": ("2", "implied"),
        "dubbel": ("2", "implied"),
        "dubbele": ("2", "implied"),
        "verdubbeld": ("2", "implied"),
        "verdubbelen": ("2", "implied"),
        "duo": ("2", "implied"),
        "decennium": ("10", "implied"),
        "decennia": ("10", "vague"),
        "eeuwen": ("100", "implied"),
    },
    "en": {
        "zero": ("0", "number"),
        "half": ("0.5", "number"),
        "halved": ("0.5", "implied"),
        "quarter": ("0.25", "implied"),
        "dozen": ("12", "number"),
        "twice": ("2", "number"),
        "both": ("2", "implied"),
        "double": ("2", "implied"),
        "doubled": ("2", "implied"),
        "pair": ("2", "implied"),
        "couple": ("2", "implied"),
        "duo": ("2", "implied"),
        "triple": ("3", "implied"),
        "decade": ("10", "implied"),
        "centuries": ("100", "implied"),
    },
}
_DUTCH_ENDINGS = _words(
    "jarige jarig maal voudige voudig voud daagse daags urige urig delige delig koppige koppig tal weekse"
    " maandse hoek"
)
_HUNDREDTH = "ste"
_FIRST_IN_STE = 20


@functools.lru_cache(maxsize=20_000)
def number_word(word: str, language: Language) -> NumberWord | None:
    """Return the number that ``word``, in any case, says; None where it says none, as the article ``een``."""
    lowered = word.lower()
    if language == "nl" and lowered == "een":
        return None
    folded = fold(lowered)
    known = _table(language).get(folded)
    return _dutch(folded) if known is None and language == "nl" else known


@functools.cache
def _table(language: Language) -> dict[str, NumberWord]:
    numbers, ordinals = _below_hundred(language)
    table = {word: NumberWord(Decimal(value), "number") for word, value in numbers.items()}
    table |= {word: NumberWord(Decimal(value), "ordinal") for word, value in ordinals.items()}
    table |= {word: NumberWord(Decimal(10) ** power, "times") for word, power in _TIMES[language].items()}
    table |= {word: NumberWord(Decimal(10) ** power, "vague") for word, power in _VAGUE[language].items()}
    return table | {
        word: NumberWord(Decimal(value), kind) for word, (value, kind) in _OTHERS[language].items()
    }


def _below_hundred(language: Language) -> tuple[dict[str, int], dict[str, int]]:
    """Return the numbers 1 to 99 by their words, and the ordinals; English ones above 20 are two words."""
    units, tens = _UNITS[language], _TENS[language]
    numbers = {word: value for value, word in enumerate(units, start=1)}
    numbers |= {word: value for value, word in zip(range(20, 100, 10), tens, strict=True)}
    if language == "nl":
        compounds = {
            f"{unit}en{ten}": value * 10 + digit
            for value, ten in enumerate(tens, start=2)
            for digit, unit in enumerate(units[:9], start=1)
        }
        numbers |= compounds
    return numbers, {_ordinal(word, value, language): value for word, value in numbers.items()}


def _ordinal(word: str, value: int, language: Language) -> str:
    irregular = _IRREGULAR_ORDINALS[language].get(value)
    if irregular:
        return irregular
    if language == "en":
        return f"{word.removesuffix('y')}ieth" if word.endswith("y") else f"{word}th"
    return f"{word}{'de' if value < _FIRST_IN_STE else 'ste'}"


def _dutch(word: str) -> NumberWord | None:
    """Read a Dutch word that is put together: ``driehonderdvijftig``, ``tienduizendste``, ``vijfjarige``."""
    whole = _value(word)
    if whole is not None:
        return NumberWord(Decimal(whole), "number")
    half = re.fullmatch("(.+)enhal(?:f|ve)", word)
    if half and (value := _value(half[1])) is not None:
        return NumberWord(value + Decimal("0.5"), "number")
    if word.endswith(_HUNDREDTH) and (value := _value(word.removesuffix(_HUNDREDTH))) is not None:
        return NumberWord(Decimal(value), "ordinal")
    for ending in _DUTCH_ENDINGS:
        if word.endswith(ending) and (value := _value(word.removesuffix(ending))) is not None:
            return NumberWord(Decimal(value), "number")
    return None


def _value(word: str) -> int | None:
    thousands, has_thousands, rest = word.partition("duizend")
    if not has_thousands:
        return _below_thousand(word)
    before = _below_thousand(thousands) if thousands else 1
    after = _below_thousand(rest.removeprefix("en")) if rest else 0
    return None if before is None or after is None else before * 1000 + after


def _below_thousand(word: str) -> int | None:
    small, _ = _below_hundred_in_dutch()
    hundreds, has_hundreds, rest = word.partition("honderd")
    if not has_hundreds:
        return small.get(word)
    before = small.get(hundreds) if hundreds else 1
    after = (small.get(rest) or small.get(rest.removeprefix("en"))) if rest else 0
    return None if before is None or after is None else before * 100 + after


@functools.cache
def _below_hundred_in_dutch() -> tuple[dict[str, int], dict[str, int]]:
    return _below_hundred("nl")
