"""Reads ``question_signs.toml``: the signs by which questions are told apart, as data."""

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from index.article import LANGUAGES, Language
from index.text.keywords import word_set
from rag.answer import QuestionKind

_FILE = Path(__file__).with_name("question_signs.toml")
_PARTS = ("plural_nl", "plural_en", "no_plural", "several_do", "articles", "article")
"""What stands in signs in braces, in the order in which it is filled in."""


@dataclass(frozen=True, slots=True)
class KindSigns:
    """What shows a kind: anywhere in the question, and where the question proper begins."""

    kind: QuestionKind
    anywhere: re.Pattern[str]
    opening: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class QuestionSigns:
    """The signs of ``question_signs.toml``, where each is described."""

    frame: frozenset[str]
    before_subject: frozenset[str]
    choice: re.Pattern[str]
    same_of: re.Pattern[str]
    more: re.Pattern[str]
    reason: re.Pattern[str]
    kinds: tuple[KindSigns, ...]
    asks: tuple[tuple[str, re.Pattern[str]], ...]
    in_language: dict[Language, re.Pattern[str]]
    of_articles: frozenset[str]


@functools.cache
def question_signs() -> QuestionSigns:
    """Return the signs, read once."""
    held = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def pattern(*signs: str) -> re.Pattern[str]:
        text = "|".join(f"(?:{sign})" for sign in signs) or "(?!)"
        for name in _PARTS:
            text = text.replace(f"{{{name}}}", held[name])
        return re.compile(text, re.IGNORECASE)

    return QuestionSigns(
        frame=word_set(held["frame"]),
        before_subject=word_set(held["before_subject"]),
        choice=pattern(held["choice"]),
        same_of=pattern(held["same_of"]),
        more=pattern(held["more"]),
        reason=pattern(held["reason"]),
        kinds=tuple(
            KindSigns(QuestionKind(each["kind"]), pattern(*each["anywhere"]), pattern(*each["opening"]))
            for each in held["kinds"]
        ),
        asks=tuple((each["ask"], pattern(each["sign"])) for each in held["asks"]),
        in_language={each: pattern(held["collection"][each]) for each in LANGUAGES},
        of_articles=word_set(held["collection"]["words"]),
    )
