"""Which articles tell the same story: near-duplicates, such as an agency's text in two newspapers.

Texts are compared by the runs of three words that they share (their Jaccard similarity), estimated from
MinHash signatures; bands of a signature tell which pairs are worth comparing, without comparing all with all.

A. Broder, "On the Resemblance and Containment of Documents", 1997; bands: J. Leskovec, A. Rajaraman and
J. Ullman, "Mining of Massive Datasets", section 3.4.
"""

from collections.abc import Callable, Iterable, Mapping, Set

import numpy as np
from numpy.typing import NDArray

Signature = NDArray[np.uint32]
"""As ``index.storage.signatures`` makes them, shape (128,)."""

SAME_STORY = 0.5
"""The least similarity, 0 to 1, at which two articles tell the same story. Half of the runs shared is an
agency's text that one of two papers has edited or shortened; other articles on one event share few."""
_ROWS = 4  # a pair at 0.5 shares a band of four with probability 0.87, one at 0.6 with 0.99, one at 0.1 not


def bands_of(signature: Signature) -> list[int]:
    """Return the bands of a signature, whole numbers of 64 bits; near-duplicates share one."""
    bands = np.ascontiguousarray(signature).reshape(-1, _ROWS)
    # FNV-1a over the rows, started with the place of the band, so that only like bands are alike.
    mixed = np.arange(1, len(bands) + 1, dtype=np.uint64) * np.uint64(0xCBF29CE484222325)
    for row in range(_ROWS):
        mixed = (mixed ^ bands[:, row]) * np.uint64(0x100000001B3)
    hashed: list[int] = mixed.view(np.int64).tolist()
    return hashed


def similarity(one: Signature, others: Signature) -> NDArray[np.float64]:
    """Return how similar a text is to others, 0 to 1, shape (n,); ``others`` have the shape (n, 128)."""
    similarities: NDArray[np.float64] = (others == one).mean(axis=1)
    return similarities


def connected(
    starts: Iterable[int], neighbours: Callable[[int], Iterable[int]]
) -> list[dict[int, frozenset[int]]]:
    """Return the groups in which the starts stand, with the neighbours of each of their members.

    What is near what is near makes one group.
    """
    seen: set[int] = set()
    groups = []
    for start in starts:
        if start in seen:
            continue
        group: dict[int, frozenset[int]] = {}
        waiting = {start}
        while waiting:
            member = waiting.pop()
            group[member] = frozenset(neighbours(member)) - {member}
            waiting.update(group[member] - group.keys())
        seen.update(group)
        groups.append(group)
    return groups


def stars(group: Mapping[int, Set[int]], name_of: Callable[[int], str]) -> list[tuple[int, ...]]:
    """Divide a group into stories, each sorted: one member and what is near to it.

    A whole group would be too much: news in brief, each item like the next, would become one story of them
    all. The members with most neighbours go first; of equal ones their names decide.
    """
    left = set(group)
    stories = []
    for centre in sorted(group, key=lambda member: (-len(group[member]), name_of(member))):
        if centre in left:
            story = {centre, *(group[centre] & left)}
            left -= story
            stories.append(tuple(sorted(story)))
    return stories
