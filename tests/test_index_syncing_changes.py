from contextlib import closing
from dataclasses import replace

import pytest
from listed_articles import catalog_of
from small_index import make_article

from index.article import Article
from index.reading.skipped import SkippedFile
from index.reading.stamps import HeldFile, ReadFile
from index.syncing.changes import Changes, Comparison, Rename
from index.unread import Unread

A, B, C = make_article("a", "Een"), make_article("b", "Twee"), make_article("c", "Drie")


def compared(held: list[Article], read: list[Article]) -> Changes:
    with closing(catalog_of(held)) as catalog:
        comparison = Comparison(catalog)
        for each in read:
            comparison.see(each)
        assert comparison.read == len(read)
        return comparison.changes(comparison.unseen())


def moved(article: Article, article_id: str) -> Article:
    return replace(article, id=article_id, path=f"{article_id}.txt")


@pytest.mark.parametrize(
    ("held", "read", "changes"),
    [
        ([], [B, A], Changes(("a", "b"), (), (), (), 0)),
        ([A, B], [A, B], Changes((), (), (), (), 2)),
        ([A, B], [replace(A, published="2024")], Changes((), ("a",), (), ("b",), 0)),
        ([A, B], [moved(A, "z"), B], Changes((), (), (Rename("a", "z"),), (), 1)),
        # A copy beside it is no new name, and of two copies one may go while the other moves.
        ([A], [A, moved(A, "z")], Changes(("z",), (), (), (), 1)),
        ([A, moved(A, "y")], [moved(A, "z")], Changes((), (), (Rename("a", "z"),), ("y",), 0)),
        ([A], [moved(A, "y"), moved(A, "z")], Changes(("z",), (), (Rename("a", "y"),), (), 0)),
        # Two that change places are the same two ids with other texts.
        ([A, B], [moved(A, "b"), moved(B, "a")], Changes((), ("a", "b"), (), (), 0)),
        ([A, B, C], [], Changes((), (), (), ("a", "b", "c"), 0)),
    ],
)
def test_a_folder_is_compared_with_an_index(
    held: list[Article], read: list[Article], changes: Changes
) -> None:
    assert compared(held, read) == changes


def test_each_article_is_told_at_once() -> None:
    with closing(catalog_of([A])) as catalog:
        comparison = Comparison(catalog)
        assert [comparison.see(each) for each in (A, B)] == ["unchanged", "added"]
        with pytest.raises(ValueError, match="two articles have the id a"):
            comparison.see(A)
        # Another run begins anew.
        assert Comparison(catalog).see(A) == "unchanged"


def test_what_cannot_be_read_for_now_is_kept_and_what_is_gone_goes() -> None:
    places = ["a.txt", "a.txt#1", "a.txt.txt", "b.txt", "b/c.txt", "b/d/e.txt", "bb/c.txt", "f.txt"]
    held = [Article(each, each.partition("#")[0], each, each, "nl") for each in places]
    with closing(catalog_of(held)) as catalog:
        comparison = Comparison(catalog)
        comparison.skipped += [
            SkippedFile("a.txt", Unread.UNREADABLE(error="Input/output error"), is_for_now=True),
            SkippedFile("b", Unread.UNLISTABLE(error="Permission denied"), is_for_now=True),
            SkippedFile("f.txt", Unread.EMPTY()),
        ]
        gone, kept = comparison.gone(), comparison.kept()
        assert comparison.changes(gone, kept) == Changes(
            (),
            (),
            (),
            ("a.txt.txt", "b.txt", "bb/c.txt", "f.txt"),
            unchanged=0,
            kept=("a.txt", "a.txt#1", "b/c.txt", "b/d/e.txt"),
        )


def test_files_that_the_index_holds_stand_for_their_articles() -> None:
    parts = [replace(A, id=f"t.csv#{number}", path="t.csv", text=f"Deel {number}") for number in (1, 2)]
    with closing(catalog_of([*parts, B, C])) as catalog:
        comparison = Comparison(catalog)
        comparison.see(B)
        comparison.see_held(HeldFile("t.csv"))
        assert comparison.unseen(["t.csv#1", "b"]) == ()
        assert [each.id for each in comparison.unseen()] == ["c"]
        assert comparison.changes(comparison.gone()) == Changes((), (), (), ("c",), unchanged=3)


def test_a_stamp_is_kept_until_an_article_of_the_file_changes() -> None:
    stamps = {A.path: b"1", B.path: b"2", C.path: b"3"}
    with closing(catalog_of([A, B, C])) as catalog:
        comparison = Comparison(catalog)
        for path, stamp in stamps.items():
            comparison.note(ReadFile(path, stamp))
        assert catalog.held_files(stamps) == set()
        catalog.keep_files()
        assert catalog.held_files(stamps) == set(stamps)
        assert catalog.held_files({A.path: b"2", "d.txt": b"1"}) == set()

        catalog.put_article(replace(A, published="2024"))
        catalog.remove_article("b")
        assert catalog.held_files(stamps) == {C.path}
