"""Files of JSON lines, checked row by row against a dataclass."""

from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from index.errors import QuestionSetError


class Row(Protocol):
    """A line's content: any dataclass that has an ``id``."""

    @property
    def id(self) -> str:
        """The row's name, one of a kind in its file."""


RowType = TypeVar("RowType", bound=Row)


def read_rows(path: Path, adapter: "TypeAdapter[RowType]") -> dict[str, tuple[int, RowType]]:
    """Read a file of JSON lines into line number (from 1) and row, by the row's id, in the file's order.

    Fields that the dataclass does not know are passed over; blank lines too.

    :raises QuestionSetError: the file cannot be read, or a line has another form; names both.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise QuestionSetError(f"{path} cannot be read ({error.strerror})") from error
    rows: dict[str, tuple[int, RowType]] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = adapter.validate_json(line, strict=True)
        except ValidationError as error:
            raise QuestionSetError(f"{path} line {number}: {_first_problem(error)}") from error
        if row.id in rows:
            raise QuestionSetError(
                f"{path} line {number}: id {row.id!r} stands on line {rows[row.id][0]} too"
            )
        rows[row.id] = (number, row)
    return rows


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "json_invalid":
        return problem["msg"]
    if problem["type"] == "missing":
        return f"field {place!r} is missing"
    return f"field {place!r} is {str(problem['input'])[:80]!r}: {problem['msg']}"
