"""Whether a text can answer what a question asks for: a count needs a number, a moment a date of a kind."""

import re
from typing import Literal

from index.article import Language
from index.text.keywords import word_set
from rag.facts import facts_in
from rag.relative_time import has_relative_time

Kind = Literal["count", "moment"]

_ASKS: dict[Language, dict[Kind, re.Pattern[str]]] = {
    "nl": {
        "count": re.compile(r"\b(?:hoeveel|hoe oud|welk percentage)\b", re.IGNORECASE),
        "moment": re.compile(
            r"\b(?:wanneer|sinds wanneer|welk (?:jaar|decennium)|welke (?:dag|datum|maand|eeuw))\b",
            re.IGNORECASE,
        ),
    },
    "en": {
        "count": re.compile(
            r"\b(?:how many|how much|how old|what (?:percentage|percent|number|amount))\b", re.IGNORECASE
        ),
        "moment": re.compile(
            r"^when\b|\b(?:(?:what|which) (?:year|decade|day|date|month|century)|since when)\b",
            re.IGNORECASE,
        ),
    },
}
_COUNTS: dict[Language, frozenset[str]] = {
    "nl": word_set("alle allemaal beide enkele geen half helft meeste veel vele weinig paar meerderheid"),
    "en": word_set("all both few half majority many most much no none several some"),
}
_DATES: dict[Language, frozenset[str]] = {
    "nl": word_set("als eeuw na nadat sinds terwijl tijdens toen tot totdat voor voordat"),
    "en": word_set("after before century during since till until when while"),
}
_WORD = re.compile(r"[^\W\d_]+")


def kind_asked_for(question: str, language: Language) -> Kind | None:
    """Return what kind of answer a question asks for; None where its form does not tell."""
    kinds = [kind for kind, pattern in _ASKS[language].items() if pattern.search(question)]
    return kinds[0] if len(kinds) == 1 else None


def can_answer(text: str, language: Language, kind: Kind | None) -> bool:
    """Whether a text in ``language`` has anything of a kind; of none, any text has."""
    if kind is None:
        return True
    facts = facts_in(text, language)
    words = {word.lower() for word in _WORD.findall(text)}
    if facts.quantities or facts.dates:
        return True
    if kind == "count":
        return bool(words & _COUNTS[language])
    return bool(words & _DATES[language]) or has_relative_time(text, language)
