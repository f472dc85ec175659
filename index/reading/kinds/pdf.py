"""PDF files: their text layer, in reading order, with the pages on which it stands."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.errors import ArticleError
from index.reading.draft import MAX_ARTICLE_BYTES, ArticleDraft, one_line
from index.reading.kinds.pdf_layout import NO_BOX, Box, Line, Run, page_lines, quarters_of, upright
from index.reading.kinds.pdf_text import joined_pages, without_running_heads
from index.reading.kinds.pdf_title import title_of
from index.reading.letters import letters
from index.unread import Unread

MAX_PAGES = 2_000
MAX_PAGE_CHARACTERS = 100_000
"""Of a longer page, which no printer made, the rest is left unread."""

_DIGITS = re.compile(r"\d+")
_SCAN_BELOW = 15
_SCANNED_PAGE_BELOW = 60  # characters: a name and a number that a scanner printed
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
        outline = _outline(document)
        scans = _scans(document, pages)
    except pdfium.PdfiumError as error:
        raise ArticleError(Unread.DAMAGED_PDF()) from error
    finally:
        document.close()
    pages = without_running_heads(pages)
    if sum(map(_characters, pages)) < _SCAN_BELOW or len(scans) == len(pages):
        raise ArticleError(Unread.SCAN())
    text, starts = joined_pages(pages)
    author = one_line(properties.get("Author", ""))
    return [
        ArticleDraft(
            text=text,
            title=title_of(pages, properties=one_line(properties.get("Title", "")), outline=outline),
            author=author if author not in _NOBODY else None,
            pages=starts,
            remarks=(Unread.SCANNED_PAGES(pages=", ".join(map(str, scans))),) if scans else (),
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


def _outline(document: pdfium.PdfDocument) -> list[str]:
    """Return the titles that the outline gives for places on the first page."""
    titles = []
    for bookmark in document.get_toc(max_depth=2):
        place = bookmark.get_dest()
        if place is not None and place.get_index() == 0:
            titles.append(one_line(bookmark.get_title()))
    return titles


def _scans(document: pdfium.PdfDocument, pages: list[list[Line]]) -> list[int]:
    """Return the numbers of the pages that are a picture with hardly any text."""
    return [
        number
        for number, lines in enumerate(without_running_heads(pages), 1)
        if _characters(lines) < _SCANNED_PAGE_BELOW and _is_picture(document[number - 1])
    ]


def _characters(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_picture(page: pdfium.PdfPage) -> bool:
    """Whether pictures cover half of a page or more."""
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered >= 0.5 * page.get_width() * page.get_height())


def _runs(text_page: pdfium.PdfTextPage, count: int) -> Iterator[tuple[int, Run]]:
    """Yield the runs of a page's first characters: those beside each other, up to a line end or a gap.

    With each comes by how many quarters its text is turned to the left; its box is that of the text upright.
    What stands aslant is a watermark and is left out.
    """
    words: list[str] = []
    turned = 0
    left = bottom = right = top = 0.0
    for at in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text_page, at)
        character = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else " "
        if character in "\r\n":
            if words:
                yield turned, Run(left, bottom, right, top, "".join(words))
            words = []
            continue
        if character.isspace():
            if words:
                words.append(" ")
            continue
        box = _box(text_page, at, turned) if words else NO_BOX
        if words and _is_apart((left, bottom, right, top), box):
            yield turned, Run(left, bottom, right, top, "".join(words))
            words = []
        if words:
            bottom, right, top = min(bottom, box[1]), max(right, box[2]), max(top, box[3])
        else:
            quarters = quarters_of(pdfium_c.FPDFText_GetCharAngle(text_page, at))
            if quarters is None:
                continue
            turned = quarters
            left, bottom, right, top = _box(text_page, at, turned)
        words.append(character)
    if words:
        yield turned, Run(left, bottom, right, top, "".join(words))


def _box(text_page: pdfium.PdfTextPage, at: int, turned: int) -> Box:
    """Return left, bottom, right, top of a character's cell, in points from the page's lower left.

    Of text that is turned, it is as if the page were turned back.
    """
    if not turned:
        cell = pdfium_c.FS_RECTF()
        if not pdfium_c.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(cell)):
            return NO_BOX
        return cell.left, cell.bottom, cell.right, cell.top
    # The library knows the cells of upright text only: made from the ink, the baseline and the size.
    left, bottom, right, top, x, y = (ctypes.c_double() for _ in range(6))
    sides = (ctypes.byref(each) for each in (left, right, bottom, top))
    if not pdfium_c.FPDFText_GetCharBox(text_page, at, *sides):
        return NO_BOX
    pdfium_c.FPDFText_GetCharOrigin(text_page, at, ctypes.byref(x), ctypes.byref(y))
    ink = upright((left.value, bottom.value, right.value, top.value), turned)
    baseline = upright((x.value, y.value, x.value, y.value), turned)[1]
    size = max(pdfium_c.FPDFText_GetFontSize(text_page, at), ink[3] - ink[1])
    return ink[0], baseline - 0.2 * size, ink[2], baseline + 0.9 * size


def _is_apart(run: Box, box: Box) -> bool:
    height = max(run[3] - run[1], 1.0)
    middle = (box[1] + box[3]) / 2
    return not run[1] <= middle <= run[3] or box[0] - run[2] > 1.2 * height or run[2] - box[0] > 2 * height
