from dataclasses import replace

import pytest
from small_index import make_article

from index.article import Article
from index.reading.skipped import SkippedFile
from index.storage.catalog_contents import HeldArticle
from index.syncing.changes import Changes, Comparison, Rename
from index.unread import Unread

A, B, C = make_article("a", "Een"), make_article("b", "Twee"), make_article("c", "Drie")
CONTENTS = {"Een": 1, "Twee": 2, "Drie": 3}


def compared(held: list[Article], read: list[Article]) -> Changes:
    comparison = Comparison(
        {each.id: HeldArticle(each.digest, CONTENTS[each.text], each.path) for each in held},
        lambda article: CONTENTS[article.text] if article.text in {each.text for each in held} else None,
    )
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
    comparison = Comparison({"a": HeldArticle(A.digest, 1, A.path)}, lambda _: None)

    assert [comparison.see(each) for each in (A, B)] == ["unchanged", "added"]
    with pytest.raises(ValueError, match="two articles have the id a"):
        comparison.see(A)


def test_what_cannot_be_read_for_now_is_kept_and_what_is_gone_goes() -> None:
    places = ["a.txt", "a.txt#1", "a.txt.txt", "b.txt", "b/c.txt", "b/d/e.txt", "bb/c.txt", "f.txt"]
    held = {each: HeldArticle("", number, each.partition("#")[0]) for number, each in enumerate(places)}
    comparison = Comparison(held, lambda _: None)
    for file in (
        SkippedFile("a.txt", Unread.UNREADABLE(error="Input/output error"), is_for_now=True),
        SkippedFile("b", Unread.UNLISTABLE(error="Permission denied"), is_for_now=True),
        SkippedFile("f.txt", Unread.EMPTY()),
    ):
        comparison.skipped.append(file)

    assert comparison.kept() == ("a.txt", "a.txt#1", "b/c.txt", "b/d/e.txt")
    assert comparison.gone() == ("a.txt.txt", "b.txt", "bb/c.txt", "f.txt")
    assert comparison.changes(comparison.gone()) == Changes(
        (), (), (), comparison.gone(), unchanged=0, kept=comparison.kept()
    )
