"""Writes tokenized text as people do, and tells where each character went.

Tokens of the Penn Treebank (`` '' -LRB- ``n't``) and of Natural Questions, which parts hyphens, too.
"""

import re
from dataclasses import dataclass

from index.span import Span

_WRITTEN = {
    "``": "“",
    "''": "”",
    "`": "‘",
    "-lrb-": "(",
    "-rrb-": ")",
    "-lsb-": "[",
    "-rsb-": "]",
    "-lcb-": "{",
    "-rcb-": "}",
    "--": "–",
    "\\/": "/",
    "\\*": "*",
}
_TO_THE_LEFT = re.compile(r"[,.;:!?%)\]}”’]+|\.\.\.|['’](?:s|S|t|re|ve|ll|d|m|em)|n['’]t|N['’]T")
_TO_THE_RIGHT = re.compile(r"[(\[{“‘]+|[A-Z]{0,3}[$£€¥]")
_BETWEEN_DIGITS = frozenset(":–")
_UNSEEN = re.compile(r"[\ufeff\u200b\u200e\u200f\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as people write it. ``starts`` and ``ends``: where each character of the tokenized one went."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, old: Span) -> Span | None:
        """Return where a span of the tokenized text went; None where nothing of it is left."""
        start, end = self.starts[old.start], self.ends[old.end - 1]
        return Span(start, end) if start < end else None


def plain_text(text: str, *, parted_hyphens: bool = False) -> Plain:
    """Write a tokenized text as people do.

    :param parted_hyphens: a hyphen or slash on its own stood within a word, as in Natural Questions.
    """
    tokens = list(re.finditer(r"\S+", text))
    written = _written([token[0] for token in tokens])
    starts, ends = [0] * len(text), [0] * len(text)
    out, at, done = "", 0, 0
    for place, token in enumerate(tokens):
        word = written[place]
        if place and word and out and not _joined(written, place, parted_hyphens):
            out += " "
        begin = len(out)
        out += word
        for old in range(at, token.start()):  # the blanks before it
            starts[old], ends[old] = begin, done
        same = word == token[0]
        for old in range(token.start(), token.end()):
            away = old - token.start()
            starts[old] = begin + away if same else begin
            ends[old] = begin + away + 1 if same else len(out)
        at, done = token.end(), len(out)
    for old in range(at, len(text)):
        starts[old], ends[old] = len(out), done
    return Plain(out, tuple(starts), tuple(ends))


def _written(tokens: list[str]) -> list[str]:
    """Return how each token is written; straight quotes open and close in turn."""
    words, double = [], False
    for token in tokens:
        word = _UNSEEN.sub("", _WRITTEN.get(token.lower(), token))
        if word == '"':
            word, double = ("”" if double else "“"), not double
        elif word == "'":
            word = "’"
        words.append(word)
    return words


def _joined(words: list[str], place: int, parted_hyphens: bool) -> bool:
    """Whether a word is written without a blank before it."""
    before, word = words[place - 1], words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    if _TO_THE_LEFT.fullmatch(word) or _TO_THE_RIGHT.fullmatch(before):
        return True
    if word in _BETWEEN_DIGITS:
        return before[-1:].isdigit() and after[:1].isdigit()
    earlier = words[place - 2] if place > 1 else ""
    if before in _BETWEEN_DIGITS:
        return earlier[-1:].isdigit() and word[:1].isdigit()
    if parted_hyphens and word in {"-", "/"}:
        return before[-1:].isalnum() and after[:1].isalnum()
    if parted_hyphens and before in {"-", "/"}:
        return earlier[-1:].isalnum() and word[:1].isalnum()
    return False
