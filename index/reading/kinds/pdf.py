"""PDF files: their text layer, in reading order, with the pages on which it stands."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.errors import ArticleError
from index.reading.draft import MAX_ARTICLE_BYTES, ArticleDraft, one_line
from index.reading.kinds.pdf_layout import Line, Run, page_lines
from index.reading.kinds.pdf_text import joined_pages, without_running_heads
from index.reading.letters import letters
from index.unread import Unread

MAX_PAGES = 2_000
MAX_PAGE_CHARACTERS = 100_000
"""Of a longer page, which no printer made, the rest is left unread."""

_DIGITS = re.compile(r"\d+")
_SCAN_BELOW = 15
_TITLE_TALLER = 1.25
_LONGEST_TITLE = 200
_NOBODY = frozenset(("", "anonymous", "Unknown", "(anonymous)"))
# What PDFium puts for a hyphen at the end of a line.
_HYPHENS = frozenset((0x02, 0xFFFE, 0xAD))


def read_pdf(raw: bytes) -> list[ArticleDraft]:
    """Read the text of a PDF, column by column, without running heads and page numbers.

    Words that are divided at line ends are joined. The title is the one in the document's properties where
    it stands on the first page too, else what is printed largest there. The properties' date is that of the
    file, not of the article, so it is not taken.

    :raises ArticleError: it is damaged, encrypted, too long, or a scan without text.
    """
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ArticleError(Unread.ENCRYPTED()) from error
        raise ArticleError(Unread.DAMAGED_PDF()) from error
    try:
        if len(document) > MAX_PAGES:
            raise ArticleError(Unread.TOO_MANY_PAGES(pages=len(document), limit=MAX_PAGES))
        pages = _pages(document)
        properties = document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise ArticleError(Unread.DAMAGED_PDF()) from error
    finally:
        document.close()
    if sum(len(line.text) for lines in pages for line in lines) < _SCAN_BELOW:
        raise ArticleError(Unread.SCAN())
    pages = without_running_heads(pages)
    text, starts = joined_pages(pages)
    author = one_line(properties.get("Author", ""))
    return [
        ArticleDraft(
            text=text,
            title=_title(one_line(properties.get("Title", "")), pages),
            author=author if author not in _NOBODY else None,
            pages=starts,
        )
    ]


def letters_of_pdf(raw: bytes) -> int:
    """Return the letters on the pages of a PDF; lines that come again, such as running heads, count once."""
    with pdfium.PdfDocument(raw) as document:
        lines = {
            _DIGITS.sub("", line)
            for number in range(min(len(document), MAX_PAGES))
            for line in document[number].get_textpage().get_text_range().splitlines()
        }
    return sum(map(letters, lines))


def _pages(document: pdfium.PdfDocument) -> list[list[Line]]:
    """Return the lines of each page; reading ends where there is more than an article may have."""
    pages: list[list[Line]] = []
    characters = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        try:
            count = min(text_page.count_chars(), MAX_PAGE_CHARACTERS)
            characters += count
            if characters > MAX_ARTICLE_BYTES:
                raise ArticleError(
                    Unread.TOO_LONG_PAGES(limit=MAX_ARTICLE_BYTES, read=number + 1, pages=len(document))
                )
            pages.append(page_lines(list(_runs(text_page, count))))
        finally:
            text_page.close()
            page.close()
    return pages


def _runs(text_page: pdfium.PdfTextPage, count: int) -> Iterator[Run]:
    """Yield the runs of a page's first characters: those beside each other, up to a line end or a gap."""
    words: list[str] = []
    left = bottom = right = top = 0.0
    for at in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text_page, at)
        character = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else " "
        if character in "\r\n":
            if words:
                yield Run(left, bottom, right, top, "".join(words))
            words = []
            continue
        if character.isspace():
            if words:
                words.append(" ")
            continue
        box = _box(text_page, at)
        if words and _is_apart((left, bottom, right, top), box):
            yield Run(left, bottom, right, top, "".join(words))
            words = []
        if words:
            bottom, right, top = min(bottom, box[1]), max(right, box[2]), max(top, box[3])
        else:
            left, bottom, right, top = box
        words.append(character)
    if words:
        yield Run(left, bottom, right, top, "".join(words))


def _box(text_page: pdfium.PdfTextPage, at: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of a character's cell, in points from the page's lower left."""
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _is_apart(run: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    height = max(run[3] - run[1], 1.0)
    middle = (box[1] + box[3]) / 2
    return not run[1] <= middle <= run[3] or box[0] - run[2] > 1.2 * height or run[2] - box[0] > 2 * height


def _title(given: str, pages: list[list[Line]]) -> str | None:
    first = next((lines for lines in pages if lines), [])
    if given and given.casefold() in one_line(" ".join(line.text for line in first)).casefold():
        return given
    heights = Counter[float]()
    for line in first:
        heights[round(line.height, 1)] += len(line.text)
    if not heights:
        return None
    usual, largest = heights.most_common(1)[0][0], max(heights)
    title = one_line(" ".join(line.text for line in first if round(line.height, 1) == largest))
    return title if largest > _TITLE_TALLER * usual and len(title) <= _LONGEST_TITLE else None
