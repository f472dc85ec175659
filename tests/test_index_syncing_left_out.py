from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import IndexStoreError
from index.reading.other_languages import LeftOut
from index.reading.skipped import SkippedFile
from index.syncing.left_out import FILE, LeftOutFile, LeftOutLine, lines_left_out
from index.syncing.sync import SyncReport
from index.unread import Unread

SIDECAR = Unread.SIDECAR(name="a.yaml", why=Unread.NO_COLUMN(name="x", field="text", names="a, b"))
DATE = Unread.NO_DATE(written="ooit")


def report(*skipped: SkippedFile, left_out: tuple[LeftOut, ...] = ()) -> SyncReport:
    return SyncReport(1, 1, 0, 0, 0, skipped, 1, 0.0, left_out=left_out)


ALL = report(
    SkippedFile("b.txt", SIDECAR),
    SkippedFile("a.txt", Unread.TOO_LARGE(megabytes=12.5, limit=10)),
    SkippedFile("c.csv#2", DATE, is_remark=True),
    left_out=(LeftOut("d.txt", "French", 1200),),
)
FRENCH = LeftOutLine("foreign", "d.txt", Unread.FOREIGN_PART(characters=1200, language="French"))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[LeftOutFile]:
    with closing(LeftOutFile(tmp_path)) as file:
        file.replace_all(ALL)
        yield file


def test_a_run_over_all_articles_is_kept_in_place_of_the_one_before(file: LeftOutFile) -> None:
    assert file.counts() == {"skipped": 2, "remark": 1, "foreign": 1}
    assert file.lines() == [
        LeftOutLine("skipped", "a.txt", Unread.TOO_LARGE(megabytes=12.5, limit=10)),
        LeftOutLine("skipped", "b.txt", SIDECAR),
        LeftOutLine("remark", "c.csv#2", DATE),
        FRENCH,
    ]
    assert [line.path for line in file.lines("skipped", 1)] == ["a.txt"]
    assert file.of("d.txt") == [FRENCH]
    file.replace_all(report(SkippedFile("z.txt", Unread.EMPTY())))
    assert file.lines() == [LeftOutLine("skipped", "z.txt", Unread.EMPTY())]


def test_a_run_over_some_replaces_what_was_said_of_these(file: LeftOutFile) -> None:
    file.replace_some(report(SkippedFile("b.txt", Unread.EMPTY())), ["d.txt"])
    assert [(line.path, line.why) for line in file.lines()] == [
        ("a.txt", Unread.TOO_LARGE(megabytes=12.5, limit=10)),
        ("b.txt", Unread.EMPTY()),
        ("c.csv#2", DATE),
    ]
    # An article whose title is corrected still lacks what it lacked.
    file.replace_some(report(left_out=(LeftOut("c.csv#2", "French", 7),)), [])
    assert [line.kind for line in file.of("c.csv#2")] == ["remark", "foreign"]


def test_a_reason_that_another_version_knew_is_told_in_its_words(file: LeftOutFile) -> None:
    file.do("update line set why = replace(why, 'NO_DATE', 'NO_SUCH_REASON')")
    assert file.of("c.csv#2") == [LeftOutLine("remark", "c.csv#2", str(DATE))]


def test_nothing_is_known_before_the_first_run(tmp_path: Path) -> None:
    assert lines_left_out(tmp_path, "a.txt") == []


def test_a_file_that_is_no_such_file_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"x" * 5000)
    with pytest.raises(IndexStoreError, match="or remove it: it is made again when the folder is indexed"):
        LeftOutFile(tmp_path)


def test_of_what_was_read_again_nothing_of_before_is_kept(file: LeftOutFile) -> None:
    file.replace_all(
        report(*(SkippedFile(path, Unread.EMPTY()) for path in ("a", "a#1", "a.txt", "a/b.txt", "a0", "b")))
    )
    file.replace_some(report(SkippedFile("a/c.txt", Unread.BLANK())), [], ["a"])
    assert [line.path for line in file.lines()] == ["a.txt", "a/c.txt", "a0", "b"]
