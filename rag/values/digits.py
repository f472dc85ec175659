"""Writes the numbers of a text in digits, so that what reads numbers reads one form of them.

``text2num`` reads the words; here is what it lacks: ``anderhalf``, ``vijfjarige``, ``tientallen``, ``mln``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text_to_num import find_numbers  # type: ignore[import-untyped]  # it ships no types

from index.article import Language
from index.span import Span

TIMES = "×"
"""Stands before what multiplies the number before it: ``12 duizend`` becomes ``12 ×1000``."""
ABOUT_TEN_TIMES = "≈"
"""Stands before the least that a vague number means: ``honderden`` becomes ``≈100``."""

_TOKEN = re.compile(r"[0-9]+(?:[.,\u00a0\u202f]?[0-9]+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|.", re.DOTALL)
_SCALES = {"mln": 6, "mn": 6, "mld": 9, "bn": 9, "tn": 12, "k": 3}
_LARGE = {"trillion": 12}
_SCALE_VALUES = frozenset(10**power for power in (3, 6, 9, 12))
_VAGUE: dict[Language, dict[str, int]] = {
    "nl": {"tientallen": 1, "honderden": 2, "duizenden": 3, "tienduizenden": 4, "honderdduizenden": 5}
    | {"miljoenen": 6, "miljarden": 9},
    "en": {"dozens": 1, "tens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9},
}
_WORDS: dict[Language, dict[str, str]] = {
    "nl": {"anderhalf": "1,5", "anderhalve": "1,5", "dozijn": "12", "driekwart": "3/4", "eenderde": "1/3"}
    | {"tweederde": "2/3", "zeventiger": "70er", "tachtiger": "80er", "negentiger": "90er"},
    "en": {"dozen": "12", "twenties": "20s", "thirties": "30s", "forties": "40s", "fifties": "50s"}
    | {"sixties": "60s", "seventies": "70s", "eighties": "80s", "nineties": "90s"},
}
_NO_NUMBERS = frozenset({"seconds", "o", "oh", "os", *_WORDS["en"], *_VAGUE["en"]})
_DUTCH_HALF = re.compile(r"(?P<number>.+?)(?:ën|en)hal(?:f|ve)")
_DUTCH_COMPOUND = re.compile(
    r"(?P<number>.+?)(?P<rest>jarigen?|maal|keer|voudige?|voud|daagse?|urige?|delige?|koppige?|tal|weekse"
    r"|maandse|uur)"
)
# De rechter acht bewezen: considers, not eight.
# Een is a number before another or a unit; else it is an article: 94 miljoen en een winst van 3 miljoen.
_COUNTED_ONE = re.compile(
    r"\s+(?:miljoen|miljard|biljoen|duizend|honderd|kwart|half|halve|op de|na|jaar|maand|week|dag|uur"
    r"|[^\W\d_]+(?:de|ste)\b)",
    re.IGNORECASE,
)
_DUTCH_ACHT = re.compile(r"\s+(?:het|hem|haar|zich|dit|dat|bewezen|niet|geen|zo|deze)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a text in the form that ``text2num`` asks for."""

    written: str
    is_word_for_itself: bool

    def text(self) -> str:
        return self.written.lower()

    def nt_separated(self, previous: object) -> bool:
        del previous
        return False

    def not_a_number_part(self) -> bool:
        return self.is_word_for_itself


@dataclass(frozen=True, slots=True)
class Digits:
    """A text with its numbers in digits. ``origins``: of each character the span that it comes from."""

    text: str
    origins: tuple[Span, ...]
    in_words: frozenset[int]
    """The places of ``text`` where a number stands that was written in letters."""

    def origin(self, span: Span) -> Span:
        """Return where the characters of a span stood in the text as written."""
        covered = self.origins[span.start : span.end]
        return Span(covered[0].start, covered[-1].end)


def in_digits(text: str, language: Language) -> Digits:
    """Return ``text`` with its numbers in digits: ``de 3e``, ``25000``, ``1,5 ×1000000``, ``≈100``."""
    pieces: list[str] = []
    origins: list[Span] = []
    in_words: set[int] = set()
    length = 0
    for piece, span, is_number_word in _pieces(text, language):
        if is_number_word:
            in_words.update(range(length, length + len(piece)))
            origins += [span] * len(piece)
        else:
            origins += [Span(at, at + 1) for at in range(span.start, span.end)]
        pieces.append(piece)
        length += len(piece)
    return Digits("".join(pieces), tuple(origins), frozenset(in_words))


def _pieces(text: str, language: Language) -> Iterator[tuple[str, Span, bool]]:
    """Yield the text in pieces as they are to be, where they stood, and whether each was a number word."""
    found = list(_TOKEN.finditer(text))
    spans = [Span(*token.span()) for token in found]
    tokens = [_Token(token[0], _is_for_itself(token, text, language)) for token in found]
    at = 0
    for number in find_numbers(tokens, language, threshold=0):
        yield from _others(text, spans[at : number.start], language)
        at = number.end
        span = Span(spans[number.start].start, spans[number.end - 1].end)
        value = int(number.value) if number.value == int(number.value) else number.text
        written = f"{value}e" if number.is_ordinal else str(value)
        is_scale = number.end - number.start == 1 and value in _SCALE_VALUES
        yield TIMES + written if is_scale else written, span, True
    yield from _others(text, spans[at:], language)


def _others(text: str, spans: Sequence[Span], language: Language) -> Iterator[tuple[str, Span, bool]]:
    for span in spans:
        word = span.of(text)
        number = _number(word, text[: span.start], language) if word.isalpha() else None
        yield (word, span, False) if number is None else (number, span, True)


def _number(word: str, before: str, language: Language) -> str | None:
    """Return in digits what a word that ``text2num`` does not know says of a number."""
    lowered = word.lower()
    if lowered in _LARGE and language == "en":
        return f"{TIMES}{10 ** _LARGE[lowered]}"
    if lowered in _SCALES and before.rstrip()[-1:].isdigit():
        return f"{TIMES}{10 ** _SCALES[lowered]}"
    if lowered in _VAGUE[language] and before.rstrip()[-1:].isdigit():
        return f"{TIMES}{10 ** _VAGUE[language][lowered]}"
    if lowered in _VAGUE[language]:
        return f"{ABOUT_TEN_TIMES}{10 ** _VAGUE[language][lowered]}"
    if lowered in _WORDS[language]:
        return _WORDS[language][lowered]
    return _dutch_compound(lowered) if language == "nl" else None


def _dutch_compound(word: str) -> str | None:
    if (half := _DUTCH_HALF.fullmatch(word)) and (value := _value(half["number"])):
        return f"{value},5"
    compound = _DUTCH_COMPOUND.fullmatch(word)
    value = _value(compound["number"]) if compound else None
    return f"{value}-{compound['rest']}" if compound and value else None


def _value(word: str) -> int | None:
    found = find_numbers([_Token(word, is_word_for_itself=False)], "nl", threshold=0)
    return int(found[0].value) if len(found) == 1 and not found[0].is_ordinal else None


def _is_for_itself(token: re.Match[str], text: str, language: Language) -> bool:
    word = token[0].lower()
    if language == "en":
        return word in _NO_NUMBERS
    if token[0] in {"een", "Een"}:
        return _COUNTED_ONE.match(text, token.end()) is None
    return word == "acht" and _DUTCH_ACHT.match(text, token.end()) is not None
