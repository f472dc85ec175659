"""Splits an article into chunks: runs of whole sentences that fit the encoder.

Where to break is chosen for a whole section at once, as TeX chooses line breaks (Knuth and Plass, "Breaking
paragraphs into lines", 1981): of all ways to cut it into chunks that fit, the one of least cost. A chunk
costs the square of the share of the budget that it leaves empty, so chunks are few and of like size; a break
costs what it tears apart.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from index.article import Article
from index.chunk import Chunk
from index.span import Span
from index.text.long_sentences import TokenCounter, fit_sentences
from index.text.sentences import sentence_spans

# Costs of a break; the empty share of a chunk, squared, costs 0 to 1.
_AFTER_HEADING = 100.0
_WITHIN_PARAGRAPH = 10.0  # one that fits a chunk; a longer one must be broken somewhere
_WITHIN_SENTENCE = 1.0  # likewise: only sentences too long for a chunk are in pieces

_LONGEST_HEADING = 120
_LEADS_ON = re.compile(r""":$|[^.!?…:;,]["'”’»)\]]*$""")
_LIST_ITEM = re.compile(r"[•·*–—-]|\d+[.)]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of a long one; ``break_cost`` is the cost of ending a chunk after it."""

    span: Span
    tokens: int
    break_cost: float


_Run = tuple[int, int]
"""The first piece of a section that is in a chunk, and the first behind it."""


def split_article(
    article: Article, paragraphs: Sequence[Span], *, count_tokens: TokenCounter, max_tokens: int
) -> tuple[Chunk, ...]:
    """Return the article's chunks in order; none where it has no body.

    Each character of the body that is not white space is in a sentence of some chunk. Furniture is in none,
    nor does a chunk reach across it, and no chunk has two languages: where the language changes, one ends.
    A part in neither Dutch nor English is in none. Paragraphs stay whole where they fit, small ones share a
    chunk, a heading goes with what follows it. Deterministic, in time linear in the article's length.

    :param paragraphs: of the body, in order, as ``index.text.boilerplate.body_spans`` gives them.
    :param count_tokens: counts in the tokens of the encoder that will read the chunks.
    :param max_tokens: the longest chunk in those tokens, counted over the whole chunk's text.
    :raises ValueError: ``max_tokens`` is less than 1, or too small for a single character.
    """
    paragraphs = list(_in_one_language(article, paragraphs))
    sentences = [_sentences_of(article, paragraph) for paragraph in paragraphs]
    fitted = fit_sentences(
        article.text,
        [sentence for of_paragraph in sentences for sentence in of_paragraph],
        count_tokens=count_tokens,
        max_tokens=max_tokens,
    )
    sections: list[list[_Piece]] = []
    end = 0
    for paragraph, of_paragraph in zip(paragraphs, sentences, strict=True):
        if not sections or article.text[end : paragraph.start].strip() or _changes(article, end, paragraph):
            sections.append([])
        lengths = fitted[
            bisect_left(fitted, paragraph.start, key=_start) : bisect_left(fitted, paragraph.end, key=_start)
        ]
        ends = {sentence.end for sentence in of_paragraph}
        sections[-1].extend(_pieces_of(article.text, paragraph, lengths, ends, max_tokens))
        end = paragraph.end
    return tuple(
        chunk for section in sections for chunk in _chunks_of(article, section, count_tokens, max_tokens)
    )


def _start(fitted: tuple[Span, int]) -> int:
    return fitted[0].start


def _in_one_language(article: Article, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """Yield the paragraphs cut where the language changes, without what is in neither language."""
    parts = article.parts
    place = 0
    for paragraph in paragraphs:
        start = paragraph.start
        while place < len(parts) and parts[place].start < paragraph.end:
            part = parts[place]
            begin, end = max(start, part.start), min(part.end, paragraph.end)
            yield from _stripped(article.text, start, begin)
            if part.language is not None:
                yield from _stripped(article.text, begin, end)
            start = max(start, end)
            if part.end > paragraph.end:
                break  # the next paragraph begins in it
            place += 1
        yield from _stripped(article.text, start, paragraph.end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end] if start < end else ""
    if piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield Span(start, start + len(piece.strip()))


def _changes(article: Article, end: int, paragraph: Span) -> bool:
    """Whether a paragraph is in another language than what ends before it."""
    return article.language_at(end - 1) != article.language_at(paragraph.start)


def _sentences_of(article: Article, paragraph: Span) -> tuple[Span, ...]:
    # A line end within a paragraph was made by wrapping at a fixed width: it ends no sentence.
    language = article.language_at(paragraph.start)
    return sentence_spans(article.text, language, within=paragraph, wrapped=True)


def _pieces_of(
    text: str, paragraph: Span, lengths: Sequence[tuple[Span, int]], sentence_ends: set[int], max_tokens: int
) -> Iterator[_Piece]:
    fits = sum(tokens for _, tokens in lengths) <= max_tokens
    heading = _is_heading(text, paragraph, len(sentence_ends))
    for span, tokens in lengths:
        if span.end not in sentence_ends:
            cost = _WITHIN_SENTENCE
        elif span.end == paragraph.end:
            cost = _AFTER_HEADING if heading else 0.0
        else:
            cost = _WITHIN_PARAGRAPH if fits else 0.0
        yield _Piece(span, tokens, cost)


def _is_heading(text: str, paragraph: Span, sentences: int) -> bool:
    """Tell a heading or a lead-in (``Dit zei hij:``) by its form: short, and not ended as a sentence is."""
    return (
        sentences == 1
        and paragraph.end - paragraph.start <= _LONGEST_HEADING
        and _LEADS_ON.search(text, paragraph.start, paragraph.end) is not None
        and _LIST_ITEM.match(text, paragraph.start, paragraph.end) is None
    )


def _chunks_of(
    article: Article, section: Sequence[_Piece], count_tokens: TokenCounter, max_tokens: int
) -> Iterator[Chunk]:
    runs = _best_runs(section, max_tokens)
    for first, stop in _counted_runs(article.text, section, runs, count_tokens, max_tokens):
        sentences = tuple(piece.span for piece in section[first:stop])
        start, end = sentences[0].start, sentences[-1].end
        yield Chunk(article.id, start, end, article.text[start:end], sentences)


def _best_runs(section: Sequence[_Piece], max_tokens: int) -> list[_Run]:
    """Choose the breaks of least cost; lengths are added up here, and counted afterwards."""
    before = list(accumulate((max(1, piece.tokens) for piece in section), initial=0))
    best = [0.0]
    first_of_best = [0]
    for stop in range(1, len(before)):
        least = float("inf")
        chosen = stop - 1
        for first in range(stop - 1, -1, -1):
            used = before[stop] - before[first]
            if used > max_tokens and first < stop - 1:
                break
            cost = best[first] + (1 - used / max_tokens) ** 2
            if cost < least:
                least, chosen = cost, first
        best.append(least + section[stop - 1].break_cost)
        first_of_best.append(chosen)
    breaks = [len(section)]
    while breaks[-1]:
        breaks.append(first_of_best[breaks[-1]])
    return list(pairwise(reversed(breaks)))


def _counted_runs(
    text: str, section: Sequence[_Piece], runs: list[_Run], count_tokens: TokenCounter, max_tokens: int
) -> list[_Run]:
    """Return the runs, smaller where the whole text has more tokens than its sentences on their own."""
    fitting: list[_Run] = []
    while runs:
        texts = [text[section[first].span.start : section[stop - 1].span.end] for first, stop in runs]
        smaller: list[_Run] = []
        for (first, stop), tokens in zip(runs, count_tokens(texts), strict=True):
            if tokens <= max_tokens or stop - first == 1:
                fitting.append((first, stop))
            else:
                middle = (first + stop) // 2
                smaller += [(first, middle), (middle, stop)]
        runs = smaller
    return sorted(fitting)
