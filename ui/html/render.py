"""Turns untrusted text into HTML: the one place where articles, questions and model output are escaped.

Nothing here reads Markdown: what an author or a model wrote is shown as the characters it has. Offsets
are Python's (code points), so highlights are cut here and not in the browser, which counts UTF-16 units.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.article import Language
from index.chunk import Chunk
from index.span import Span
from rag.answer import Answer, Citation
from ui.texts.by_language import Texts

_MARK = re.compile(r"\s*\[(\d{1,3})\]")
_CLOSING = re.compile(r"[.,;:!?)\]\"'”’»]*")
_LINE = re.compile(r"[^\r\n]+")
_SUBHEADING_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span of an article that is lit up; ``number`` is the citation's, or None where nothing cites it.

    ``words`` are those within it that answer.
    """

    span: Span
    number: int | None = None
    words: Span | None = None


def escape(text: str) -> str:
    """Return ``text`` as HTML that shows exactly its characters, safe in content and in quoted attributes."""
    return html.escape(text, quote=True)


def paragraphs(text: str, offset: int, highlights: Sequence[Highlight]) -> str:
    """Return a ``<p>`` for every line of ``text`` that is not blank, with the highlights as ``<mark>``.

    :param offset: where ``text`` begins in the article; the spans of ``highlights`` are offsets into that.
    """
    blocks = []
    for line in _LINE.finditer(text):
        content = line.group().strip()
        if content:
            start = line.start() + line.group().index(content)
            kind = ' class="subheading"' if _is_subheading(content) else ""
            inline = _inline(content, offset + start, highlights)
            blocks.append(f"<p{kind}>{inline}</p>")
    return "".join(blocks)


def _is_subheading(line: str) -> bool:
    return len(line) <= _SUBHEADING_LENGTH and line[-1].isalnum()


def _inline(text: str, offset: int, highlights: Sequence[Highlight]) -> str:
    words = [lit.words for lit in highlights if lit.words is not None]
    pieces = []
    for start, stop in _cut(offset, offset + len(text), [lit.span for lit in highlights]):
        over = [lit for lit in highlights if lit.span.start <= start and stop <= lit.span.end]
        piece = with_words(text[start - offset : stop - offset], start, words)
        pieces.append(_mark(piece, over) if over else piece)
    return "".join(pieces)


