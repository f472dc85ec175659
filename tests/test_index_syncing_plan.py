from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from small_encoder import SmallEncoder
from small_index import contents, make_article, open_small

from index.article import Article
from index.reading.skipped import SkippedFile
from index.syncing.changes import Changes, Rename
from index.syncing.plan import Plan, plan_sync
from index.syncing.sync import SyncStep, sync
from index.unread import Unread

A, B, C = make_article("a", "Een zin"), make_article("b", "Nog een zin"), make_article("c", "Een derde")
SKIPPED = SkippedFile("x.txt", Unread.EMPTY())


def silent(step: SyncStep) -> None:
    pass


def test_a_plan_is_what_the_run_then_does_and_writes_nothing(tmp_path: Path) -> None:
    items: list[Article | SkippedFile] = [
        replace(A, text="Anders"),
        replace(B, id="d", path="d.txt"),
        SKIPPED,
        make_article("e", "Nieuw"),
        replace(make_article("e", "Nieuw"), id="f", path="f.txt"),
    ]
    with closing(open_small(tmp_path)) as store:
        sync(store, SmallEncoder(), [A, B, C])
        before = contents(store)
        told: list[tuple[int, str]] = []

        plan = plan_sync(tmp_path, items, progress=lambda step: told.append((step.read, step.path)))

        assert plan == Plan(
            Changes(("e", "f"), ("a",), (Rename("b", "d"),), ("c",), unchanged=0), (("e", "f"),), (SKIPPED,)
        )
        assert told == [(1, "a.txt"), (2, "d.txt"), (3, "e.txt"), (4, "f.txt")]
        assert contents(store) == before
        report = sync(store, SmallEncoder(), items)
        assert (report.added, report.changed, report.renamed, report.removed) == (
            2,
            1,
            (Rename("b", "d"),),
            1,
        )
        assert (report.copies, report.skipped) == (plan.copies, plan.skipped)


def test_without_an_index_everything_would_be_added_and_no_folder_is_made(tmp_path: Path) -> None:
    plan = plan_sync(tmp_path / "index", [B, A], progress=silent)

    assert plan == Plan(Changes(("a", "b"), (), (), (), unchanged=0), (), ())
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_was_never_filled_is_none(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").touch()

    assert plan_sync(tmp_path, [A], progress=silent).changes.added == ("a",)


def test_two_articles_of_one_id_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two articles have the id a"):
        plan_sync(tmp_path, [A, replace(A, text="Anders")], progress=silent)
