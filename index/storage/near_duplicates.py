"""Which articles tell the same story: near-duplicates, such as an agency's text in two newspapers.

Texts are compared by the runs of three words that they share (their Jaccard similarity), estimated from
MinHash signatures; bands of a signature tell which pairs are worth comparing, without comparing all with all.

A. Broder, "On the Resemblance and Containment of Documents", 1997; bands: J. Leskovec, A. Rajaraman and
J. Ullman, "Mining of Massive Datasets", section 3.4.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Signature = NDArray[np.uint32]
"""Of a text, as ``index.storage.signatures`` makes them, shape (128,)."""
Signatures = NDArray[np.uint32]
"""Of n texts, shape (n, 128)."""

SAME_STORY = 0.5
"""The least similarity, 0 to 1, at which two articles tell the same story. Half of the runs shared is an
agency's text that one of two papers has edited or shortened; other articles on one event share few."""
_ROWS = 4  # a pair at 0.5 shares a band of four with probability 0.87, one at 0.6 with 0.99, one at 0.1 not


def bands_of(signature: Signature) -> list[int]:
    """Return the bands of a signature, whole numbers of 64 bits; near-duplicates share one."""
    hashed: list[int] = _hashed(signature[None]).view(np.int64)[0].tolist()
    return hashed


def similarity(one: Signature, others: Signatures) -> NDArray[np.float64]:
    """Return how similar a text is to others, 0 to 1, shape (n,); ``others`` have the shape (n, 128)."""
    similarities: NDArray[np.float64] = (others == one).mean(axis=1)
    return similarities


def near_each(some: Signatures, others: Signatures) -> Iterator[NDArray[np.bool_]]:
    """Yield for each of some texts which of the others, shape (n,), share a band and are nearly the same.

    Signatures have the shapes (m, 128) and (n, 128).
    """
    bands, other_bands = _hashed(some), _hashed(others)
    for signature, own in zip(some, bands, strict=True):
        near = (other_bands == own).any(axis=1)
        near[near] = similarity(signature, others[near]) >= SAME_STORY
        yield near


Near = Callable[[Sequence[int]], Mapping[int, NDArray[np.int64]]]
"""Gives, for each of some, the numbers of its neighbours; not its own."""


def connected(starts: Iterable[int], near: Near) -> Iterator[dict[int, NDArray[np.int64]]]:
    """Yield the groups in which the starts stand, with the neighbours of each of their members.

    What is near what is near makes one group. Whole groups are asked for at a few times, and their
    neighbours kept as arrays, since a group may have thousands: the reports of one weather station.
    """
    seen: set[int] = set()
    for start in starts:
        if start in seen:
            continue
        group: dict[int, NDArray[np.int64]] = {}
        waiting = [start]
        while waiting:
            found = near(waiting)
            group.update(found)
            waiting = sorted(set(np.concatenate(list(found.values())).tolist()) - group.keys())
        seen.update(group)
        yield group


def stars(group: Mapping[int, NDArray[np.int64]], name_of: Callable[[int], str]) -> list[tuple[int, ...]]:
    """Divide a group into stories, each sorted: one member and what is near to it.

    A whole group would be too much: news in brief, each item like the next, would become one story of them
    all. The members with most neighbours go first; of equal ones their names decide.
    """
    left = set(group)
    stories = []
    for centre in sorted(group, key=lambda member: (-len(group[member]), name_of(member))):
        if centre in left:
            story = {centre, *left.intersection(group[centre].tolist())}
            left -= story
            stories.append(tuple(sorted(story)))
    return stories


def _hashed(signatures: Signatures) -> NDArray[np.uint64]:
    """Return the bands of signatures, shape (n, bands)."""
    bands = np.ascontiguousarray(signatures).reshape(len(signatures), -1, _ROWS)
    # FNV-1a over the rows, started with the place of the band, so that only like bands are alike.
    mixed = np.arange(1, bands.shape[1] + 1, dtype=np.uint64) * np.uint64(0xCBF29CE484222325)
    for row in range(_ROWS):
        mixed = (mixed ^ bands[:, :, row]) * np.uint64(0x100000001B3)
    return mixed
