"""Finds sentences that look like an answer and are none: they share a question's rare words."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from groups import Group, Sentence

KEPT = 16
"""Of one question."""
_LOOKED_AT = 40
_TOO_FREQUENT = 800
"""Sentences that hold a word: one that is in more tells nothing."""
_SINGLES = "nqg_squad"
"""The source of which articles are known only as sentences apart, most of which answer something."""
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """The sentence at ``place`` of a group, which is shown beside this group's question or another's."""

    group: Group
    place: int

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.group.sentences[self.place]


def lookalikes(groups: Sequence[Group]) -> list[list[Candidate]]:
    """Return for each group the sentences of others that share most with its question, rare words first.

    Sentences that hold words which answer it, or may be of its article, are left out.
    """
    known: dict[str, Candidate] = {}
    for group in groups:
        for place, sentence in enumerate(group.sentences):
            known.setdefault(sentence.text, Candidate(group, place))
    pool = list(known.values())
    holders: dict[str, list[int]] = defaultdict(list)
    for number, candidate in enumerate(pool):
        for word in _words(candidate.sentence.text):
            holders[word].append(number)
    return [_alike(group, pool, holders) for group in groups]


def _alike(group: Group, pool: Sequence[Candidate], holders: dict[str, list[int]]) -> list[Candidate]:
    scores: dict[int, float] = defaultdict(float)
    for word in _words(group.question):
        held_by = holders.get(word, ())
        if len(held_by) < _TOO_FREQUENT:
            for number in held_by:
                scores[number] += math.log(len(pool) / (1 + len(held_by)))
    best = sorted(scores, key=lambda number: (-scores[number], number))[:_LOOKED_AT]
    own = {each.text for each in group.sentences}
    answers = [span.of(each.text).lower() for each in group.sentences for span in each.spans]
    fit = (
        pool[number]
        for number in best
        if pool[number].sentence.text not in own
        and not _may_answer(pool[number], group)
        and not any(answer in pool[number].sentence.text.lower() for answer in answers)
    )
    return [candidate for candidate, _ in zip(fit, range(KEPT), strict=False)]


def _may_answer(candidate: Candidate, group: Group) -> bool:
    """Whether it is of the same article; without a title, one that answers anything may be."""
    if candidate.group.title != group.title:
        return False
    return candidate.sentence.answers or (bool(group.title) and group.source != _SINGLES)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
