"""Tells whether the numbers, dates and names of a claim stand in its source, in Dutch or English.

It says what is surely absent, not that a claim is true: ``Iran sold Russia 300 drones`` has no value that is
missing where the source says that Russia sold them to Iran.
"""

import functools
import re
from dataclasses import dataclass, replace
from typing import Literal

from index.article import Language
from index.span import Span
from rag.values.digits import Digits, in_digits
from rag.values.moments import Agreement, Moment, moment_is_in, moments_in
from rag.values.named import name_is_in
from rag.values.names import Name, names_in
from rag.values.number import Number, is_reckoned, number_is_in
from rag.values.numbers import numbers_in
from rag.values.units import TIME_OF_DAY

Kind = Literal["number", "date", "name"]

_MARK = re.compile(r"\[[0-9]+\]")
_LISTED = r"[^\W\d_][\w’'-]*(?: [A-Z][\w’'-]*| [a-z]+ [A-Z][\w’'-]*){0,3}"
_LIST = re.compile(rf"{_LISTED}(?:, {_LISTED})*,? (?:en|and) {_LISTED}")
_LONGEST_LIST = 12
_HOME = "NL"
"""The country that sources in Dutch need not name."""
_BEST: tuple[Agreement, ...] = ("stands", "unknown", "missing")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a claim, as written in it, and whether the source has it."""

    kind: Kind
    text: str
    span: Span
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class ValueAgreement:
    """The numbers, dates and names of a claim, in order, each with whether its source has it."""

    numbers: tuple[Value, ...]
    dates: tuple[Value, ...]
    names: tuple[Value, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """All of them, in the order of the claim."""
        return tuple(sorted((*self.numbers, *self.dates, *self.names), key=lambda one: one.span))

    @property
    def missing(self) -> tuple[str, ...]:
        """What of the claim, as written, its source surely has not."""
        return tuple(dict.fromkeys(one.text for one in self.values if one.agreement == "missing"))

    @property
    def unmatched_kinds(self) -> frozenset[Kind]:
        """The kinds of which a value is missing."""
        return frozenset(one.kind for one in self.values if one.agreement == "missing")


@dataclass(frozen=True, slots=True)
class TextValues:
    """The numbers, dates and names of a text, with their spans in it."""

    numbers: tuple[Number, ...]
    dates: tuple[Moment, ...]
    names: tuple[Name, ...]


def compare(
    claim: str,
    source: str,
    *,
    languages: tuple[Language, Language],
    context: str = "",
    elsewhere: str = "",
    published: str | None = None,
) -> ValueAgreement:
    """Return the values of ``claim``, each with whether ``source`` or its context has it.

    Not looked at: a one or a first in letters, words that also say a number (``both``), citation marks, and a
    word that has its capital from the sentence.

    :param languages: of the claim and of the source with its context.
    :param context: the title of the source's article and the sentence before it.
    :param elsewhere: other text that the claim may be drawn from (the question, other sources): no value is
        looked for in it, but a capital there shows that the first word of the claim is a name.
    :param published: when the article appeared, ISO 8601, as precise as known; gives ``1 oktober`` its year
        and ``gisteren`` its day.
    """
    language, source_language = languages
    ours = values_in(claim, language, published)
    text = f"{context}\n{source}" if context else source
    theirs = values_in(text, source_language, published)
    numbers = [
        _value("number", claim, one.span, _number_agrees(one, theirs, text))
        for one in ours.numbers
        if _is_claimed(one)
    ]
    dates = [
        _value("date", claim, one.span, moment_is_in(one, theirs.dates, text, published))
        for one in ours.dates
    ]
    names = [
        _value("name", claim, one.span, agreement)
        for one in ours.names
        if (agreement := _name_agrees(one, claim, text, languages, elsewhere))
    ]
    return ValueAgreement(_read_once(numbers, dates), _read_once(dates, numbers), tuple(names))


@functools.lru_cache(maxsize=512)
def values_in(text: str, language: Language, published: str | None = None) -> TextValues:
    """Return the numbers, dates and names of ``text``. A number within a date or a name is no number."""
    text = _MARK.sub(lambda mark: " " * len(mark[0]), text)
    digits = in_digits(text, language)
    moments = moments_in(digits.text, language, published)
    # In letters only a date with more to it is one: twelve hundred men are no year.
    moments = tuple(one for one in moments if not (_is_bare_year(one) and one.span.start in digits.in_words))
    names = names_in(text)
    taken = [one.span for one in moments if not (one.date and one.date.may_count)]
    named = [one.span for one in names if one.known]
    numbers = [replace(one, span=digits.origin(one.span)) for one in numbers_in(digits, language, taken)]
    in_words = {one.span.start for one in numbers if one.in_words}
    return TextValues(
        tuple(one for one in numbers if not any(_within(one.span, span) for span in named)),
        tuple(_as_written(one, digits) for one in moments),
        tuple(one for one in names if one.known or one.span.start not in in_words),
    )


def _is_bare_year(moment: Moment) -> bool:
    one = moment.date
    return one is not None and one.year is not None and one.month is None and one.until is None


def _as_written(moment: Moment, digits: Digits) -> Moment:
    span = digits.origin(moment.span)
    return replace(moment, span=span, date=moment.date and replace(moment.date, span=span))


def _value(kind: Kind, claim: str, span: Span, agreement: Agreement) -> Value:
    return Value(kind, span.of(claim).rstrip(" ."), span, agreement)


def _name_agrees(
    name: Name, claim: str, text: str, languages: tuple[Language, Language], elsewhere: str
) -> Agreement | None:
    same_language = languages[0] == languages[1]
    agreement = name_is_in(name, claim, text, same_language=same_language, elsewhere=elsewhere)
    if agreement == "missing" and name.known == _HOME and languages == ("en", "nl"):
        # A Dutch paper says "het kabinet" where an English reader is told of the Dutch government.
        return "unknown"
    return agreement


def _is_claimed(number: Number) -> bool:
    """Whether a number claims a count: ``een van de``, ``for the first time`` and ``both`` do not."""
    is_one = number.low == 1 or (number.unit == TIME_OF_DAY and number.counted and number.low == 60)
    return not number.implied and not (number.in_words and is_one)


def _number_agrees(claim: Number, source: TextValues, text: str) -> Agreement:
    if number_is_in(claim, source.numbers):
        return "stands"
    if (
        claim.unit is None
        and claim.low == claim.high <= _LONGEST_LIST
        and claim.low in _lengths_of_lists(text)
    ):
        return "stands"
    return "unknown" if is_reckoned(claim, source.numbers) else "missing"


def _lengths_of_lists(text: str) -> set[int]:
    """Return how many are listed wherever the text lists some: ``Egypte, Iran en Irak`` are three."""
    return {len(re.split(r",? (?:en|and) |, ", found[0])) for found in _LIST.finditer(text)}


def _read_once(values: list[Value], others: list[Value]) -> tuple[Value, ...]:
    """Leave out what may be read in two ways where its other reading agrees better, or as well earlier on."""
    kept: dict[Span, Value] = {}
    for one in values:
        rivals = [other for other in others if other.span.start == one.span.start]
        if any(_rank(other) < _rank(one) for other in rivals):
            continue
        before = next((span for span in kept if span.start == one.span.start), None)
        if before is not None:
            # 14 uur is a time or a number of hours; 3 to 5 May are two days, and both must stand.
            best = min if one.kind == "number" else max
            kept[before] = best(kept[before], one, key=_rank)
        else:
            kept[one.span] = one
    return tuple(kept.values())


def _rank(value: Value) -> int:
    return _BEST.index(value.agreement)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
