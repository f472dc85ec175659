"""Tells whether two texts give one thing two values: another toll, another amount, another date.

A false alarm is worse than a miss. What two texts count has to be known, alike and counted once in each; a
rounder number, a part, a total, a rate or a rise is no other value, nor is one about another place or year.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from index.article import Language
from index.span import Span
from index.text.keywords import index_words, word_set
from rag.counted_things import outcomes_in, things_in
from rag.dates import PartialDate
from rag.facts import facts_in
from rag.quantity import Quantity, quantity_is_in


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and the language that it is in."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a number counts: its unit, what befell them, what they are (known things and stems)."""

    unit: str | None
    outcomes: frozenset[str]
    things: frozenset[str]
    stems: frozenset[str]


_WORD = re.compile(r"[^\W\d_]+")
_BOUNDARY = re.compile(
    r"[;:()–—?!]|[.,](?![0-9])"
    r"|\b(?:and|en|but|maar|while|terwijl|of whom|van wie|onder wie|waarvan|including)\b",
    re.IGNORECASE,
)
_STEMS_AFTER = 3
_AGE = re.compile(
    r"\b(?:years?[- ]old|jaar oud|[0-9]+-jarige|jarige|aged|age of|leeftijd|geleden|ago)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|ongeveer|circa|ca|zo['’]n|rond|bijna|ruim"
    r"|krap|tegen de|naar schatting|estimated)\W+(?:de |the |an? |US)?\W?$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:more than|over|at least|upwards of|meer dan|minstens|zeker|minimaal|tenminste|ten minste|boven)\W+"
    r"(?:de |the |US)?\W?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:up to|at most|fewer than|less than|under|hooguit|maximaal|hoogstens|minder dan|tot wel)\W+$",
    re.IGNORECASE,
)
_LOOKED_BACK = 20
_ROUNDED_BY = Decimal("0.02")
_ABOUT_BY = Decimal("0.1")
_BOUND_BY = Decimal("0.25")
# Each says that a number is of another kind: both texts must have the same of these.
_KINDS = (
    word_set("totale totaal total altogether overall cumulatief cumulative"),
    word_set(
        "waarvan including inclusief among another extra additional daarnaast meer more first eerste"
        " other andere nog"
    ),
    word_set(
        "per each every elk elke ieder iedere dagelijks dagelijkse daily weekly wekelijks wekelijkse"
        " jaarlijks jaarlijkse annual annually yearly monthly maandelijks maandelijkse gemiddeld gemiddelde"
        " average"
    ),
    word_set(
        "stijging gestegen stegen steeg toename daling gedaald daalde daalden rise rises rising rose increase"
        " increased fell fall decrease drop dropped"
    ),
    word_set("kan kunnen could may might zou zouden would verwacht expected expects schat fear fears vreest"),
    word_set("niet geen not no never nooit"),
)
_UPDATES = re.compile(
    r"\b(?:more than|meer dan|no fewer than|rose to|risen to|rises to|opgelopen tot|gestegen tot)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:zal|zullen|gaat|gaan|gepland|plan|uitgesteld|verschoven|vervroegd|opent|openen|begint|beginnen"
    r"|vanaf|uiterlijk|deadline|will|scheduled|planned|due|postponed|delayed|set|opens?|begins?"
    r"|starts?|expected)\b",
    re.IGNORECASE,
)
_LEAST_SHARED_WORDS = 2


def rival_number(claim: Told, source: str, other: Told) -> Span | None:
    """Return where ``claim`` has a number for which ``other`` has a different one; None if nowhere.

    :param source: what ``claim`` was drawn from; a number that stands there too is no other number.
    """
    if _AGE.search(claim.text) or _AGE.search(other.text) or _kinds(claim) != _kinds(other):
        return None
    if _has_other_dates(claim, other):
        return None
    known = facts_in(source, claim.language).numbers + facts_in(source, other.language).numbers
    theirs = facts_in(other.text, other.language)
    for ours in _counting(claim):
        alike = [one for one in _counting(other) if _count_the_same(claim, ours, other, one)]
        twins = [one for one in _counting(claim) if _count_the_same(claim, ours, claim, one)]
        if len(alike) != 1 or len(twins) != 1 or quantity_is_in(ours, theirs.numbers):
            continue
        if not quantity_is_in(alike[0], known) and not _is_rounding(claim.text, ours, other.text, alike[0]):
            return ours.span
    return None


