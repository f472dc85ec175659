"""What the last runs left out: files that were not read, what articles lack, text in other languages.

It lies beside the index, in a file of its own, so that whoever doubts can look at any time. A run over all
articles replaces it; one that changes some replaces what it says of them.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from index.errors import IndexStoreError
from index.reading.reading_cache import reason_of
from index.reading.skipped import SkippedFile
from index.storage.sqlite_file import SqliteFile
from index.unread import LeftOutKind, Unread, UnreadReason

if TYPE_CHECKING:  # it brings Chroma along, which takes a second that the chat's page need not wait
    from index.syncing.sync import SyncReport

KINDS: tuple[LeftOutKind, ...] = get_args(LeftOutKind)
FILE = "left-out.sqlite"
_SCHEMA = """
create table if not exists line (
    number integer primary key, kind text not null, path text not null, why text not null, said text not null
) strict;
create index if not exists line_of_kind on line (kind, path, number);
create index if not exists line_of_path on line (path);
"""


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """What was left out of a file or an article, by its id.

    ``why`` is a text in English where it was written by another version that knew other reasons.
    """

    kind: LeftOutKind
    path: str
    why: UnreadReason | str


class LeftOutFile(SqliteFile):
    """What was left out, in one SQLite file.

    :param base: the folder of the indexes.
    :param read_only: as of ``SqliteFile``.
    :raises IndexStoreError: the file is no such file, or cannot be written.
    """

    def __init__(self, base: Path, *, read_only: bool = False) -> None:
        super().__init__(base / FILE, _SCHEMA, read_only=read_only)

    def replace_all(self, report: "SyncReport") -> None:
        """Keep what a run over all articles left out, in place of what there was."""
        with self.transaction():
            self.do("delete from line")
            self._add(_lines(report))

    def replace_some(self, report: "SyncReport", removed: Iterable[str], within: Iterable[str] = ()) -> None:
        """Keep what a run over some articles left out, in place of what there was of these.

        :param removed: the ids of articles that it took out.
        :param within: paths of files or folders of which it read all.
        """
        lines = list(_lines(report))
        with self.transaction():
            for article_id in removed:
                self.do("delete from line where path = ?", article_id)
            for path in within:
                # Its articles are called by it and "#", what is below it by it and "/".
                self.do("delete from line where path = ?", path)
                for sign in "#/":
                    first, last = f"{path}{sign}", f"{path}{chr(ord(sign) + 1)}"
                    self.do("delete from line where path > ? and path < ?", first, last)
            for line in lines:
                self.do("delete from line where kind = ? and path = ?", line.kind, line.path)
            self._add(lines)

    def counts(self) -> dict[LeftOutKind, int]:
        """Return how many lines there are of each kind."""
        found = Counter(dict(self.rows("select kind, count(*) from line group by kind")))
        return {kind: found[kind] for kind in KINDS}

    def lines(self, kind: LeftOutKind | None = None, limit: int = -1) -> list[LeftOutLine]:
        """Return the lines of a kind, or all, in the order of their paths; -1 does not limit them."""
        rows = self.rows(
            "select kind, path, why, said from line where :kind is null or kind = :kind "
            "order by path, number limit :limit",
            kind=kind,
            limit=limit,
        )
        return list(map(_line, rows))

    def of(self, path: str) -> list[LeftOutLine]:
        """Return what was left out of a file or an article."""
        return [
            _line(row) for row in self.rows("select kind, path, why, said from line where path = ?", path)
        ]

    def _add(self, lines: Iterable[LeftOutLine]) -> None:
        for line in lines:
            facts = asdict(line.why) if isinstance(line.why, UnreadReason) else {}
            why = json.dumps(facts, default=lambda code: code.name)
            self.do("insert into line values (null, ?, ?, ?, ?)", line.kind, line.path, why, str(line.why))

    def _unusable(self, error: sqlite3.Error) -> IndexStoreError:
        return IndexStoreError(
            f"{self._path}, which says what was left out, cannot be used ({error}); see to its rights and "
            "free disk space, or remove it: it is made again when the folder is indexed"
        )


@dataclass(frozen=True, slots=True)
class LeftOutReport:
    """How much of each kind was left out, and the first lines of each."""

    counts: Mapping[LeftOutKind, int]
    lines: tuple[LeftOutLine, ...]


def report_left_out(base: Path, limit: int) -> LeftOutReport:
    """Return what was left out, ``limit`` lines of a kind at the most; nothing where nothing is known."""
    if not (base / FILE).is_file():
        return LeftOutReport(dict.fromkeys(KINDS, 0), ())
    with closing(LeftOutFile(base, read_only=True)) as file:
        return LeftOutReport(file.counts(), tuple(line for kind in KINDS for line in file.lines(kind, limit)))


def lines_left_out(base: Path, path: str) -> list[LeftOutLine]:
    """Return what was left out of a file or an article; nothing where nothing is known."""
    if not (base / FILE).is_file():
        return []
    with closing(LeftOutFile(base, read_only=True)) as file:
        return file.of(path)


def _lines(report: "SyncReport") -> Iterator[LeftOutLine]:
    for item in report.skipped:
        yield LeftOutLine(_kind(item), item.path, item.why)
    for part in report.left_out:
        why = Unread.FOREIGN_PART(characters=part.characters, language=part.foreign)
        yield LeftOutLine("foreign", part.path, why)


def _kind(item: SkippedFile) -> LeftOutKind:
    return "remark" if item.is_remark else "skipped"


def _line(row: tuple[LeftOutKind, str, str, str]) -> LeftOutLine:
    kind, path, why, said = row
    facts = json.loads(why)
    try:
        return LeftOutLine(kind, path, reason_of(facts))
    except KeyError:  # of a version that knew other reasons
        return LeftOutLine(kind, path, said)
