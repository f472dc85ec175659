"""Tables of articles: a row each, as spreadsheets, databases and scrapers export them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart, one_line
from index.reading.field_names import FieldNames, TableNames, names_for, summary_names
from index.reading.kinds.records import article_of, no_text_reason
from index.reading.kinds.table_rows import head_of, rows_of
from index.unread import Unread, UnreadReason


def read_csv(raw: bytes, told: TableNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Read a table with names in its first row; values are divided by commas, semicolons, tabs or bars.

    What stands above the row of names is passed over, and so is Excel's line ``sep=;``. Lines that are no row
    are reported, and reading goes on behind them.

    :raises ArticleError: there is no column for the text, or it is not a table.
    """
    lines = [f"{line}\n" for line in decode_text(raw).split("\n")]
    head = head_of(lines, told.fields)
    yield from articles_of_rows(head.names, rows_of(lines, head), told.fields)


def articles_of_rows(
    names: Sequence[str], rows: Iterable[Sequence[object] | UnreadReason], told: FieldNames
) -> Iterator[ArticleDraft | SkippedPart]:
    """Yield the article of each row, and why there is none; its number is that of the row.

    :raises ArticleError: there is no column for the text, or none of a name that is told.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    _check_columns(names, () if first is None or isinstance(first, UnreadReason) else first, told)
    for number, row in enumerate(chain([] if first is None else [first], waiting), 1):
        if isinstance(row, UnreadReason):
            yield SkippedPart(str(number), row)
        else:
            yield article_of(_by_name(names, row), told, number)


def _check_columns(names: Sequence[str], first: Sequence[object], told: FieldNames) -> None:
    for field, name in told.items():
        if name not in names:
            shown = ", ".join(map(one_line, names))[:300]
            raise ArticleError(Unread.NO_COLUMN(name=name, field=field, names=shown))
    if "text" not in told and not names_for("text", names) and not summary_names(names):
        raise ArticleError(no_text_reason({**dict.fromkeys(names, ""), **_by_name(names, first)}))


def _by_name(names: Sequence[str], row: Sequence[object]) -> Mapping[str, object]:
    """Return the values of a row by name; of two columns of one name, the first."""
    return dict(reversed(list(zip(names, row, strict=False))))
