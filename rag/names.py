"""Finds the names in a sentence, and tells whether a text holds them, in whatever spelling."""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.article import LANGUAGES
from index.span import Span
from rag.common_words import is_common, is_listed
from rag.dates import is_day_or_month
from rag.known_names import known_places
from rag.name_words import AFTER_VAN, CONNECTORS, PARTICLES, STARTERS, TITLES
from rag.number_words import number_word
from rag.spelling import fold, readings
from rag.words import WORD

_OPENS = re.compile(r"[.!?…:;\"“”„‘«(\[•*–—\n|/]|(?:^|\s)['’]")
_JOINS = re.compile(r"[ \u00a0]|-|‑")
_JOINS_INITIAL = re.compile(r"\.?[ \u00a0]?")
_LONGEST_INITIAL = 2
# Endings of rarer words that may begin a sentence: Evolution, Wapenleveringen.
_NOUN = re.compile(r"(?<=\w{3})(?:ing|ingen|heid|heden|tions?|ments?|ness|ally)$")

_WINDOW = 4
"""Words that may stand between the words of a name: ``Masoud (the president) Pezeshkian``."""
_SHORTEST_COMPOUND_PART = 4
_SHORTEST_SOUND = 3
_SHORTEST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written. ``known`` is what it names, where the tables know it: ``RU`` for ``Russische``."""

    text: str
    span: Span
    known: str | None


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    opens: bool
    """Stands where any word has a capital: at the start of a sentence, a quotation or a line."""

    @property
    def capital(self) -> bool:
        return any(letter.isupper() for letter in self.text)


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text, by how they sound and by what they are known to name."""

    words: tuple[_Word, ...]
    places: Mapping[str, tuple[int, ...]]
    known: frozenset[str]
    initials: str


def names_in(text: str) -> tuple[Name, ...]:
    """Return the names in ``text`` in order: known ones, and runs of words with a capital.

    Titles (``President``), months, weekdays and the ordinary words with which sentences begin are left out.
    """
    words = _words(text)
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


def stands_in(name: str, text: str, *, same_language: bool = True) -> bool:
    """Whether every name in ``name`` stands in ``text``, in this or another spelling.

    :param same_language: False where the two are in different languages. Then the ordinary words of a name
        (``Huis van Afgevaardigden``) are translated, so that nothing can be said of them.
    """
    found = names_in(name)
    if not found:
        wanted = [word.text for word in _words(name)]
        places = _text(text).places
        return all(readings(word) & places.keys() for word in wanted)
    return all(name_stands_in(one, text, same_language=same_language) for one in found)


def same_name(a: str, b: str) -> bool:
    """Whether two names can be of one bearer: the words of one stand, however spelled, in the other."""
    return bool(a.strip() and b.strip()) and (stands_in(a, b) or stands_in(b, a))


def name_stands_in(name: Name, text: str, *, same_language: bool) -> bool:
    """Whether ``name`` stands in ``text``; :func:`stands_in` for a name that is already found."""
    held = _text(text)
    if name.known is not None:
        return name.known in held.known
    if re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", text):
        return True
    words = checked_words(name, same_language=same_language)
    if known := _known_in_compounds(name):
        return bool(known & held.known)
    places = [_places(word, held) for word in words]
    if all(places):
        return len(places) < 2 or _together(places)
    return _acronym_written_out(words, held)


def checked_words(name: Name, *, same_language: bool) -> list[str]:
    """Return the words of ``name`` that a text must hold: no titles; between languages, no ordinary words."""
    words = [word.text for word in _words(name.text) if word.capital and word.text.lower() not in TITLES]
    return words if same_language else [word for word in words if not is_common(word)]


def _words(text: str) -> tuple[_Word, ...]:
    words: list[_Word] = []
    before = 0
    for found in WORD.finditer(text):
        opens = not words or _OPENS.search(text, before, found.start()) is not None
        words.append(_Word(found[0], found.start(), found.end(), opens))
        before = found.end()
    return tuple(words)


def _name(text: str, words: Sequence[_Word], known: str | None) -> Name:
    start, end = words[0].start, words[-1].end
    return Name(text[start:end], Span(start, end), known)


def _end_of_run(text: str, words: Sequence[_Word], start: int, known: Mapping[int, object]) -> int:
    end = start + 1
    while end < len(words) and end not in known:
        step = _particles(words, end)
        if end + step >= len(words) or not words[end + step].capital or end + step in known:
            break
        if not all(_joined(text, words[at - 1], words[at]) for at in range(end, end + step + 1)):
            break
        end += step + 1
    return end


