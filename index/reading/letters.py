"""Counts letters: what a file holds is compared with what is kept of it."""

LEAST_KEPT = 0.75
"""Share of the letters that the format's own library sees; where less is kept, the report says so.

Fitted with ``docs/measure/kept_text.py`` on the pages of the article-extraction-benchmark: it is told
of no whole one there, and at .80 of two in 172.
"""
FEWEST_LOST = 200
"""Letters. Of a short text a caption or a line of contact details is already a large share."""

# Of a text in Latin-1, all but A to Z and the letters from À on.
_NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalpha() or (0x80 <= code < 0xC0))


def letters(text: str) -> int:
    """Return how many letters of Dutch and English are in a text."""
    # Far faster than by patterns; what is not in Latin-1 are other alphabets and signs.
    return len(text.encode("latin-1", "ignore").translate(None, _NO_LETTERS))


def percent_kept(kept: int, seen: int) -> int | None:
    """Return how much of the letters was kept, in whole percents, where that is too little; else None."""
    if seen - kept < FEWEST_LOST or kept >= LEAST_KEPT * seen:
        return None
    return round(100 * kept / seen)
