"""Tells whether a sentence gives a part in what happened to another than its source does.

``Iran fired missiles at Israel`` and ``Israel fired missiles at Iran`` have the same words, names and nearly
the same vector. Two parts are looked at: the name right before what it does (``Iran fired``), and the name
after a noun or verb and a preposition (``missiles at Israel``). Nothing is said between languages. So most
sentences pass; what does not pass is sure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Language
from index.keywords import index_words, word_set
from rag.names import Name, names_in, same_name
from rag.words import WORD

_PREPOSITIONS = word_set(
    "in op te bij van naar uit met voor door tegen aan over tot onder tussen sinds via rond volgens namens"
    " at on of to from with for by against about until under between since through around near behind"
    " according than dan as als"
)
_OF_PLACE = word_set("in te bij naar uit tot tussen rond near around between into")
"""The same place has many names: ``a meeting in Kazan``, ``a meeting in Russia``."""
_PASSIVE = word_set(
    "is are was were be been being gets got word wordt worden werd werden geworden zijn ben bent"
)
# What may stand between a doer and what is done.
_BETWEEN = _PASSIVE | word_set(
    "has have had will would may might can could should must also already again now then since not"
    " heeft hebben had hadden zal zullen zou zouden kan kunnen kon konden moet moeten mag ook al weer nu toen"
    " er zich niet"
)
_MOST_BETWEEN = 2
_PUNCTUATION = re.compile(r"[^\s\w]")
_TOGETHER = re.compile(r"\s*(?:,|&|,?\s(?:and|en|of|or))\s*")


@dataclass(frozen=True, slots=True)
class _Part:
    """The names that have a part in something. ``what`` is a stem, and how it is joined to them."""

    what: tuple[str, str]
    names: tuple[Name, ...]


def gives_part_to_another(sentence: str, source: str, language: Language) -> bool:
    """Whether a part that ``sentence`` gives to some names is given, in ``source``, to others alone.

    :param language: of both.
    """
    held = _parts(source, language)
    for part in _parts(sentence, language):
        others = [each.names for each in held if each.what == part.what]
        if others and not any(_is_one_of(part.names, names) for names in others):
            return True
    return False


def _is_one_of(names: Sequence[Name], others: Sequence[Name]) -> bool:
    return any(
        same_name(one.text, other.text) or (one.known is not None and one.known == other.known)
        for one in names
        for other in others
    )


def _parts(text: str, language: Language) -> list[_Part]:
    words = list(WORD.finditer(text))
    found = names_in(text)
    parts = []
    for place in range(len(found)):
        names = _with_others(text, found, place)
        before = [word for word in words if word.end() <= names[0].span.start]
        if before and before[-1][0].lower() in _PREPOSITIONS:
            parts += _as_object(text, before, names, language)
        else:
            parts += _as_doer(
                text, [word for word in words if word.start() >= names[-1].span.end], names, language
            )
    return parts


def _as_doer(
    text: str, after: Sequence[re.Match[str]], names: tuple[Name, ...], language: Language
) -> list[_Part]:
    between = 0
    while between < min(_MOST_BETWEEN, len(after)) and after[between][0].lower() in _BETWEEN:
        between += 1
    if between == len(after) or _PUNCTUATION.search(text, names[-1].span.end, after[between].start()):
        return []
    is_passive = any(word[0].lower() in _PASSIVE for word in after[:between])
    how = "is done to" if is_passive else "does"
    return [_Part((stem, how), names) for stem in index_words(after[between][0], language)]


def _as_object(
    text: str, before: Sequence[re.Match[str]], names: tuple[Name, ...], language: Language
) -> list[_Part]:
    preposition = before[-1][0].lower()
    if (
        len(before) == 1
        or preposition in _OF_PLACE
        or _PUNCTUATION.search(text, before[-2].end(), names[0].span.start)
    ):
        return []
    return [_Part((stem, preposition), names) for stem in index_words(before[-2][0], language)]


def _with_others(text: str, names: Sequence[Name], place: int) -> tuple[Name, ...]:
    """Return the names that are joined to one, up to it: ``Russia, Iran and China``."""
    start = place
    while start and _TOGETHER.fullmatch(text, names[start - 1].span.end, names[start].span.start):
        start -= 1
    return tuple(names[start : place + 1])
