"""Writes names as the reader's language writes them: ``Poetin`` in Dutch, ``Putin`` in English.

A small model copies names from its sources as they stand there. Only what an article in the reader's language
shows is changed, so that nothing can come in that stands in no article, and never the words of a quotation.
"""

import re
from collections.abc import Sequence

from rag.values.names import names_in
from rag.values.spelling import readings
from rag.values.words import WORD

_QUOTED = re.compile(r"[\"“„«][^\"”»]*[\"”»]|(?<!\w)[‘'][^’']*[’'](?!\w)")
_SHORTEST = 4
"""Letters of the shortest name that its sound tells from others."""


def respell(text: str, known_texts: Sequence[str]) -> str:
    """Return ``text`` with the words of its names spelled as in ``known_texts``, where one of these differs.

    A word is left where it stands in ``known_texts`` as it is, or where these have two words that sound like
    it.

    :param known_texts: of articles in the language of ``text``.
    """
    spellings = _name_words(known_texts)
    held = {word for known in known_texts for word in WORD.findall(known)}
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for name in reversed(names_in(text)):
        if any(start < name.span.end and name.span.start < end for start, end in quoted):
            continue
        for found in reversed(list(WORD.finditer(text, name.span.start, name.span.end))):
            word = found[0]
            if word not in held and (spelled := _spelled(word, spellings)):
                text = text[: found.start()] + spelled + text[found.end() :]
    return text


def _name_words(texts: Sequence[str]) -> list[str]:
    words = (word for text in texts for name in names_in(text) for word in WORD.findall(name.text))
    return list(dict.fromkeys(word for word in words if _is_spelled_by_sound(word)))


def _spelled(word: str, spellings: Sequence[str]) -> str | None:
    """Return the one other spelling of a word; a genitive's or plural's s stays or stays away."""
    if not _is_spelled_by_sound(word):
        return None
    heard = readings(word)
    alike = [
        other for other in spellings if heard & readings(other) and word.endswith("s") == other.endswith("s")
    ]
    return alike[0] if len(alike) == 1 else None


def _is_spelled_by_sound(word: str) -> bool:
    return len(word) >= _SHORTEST and word.istitle()
