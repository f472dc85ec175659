"""Finds the numbers in a text, with what they count money, shares, times or kilometres in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from index.article import Language
from index.span import Span
from index.text.keywords import is_stop_word, word_set
from rag.values.clock import times_in
from rag.values.counting import is_counting
from rag.values.digits import ABOUT_TEN_TIMES, TIMES, Digits
from rag.values.number import Bound, Number
from rag.values.shares import shares_in
from rag.values.units import currency_before, unit_after
from rag.values.words import DESIGNATION

_PLAIN = r"[0-9]{1,3}(?:[.,\u00a0\u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_SCALE = rf"(?:[\s\u00a0-]?(?:of )?{TIMES}(?P<scale>[0-9]+))?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<digits>{_PLAIN})(?P<half> (?:and|en) (?:a|1|een) half)?{_SCALE}"
    rf"(?P<end>st|nd|rd|th|e|de|ste)?(?!\w|[.,][0-9])|{TIMES}(?P<alone>[0-9]+)"
)
_GLUED = re.compile(rf"(?<![\w.,])(?P<digits>{_PLAIN})(?=[A-Za-z°€%]|{TIMES}){_SCALE}")
_SCALE_WITHIN = re.compile(rf"{TIMES}([0-9]+)")
_ONE_AND_A_HALF = re.compile(r"\ban? (?=[a-z]+ and a half\b)(?P<unit>[a-z]+) and a half\b", re.IGNORECASE)
_VAGUE = re.compile(
    rf"(?:{ABOUT_TEN_TIMES}|\b(?:several|a few|some|enkele|een paar|1 paar) {TIMES}?(?=10))(?P<least>[0-9]+)"
    rf"(?:(?: of)? {ABOUT_TEN_TIMES}(?P<times>[0-9]+))?{_SCALE}",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<![\w.,])(?P<digits>[0-9]{1,4})(?:st|nd|rd|th|e|de|ste)(?!\w)")
_ONE_BUT = re.compile(r"\bop (?P<digits>[0-9]) na\b")
_RANGE = re.compile(r"\s*(?:-|–|—|tot(?: en met)?|t/m|to|à|or|of|en|and|through)\s*", re.IGNORECASE)
_IMPLIED: dict[str, str] = (
    dict.fromkeys(
        [
            "both",
            "beide",
            "beiden",
            "allebei",
            "double",
            "doubled",
            "dubbel",
            "dubbele",
            "verdubbeld",
            "verdubbelde",
        ],
        "2",
    )
    | dict.fromkeys(["verdubbelen", "twice", "pair", "couple", "duo", "tweeling", "twins", "tweemaal"], "2")
    | dict.fromkeys(["tripled", "triple", "verdrievoudigd", "verdrievoudigde"], "3")
)
_HALVED = word_set("halved halving gehalveerd halveerde halveren halve half")
_MOST = word_set("meeste most majority meerderheid")
_HALF_YEAR = re.compile(r"\bhalf (?:of the )?year\b|\bhelft van (?:het|dit|vorig) jaar\b|\bhalf-?\s?jaar\b")
_NO_ADJECTIVES = word_set("per last next past this vorige afgelopen komende volgende elke iedere")
_NEXT_WORD = re.compile(r" ([^\W\d_A-Z]+)")
_WORD = re.compile(r"[^\W\d_]+")
_SAID_BEFORE: tuple[tuple[Bound, str], ...] = (
    ("over", "niet minder dan|no (?:fewer|less) than"),
    ("under", "niet meer dan|(?:no|not) more than|minder dan|less than|fewer than|under|below"),
    ("under", "hooguit|hoogstens|at most|up to|maximaal"),
    ("almost", "bijna|almost|nearly|krap|net geen|nog geen|just under"),
    ("over", "meer dan|more than|over|above|boven|at least|minstens|zeker|minimaal|ten minste"),
    ("just over", "ruim|just over|iets meer dan"),
    ("about", "ongeveer|circa|about|around|approximately|roughly|rond|zo['’]n|naar schatting|some|tegen"),
)
_ARTICLE = r"(?:(?:de|the|1|een|an?|US)\s+)?"
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = tuple(
    (bound, re.compile(rf"\b(?:{words})[\s,]+{_ARTICLE}[^\w\s]{{0,4}}\s?$", re.IGNORECASE))
    for bound, words in _SAID_BEFORE
)
_LOOKED_BACK = 24
_EACH = r"(?:per|each|every|elke?|iedere?)"
_RATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    # 15 metres a day; not in under an hour.
    (unit, re.compile(rf"^\s?(?:[a-z]+s )?an? (?:{words})\b|\b(?:{_EACH} (?:{words})|{others})\b"))
    for unit, words, others in (
        ("hour", "uur|hour", "hourly"),
        ("day", "dag|day|etmaal", "dagelijkse?|daags|daily"),
        ("week", "week", "wekelijkse?|weekly"),
        ("month", "maand|month", "maandelijkse?|monthly"),
        ("year", "jaar|year", "jaarlijkse?|yearly|annual(?:ly)?|per annum"),
    )
)
_RATE_REACH = 80
_RATE_ENDS = re.compile(r"[.;:,](?!\d)|\d")
_BELOW_ZERO = re.compile(r"(?:(?<![\w.,])[-−–]|\bmin(?:us)? )$", re.IGNORECASE)
_THOUSANDS = {"nl": ".", "en": ","}


def numbers_in(digits: Digits, language: Language, taken: Sequence[Span] = ()) -> tuple[Number, ...]:
    """Return the numbers of a text in order, with spans of ``digits.text``.

    :param taken: where dates and names stand, of which the numbers count nothing.
    """
    text = digits.text
    taken = [*taken, *(Span(*found.span()) for found in DESIGNATION.finditer(text))]
    found: list[Number] = []
    times = tuple(times_in(text, language))
    for numbers in (times, _vague(text), shares_in(text, language), _ordinals(text), _plain(text, language)):
        held = [*taken, *(one.span for one in found if not (one.counted and one in times))]
        found += [one for one in numbers if not _overlaps(one.span, held)]
    marked = [_marked(one, digits) for one in sorted(found, key=lambda one: one.span)]
    return (*_shared_units(text, marked), *_implied(text))


def value_of(digits: str, language: Language) -> tuple[Decimal, Decimal | None]:
    """Return the number that digits say, and what else they may say: English ``1.700`` as thousands."""
    digits = digits.replace("\u00a0", "").replace("\u202f", "")
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return Decimal(digits), None
    plain = Decimal(digits.replace(".", "").replace(",", ""))
    if len(set(marks)) == 1 and len(marks) > 1:
        return plain, None
    whole, _, fraction = digits.rpartition(marks[-1])
    value = Decimal(f"{whole.replace('.', '').replace(',', '')}.{fraction}")
    if len(marks) > 1 or len(fraction) != 3 or len(whole) > 3 or whole == "0":
        return value, None
    return (plain, None) if marks[-1] == _THOUSANDS[language] else (value, plain)


def _plain(text: str, language: Language) -> Iterator[Number]:
    for found in _NUMBER.finditer(text):
        if not found["end"]:
            yield _with_unit(text, found, language)
    for found in _GLUED.finditer(text):
        number = _with_unit(text, found, language)
        if (number.unit or number.span.end > found.end()) and not _NUMBER.match(text, found.start()):
            yield number
    for found in _ONE_AND_A_HALF.finditer(text):
        unit = unit_after(text, found.start("unit"))
        value = Decimal("1.5")
        yield Number(value, value, Span(*found.span()), unit[0] if unit else None)


def _with_unit(text: str, found: re.Match[str], language: Language) -> Number:
    groups = found.groupdict()
    scale = Decimal(groups.get("alone") or groups.get("scale") or 1)
    value, other = value_of(found["digits"], language) if found["digits"] else (Decimal(1), None)
    if groups.get("half"):
        value += Decimal("0.5")
    start, end = found.span()
    before = currency_before(text, start)
    unit = unit_after(text, end) or (None if before else _unit_behind_a_word(text, end, language))
    if unit and unit[0] == "temperature-celsius" and _BELOW_ZERO.search(text[:start]):
        scale = -scale
    if unit and text[end : unit[1]] == "m" and (before or is_counting(text, unit[1], language)):
        end, unit, scale = unit[1], None, scale * 1_000_000  # $5m
    return Number(
        value * scale,
        value * scale,
        Span(start, unit[1] if unit else end),
        unit[0] if unit else before,
        counted=unit is None and before is None and is_counting(text, end, language),
        other=None if other is None else other * scale,
    )


def _unit_behind_a_word(text: str, at: int, language: Language) -> tuple[str, int] | None:
    """Return the unit of ``four consecutive weeks``, which ends where the number does."""
    word = _NEXT_WORD.match(text, at)
    if word is None or word[1] in _NO_ADJECTIVES or is_stop_word(word[1], language):
        return None
    unit = unit_after(text, word.end())
    return (unit[0], at) if unit else None


def _vague(text: str) -> Iterator[Number]:
    for found in _VAGUE.finditer(text):
        least = Decimal(found["least"]) * Decimal(found["times"] or 1) * Decimal(found["scale"] or 1)
        unit = unit_after(text, found.end())
        yield Number(least * 2 if least == 10 else least, least * 10, Span(*found.span()), unit and unit[0])


def _ordinals(text: str) -> Iterator[Number]:
    for found in _ORDINAL.finditer(text):
        value = Decimal(found["digits"])
        yield Number(value, value, Span(*found.span()), "ordinal")
    for found in _ONE_BUT.finditer(text):
        value = Decimal(found["digits"]) + 1
        yield Number(value, value, Span(*found.span()), "ordinal")


def _implied(text: str) -> Iterator[Number]:
    for found in _WORD.finditer(text):
        word, span = found[0].lower(), Span(*found.span())
        if word in _IMPLIED:
            value = Decimal(_IMPLIED[word])
            yield Number(value, value, span, implied=True)
        elif word in _HALVED:
            yield Number(Decimal(50), Decimal(50), span, "percent", implied=True)
        elif word in _MOST:
            yield Number(Decimal(50), Decimal(100), span, "percent", implied=True)
        elif word in {"decade", "decennium"}:
            yield Number(Decimal(10), Decimal(10), span, "duration-year", implied=True)
    for found in _HALF_YEAR.finditer(text):
        yield Number(Decimal(6), Decimal(6), Span(*found.span()), "duration-month", implied=True)


def _marked(number: Number, digits: Digits) -> Number:
    """Return a number with what is said before it, and whether it was written in letters."""
    before = digits.text[max(0, number.span.start - _LOOKED_BACK) : number.span.start]
    bound: Bound = next((bound for bound, pattern in _BOUNDS if pattern.search(before)), "exact")
    return replace(
        number,
        bound=bound,
        per=_rate(digits.text, number.span),
        in_words=number.span.start in digits.in_words,
    )


def _rate(text: str, span: Span) -> str | None:
    """Return the unit of time per which a number is said, in the words around it up to another number."""
    before = _RATE_ENDS.split(text[max(0, span.start - _RATE_REACH) : span.start])[-1]
    after = _RATE_ENDS.split(text[span.end : span.end + _RATE_REACH])[0]
    return next((unit for unit, pattern in _RATES if pattern.search(after) or pattern.search(before)), None)


def _shared_units(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """Give the ends of a range what stands at one of them: ``5 tot 10 miljoen``, ``$5-10``."""
    for at, number in enumerate(numbers):
        if number.unit is not None:
            yield number
        elif at + 1 < len(numbers) and _are_range(text, number, numbers[at + 1]):
            after = numbers[at + 1]
            scale = _SCALE_WITHIN.search(text, after.span.start, after.span.end)
            other = number.low * Decimal(scale[1]) if scale and number.other is None else number.other
            yield replace(number, unit=after.unit, other=other, counted=after.counted)
        elif at and not number.counted and _is_price_range(text, numbers[at - 1], number):
            yield replace(number, unit=numbers[at - 1].unit)
        else:
            yield number


def _is_price_range(text: str, first: Number, last: Number) -> bool:
    """Whether the currency of the first number is that of the last: ``$5-10``."""
    return first.unit is not None and first.unit.isupper() and _are_range(text, first, last)


def _are_range(text: str, first: Number, last: Number) -> bool:
    between = _RANGE.fullmatch(text, first.span.end, last.span.start)
    return between is not None and "ordinal" not in {first.unit, last.unit}


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
