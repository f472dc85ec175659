"""Spreadsheets of Excel: an article a row, as in CSV."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, SkippedPart, one_line
from index.reading.field_names import FieldNames, TableNames
from index.reading.field_values import plain_value
from index.reading.kinds.plain_letters import different_letters
from index.reading.kinds.table import articles_of_rows
from index.reading.kinds.table_rows import HEAD_WITHIN, head_score
from index.reading.kinds.zip import rezipped, unzipped
from index.unread import Unread

_WHAT = "a spreadsheet (.xlsx)"
_MOST_CELLS = 5_000_000
"""Between the first and the last one of a sheet: calamine makes room for all of them."""
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d+)["'][^>]*(?<!/)>""")
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*(?<!/)>""")
_Sheet = tuple[str, list[list[object]]]
"""A name, and rows of values as Python has them: text, numbers, days; an empty string for none."""


def read_spreadsheet(raw: bytes, told: TableNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Read the sheets that have a column for a text; others are reported.

    The rows of the first one are numbered as in CSV; those of others have the name of their sheet before it.

    :raises ArticleError: it is no spreadsheet, or no sheet has a column for a text.
    """
    sheets = [(name, rows, _head(rows, told.fields)) for name, rows in _sheets(raw)]
    chosen = [each for each in sheets if each[2] is not None] or sheets[:1]
    for place, (name, rows, head) in enumerate(chosen):
        names = [plain_value(value) for value in rows[head or 0]]
        for part in articles_of_rows(names, _filled(rows[(head or 0) + 1 :]), told.fields):
            yield part if not place else replace(part, key=f"{name}-{part.key}")
    for sheet in sheets:
        if sheet not in chosen:
            yield SkippedPart("", Unread.SHEET_LEFT_OUT(name=one_line(sheet[0])[:60]))


def letters_of_spreadsheet(raw: bytes) -> int:
    """Return the letters of the values that are text, each row's different ones, of all sheets."""
    return sum(
        different_letters([value for value in row if isinstance(value, str)])
        for _, rows in _sheets(raw)
        for row in rows
    )


def _sheets(raw: bytes) -> list[_Sheet]:
    """Return the sheets that are not empty, in order."""
    files = unzipped(raw, wanted=lambda name: name.endswith((".xml", ".rels")), what=_WHAT)
    if "xl/workbook.xml" not in files:
        raise ArticleError(Unread.PART_MISSING(kind=_WHAT, name="xl/workbook.xml"))
    if any(_cells(content) > _MOST_CELLS for content in files.values()):
        raise ArticleError(Unread.ZIP_BOMB())
    try:
        with CalamineWorkbook.from_filelike(rezipped(files)) as book:
            sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (CalamineError, ValueError, OverflowError) as error:
        raise ArticleError(Unread.DAMAGED_ZIP(kind=_WHAT, error=one_line(str(error))[:100])) from error
    return [(name, [list(map(_value, row)) for row in rows]) for name, rows in sheets if rows]


def _cells(sheet: bytes) -> int:
    """Return how many cells there are up to the last one that holds something, in either direction."""
    places = _CELL.findall(sheet)
    rows = max((int(row) for row in [*_ROW.findall(sheet), *(row for _, row in places)]), default=0)
    return rows * max((_column(letters) for letters, _ in places), default=1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _value(value: object) -> object:
    """Return a value as a CSV file would have it: all numbers of Excel are fractions."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _head(rows: Sequence[Sequence[object]], told: FieldNames) -> int | None:
    """Return the place of the row of names, which may have others above it; None where none names a text."""
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        if head_score([plain_value(value) for value in row], told) > bool(place):
            return place
    return None


def _filled(rows: Sequence[Sequence[object]]) -> Iterator[Sequence[object]]:
    """Yield the rows that are not blank."""
    return (row for row in rows if any(plain_value(value) for value in row))
