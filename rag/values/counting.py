"""Tells whether a number counts things: whether words for things follow it."""

import re

from index.article import Language
from index.text.keywords import is_stop_word

_NEXT = re.compile(r"[\s-](?P<word>[^\W\d_]+)")
_PLURAL = {
    "nl": re.compile(r"\b(?:[^\W\d_]{2,}(?:en|s)|man|mens|doden|leden|vrouwen|kinderen)\b"),
    "en": re.compile(
        r"\b(?:[^\W\d_]{2,}[^s\W]s|people|men|women|children|troops|police|staff|dead|cattle|lives)\b"
    ),
}
_ADJECTIVES = 1
"""Words that may stand between a number and what it counts: ``12 jonge mensen``."""


def is_counting(text: str, at: int, language: Language) -> bool:
    """Whether words for things that can be counted follow in ``text`` at ``at``."""
    for _ in range(_ADJECTIVES + 1):
        word = _NEXT.match(text, at)
        if word is None or is_stop_word(word["word"], language) or word["word"][0].isupper():
            return False
        if _PLURAL[language].fullmatch(word["word"]):
            return True
        at = word.end()
    return False
