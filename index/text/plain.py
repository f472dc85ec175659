"""Texts as they are compared where accents, capitals and punctuation do not matter."""

import re
import unicodedata

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Return a text without accents and capitals."""
    if text.isascii():
        return text.casefold()
    composed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in composed if not unicodedata.combining(each)).casefold()


def title_key(title: str) -> str:
    """Return by what titles are put in order and known again: their words, plain."""
    return " ".join(_WORD.findall(plain(title)))