def _cut(start: int, end: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the pieces between ``start`` and ``end`` that the edges of spans make."""
    edges = {edge for span in spans for edge in (span.start, span.end) if start < edge < end}
    return pairwise(sorted({start, end} | edges))


def with_words(text: str, offset: int, words: Sequence[Span]) -> str:
    """Return ``text`` escaped, the words that answer set off; ``offset`` is its place in the article."""
    return "".join(
        f"<strong>{escape(text[start - offset : stop - offset])}</strong>"
        if any(span.start <= start and stop <= span.end for span in words)
        else escape(text[start - offset : stop - offset])
        for start, stop in _cut(offset, offset + len(text), words)
    )


def _mark(piece: str, over: Sequence[Highlight]) -> str:
    numbers = " ".join(
        str(number) for number in sorted({lit.number for lit in over if lit.number is not None})
    )
    return (
        f'<mark class="cited" data-number="{numbers}">{piece}</mark>' if numbers else f"<mark>{piece}</mark>"
    )


def excerpt(chunk: Chunk, focus: Sequence[Span]) -> tuple[Span, ...]:
    """Return what to show of ``chunk``: the sentences of ``focus`` with one before and one after.

    Spans are in order and apart; neighbouring sentences are one span. Without ``focus``, the first two.
    """
    sentences = chunk.sentences or (Span(chunk.start, chunk.end),)
    lit = [
        place
        for place, sentence in enumerate(sentences)
        if any(span.start < sentence.end and sentence.start < span.end for span in focus)
    ]
    shown = sorted({near for place in lit or [0] for near in (place - 1, place, place + 1)})
    return tuple(_runs([place for place in shown if 0 <= place < len(sentences)], sentences))


def _runs(places: Sequence[int], sentences: Sequence[Span]) -> Iterator[Span]:
    first = places[0]
    for place, following in pairwise([*places, len(sentences) + 1]):
        if following != place + 1:
            yield Span(sentences[first].start, sentences[place].end)
            first = following


def snippet(chunk: Chunk, highlights: Sequence[Highlight]) -> str:
    """Return the excerpt of ``chunk`` around ``highlights``, each run of sentences in a ``<div>``.

    The class ``cut-before`` or ``cut-after`` says that text of the chunk is left out there.
    """
    runs = excerpt(chunk, [lit.span for lit in highlights])
    bounds = [chunk.start, *(edge for run in runs for edge in (run.start, run.end)), chunk.end]
    gaps = [
        bool(_part(chunk, start, end).strip()) for start, end in zip(bounds[::2], bounds[1::2], strict=True)
    ]
    return "".join(
        f'<div class="run{" cut-before" * before}{" cut-after" * after}">'
        f"{paragraphs(_part(chunk, run.start, run.end), run.start, highlights)}</div>"
        for run, (before, after) in zip(runs, pairwise(gaps), strict=True)
    )


def _part(chunk: Chunk, start: int, end: int) -> str:
    """Return the chunk's text from ``start`` to ``end``, offsets into the article."""
    return chunk.text[start - chunk.start : end - chunk.start]


def reference_buttons(answer: Answer, texts: Texts) -> dict[int, str]:
    """Return for the number of each citation the button that opens it and names its source."""
    return {citation.number: _button(citation, texts) for citation in answer.citations}


def _button(citation: Citation, texts: Texts) -> str:
    number = citation.number
    label = escape(texts.mark.format(number=number, title=citation.passage.title))
    return (
        f'\u2060<button type="button" class="reference" data-number="{number}" aria-label="{label}">'
        f"{_bracketed(number)}</button>"
    )


def draft_text(draft: str, numbers: Collection[int]) -> str:
    """Return a draft as paragraphs; its marks, of which only ``numbers`` are shown, cannot be pressed yet."""
    chips = {number: f'\u2060<span class="reference">{_bracketed(number)}</span>' for number in numbers}
    return with_marks(draft, chips)


def plain_text(text: str) -> str:
    """Return text that has no marks as paragraphs."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _bracketed(number: int) -> str:
    """Return a number whose brackets are read and copied but not seen."""
    return f'<span class="unseen">[</span>{number}<span class="unseen">]</span>'


def with_marks(text: str, chips: Mapping[int, str], *, tag: str = "p") -> str:
    """Return text with each mark as its chip, or left out where it has none.

    :param tag: what each line is put in; empty for none.
    """
    lines = []
    for line in text.splitlines():
        # re.split with one group alternates text and number.
        parts = _MARK.split(line)
        shown = [escape(parts[0])]
        for number, following in zip(parts[1::2], parts[2::2], strict=True):
            chip, closing = chips.get(int(number), ""), _CLOSING.match(following)
            end = closing.end() if closing else 0
            # A line does not begin with the full stop that follows a mark.
            shown += [f'<span class="kept">{chip}{escape(following[:end])}</span>', escape(following[end:])]
        if line.strip():
            lines.append(f"<{tag}>{''.join(shown)}</{tag}>" if tag else "".join(shown))
    return "".join(lines)


def last_mark(text: str, numbers: Collection[int]) -> int | None:
    """Return the last of the marks in ``text`` that is among ``numbers``."""
    return next((number for mark in reversed(_MARK.findall(text)) if (number := int(mark)) in numbers), None)


def without_marks(text: str) -> str:
    """Return ``text`` without its marks."""
    return _MARK.sub("", text).strip()


def language_badge(language: Language, texts: Texts) -> str:
    """Return the sign of a language, which says its name to who asks."""
    name = escape(texts.language_name(language))
    return f'<abbr class="badge" data-language="{language}" title="{name}">{language.upper()}</abbr>'


def date_of(published: str | None, texts: Texts) -> str:
    """Return the date of an article for a reader, or that it is not known."""
    date = escape(texts.date(published))
    return f'<time datetime="{escape(published)}">{date}</time>' if published else f"<span>{date}</span>"
