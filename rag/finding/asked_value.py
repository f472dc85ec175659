"""Which kind of value a question asks for: ``how many`` wants a number, ``when`` a date."""

import re

from index.article import Language
from rag.values.compare import Kind, compare

_NUMBER: frozenset[Kind] = frozenset({"number"})
_DATE: frozenset[Kind] = frozenset({"date", "number"})
"""Either may say when, and how long."""
_ASKS: dict[Language, tuple[tuple[re.Pattern[str], frozenset[Kind]], ...]] = {
    "nl": (
        (re.compile(r"\bhoeveel\b|\bpercentage\b", re.IGNORECASE), _NUMBER),
        (re.compile(r"\bwanneer\b|\bhoe (?:lang|oud|vaak)\b|\bwelk jaar\b", re.IGNORECASE), _DATE),
    ),
    "en": (
        (re.compile(r"\bhow (?:many|much)\b|\bpercentage\b", re.IGNORECASE), _NUMBER),
        (re.compile(r"\bwhen\b|\bhow (?:long|old|often)\b|\b(?:what|which) year\b", re.IGNORECASE), _DATE),
    ),
}


def asked_kinds(question: str, language: Language) -> frozenset[Kind]:
    """Return the kinds of value of which an answer has one; none where the question asks for no such."""
    found = (kinds for asks, kinds in _ASKS[language] if asks.search(question))
    return next(found, frozenset())


def has_one_of(kinds: frozenset[Kind], text: str, language: Language) -> bool:
    """Whether a text has a value of one of the kinds."""
    return any(value.kind in kinds for value in compare(text, text, languages=(language, language)).values)
