"""Draws what the reader is shown at one step: lists of sentences beside a question, in mixed languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from groups import Group
from reader_lookalikes import Candidate, lookalikes
from replaced_words import Words, replaced

from index.span import Span

CANDIDATES = 6
"""Sentences of a list; the last is the one that answers, where any does."""
WORTH = {
    "qed": 2.0,
    "onestop_qa": 3.0,
    "selqa": 2.0,
    "norquad": 1.0,
    "nqg_squad": 0.7,
    "qamr": 1.5,
    "stsb": 0.4,
}
"""How often a question of each source is drawn, beside the others."""
_UNANSWERED = 0.12
_OWN = (2, 5)
"""Least and most wrong sentences that are of the question's own article, where it has so many."""
_MIXED = 0.6
"""Lists of which something is put into Dutch; so many of their questions are, too."""
_MOSTLY_DUTCH, _MOSTLY_DUTCH_TOO = 0.75, 0.5
"""Of the mixed lists, those of which most sentences are in Dutch: the question in English, and in Dutch."""
_MOST = 0.85
_REPLACED = (0.5, 0.8, 1.0)
_WITH_BEFORE, _WITH_TITLE, _DUTCH_TITLE = 0.65, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as the reader is shown it; ``words`` are those of its text that answer, where known."""

    question: str
    title: str
    before: str
    text: str
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class ShownList:
    """``CANDIDATES`` sentences, of which the last answers or, where ``answered`` is false, none."""

    rows: tuple[Shown, ...]
    answered: bool


class ListMaker:
    """Makes lists from groups in each of which a sentence answers.

    :param words: English words and their translations.
    """

    def __init__(self, groups: Sequence[Group], words: Words) -> None:
        self._groups = groups
        self._words = words
        self._lookalikes = lookalikes(groups)
        self._worth = list(accumulate(WORTH[group.source] for group in groups))

    def lists(self, count: int, draw: Random) -> list[ShownList]:
        """Return so many lists."""
        return [
            self._list(at, draw)
            for at in draw.choices(range(len(self._groups)), cum_weights=self._worth, k=count)
        ]

    def _list(self, at: int, draw: Random) -> ShownList:
        asked = self._groups[at]
        answered = draw.random() > _UNANSWERED
        chosen = [*self._wrong(at, draw), self._right(asked, draw) if answered else self._any(draw)]
        mixed = draw.random() < _MIXED
        asks_dutch = mixed and draw.random() < _MIXED
        question = asked.question
        if asks_dutch:
            question, _ = self._dutch(asked, question, draw)
        mostly = draw.random() < (_MOSTLY_DUTCH_TOO if asks_dutch else _MOSTLY_DUTCH)
        share = (_MOST if mostly else 1 - _MOST) if mixed else 0.0
        rows = tuple(
            self.shown(asked, question, each, dutch=draw.random() < share, draw=draw) for each in chosen
        )
        return ShownList(rows, answered)

    def _wrong(self, at: int, draw: Random) -> list[Candidate]:
        asked = self._groups[at]
        own = [
            Candidate(asked, place)
            for place, each in enumerate(asked.sentences)
            if not each.answers and not each.doubtful
        ]
        draw.shuffle(own)
        alike = draw.sample(self._lookalikes[at], len(self._lookalikes[at]))
        first = draw.randint(*_OWN)
        chosen = [*own[:first], *alike, *own[first:]][: CANDIDATES - 1]
        while len(chosen) < CANDIDATES - 1:
            other = self._any(draw)
            if other.group is not asked and (not asked.title or other.group.title != asked.title):
                chosen.append(other)
        return chosen

    def _right(self, asked: Group, draw: Random) -> Candidate:
        return Candidate(asked, draw.choice([at for at, each in enumerate(asked.sentences) if each.answers]))

    def _any(self, draw: Random) -> Candidate:
        group = draw.choice(self._groups)
        return Candidate(group, draw.randrange(len(group.sentences)))

    def shown(self, asked: Group, question: str, candidate: Candidate, *, dutch: bool, draw: Random) -> Shown:
        """Return a candidate as it is shown beside a question, what precedes it and its title by chance.

        Only where it is of ``asked`` itself do its words that answer count: elsewhere they are those that
        answer another question.
        """
        group, sentence = candidate.group, candidate.sentence
        words = sentence.spans[0] if group is asked and sentence.answers and sentence.spans else None
        text, before, title = sentence.text, "", ""
        if dutch:
            text, words = self._dutch(group, text, draw, words)
        if group.ordered and candidate.place and draw.random() < _WITH_BEFORE:
            before = group.sentences[candidate.place - 1].text
            if dutch:
                before, _ = self._dutch(group, before, draw)
        if draw.random() < _WITH_TITLE:
            title = group.title
            if dutch and draw.random() < _DUTCH_TITLE:
                title, _ = self._dutch(group, title, draw)
        if asked.lower and not group.lower:
            # Capitals would tell which sentences are of another source.
            lower = text.lower()
            words = words if len(lower) == len(text) else None
            text, before, title = lower, before.lower(), title.lower()
        return Shown(question, title, before, text, words)

    def _dutch(
        self, group: Group, text: str, draw: Random, words: Span | None = None
    ) -> tuple[str, Span | None]:
        """Return an English text with words replaced; any other as it is."""
        if group.language != "en":
            return text, words
        spans = [(words.start, words.end)] if words else []
        new, moved = replaced(self._words, text, spans, draw.choice(_REPLACED), draw)
        return new, Span(*moved[0]) if moved else None
