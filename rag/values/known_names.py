"""Names that have a Dutch and an English form: countries and their peoples, cities, bodies, seas, wars."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

from index.article import Language
from rag.values.name_forms import name_forms
from rag.values.spelling import fold
from rag.values.words import WORD

_CODE = re.compile(r"[A-Z]{2}|\d{3}")
_WORLD = "001"
_SHORT = 3
_SHORTEST_WITH_ENDING = 4
# Chinees, Indiaas: chinese, indiase.
_LONG_VOWEL = re.compile(r"([ae])\1s$")


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a row of words names. ``capitals``: only in capitals, since ``us`` and ``is`` are words too."""

    key: str
    capitals: bool


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A known name in a list of words: those from ``start`` to ``end`` (exclusive) name ``key``."""

    start: int
    end: int
    key: str


def known_places(words: Sequence[str]) -> Iterator[KnownPlace]:
    """Yield the known names among ``words``, longest first at each place, without overlap."""
    _, longest = _table()
    folded = [fold(word) for word in words]
    at = 0
    while at < len(words):
        for length in range(min(longest.get(folded[at], 1), len(words) - at), 0, -1):
            known = _known(tuple(folded[at : at + length]))
            if known and not (known.capitals and not words[at].isupper()):
                yield KnownPlace(at, at + length, known.key)
                at += length
                break
        else:
            at += 1


def territory_name(code: str, language: Language) -> str | None:
    """Return the name of a country in a language; None for what is no country's code.

    >>> territory_name("EG", "nl")
    'Egypte'
    """
    return Locale(language).territories.get(code)


def _known(words: tuple[str, ...]) -> KnownName | None:
    """Return what words name, as they are or with a Dutch ending: Irans, Londense, New Yorkse."""
    table, _ = _table()
    *first, last = words
    forms = (
        [last]
        if len(last) <= _SHORTEST_WITH_ENDING
        else [last, last.removesuffix("s"), last.removesuffix("se")]
    )
    return next((table[key] for form in forms if (key := (*first, form)) in table), None)


@functools.cache
def seats() -> dict[str, frozenset[str]]:
    """Return for the key of a city or building those of the countries whose government it stands for."""
    found: dict[str, set[str]] = {}
    for line in name_forms()["seats"]:
        code, _, names = line.partition(": ")
        for name in re.split(", | = ", names):
            for place in known_places(name.split()):
                found.setdefault(place.key, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


@functools.cache
def _table() -> tuple[dict[tuple[str, ...], KnownName], dict[str, int]]:
    """Return the known names by their folded words, and by a first word how many words at most follow."""
    table: dict[tuple[str, ...], KnownName] = {}
    for key, name in (*_seats(), *_territories(), *_cities(), *_peoples(), *_aliases()):
        words = tuple(fold(found[0]) for found in WORD.finditer(name))
        if words:
            table[words] = KnownName(key, len(name) <= _SHORT and name.isupper())
    longest: dict[str, int] = {}
    for words in table:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return table, longest


def _territories() -> Iterator[tuple[str, str]]:
    for language in ("nl", "en"):
        for code, name in Locale(language).territories.items():
            if code != _WORLD:
                yield from ((code, part) for part in re.split(r"[()]", name))


def _seats() -> Iterator[tuple[str, str]]:
    for line in name_forms()["seats"]:
        for spellings in line.partition(": ")[2].split(", "):
            first, *others = spellings.split(" = ")
            yield from ((first, name) for name in (first, *others))


def _cities() -> Iterator[tuple[str, str]]:
    dutch, english = Locale("nl").time_zones, Locale("en").time_zones
    for zone in {**get_global("zone_territories"), **dutch}:
        in_dutch = dutch.get(zone, {}).get("city")
        if in_dutch and "/" in zone:
            in_english = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[1].replace("_", " ")
            if in_dutch != in_english:
                yield zone, in_dutch
                yield zone, in_english


def _peoples() -> Iterator[tuple[str, str]]:
    for line in name_forms()["peoples"]:
        code, _, forms = line.partition(" ")
        dutch, english = (side.split() for side in forms.split("|"))
        yield code, _LONG_VOWEL.sub(r"\1s", dutch[0]) + "e"
        yield from ((code, form) for form in dutch)
        for form in english:
            yield code, form
            yield code, form + "s"


def _aliases() -> Iterator[tuple[str, str]]:
    for line in name_forms()["names"]:
        first, *others = line.split(" = ")
        if _CODE.fullmatch(first):
            yield from ((first, name) for name in others)
        else:
            yield from ((first, name) for name in (first, *others))