def rival_date(claim: Told, source: str, other: Told) -> Span | None:
    """Return where ``claim`` has the date of a plan for which ``other`` has a different one.

    :param source: what ``claim`` was drawn from; a date that stands there too is no other date.
    """
    ours, theirs = _days(claim), _days(other)
    if len(ours) != 1 or len(theirs) != 1 or not (_PLAN.search(claim.text) and _PLAN.search(other.text)):
        return None
    if claim.language == other.language and len(_shared_words(claim, other)) < _LEAST_SHARED_WORDS:
        return None
    known = [one for language in (claim.language, other.language) for one in facts_in(source, language).dates]
    if not _differ(ours[0], theirs[0]) or any(not _differ(theirs[0], one) for one in known):
        return None
    return ours[0].span


def _counting(told: Told) -> list[Quantity]:
    """Return the numbers that count or measure something."""
    return [
        one
        for one in facts_in(told.text, told.language).quantities
        if one.kind == "number"
        and one.unit not in {"time", "decade"}
        and not (one.in_words and one.value == 1)
    ]


def _count_the_same(claim: Told, ours: Quantity, other: Told, theirs: Quantity) -> bool:
    one, two = _counted(claim, ours), _counted(other, theirs)
    if one.unit != two.unit:
        return False
    if one.unit is not None:
        same_language = claim.language == other.language
        return not same_language or len(_shared_words(claim, other)) >= _LEAST_SHARED_WORDS
    if one.outcomes or two.outcomes:
        return one.outcomes == two.outcomes
    if one.things or two.things:
        return one.things == two.things
    return claim.language == other.language and bool(one.stems & two.stems)


def _counted(told: Told, quantity: Quantity) -> _Counted:
    """Look at the words around a number, as far as no other number, comma or ``and`` comes between."""
    text, at = told.text, quantity.span
    others = [one.span for one in facts_in(text, told.language).quantities if one.span != at]
    breaks = [found.span() for found in _BOUNDARY.finditer(text)] + [(one.start, one.end) for one in others]
    start = max((end for _, end in breaks if end <= at.start), default=0)
    end = min((begin for begin, _ in breaks if begin >= at.end), default=len(text))
    after = text[at.end : end]
    around = text[start : at.start] + " " + after
    return _Counted(
        quantity.unit,
        outcomes_in(around),
        things_in(after) - {"person"},
        frozenset(index_words(after, told.language)[:_STEMS_AFTER]),
    )


def _is_rounding(text: str, quantity: Quantity, other_text: str, other: Quantity) -> bool:
    """Whether two numbers may be one, said more and less exactly: ``about 300`` and ``299``."""
    small, large = sorted((quantity.value, other.value))
    apart = (large - small) / large if large else Decimal(0)
    pairs = ((text, quantity, other), (other_text, other, quantity))
    if any(_is_round(one) and apart <= _ROUNDED_BY for _, one, _ in pairs):
        return True
    for its_text, one, against in pairs:
        before = its_text[max(0, one.span.start - _LOOKED_BACK) : one.span.start]
        if _ABOUT.search(before) and apart <= _ABOUT_BY:
            return True
        if _AT_LEAST.search(before) and _is_round(one) and one.value <= against.value and apart <= _BOUND_BY:
            return True
        if _AT_MOST.search(before) and one.value >= against.value:
            return True
    return False


def _is_round(quantity: Quantity) -> bool:
    """Whether a number has a single digit or two that are not noughts, and counts tens at least."""
    digits = quantity.value.normalize().as_tuple()
    return len(digits.digits) <= 2 and (int(digits.exponent) > 0 or quantity.value != int(quantity.value))


def _kinds(told: Told) -> tuple[bool, ...]:
    words = set(_WORD.findall(_UPDATES.sub(" ", told.text).lower()))
    return tuple(not words.isdisjoint(kind) for kind in _KINDS)


def _days(told: Told) -> list[PartialDate]:
    return [one for one in facts_in(told.text, told.language).dates if one.weekday is None]


def _has_other_dates(claim: Told, other: Told) -> bool:
    """Whether the two speak of different days or years, so that both their numbers may be right."""
    ours, theirs = _days(claim), _days(other)
    return bool(ours and theirs) and all(_differ(one, two) for one in ours for two in theirs)


def _differ(one: PartialDate, two: PartialDate) -> bool:
    pairs = ((one.year, two.year), (one.month, two.month), (one.day, two.day))
    return any(a is not None and b is not None and a != b for a, b in pairs)


def _shared_words(one: Told, two: Told) -> set[str]:
    """Return the words that both have, names and numbers aside."""
    return _plain_words(one) & _plain_words(two)


def _plain_words(told: Told) -> set[str]:
    names = [name.span for name in facts_in(told.text, told.language).names]
    text = told.text
    for span in reversed(names):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return {word for word in index_words(text, told.language) if word.isalpha()}
