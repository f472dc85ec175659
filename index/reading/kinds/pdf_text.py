"""Lines of pages to an article: running heads out, paragraphs and divided words put together."""

import re
from collections import Counter
from collections.abc import Sequence

from index.reading.divided_words import inner_words, ready_for_rest
from index.reading.draft import one_line
from index.reading.kinds.pdf_layout import Line

_EDGE_LINES = 2
_SMALL = 0.93
_PAGE_NUMBER = re.compile(
    r"(?:page|pagina|blz\.?|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of|van)\s*\d{1,4})?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?…][’”\"')\]]*$")


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without page numbers, and without what stands at the edge of half of them or more.

    The edges are the two highest and the two lowest lines. Of two pages both must have it; of one page only a
    bare page number is left out.
    """
    edges = [_edges(lines) for lines in pages]
    counted = Counter(form for lines in edges for form in {_form(line) for line in lines})
    often = max(2, (sum(map(bool, pages)) + 1) // 2)
    return [
        [
            line
            for line in lines
            if not (
                line in edge and (counted[_form(line)] >= often or _PAGE_NUMBER.fullmatch(line.text.strip()))
            )
        ]
        for lines, edge in zip(pages, edges, strict=True)
    ]


def joined_pages(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """Return the text, its paragraphs divided by blank lines, and the offset at which each page begins.

    A paragraph that goes on in the next column or on the next page is one paragraph; small print between,
    such as a note or a caption, stands behind it. The offset of a page without text is that of the next one;
    the first is 0.
    """
    whole = Counter(word.casefold() for lines in pages for line in lines for word in inner_words(line.text))
    text = ""
    starts: list[int] = []
    before: Line | None = None
    for lines in _in_order_of_paragraphs(pages):
        begins: int | None = None
        for line in lines:
            words = one_line(line.text)
            if before is None or _begins_paragraph(before, line):
                text += "\n\n" if text else ""
            elif (kept := ready_for_rest(text, words, whole)) is not None:
                text = kept
            else:
                text += " "
            begins = len(text) if begins is None else begins
            text += words
            before = line
        starts.append(len(text) if begins is None else begins)
    return text, (0, *starts[1:])


def _in_order_of_paragraphs(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines that are not empty, small print within a paragraph of a page behind it."""
    ordered: list[list[Line]] = []
    for page in pages:
        lines = [line for line in page if one_line(line.text)]
        letters = Counter[float]()
        for line in lines:
            letters[round(line.height, 1)] += len(line.text)
        usual = letters.most_common(1)[0][0] if letters else 0.0
        found: list[Line] = []
        small: list[Line] = []
        for line in lines:
            last = found[-1] if found else None
            if last is not None and line.height < _SMALL * usual <= last.height and not _is_ended(last):
                small.append(line)
                continue
            if small and last is not None and _begins_paragraph(last, line):
                found += small
                small = []
            found.append(line)
        ordered.append(found + small)
    return ordered


def _is_ended(line: Line) -> bool:
    return _SENTENCE_END.search(line.text.strip()) is not None


def _edges(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: -line.top)
    return by_height[:_EDGE_LINES] + by_height[_EDGE_LINES:][-_EDGE_LINES:]


def _form(line: Line) -> str:
    return _DIGITS.sub("#", one_line(line.text)).casefold()


def _begins_paragraph(before: Line, line: Line) -> bool:
    height = max(before.height, 1.0)
    if abs(line.height - before.height) > 0.15 * height:
        return True
    ended = _is_ended(before)
    width = before.column[1] - before.column[0]
    is_short = before.right < before.column[1] - 0.12 * width
    indented = line.left > line.column[0] + 0.7 * height
    if line.column != before.column or line.bottom > before.bottom:
        # The next column or page: what did not end goes on there.
        return ended and (is_short or indented)
    if before.bottom - line.top > 0.45 * height:
        return True
    return (indented and line.left > before.left + 0.5 * height) or (ended and is_short)
