"""Tells whether a sentence gives a part in what happened to another than its source does.

``Iran fired missiles at Israel`` and ``Israel fired missiles at Iran`` have the same words, names and nearly
the same vector. Within a language two parts are looked at: the name right before what it does (``Iran
fired``), and the name after a noun or verb and a preposition (``missiles at Israel``). Of the verbs of
``rag.deed_verbs`` it is known, between the languages too, who does it and to whom. Most sentences pass; what
does not pass is sure.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.article import Language
from index.span import Span
from index.text.keywords import index_words, stem, word_set
from rag.deed_verbs import DEED_VERBS, MUTUAL
from rag.deeds import BE, HELPING, Deed, deeds_in
from rag.names import Name, names_in, same_name
from rag.phrases import PREPOSITIONS, apart
from rag.spelling import fold
from rag.words import WORD

# Between two names that are the same these say no more than that.
_NO_VERBS = word_set(
    "and or en of versus than as dan als that dat die who which to te zei zegt zeggen denkt vindt meldt"
    " says said thinks believes claims called genaamd heet"
)
_BEFORE_A_NAME = word_set(
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
_ENDS_CLAUSE = re.compile(r"\s*(?:$|[^\s\w'’-]|(?:en|maar|of)\b)")
_TOGETHER = re.compile(r"\s*(?:,|&|,?\s(?:and|en|of|or)\b)?\s*")


@dataclass(frozen=True, slots=True)
class _Part:
    """The names that have a part in something. ``what`` is a stem, and how it is joined to them."""

    what: tuple[str, str]
    names: tuple[Name, ...]


def gives_part_to_another(sentence: str, language: Language, source: str, source_language: Language) -> bool:
    """Whether a part that ``sentence`` gives to some names is given, in ``source``, to others alone."""
    said = deeds_in(sentence, language, names_in(source))
    held_deeds = deeds_in(source, source_language, names_in(sentence)) if said else ()
    if any(_is_swapped(deed, held_deeds) for deed in said):
        return True
    if language != source_language or any(_is_said(deed, held_deeds) for deed in said):
        return False
    held = _parts(source, language)
    for part in _parts(sentence, language):
        if part.what[0] in _mutual_stems(language):
            # Who speaks with another is spoken with.
            others = [names_in(source)] if any(each.what[0] == part.what[0] for each in held) else []
        else:
            others = [each.names for each in held if each.what == part.what]
        if others and not any(_is_one_of(part.names, names) for names in others):
            return True
    return False


def repeats_a_name(sentence: str, language: Language, source: str, source_language: Language) -> bool:
    """Whether the same name stands on both sides of a verb, as in ``Poetin Xi ontmoette Poetin``.

    A source that has the like shows that it can be meant.
    """
    names = names_in(sentence)
    told_apart = [part for name in names for part in apart(name, names_in(source))]
    return any(_has_one_on_both_sides(sentence, each, language) for each in (names, told_apart)) and not (
        _has_one_on_both_sides(source, names_in(source), source_language)
    )


def _has_one_on_both_sides(text: str, names: Sequence[Name], language: Language) -> bool:
    return any(
        set(_folded(second)) <= set(_folded(first)) and _only_verbs_between(text, first, second, language)
        for first, second in pairwise(names)
    )


def _folded(name: Name) -> list[str]:
    return [fold(word) for word in name.text.split()]


def _only_verbs_between(text: str, first: Name, second: Name, language: Language) -> bool:
    between = text[first.span.end : second.span.start]
    before = WORD.findall(text[: first.span.start])[-1:]
    after = WORD.findall(text[second.span.end :])[:1]
    words = between.split()
    return (
        bool(words)
        and between.replace(" ", "").isalpha()
        and between.islower()
        and all(word in HELPING[language] for word in words[:-1])
        and not any(word in _NO_VERBS or word in BE[language] for word in words)
        and not any(word.lower() in PREPOSITIONS[language] for word in before)
        and not any(word.lower() in HELPING[language] or word == "s" for word in after)
        # ``Shell bought Shell Nederland``
        and not any(name.span.start == second.span.end + 1 for name in names_in(text))
    )


def _is_swapped(deed: Deed, held: Sequence[Deed]) -> bool:
    """Whether who does something, and to whom, are the other way round in all that is said of it."""
    same = [each for each in held if each.deed == deed.deed and deed.deed not in MUTUAL]
    return any(
        _is_one_of(deed.doers, each.others) and _is_one_of(deed.others, each.doers) for each in same
    ) and not any(_is_one_of(deed.doers, each.doers) or _is_one_of(deed.others, each.others) for each in same)


def _is_said(deed: Deed, held: Sequence[Deed]) -> bool:
    return any(
        deed.deed == each.deed and _is_one_of(deed.doers, each.doers) and _is_one_of(deed.others, each.others)
        for each in held
    )


@functools.cache
def _mutual_stems(language: Language) -> frozenset[str]:
    return frozenset(
        stem(form, language)
        for form, verbs in DEED_VERBS[language].items()
        if any(verb.deed in MUTUAL for verb in verbs)
    )


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
        if before and before[-1][0].lower() in _BEFORE_A_NAME:
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
    if language == "nl" and _ENDS_CLAUSE.match(text, after[between].end()):
        # ``dat Rutte Wilders ontsloeg``: the name before a last verb may be the object.
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
    """Return the names that are joined to one, up to it: ``Russia, Iran and China``, ``United Church``."""
    start = place
    while start and _TOGETHER.fullmatch(text, names[start - 1].span.end, names[start].span.start):
        start -= 1
    if start == place:
        return (names[place],)
    span = Span(names[start].span.start, names[place].span.end)
    return (*names[start : place + 1], Name(span.of(text), span, None))
