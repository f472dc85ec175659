"""Counts letters: what a file holds is compared with what is kept of it."""

import re

LEAST_KEPT = 0.75
"""Share of the letters that the format's own library sees; where less is kept, the report says so.

Fitted with ``docs/measure/kept_text.py`` on the pages of the article-extraction-benchmark: it is told
of no whole one there, and at .80 of two in 172.
"""
FEWEST_LOST = 200
"""Letters. Of a short text a caption or a line of contact details is already a large share."""

_WORDS = re.compile(r"[^\W\d_]+")


def letters(text: str) -> int:
    """Return how many letters are in a text: digits, marks and white space do not count."""
    return sum(map(len, _WORDS.findall(text)))


def percent_kept(kept: int, seen: int) -> int | None:
    """Return how much of the letters was kept, in whole percents, where that is too little; else None."""
    if seen - kept < FEWEST_LOST or kept >= LEAST_KEPT * seen:
        return None
    return round(100 * kept / seen)
