"""A folder that gives no article is refused: an index that became equal to it would be empty."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.article import Article
from index.errors import FolderError
from index.reading.folder import printable
from index.reading.skipped import SkippedFile


def refuse_nothing(folder: Path, items: Iterable[Article | SkippedFile]) -> Iterator[Article | SkippedFile]:
    """Yield what ``index.reading.reader.read_folder`` gives of a folder.

    :raises FolderError: at the end, if there was no article among it.
    """
    skipped: list[SkippedFile] | None = []
    for item in items:
        if isinstance(item, Article):
            skipped = None
        elif skipped is not None:
            skipped.append(item)
        yield item
    if skipped is not None:
        raise nothing_read(folder, skipped)


def nothing_read(folder: Path, skipped: Sequence[SkippedFile]) -> FolderError:
    """Return the error of a folder in which nothing can be read; it names one of what was skipped."""
    first = next((each for each in skipped if each.is_for_now), skipped[0] if skipped else None)
    example = "" if first is None else f" ({first.path}: {first.why})"
    if first is not None and first.is_for_now:
        return FolderError(
            f"{printable(str(folder))}: nothing in this folder can be read now{example}; see to its "
            "rights and its connection; the index stays as it is"
        )
    return FolderError(
        f"{printable(str(folder))}: no file in this folder can be read as an article{example}; the index "
        "stays as it is"
    )
