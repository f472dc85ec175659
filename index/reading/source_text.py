"""What stands in a file, beside what was read of it: its text as it is, or all the words of a web page.

It knows nothing of how articles are found in a file, so that whoever compares the two sees what was lost.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

from index.errors import ArticleError
from index.reading.characters import normalized
from index.reading.decode import decode_text

_PAGES = frozenset((".html", ".htm", ".xhtml"))
_WRITTEN = frozenset((".txt", ".md", ".markdown"))
"""What these hold is the article, but for signs such as those of Markdown."""
_SOURCES = frozenset(
    (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".rss", ".atom", ".xml", ".eml", ".mbox", ".yaml", ".yml")
)
_MOST = 60_000
"""Characters that are shown; of a longer file those around the article."""
_BEFORE = 2_000
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg", "head"))
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "wbr"),
    )
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a file; ``is_read``: its words stand so in the article; None where that cannot be said."""

    text: str
    is_read: bool | None


@dataclass(frozen=True, slots=True)
class SourceText:
    """The lines of a file around an article; ``is_cut``: there is more of it before or behind them."""

    lines: tuple[SourceLine, ...]
    is_cut: bool


def source_text(path: Path, article: str) -> SourceText | None:
    """Return what stands in a file; None where that is no text, as in a PDF.

    :param article: the text that was read of it, to say of each line whether its words stand in it.
    :raises OSError: the file cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in _PAGES | _WRITTEN | _SOURCES:
        return None
    raw = path.read_bytes()
    try:
        text = decode_text(raw)
    except ArticleError:
        text = normalized(raw.decode("utf-8", "replace"))
    lines = page_lines(text) if suffix in _PAGES else [line.rstrip() for line in text.split("\n")]
    shown = _around(lines, article) if lines else []
    known = None if suffix in _SOURCES else f" {_plain(article)} "
    return SourceText(tuple(SourceLine(line, _is_read(line, known)) for line in shown), is_cut=shown != lines)


def page_lines(html: str) -> list[str]:
    """Return all the words of a web page, a block a line, menus and hidden text too, but no scripts."""
    page = _Page()
    page.feed(html)
    page.close()
    return [line for line in (" ".join(line.split()) for line in page.lines()) if line]


class _Page(HTMLParser):
    """Collects the text of a page; it takes whatever is fed to it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._text: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's signature
        """Begin a line at a block; what is in a script is no text."""
        if tag == "body":
            self._unseen.clear()  # whatever was not closed in the head
        elif tag in _UNSEEN:
            self._unseen.append(tag)
        if tag not in _INLINE:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag not in _INLINE:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        """Take text in; a line break in it is a space."""
        if not self._unseen:
            self._text.append(" ".join(data.split("\n")))

    def lines(self) -> list[str]:
        """Return the lines, as the page has them."""
        return "".join(self._text).split("\n")


def _around(lines: Sequence[str], article: str) -> list[str]:
    """Return the lines that are shown: all, or those from shortly before the article on."""
    ends = list(accumulate(len(line) + 1 for line in lines))
    if ends[-1] <= _MOST + 1:
        return list(lines)
    start = max(_place(lines, ends, article) - _BEFORE, 0)
    # Lines may be long: the first and the last are cut.
    return "\n".join(lines[bisect_right(ends, start) :])[_within(ends, start) :][:_MOST].split("\n")


def _within(ends: Sequence[int], start: int) -> int:
    """Return how far a place is in its line, where that line is too long to be shown from its beginning."""
    first = bisect_right(ends, start)
    begin = ends[first - 1] if first else 0
    return start - begin if ends[first] - begin > _MOST else 0


def _place(lines: Sequence[str], ends: Sequence[int], article: str) -> int:
    """Return where an article begins in a file: where one of its first lines does; 0 where none is found."""
    beginnings = [line.strip()[:40] for line in article.split("\n") if len(line.strip()) > 20][:5]
    for beginning in beginnings:
        for line, end in zip(lines, ends, strict=True):
            place = line.find(beginning)
            if place >= 0:
                return end - len(line) - 1 + place
    return 0


def _is_read(line: str, known: str | None) -> bool | None:
    words = _plain(line)
    return None if known is None or not words else f" {words} " in known


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