def _particles(words: Sequence[_Word], at: int) -> int:
    """Count the small words at ``at`` that stand within names: 2 for ``van der``, 0 for a ``van`` alone."""
    first, second = (word.text for word in (*words[at : at + 2], words[at])[:2])
    if first == "van" or first in PARTICLES:
        joined = second in (AFTER_VAN if first == "van" else PARTICLES)
        return 2 if joined and at + 1 < len(words) else int(first != "van")
    return 0


def _joined(text: str, one: _Word, other: _Word) -> bool:
    between = text[one.end : other.start]
    if _JOINS.fullmatch(between):
        return True
    return one.capital and len(one.text) <= _LONGEST_INITIAL and _JOINS_INITIAL.fullmatch(between) is not None


def _trimmed(run: Sequence[_Word]) -> Sequence[_Word]:
    words = list(run)
    while words and (_says_nothing(words[0]) or _is_starter(words[0])):
        del words[0]
    while words and _says_nothing(words[-1]):
        del words[-1]
    if len(words) == 1 and len(words[0].text) == 1:
        return []
    return words


def _says_nothing(word: _Word) -> bool:
    lowered = word.text.lower()
    return lowered in TITLES or is_day_or_month(lowered) or not word.capital or lowered in {"i", "i'm", "i’m"}


def _is_starter(word: _Word) -> bool:
    """Whether ``word`` has its capital from the sentence that it begins, as an article of a name may, too."""
    if word.text.isupper() and len(word.text) > 1:
        return False
    if word.text.lower() in STARTERS:
        return True
    says_number = any(number_word(word.text, language) for language in LANGUAGES)
    return word.opens and (says_number or is_common(word.text) or _NOUN.search(word.text) is not None)


@functools.lru_cache(maxsize=256)
def _text(text: str) -> _Text:
    words = _words(text)
    places: dict[str, list[int]] = {}
    rows = [[word.text for word in words]]
    for at, word in enumerate(words):
        for reading in readings(word.text) if word.capital else {fold(word.text)}:
            places.setdefault(reading, []).append(at)
        for part in _compound_heads(word.text) if word.capital else ():
            rows.append([part])
            for reading in readings(part):
                places.setdefault(reading, []).append(at)
        places.setdefault("'" + fold(word.text), []).append(at)
    return _Text(
        words,
        {reading: tuple(found) for reading, found in places.items()},
        frozenset(place.key for row in rows for place in known_places(row)),
        _initials(words),
    )


def _places(word: str, held: _Text) -> tuple[int, ...]:
    exact = held.places.get("'" + fold(word), ())
    heard = [reading for reading in readings(word) if len(reading) >= _SHORTEST_SOUND]
    heads = [reading for head in _compound_heads(word) for reading in readings(head)]
    return exact + tuple(at for reading in (*heard, *heads) for at in held.places.get(reading, ()))


def _known_in_compounds(name: Name) -> set[str]:
    """Return what the first parts of a compound may name: Iran in ``Iranbeleid``."""
    heads = _compound_heads(name.text) if name.text.isalpha() and not is_listed(name.text.lower()) else ()
    return {place.key for head in heads for place in known_places([head])}


@functools.lru_cache(maxsize=20_000)
def _compound_heads(word: str) -> tuple[str, ...]:
    """Return what may be a name before an ordinary word: ``Sovjet`` of ``Sovjetrepublieken``."""
    shortest = _SHORTEST_COMPOUND_PART
    return tuple(
        word[:at] for at in range(shortest, len(word) - shortest + 1) if is_listed(word[at:].lower())
    )


def _together(places: Sequence[tuple[int, ...]]) -> bool:
    reach = len(places) + _WINDOW
    return any(
        all(any(abs(at - first) < reach for at in others) for others in places[1:]) for first in places[0]
    )


def _initials(words: Sequence[_Word]) -> str:
    """Return the first letters of the words with a capital, ``|`` wherever a name cannot go on."""
    letters = []
    for word in words:
        if word.opens or (not word.capital and word.text.lower() not in CONNECTORS):
            letters.append("|")
        if word.capital:
            letters.append(word.text[0].lower())
    return "".join(letters)


def _acronym_written_out(words: Sequence[str], held: _Text) -> bool:
    """Whether ``SCO`` stands for words of the text, or the words of a name for an acronym in it."""
    if len(words) == 1 and words[0].isupper() and len(words[0]) >= _SHORTEST_ACRONYM:
        return fold(words[0]) in held.initials
    initials = "".join(word[0] for word in words).lower()
    places = held.places.get("'" + initials, ()) if len(initials) >= _SHORTEST_ACRONYM else ()
    return any(held.words[at].text.isupper() for at in places)
