"""Which Dutch compounds of an index a word is part of, and of which of its words it is one itself.

``vredesonderhandel`` is one of ``vrede`` and ``onderhandel`` where the index holds all three: a compound is
never guessed from its letters alone. What is found depends on the words alone, not on their order.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from index.text.keywords import SHORTEST_PART, stem

# Between the stem of a first part and the second: vred-es-onderhandel, boer-en-protest, reger-ings-leider.
_LINKS = ("", "s", "e", "es", "n", "en", "ens", "ing", "ings")
MOST_COMPOUNDS = 12
"""Compounds that one word of a question may find: of a word that is part of more, they say too little."""
_MOST_LOOKED_AT = 500


def may_be_part(word: str) -> bool:
    """Whether a word, as ``index.text.keywords`` keeps it, counts as a part or as a compound."""
    return len(word) >= SHORTEST_PART and word.isalpha()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of an index that may be parts, wherever they are kept; a few are looked up at a time.

    ``held`` tells which of some words are among them. ``since`` gives the words from a text on in the order
    of the alphabet, and ``since_backwards`` those from it on in the order of their letters from the last to
    the first, so many at the most.
    """

    held: Callable[[Collection[str]], Collection[str]]
    since: Callable[[str, int], Sequence[str]]
    since_backwards: Callable[[str, int], Sequence[str]]

    def related(self, word: str) -> tuple[str, ...]:
        """Return the parts of ``word``, then compounds of which it is a part, the shortest first."""
        if not may_be_part(word):
            return ()
        divided = [
            (word[at:], _heads(word[:at])) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        ]
        longer = defaultdict[str, list[str]](list)
        for found, others in self._longer(word):
            longer[found] += others
        asked = {tail for tail, _ in divided}.union(*(heads for _, heads in divided), *longer.values())
        held = self.held(asked)
        parts = (
            part
            for tail, heads in divided
            if tail in held and (head := next((each for each in heads if each in held), None))
            for part in (tail, head)
        )
        compounds = [found for found, others in longer.items() if any(other in held for other in others)]
        compounds.sort(key=lambda found: (len(found), found))
        return tuple(dict.fromkeys((*parts, *compounds[:MOST_COMPOUNDS])))

    def _longer(self, word: str) -> Iterator[tuple[str, list[str]]]:
        """Yield words that begin or end with a word, and what else they may be made of."""
        backwards = word[::-1]
        for found in self.since_backwards(backwards, _MOST_LOOKED_AT):
            if found.endswith(word) and len(found) >= len(word) + SHORTEST_PART:
                yield found, _heads(found[: -len(word)])
        for found in self.since(word, _MOST_LOOKED_AT):
            if found.startswith(word) and len(found) >= len(word) + SHORTEST_PART:
                rest = found[len(word) :]
                yield found, [rest[len(link) :] for link in _LINKS if rest.startswith(link)]


def _heads(first: str) -> list[str]:
    """Return the stems of what may be a compound's first part: ``vred`` of ``vredes``."""
    if len(first) < SHORTEST_PART:
        return []
    return [stem(bare, "nl") for bare in (first, first.removesuffix("s"))]
