"""Tables of articles: CSV, JSON and JSON Lines, an article a row or object."""

import csv
import json
from collections.abc import Iterator, Mapping

from index.errors import ArticleError
from index.reading.characters import normalized
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.blocks import block_texts
from index.reading.metadata import Field, FieldNames, facts_of, known_fields, plain_value
from index.unread import Unread

MAX_FIELD = 10_000_000
"""Characters of one value of a CSV file: those of the largest article."""
_DELIMITERS = ",;\t|"

# The limit is one of the whole module csv; its default of 131,072 is less than a long article.
csv.field_size_limit(MAX_FIELD)


def read_csv(raw: bytes, told: FieldNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Read a table with names in its first row; values are divided by commas, semicolons, tabs or bars.

    :raises ArticleError: there is no column for the text, or it is not a table.
    """
    text = decode_text(raw)
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(text.lstrip("\n").splitlines(keepends=True), delimiter=delimiter, strict=True)
    names: list[str] | None = None
    number = 0
    try:
        for row in rows:
            if not any(map(str.strip, row)):
                continue
            if names is None:
                names = [name.strip() for name in row]
                fields = _fields(names, told)
                continue
            number += 1
            if len(row) != len(names):
                why = Unread.ROW_LENGTH(row=number, values=len(row), names=len(names), delimiter=delimiter)
                yield SkippedPart(str(number), why)
                continue
            yield _part(dict(zip(names, row, strict=True)), fields, number)
    except csv.Error as error:
        raise ArticleError(Unread.NO_TABLE(row=number, error=str(error))) from error


def read_json(raw: bytes, told: FieldNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Read one object, a list of objects, or an object that holds one such list, as ``{"articles": […]}``.

    :raises ArticleError: it is not JSON, or has another form.
    """
    found = _loaded(decode_text(raw))
    if isinstance(found, dict):
        lists = [value for value in found.values() if _is_objects(value)]
        if len(lists) != 1 or _has_text(found, told):
            draft = _part(found, _fields(list(found), told), 0)
            if isinstance(draft, SkippedPart):
                raise ArticleError(draft.why)
            yield draft
            return
        found = lists[0]
    if not isinstance(found, list) or not _is_objects(found):
        raise ArticleError(Unread.NO_OBJECTS())
    for number, value in enumerate(found, 1):
        yield _object(value, number, told)


def read_json_lines(raw: bytes, told: FieldNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Read an object a line; lines that cannot be read are reported one by one."""
    for number, line in enumerate(decode_text(raw).split("\n"), 1):
        if line.strip():
            try:
                yield _object(_loaded(line), number, told)
            except ArticleError as error:
                yield SkippedPart(str(number), error.reason)


def _object(value: object, number: int, told: FieldNames) -> ArticleDraft | SkippedPart:
    if not isinstance(value, dict):
        return SkippedPart(str(number), Unread.NO_OBJECT())
    try:
        return _part(value, _fields(list(value), told), number)
    except ArticleError as error:
        return SkippedPart(str(number), error.reason)


def _loaded(text: str) -> object:
    try:
        found: object = json.loads(text)
    except RecursionError as error:
        raise ArticleError(Unread.TOO_DEEP()) from error
    except ValueError as error:
        raise ArticleError(Unread.NO_JSON(error=one_line(str(error))[:100])) from error
    return found


def _is_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _has_text(found: dict[str, object], told: FieldNames) -> bool:
    name = known_fields(list(found), told).get("text")
    return name is not None and bool(_text(found[name]))


def _fields(names: list[str], told: FieldNames) -> dict[Field, str]:
    fields = known_fields(names, told)
    if "text" not in fields:
        shown = ", ".join(map(one_line, names))[:300]
        raise ArticleError(Unread.NO_TEXT_COLUMN(names=shown))
    return fields


def _part(
    values: Mapping[str, object], fields: Mapping[Field, str], number: int
) -> ArticleDraft | SkippedPart:
    """Make one article; ``number`` is 0 where it is the only one."""
    name = plain_value(values.get(fields["id"])) if "id" in fields and number else ""
    key = name or (str(number) if number else "")
    try:
        facts = facts_of(values, fields)
        paragraphs = _text(values[fields["text"]])
    except ArticleError as error:
        return SkippedPart(key, error.reason)
    if not paragraphs:
        return SkippedPart(key, Unread.NO_TEXT_IN_FIELD(field=fields["text"]))
    return facts.onto(ArticleDraft(text=article_text(facts.title, paragraphs), key=key))


def _text(value: object) -> tuple[str, ...]:
    """Return the paragraphs of a text: its lines, the blocks of HTML, or the items of a list."""
    if isinstance(value, list):
        return tuple(paragraph for each in value if isinstance(each, str) for paragraph in _text(each))
    if not isinstance(value, str):
        return ()
    if "</p>" in value or "<br" in value:
        return block_texts(value)
    return tuple(line for line in normalized(value).split("\n") if line.strip())
