"""The lines of a CSV file to its names and rows, whichever program wrote it."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.errors import ArticleError
from index.reading.field_names import FIELDS, FieldNames, names_for, summary_names
from index.unread import Unread, UnreadReason

MAX_FIELD = 10_000_000
"""Characters of one value of a CSV file: those of the largest article."""
_DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
HEAD_WITHIN = 20
"""Rows: what an export says of itself may stand above the names of its columns."""
_HEAD_LINES = 200
_READ_AGAIN_AT_MOST = 3
"""How often each line is read again, on average, where rows are broken."""
_EXCEL_SEP = re.compile(r'"?sep=(?P<delimiter>[^\w\s]|\t)"?\s*', re.I)

# The limit is one of the whole module csv; its default of 131,072 is less than a long article.
csv.field_size_limit(MAX_FIELD)


@dataclass(frozen=True, slots=True)
class TableHead:
    """The names of a table's columns, what divides its values, and the line on which its rows begin."""

    names: tuple[str, ...]
    delimiter: str
    start: int


def head_score(row: Sequence[str], told: FieldNames) -> int:
    """Return how many fields a row names; 0 where it cannot be the row of names."""
    names_text = "text" in told or names_for("text", row) or summary_names(row)
    if not names_text or any(name not in row for name in told.values()):
        return 0
    return sum(bool(field in told or names_for(field, row)) for field in FIELDS)


def head_of(lines: Sequence[str], told: FieldNames) -> TableHead:
    """Find the names of the columns: the first row that names a text and, if rows stand above it, more.

    Where there is none, the first row is taken for it. Excel's line ``sep=;`` is passed over.
    """
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    excel = _EXCEL_SEP.fullmatch(lines[start])
    start += excel is not None
    first = next((line for line in lines[start:] if line.strip()), "")
    likeliest = excel["delimiter"] if excel else max(_DELIMITERS, key=first.count)
    found: list[tuple[int, int, TableHead]] = []
    for delimiter in [likeliest] if excel else _DELIMITERS:
        for place, head in enumerate(_first_heads(lines, start, delimiter)):
            # Further down a cell may be the word "artikel" by chance; two names in one row are none.
            score = head_score(head.names, told)
            if score > bool(place):
                # A column alone is divided by nothing: its text may hold any mark.
                alone = replace(head, delimiter=_NO_DELIMITER) if len(head.names) == 1 else head
                found.append((place, -score, alone))
                break
    if found:
        return min(found, key=lambda each: each[:2])[2]
    return next(_first_heads(lines, start, likeliest), TableHead((), likeliest, start))


def _first_heads(lines: Sequence[str], start: int, delimiter: str) -> Iterator[TableHead]:
    """Yield each of the first rows as if it held the names."""
    reader = csv.reader(lines[start : start + _HEAD_LINES], delimiter=delimiter)
    rows = (row for row in reader if any(map(str.strip, row)))
    try:
        for row in islice(rows, HEAD_WITHIN):
            names = [name.strip() for name in row]
            while names and not names[-1]:
                names.pop()
            yield TableHead(tuple(names), delimiter, start + reader.line_num)
    except csv.Error:
        return


def rows_of(lines: Sequence[str], head: TableHead) -> Iterator[tuple[str, ...] | UnreadReason]:
    """Yield the rows behind the head that are not blank, each with a value a name.

    Instead of lines that are no row comes what is wrong with them: reading goes on with the line behind the
    first of them, so that a quotation mark too much does not take the rest of the file along.

    :raises ArticleError: there is no row at all, only such lines; or finding the rows takes too long.
    """
    at, read, number, bad, error = head.start, 0, 0, -1, ""
    is_table = False
    while at < len(lines):
        row, ends, wrong = _row_at(lines, at, head)
        read += ends - at
        if read > _READ_AGAIN_AT_MOST * len(lines) + _HEAD_LINES:
            raise ArticleError(Unread.NO_TABLE(row=number, error=wrong or "too many quotation marks"))
        if not wrong and not any(map(str.strip, row)):
            at = ends
        elif not wrong and len(row) == len(head.names):
            if bad >= 0:
                number += 1
                yield _bad_rows(bad, at, head)
                bad = -1
            number += 1
            is_table = True
            yield row
            at = ends
        elif not wrong and bad < 0 and ends == at + 1:
            number += 1
            yield Unread.ROW_LENGTH(
                row=number, values=len(row), names=len(head.names), delimiter=head.delimiter
            )
            at = ends
        else:
            bad, error = (at if bad < 0 else bad), error or wrong
            at += 1
    if bad >= 0 and not is_table:
        raise ArticleError(Unread.NO_TABLE(row=0, error=error))
    if bad >= 0:
        yield _bad_rows(bad, at, head)


def _row_at(lines: Sequence[str], at: int, head: TableHead) -> tuple[tuple[str, ...], int, str]:
    """Return the row that begins on a line, the line behind it, and what is wrong with it, if anything is.

    Values that are not there are no values too many.
    """
    reader = csv.reader(
        (lines[each] for each in range(at, len(lines))), delimiter=head.delimiter, strict=True
    )
    try:
        row = next(reader, [])
    except csv.Error as error:
        return (), at + reader.line_num, str(error)
    while len(row) > len(head.names) and not row[-1].strip():
        row.pop()
    return tuple(row), at + reader.line_num, ""


def _bad_rows(start: int, end: int, head: TableHead) -> UnreadReason:
    """Say which lines are no row, counted from 1."""
    if end == start + 1:
        return Unread.BAD_ROW(line=end, delimiter=head.delimiter)
    return Unread.BAD_ROWS(first=start + 1, last=end, delimiter=head.delimiter)
