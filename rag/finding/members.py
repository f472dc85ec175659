"""Finds what a sentence lists: ``Egypt, Iran and the United Arab Emirates`` are three."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import LANGUAGES
from index.span import Span
from rag.values.known_names import territory_name
from rag.values.names import Name, names_in

_BETWEEN = re.compile(
    r"\s*(?:[,;]|[,;]?\s+(?:en|and|alsook|evenals|as well as|plus)\b)\s*(?:(?:en|and)\s+)?"
    r"(?:(?:ook|also|de|het|the|eveneens)\s+)*",
    re.IGNORECASE,
)
"""What stands between two members of a list."""
_SPLIT = re.compile(r"\s*[,;]\s+(?:en\s+|and\s+)?|\s+(?:en|and)\s+", re.IGNORECASE)
_SMALL = re.compile(
    r"^(?:(?:de|het|een|the|a|an|ook|also|eveneens|vooral|mainly|especially|met name|onder meer|onder andere"
    r"|among others|both|zowel|verder|further)\s+)+",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\b(?:van|of)\s+(?:de |het |the )?$", re.IGNORECASE)
"""What stands before a name that is no member: ``Jansen, burgemeester van Gent, en Peeters``."""
_WITHIN = re.compile(r"\s+van\s+(?:(?:de|den|der|het|['’]t)\s+)?")
"""What stands within a name, or between one and what it belongs to."""
_FIRST_NAME = re.compile(r"(?<![\w.-])(?<!\d )Jan $")
"""A name, which is taken for the month where names are told by their words alone."""
_ADJECTIVE = re.compile(r"(?:s|sche|ese|ish|ian)e?$")
_MOST_WORDS = 5
"""Words of a member: what has more is no member but a clause."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list as its sentence has it, with where, in offsets of the sentence's text."""

    text: str
    span: Span
    known: str | None = None
    """What it names where the tables know it: ``EG`` for ``Egypte``."""


def name_lists(text: str) -> tuple[tuple[Member, ...], ...]:
    """Return the lists of names in a sentence, of two or more each, in their order."""
    lists: list[list[Name]] = []
    for name in _whole_names(text):
        between = text[lists[-1][-1].span.end : name.span.start] if lists else ""
        if lists and _BETWEEN.fullmatch(between):
            lists[-1].append(name)
        else:
            lists.append([name])
    return tuple(
        tuple(Member(name.text, name.span, name.known) for name in names)
        for names in lists
        if len(names) > 1 and _are_members(text, names)
    )


def _whole_names(text: str) -> list[Name]:
    """Return the names in a sentence each whole: ``Jan Smit``, ``Anna van Dijk``."""
    names: list[Name] = []
    for name in names_in(text):
        start = name.span.start
        if names and _WITHIN.fullmatch(text[names[-1].span.end : start]):
            start = names.pop().span.start
        elif first := _FIRST_NAME.search(text[:start]):
            start = first.start()
        is_same = start == name.span.start
        span = Span(start, name.span.end)
        names.append(name if is_same else Name(span.of(text), span, None, name.opens))
    return names


def _are_members(text: str, names: Sequence[Name]) -> bool:
    """Whether names side by side are listed as what they are: not ``van Gent, en Peeters``, ``Turkse``."""
    return not _OF_ANOTHER.search(text[: names[0].span.start]) and not any(map(_is_of_a_place, names))


def _is_of_a_place(name: Name) -> bool:
    """Whether a name is a country's adjective or people: ``Turkse``, ``Russian``."""
    if name.known is None or not any(territory_name(name.known, language) for language in LANGUAGES):
        return False
    names = {territory_name(name.known, language) for language in LANGUAGES}
    return name.text not in names and _ADJECTIVE.search(name.text) is not None


def listed_in(text: str, words: Span) -> tuple[Member, ...]:
    """Return the members that the words of a sentence list; none where they are no list.

    :param words: in offsets of ``text``, as a reader marks them.
    """
    listed = words.of(text)
    members: list[Member] = []
    start = 0
    for stop, following in [(found.start(), found.end()) for found in _SPLIT.finditer(listed)] + [
        (len(listed), len(listed))
    ]:
        small = _SMALL.match(listed[start:stop])
        begin = start + (small.end() if small else 0)
        if listed[begin:stop].strip():
            members.append(Member(listed[begin:stop], Span(words.start + begin, words.start + stop)))
        start = following
    is_list = len(members) > 1 and all(len(each.text.split()) <= _MOST_WORDS for each in members)
    return tuple(members) if is_list else ()
