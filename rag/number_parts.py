"""Finds the tokens that numbers are made of, in digits and in words, and groups them into numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.article import Language
from rag.number_words import WordKind, number_word


@dataclass(frozen=True, slots=True)
class NumberPart:
    """One token of a number: ``1,7`` or ``miljard`` of ``1,7 miljard dollar``."""

    value: Decimal
    kind: WordKind
    start: int
    end: int
    in_words: bool = True
    other: Decimal | None = None


_DIGITS = r"[0-9]{1,3}(?:[.,\u00a0\u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_TOKEN = re.compile(
    rf"(?<![\w.,])(?P<digits>{_DIGITS})(?P<ending>st|nd|rd|th|e|de|ste|k|m|bn|b|mn|tn)?(?![^\W_])"
    rf"|(?<![0-9.,])(?P<bare>{_DIGITS})|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "e", "de", "ste"})
_MONEY_ENDINGS = {"k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "tn": 12}
_BETWEEN_PARTS = re.compile(r"[\s\u00a0-]{1,2}")
_HALF = Decimal("0.5")
_AND = re.compile(r"\s+and\s+")
_OF = re.compile(r"\s+of\s+")
_AND_A_HALF = re.compile(r"\s+(?:and|en)\s+(?:a|an|een)\s+")
_SECOND_OF_TIME = re.compile(r"\b(?:a|per|every|each|split)\s+$", re.IGNORECASE)


def number_parts(text: str, language: Language) -> Iterator[NumberPart]:
    """Yield the tokens of ``text`` that say a number or multiply one."""
    for found in _TOKEN.finditer(text):
        if found["word"]:
            word = number_word(found["word"], language)
            may_be_time = found["word"].lower() == "second" and _SECOND_OF_TIME.search(text, 0, found.start())
            if word:
                kind = "implied" if may_be_time else word.kind
                yield NumberPart(word.value, kind, found.start(), found.end())
            continue
        value, other = _digits_value(found["digits"] or found["bare"], language)
        ending = (found["ending"] or "").lower()
        power = _MONEY_ENDINGS.get(ending, 0)
        yield NumberPart(
            value * 10**power,
            "ordinal" if ending in _ORDINAL_ENDINGS else "number",
            found.start(),
            found.end(),
            in_words=False,
            other=None if other is None else other * 10**power,
        )


def _digits_value(digits: str, language: Language) -> tuple[Decimal, Decimal | None]:
    """Return the number that digits say, and what else they may say: English ``1.700`` as thousands."""
    digits = digits.replace("\u00a0", "").replace("\u202f", "")
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return Decimal(digits), None
    plain = Decimal(digits.replace(".", "").replace(",", ""))
    if len(set(marks)) == 1 and len(marks) > 1:
        return plain, None
    decimal_mark = marks[-1]
    whole, _, fraction = digits.rpartition(decimal_mark)
    value = Decimal(f"{whole.replace('.', '').replace(',', '')}.{fraction}")
    if len(marks) > 1 or len(fraction) != 3 or len(whole) > 3 or whole == "0":
        return value, None
    thousands_mark = "." if language == "nl" else ","
    return (plain, None) if decimal_mark == thousands_mark else (value, plain)


def numbers_of(text: str, parts: Sequence[NumberPart]) -> Iterator[list[NumberPart]]:
    """Group the parts into numbers: ``two hundred and five`` is one, ``twenty twenty`` two."""
    run: list[NumberPart] = []
    for part in parts:
        if run and not _goes_on(text, run, part):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _goes_on(text: str, run: Sequence[NumberPart], part: NumberPart) -> bool:
    last = run[-1]
    between = text[last.end : part.start]
    adjoins = _BETWEEN_PARTS.fullmatch(between) is not None
    if part.value == _HALF:
        return last.kind == "number" and _AND_A_HALF.fullmatch(between) is not None
    if last.kind == "vague":
        return part.kind in {"vague", "times"} and (adjoins or _OF.fullmatch(between) is not None)
    if last.kind not in {"number", "times"} or part.kind in {"vague", "implied"}:
        return False
    if part.kind == "times":
        return adjoins
    if last.kind == "times":
        return part.in_words and part.value < last.value and (adjoins or _AND.fullmatch(between) is not None)
    is_ten = last.in_words and last.value in range(20, 100, 10)
    return is_ten and adjoins and part.in_words and part.value in range(1, 10)
