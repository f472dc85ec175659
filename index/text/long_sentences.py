"""Cuts sentences that no chunk could hold into pieces that fit, so that the encoder cuts nothing silently."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from math import ceil

from index.span import Span

TokenCounter = Callable[[Sequence[str]], Sequence[int]]
"""Returns the length of each text in tokens; an encoder's, without its prefix and special tokens."""

_LONGEST_TOKEN = 20
"""Characters. What is longer than the budget of such tokens is cut before it is counted, to stay linear."""

_SPACE = re.compile(r"\s+")
_CLAUSE_END = re.compile(r"""[,;:–—)\]]["'”’]*$""")


def fit_sentences(
    text: str, sentences: Sequence[Span], *, count_tokens: TokenCounter, max_tokens: int
) -> list[tuple[Span, int]]:
    """Return the sentences with their lengths in tokens, those that are too long in pieces.

    A sentence is cut into about equal pieces, after a clause where one ends nearby, else between words, and
    within a word only where the word alone is too long. Pieces neither begin nor end with white space and
    hold all the rest.

    :raises ValueError: ``max_tokens`` is less than 1, or less than a single character has.
    """
    if max_tokens < 1:
        raise ValueError(f"max_tokens={max_tokens} must be 1 or more")
    longest = max_tokens * _LONGEST_TOKEN
    fitting: list[tuple[Span, int]] = []
    waiting = list(sentences)
    while waiting:
        countable = [piece for piece in waiting if piece.end - piece.start <= longest]
        lengths = dict(zip(countable, count_tokens([piece.of(text) for piece in countable]), strict=True))
        smaller: list[Span] = []
        for piece in waiting:
            tokens = lengths.get(piece)
            if tokens is not None and tokens <= max_tokens:
                fitting.append((piece, tokens))
                continue
            if piece.end - piece.start == 1:
                raise ValueError(f"max_tokens={max_tokens} is too small for the character {piece.of(text)!r}")
            length = piece.end - piece.start
            parts = ceil(length / longest) if tokens is None else ceil(tokens / max_tokens)
            smaller.extend(_cut(text, piece, min(parts, length)))
        waiting = smaller
    return sorted(fitting)


def _cut(text: str, piece: Span, parts: int) -> Iterator[Span]:
    """Yield at least two pieces, about ``parts`` of equal length."""
    length = piece.end - piece.start
    targets = [piece.start + length * part // parts for part in range(1, parts)]
    gaps = [found.span() for found in _SPACE.finditer(text, piece.start, piece.end)]
    if gaps:
        clauses = [gap for gap in gaps if _CLAUSE_END.search(text, max(piece.start, gap[0] - 4), gap[0])]
        reach = length / parts / 4
        cuts = sorted({_nearest(gaps, clauses, target, reach) for target in targets})
    else:
        cuts = [(target, target) for target in targets]
    start = piece.start
    for end, after in cuts:
        yield Span(start, end)
        start = after
    yield Span(start, piece.end)


def _nearest(
    gaps: list[tuple[int, int]], clauses: list[tuple[int, int]], target: int, reach: float
) -> tuple[int, int]:
    """Return the gap after a clause within ``reach`` characters of ``target``, else the gap nearest to it."""

    def distance(gap: tuple[int, int]) -> int:
        return abs(gap[0] - target)

    near_clauses = [gap for gap in _around(clauses, target) if distance(gap) <= reach]
    return min(near_clauses or _around(gaps, target), key=distance)


def _around(gaps: list[tuple[int, int]], target: int) -> list[tuple[int, int]]:
    """Return the last gap before ``target`` and the first from it on, where there are such."""
    at = bisect_left(gaps, (target, target))
    return gaps[max(0, at - 1) : at + 1]
