"""The file ``articles.json``: which folder the index is made of, and which articles it leaves out."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.article import Language
from index.errors import FolderError, SettingError


@dataclass(frozen=True, slots=True)
class RemovedArticle:
    """An article that the index leaves out. ``folder`` is the one that it was read from."""

    id: str
    path: str
    title: str
    language: Language
    published: str | None
    folder: str


def read_record(record: Path) -> tuple[Path | None, tuple[RemovedArticle, ...]]:
    """Return the folder, where one is known, and what was removed, in that order; nothing without a file.

    :raises SettingError: the file cannot be read.
    """
    try:
        told = json.loads(record.read_text("utf-8"))
        folder: str | None = told["folder"]
        removed: Sequence[RemovedArticle] = [RemovedArticle(**each) for each in told["removed"]]
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SettingError(
            f"{record}, which says what was removed, cannot be read ({error}); mend it or move it away"
        ) from error
    return None if folder is None else Path(folder), tuple(removed)


def write_record(record: Path, folder: str | None, removed: Sequence[RemovedArticle]) -> None:
    """Write the file, all of it or nothing.

    :raises FolderError: it cannot be written, and is as it was.
    """
    told = {"folder": folder, "removed": [asdict(each) for each in removed]}
    beside = record.with_name(f"{record.name}.part")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
        beside.replace(record)
    except OSError as error:
        raise FolderError(f"{record} cannot be written ({error.strerror}); see to its rights") from error
