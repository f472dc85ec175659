"""Finds the names in a sentence: what has a capital that no sentence gave it, and what the tables know."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.article import LANGUAGES
from index.span import Span
from index.text.keywords import is_stop_word
from rag.values.dates import is_day_or_month
from rag.values.known_names import KnownPlace, known_places
from rag.values.name_words import AFTER_VAN, PARTICLES, TITLES
from rag.values.words import DESIGNATION, WORD

_OPENS = re.compile(r"[.!?…:;\"“”„‘«(\[•*–—\n|/]|(?:^|\s)['’]")
_JOINS = re.compile(r"[ \u00a0]|-|‑")
_JOINS_INITIAL = re.compile(r"\.?[ \u00a0]?")
_LONGEST_INITIAL = 2
_ROMAN = re.compile(r"[IVX]+")
_SURE = re.compile(r"\w+[A-Z0-9]|[A-Z0-9]{2}")
"""A capital or digit within the word, as in ``KLM`` and ``TikTok``: a name wherever it stands."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written. ``known`` is what it names, where the tables know it: ``RU`` for ``Russische``.

    ``opens``: its first word begins a sentence, a quotation or a line, so that it may be any word.
    """

    text: str
    span: Span
    known: str | None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of a text, and whether it stands where any word has a capital."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether a letter of it is a capital."""
        return any(letter.isupper() for letter in self.text)


def names_in(text: str) -> tuple[Name, ...]:
    """Return the names in ``text`` in order: known ones, and runs of words with a capital.

    Titles (``President``), months, weekdays and the small words with which sentences begin are left out.
    """
    words = name_words(text)
    names: list[Name] = []
    at = 0
    known = {place.start: place for place in known_places([word.text for word in words])}
    while at < len(words):
        place = known.get(at)
        if place and any(word.capital for word in words[at : place.end]):
            names.append(_name(text, words[at : place.end], place.key))
            at = place.end
        elif words[at].capital:
            end = _end_of_run(text, words, at, known)
            run = _trimmed(words[at:end])
            if run:
                names.append(_name(text, run, None))
            at = end
        else:
            at += 1
    return tuple(names)


def name_words(text: str) -> tuple[NameWord, ...]:
    """Return the words of ``text`` in order."""
    words: list[NameWord] = []
    before = 0
    for found in WORD.finditer(text):
        opens = not words or _OPENS.search(text, before, found.start()) is not None
        words.append(NameWord(found[0], found.start(), found.end(), opens))
        before = found.end()
    return tuple(words)


def _name(text: str, words: Sequence[NameWord], known: str | None) -> Name:
    start, end = words[0].start, words[-1].end
    opens = known is None and words[0].opens and not _SURE.search(words[0].text)
    return Name(text[start:end], Span(start, end), known, opens)


def _end_of_run(text: str, words: Sequence[NameWord], start: int, known: Mapping[int, KnownPlace]) -> int:
    end = start + 1
    while end < len(words) and end not in known:
        step = _particles(words, end)
        if end + step >= len(words) or not words[end + step].capital or end + step in known:
            break
        if not all(_joined(text, words[at - 1], words[at]) for at in range(end, end + step + 1)):
            break
        end += step + 1
    return end


def _particles(words: Sequence[NameWord], at: int) -> int:
    """Count the small words at ``at`` that stand within names: 2 for ``van der``, 0 for a ``van`` alone."""
    first, second = (word.text for word in (*words[at : at + 2], words[at])[:2])
    if first == "van" or first in PARTICLES:
        joined = second in (AFTER_VAN if first == "van" else PARTICLES)
        return 2 if joined and at + 1 < len(words) else int(first != "van")
    return 0


def _joined(text: str, one: NameWord, other: NameWord) -> bool:
    between = text[one.end : other.start]
    if _JOINS.fullmatch(between):
        return True
    return one.capital and len(one.text) <= _LONGEST_INITIAL and _JOINS_INITIAL.fullmatch(between) is not None


def _trimmed(run: Sequence[NameWord]) -> Sequence[NameWord]:
    words = list(run)
    while words and (_says_nothing(words[0]) or _is_small(words[0])):
        del words[0]
    while words and (_says_nothing(words[-1]) or _ROMAN.fullmatch(words[-1].text)):
        del words[-1]
    if len(words) == 1 and len(words[0].text) == 1:
        return []
    return words


def _says_nothing(word: NameWord) -> bool:
    lowered = word.text.lower()
    is_number = word.text[0].isdigit() and not DESIGNATION.fullmatch(word.text)
    is_small = not word.capital or lowered in {"i", "i'm", "i’m"}
    return is_number or is_small or lowered in TITLES or is_day_or_month(lowered)


def _is_small(word: NameWord) -> bool:
    if word.text.isupper() and len(word.text) > 1:
        return False
    return any(is_stop_word(word.text, language) for language in LANGUAGES)
