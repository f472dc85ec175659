"""Reads who does what to whom in Dutch and English clauses, where their order and small words show it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.article import Language
from index.text.keywords import word_set
from rag.deed_verbs import DEED_VERBS, DeedVerb
from rag.names import Name
from rag.phrases import OF, Clause, Phrase, clauses_in

BE: dict[Language, frozenset[str]] = {
    "nl": word_set("is was waren zijn"),
    "en": word_set("is are was were be been being gets got"),
}
_BECOME = word_set("wordt worden werd werden geworden")
_HAVE = word_set("heeft hebben had hadden heb")
HELPING: dict[Language, frozenset[str]] = {
    "nl": BE["nl"]
    | _BECOME
    | _HAVE
    | word_set("zal zullen zou zouden kan kunnen kon konden moet moeten moest wil wilde willen mag mocht te"),
    "en": BE["en"]
    | word_set(
        "has have had will would may might can could should must to not never also already then now later"
        " reportedly allegedly recently again finally agreed agrees decided wants wanted plans planned tried"
        " managed offered continued continues vowed promised pledged began"
    ),
}
"""What may stand between a doer and a verb."""
_ACRONYM = re.compile(r"(?<=\w)\s\([A-Z]+\)")
_WHO = word_set("who which")
_BY: dict[Language, str] = {"nl": "door", "en": "by"}
_VERBS: dict[Language, frozenset[str]] = {
    language: (frozenset(verbs) | HELPING[language]) - {"to", "te"} for language, verbs in DEED_VERBS.items()
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What the bearers of some names do to those of others: ``attack``, whatever the language."""

    deed: str
    doers: tuple[Name, ...]
    others: tuple[Name, ...]


def deeds_in(text: str, language: Language, names: Sequence[Name] = ()) -> tuple[Deed, ...]:
    """Return what is done in a text by someone named to someone named, as far as it is sure.

    :param names: of another text, which tell apart two that stand side by side in this one.
    """
    text = _ACRONYM.sub(lambda found: " " * len(found[0]), text)
    deeds: list[Deed] = []
    before: Clause | None = None
    for clause in clauses_in(text, language, _VERBS[language], names):
        deeds += _dutch(clause) if language == "nl" else _english(clause, _who_is_meant(clause, before))
        before = clause if clause.words else before
    return tuple(deed for deed in deeds if deed.doers and deed.others)


def _who_is_meant(clause: Clause, before: Clause | None) -> Phrase | None:
    """Return whom ``who`` is: the one named right before it."""
    if before is None or not before.phrases or clause.opened_by not in _WHO:
        return None
    last = before.phrases[-1]
    return last if last.end == len(before.words) else None


def _deed(verb: DeedVerb, doer: Phrase | None, other: Phrase | None) -> Iterator[Deed]:
    if doer and other:
        names = (other.names, doer.names) if verb.is_reversed else (doer.names, other.names)
        yield Deed(verb.deed, *names)


def _english(clause: Clause, who: Phrase | None) -> Iterator[Deed]:
    phrases = _with_owners(clause, before=len(clause.words))
    for at, word in enumerate(clause.words):
        for verb in DEED_VERBS["en"].get(word, ()):
            start = at
            while start and (
                clause.words[start - 1] in HELPING["en"] or clause.words[start - 1][-2:] == "ly"
            ):
                start -= 1
            # Of ``asked Xi to visit Iran`` it is not known.
            subject = None if clause.words[start] == "to" else _ending_at(start, phrases)
            if start == 0:
                subject = who
            after = [phrase for phrase in phrases if phrase.start > at]
            is_passive = _is_passive(clause.words[start:at], word, clause.words[at + 1 : at + 2])
            if is_passive:
                doer = _behind((_BY["en"],), after)
                other = _behind(verb.prepositions, after) if verb.prepositions else subject
                if other is None and verb.has_indirect_object:
                    other = subject
                yield from _deed(verb, doer, other)
            else:
                yield from _deed(verb, subject, _other(verb, _starting_at(at + 1, after), after))


def _is_passive(helping: Sequence[str], word: str, following: Sequence[str]) -> bool:
    is_done = any(each in BE["en"] for each in helping) and not word.endswith("ing")
    return is_done or tuple(following) == (_BY["en"],)


def _dutch(clause: Clause) -> Iterator[Deed]:
    found = [verb for at in range(len(clause.words)) for verb in _dutch_verbs(clause, at)]
    if len({verb.deed for verb in found}) != 1 and not _are_readings_of_one(clause, found):
        return
    for verb in dict.fromkeys(found):
        first = min(at for at, word in enumerate(clause.words) if verb in DEED_VERBS["nl"].get(word, ()))
        is_from = any("van" in each.prepositions for each in found)
        phrases = _with_owners(clause, before=first if is_from else len(clause.words))
        bare = [phrase for phrase in phrases if phrase.preposition is None]
        by = _behind((_BY["nl"],), phrases)
        subject = bare[0] if bare else None
        if by and not _HAVE.intersection(clause.words):
            if (_BECOME | BE["nl"]).intersection(clause.words):
                other = _behind(verb.prepositions, phrases) if verb.prepositions else subject
                yield from _deed(verb, by, other)
        elif not _BECOME.intersection(clause.words):
            second = bare[1] if len(bare) == 2 or (verb.has_indirect_object and bare[1:]) else None
            yield from _deed(verb, subject, _other(verb, second, phrases))


def _dutch_verbs(clause: Clause, at: int) -> Iterator[DeedVerb]:
    for verb in DEED_VERBS["nl"].get(clause.words[at], ()):
        if verb.particle is None or verb.particle in clause.words[at + 1 :]:
            yield verb


def _are_readings_of_one(clause: Clause, verbs: Sequence[DeedVerb]) -> bool:
    """Whether the verbs of a clause are what one word may mean: ``kopen``, or ``kopen van``."""
    return any(set(verbs) <= set(DEED_VERBS["nl"].get(word, ())) for word in clause.words)


def _other(verb: DeedVerb, object_: Phrase | None, phrases: Sequence[Phrase]) -> Phrase | None:
    behind = _behind(verb.prepositions, phrases)
    if behind is None and (not verb.prepositions or verb.has_indirect_object):
        return object_
    return behind


def _behind(prepositions: Sequence[str] | frozenset[str], phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the phrase behind one of some prepositions, if it is the only one."""
    found = [phrase for phrase in phrases if phrase.preposition in prepositions and phrase.names]
    return found[0] if len(found) == 1 else None


def _ending_at(end: int, phrases: Sequence[Phrase]) -> Phrase | None:
    return next((each for each in phrases if each.end == end and each.preposition is None), None)


def _starting_at(start: int, phrases: Sequence[Phrase]) -> Phrase | None:
    return next((each for each in phrases if each.start == start and each.preposition is None), None)


def _with_owners(clause: Clause, before: int) -> list[Phrase]:
    """Return the phrases, each with what it is of: ``the president`` ``of Russia`` is one.

    :param before: the place from which on ``of`` means something else.
    """
    joined: list[Phrase] = []
    for phrase in clause.phrases:
        last = joined[-1] if joined else None
        if (
            last is not None
            and phrase.preposition in OF
            and phrase.start <= before
            and last.end >= phrase.start - 1
        ):
            joined[-1] = replace(last, end=phrase.end, names=last.names + phrase.names)
        else:
            joined.append(phrase)
    return joined
