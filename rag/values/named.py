"""Tells whether a text names what a name of a claim names, in whatever spelling of Dutch or English."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.article import LANGUAGES
from index.text.keywords import is_stop_word
from rag.values.known_names import known_places, seats
from rag.values.moments import Agreement
from rag.values.name_words import CONNECTORS, TITLES, TRANSLATED
from rag.values.names import Name, NameWord, name_words, names_in
from rag.values.spelling import fold, readings

_WINDOW = 4
"""Words that may stand between the words of a name: ``Masoud (the president) Pezeshkian``."""
_SHORTEST_PART = 4
"""Letters of a name that a compound begins with: ``Groningenveld``."""
_SHORTEST_REST = 4
_SHORTEST_SOUND = 3
_SHORTEST_ACRONYM = 3
_ALIKE = 0.8
"""How alike, 0 to 1, two words of the two languages sound that are one: ``Centrale`` and ``Central``."""
_SHORTEST_COGNATE = 5
_SHORTEST_STEM = 6
_SHORTEST_HEADLINE = 4
_LONGEST_ENDING = 3
_QUOTED = re.compile(r"[\"“„«][^\"”»]*[\"”»]|(?<!\w)[‘'][^’']*[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text, by how they sound and by what they are known to name."""

    words: tuple[NameWord, ...]
    places: Mapping[str, tuple[int, ...]]
    known: frozenset[str]
    initials: str


def name_is_in(
    name: Name, claim: str, text: str, *, same_language: bool, elsewhere: str = ""
) -> Agreement | None:
    """Return whether ``text`` has a name of ``claim``; None where it may be no name at all.

    Unknown: a title in quotation marks in the other language, which is translated, or a name of which the
    ordinary words stand in part.
    """
    words = _telling(name)
    if name.opens and len(words) == 1 and not _is_named(words[0], _text(elsewhere)):
        return "stands" if _is_named(words[0], _text(text)) else None
    if name_stands_in(name, text, same_language=same_language):
        return "stands"
    if name.known is None and _is_headline(claim):
        return None
    return (
        "unknown"
        if name.known is None and _may_stand(name, words, claim, text, same_language=same_language)
        else "missing"
    )


def _may_stand(name: Name, words: Sequence[str], claim: str, text: str, *, same_language: bool) -> bool:
    has = {word: bool(_places(word, _text(text), same_language)) for word in words}
    # The first word of a sentence may be any word; those after it have their own capital.
    if name.opens and len(words) > 1 and all(has[word] for word in words[1:]):
        return True
    if same_language:
        return False
    if any(found.start() <= name.span.start < found.end() for found in _QUOTED.finditer(claim)):
        return True
    ordinary = [word for word in words if word.lower() in TRANSLATED]
    if len(ordinary) < len(words):
        return all(has[word] for word in words if word not in ordinary)
    return len(ordinary) == 1 or any(has.values())


def name_stands_in(name: Name, text: str, *, same_language: bool) -> bool:
    """Whether ``name`` stands in ``text``, in this or another spelling, or under another name for it."""
    held = _text(text)
    if name.known is not None:
        ours = {name.known, *seats().get(name.known, ())}
        theirs = {*held.known, *(code for key in held.known for code in seats().get(key, ()))}
        return bool(ours & theirs)
    if re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", text):
        return True
    words = _telling(name)
    places = [_places(word, held, same_language) for word in words]
    if words and all(places):
        return len(places) < 2 or not same_language or _together(places)
    return _head_stands(name, held, same_language) or _acronym_written_out(words, held)


def stands_in(name: str, text: str, *, same_language: bool = True) -> bool:
    """Whether every name in ``name`` stands in ``text``, in this or another spelling."""
    found = names_in(name)
    if not found:
        places = _text(text).places
        return all(readings(word.text) & places.keys() for word in name_words(name))
    return all(name_stands_in(one, text, same_language=same_language) for one in found)


def _telling(name: Name) -> list[str]:
    """Return the words of a name that a text must hold: no titles, no small ones."""
    words = [word.text for word in name_words(name.text) if word.capital]
    return [word for word in words if word.lower() not in TITLES] or words


@functools.lru_cache(maxsize=256)
def _is_headline(claim: str) -> bool:
    """Whether all but small words have a capital, so that it tells nothing: ``Gunmen Kill 11 Tourists``."""
    words = name_words(claim)
    small = [word.text for word in words if not word.capital and word.text.isalpha()]
    is_plain = any(not is_stop_word(word, language) for word in small for language in LANGUAGES)
    return len(words) >= _SHORTEST_HEADLINE and not is_plain


def _is_named(word: str, held: _Text) -> bool:
    """Whether a text has a word with a capital that no sentence gave it."""
    places = _places(word, held, same_language=True)
    return any(held.words[at].capital and not held.words[at].opens for at in places)


@functools.lru_cache(maxsize=256)
def _text(text: str) -> _Text:
    words = name_words(text)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for reading in readings(word.text) if word.capital else ():
            places.setdefault(reading, []).append(at)
        places.setdefault("'" + fold(word.text), []).append(at)
    found_places = tuple(known_places([word.text for word in words]))
    known = {place.key for place in found_places}
    in_known = {at for place in found_places for at in range(place.start, place.end)}
    for at, word in enumerate(words):
        for head in _heads(word.text) if word.capital and at not in in_known else ():
            known.update(place.key for place in known_places([head]))
            for reading in readings(head):
                places.setdefault(reading, []).append(at)
    return _Text(
        words,
        {reading: tuple(found) for reading, found in places.items()},
        frozenset(known),
        _initials(words),
    )


def _head_stands(name: Name, held: _Text, same_language: bool) -> bool:
    """Whether a text has what a compound begins with: Iran for ``Iranbeleid``, Taksim for ``Taksimplein``."""
    for head in _heads(name.text):
        if any(place.key in held.known for place in known_places([head])):
            return True
        found = held.places.get("'" + fold(head), ())
        if (
            not same_language
            and len(head) >= _SHORTEST_COGNATE
            and any(held.words[at].capital for at in found)
        ):
            return True
    return False


def _heads(word: str) -> Iterator[str]:
    """Yield what may be a name at the beginning of a compound: ``Iran`` of ``Iranbeleid``."""
    if word.isalpha():
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_REST + 1):
            yield word[:at]


def _places(word: str, held: _Text, same_language: bool) -> tuple[int, ...]:
    folded = fold(word)
    found = list(held.places.get("'" + folded, ()))
    for reading in readings(word):
        if len(reading) >= _SHORTEST_SOUND:
            found += held.places.get(reading, ())
    forms = () if same_language else TRANSLATED.get(word.lower(), ())
    for at, other in enumerate(held.words):
        theirs = fold(other.text)
        if any(_is_part(form, theirs) for form in forms):
            found.append(at)
        elif same_language:
            continue
        elif _is_cognate(word, theirs) or _is_derived(folded, theirs):
            found.append(at)
    return tuple(found)


def _is_part(form: str, word: str) -> bool:
    """Whether ``form`` is a word or the first or last part of one: raad of ``Onderzoeksraad``."""
    return form == word or (
        len(form) >= _SHORTEST_PART - 1 and (word.endswith(form) or word.startswith(form))
    )


def _is_derived(one: str, other: str) -> bool:
    """Whether one word is the other with an ending: ``Methodist`` and ``Methodisten``, ``Victorian``."""
    short, long = sorted((one, other), key=len)
    is_ending = len(short) >= _SHORTEST_STEM and len(long) - len(short) <= _LONGEST_ENDING
    return is_ending and long.startswith(short)


@functools.lru_cache(maxsize=20_000)
def _is_cognate(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST_COGNATE or word.lower() not in TRANSLATED:
        return False
    return any(
        SequenceMatcher(None, one, two).ratio() >= _ALIKE for one in readings(word) for two in readings(other)
    )


def _together(places: Sequence[tuple[int, ...]]) -> bool:
    reach = len(places) + _WINDOW
    return any(
        all(any(abs(at - first) < reach for at in others) for others in places[1:]) for first in places[0]
    )


def _initials(words: Sequence[NameWord]) -> str:
    """Return the first letters of the words with a capital, ``|`` wherever a name cannot go on."""
    letters = []
    for word in words:
        if word.opens or (not word.capital and word.text.lower() not in CONNECTORS):
            letters.append("|")
        if word.capital:
            letters.append(word.text[0].lower())
    return "".join(letters)


def _acronym_written_out(words: Sequence[str], held: _Text) -> bool:
    """Whether ``IMF`` stands for words of the text, or the words of a name for an acronym in it."""
    if len(words) == 1 and words[0].isupper() and len(words[0]) >= _SHORTEST_ACRONYM:
        return fold(words[0]) in held.initials
    initials = "".join(word[0] for word in words).lower()
    places = held.places.get("'" + initials, ()) if len(initials) >= _SHORTEST_ACRONYM else ()
    return any(held.words[at].text.isupper() for at in places)
