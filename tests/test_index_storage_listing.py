from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rights import open_copy, read_only, state_of
from small_index import MEANS, embed, make_article, write

from index.errors import IndexStoreError
from index.span import Span
from index.storage import listing
from index.storage.listing import ListedArticle, open_listing
from index.storage.store import IndexStore

VERSION = "-320-7"
A = replace(make_article("krant/a", "Een zin. Nog een\nTweede deel van a"), author="Jan de Vries")
B = make_article("b", "One sentence. Another\nSecond part of b", "en")


def listed(article_id: str, text: str | None = None) -> ListedArticle:
    article = {each.id: each for each in (A, B)}[article_id]
    return ListedArticle(
        article.id,
        article.path,
        article.title,
        article.language,
        article.published,
        article.author,
        article.url,
        2,
        text=text,
    )


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with an index."""
    with closing(open_at(tmp_path / "index" / f"abc{VERSION}")) as store:
        write(store, [A, B])
    return tmp_path / "index"


def open_at(folder: Path) -> IndexStore:
    return IndexStore.open(folder, fingerprint="abc", create=True)


def test_articles_are_listed_a_few_at_a_time(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for at_once in (500, 1):
        monkeypatch.setattr(listing, "_AT_ONCE", at_once)
        with open_listing(base, VERSION) as opened:
            assert list(opened.articles()) == [listed("b"), listed("krant/a")]
            assert [each.text for each in opened.articles(with_text=True)] == [B.text, A.text]


def test_copies_are_listed_each(base: Path) -> None:
    with closing(open_at(base / f"abc{VERSION}")) as store:
        write(store, [A, B, replace(A, id="z", path="z.txt", published="2024")])
    with open_listing(base, VERSION) as opened:
        assert [(each.id, each.published) for each in opened.articles()] == [
            ("b", "2023-03"),
            ("krant/a", "2023-03"),
            ("z", "2024"),
        ]


def test_what_no_passage_holds_is_told(base: Path) -> None:
    menu = replace(A, id="m", text="Lees ook\nEen zin. Nog een\nVolg ons \n")
    with closing(open_at(base / f"abc{VERSION}")) as store, store.writing() as writer:
        embedded = embed(replace(menu, text="Lees ook\nEen zin. Nog een"))
        writer.set_language_means(MEANS)
        writer.replace([replace(embedded, article=menu, chunks=embedded.chunks[1:])])
    with open_listing(base, VERSION) as opened:
        (found,) = opened.find("m")
    assert found.text == menu.text
    assert [span.of(menu.text) for span in found.unsearched] == ["Lees ook", "Volg ons"]
    assert found.unsearched == (Span(0, 8), Span(26, 34))


def test_articles_are_found_by_id_and_by_path(base: Path) -> None:
    with closing(open_at(base / f"abc{VERSION}")) as store:
        write(store, [A, B, replace(B, id="a.csv#1", path="a.csv"), replace(B, id="a.csv#2", path="a.csv")])
    with open_listing(base, VERSION) as opened:
        assert opened.find("b") == (listed("b", B.text),)
        assert opened.find("krant/a.txt") == (listed("krant/a"),)
        assert [each.id for each in opened.find("a.csv")] == ["a.csv#1", "a.csv#2"]
        assert opened.find("weg") == ()
        # The name of the file counts, not its folder.
        assert opened.near("elders/a.TXT") == ["krant/a.txt", "b.txt"]
        assert opened.near("csv") == ["a.csv"]
        assert opened.near("heel iets anders") == []


def test_an_index_that_may_only_be_read_is_listed_and_left_as_it_is(base: Path) -> None:
    with open_copy(base) as copy:
        before = state_of(copy)
        with read_only(copy), open_listing(copy, VERSION) as opened:
            assert [each.id for each in opened.articles()] == ["b", "krant/a"]
        assert state_of(copy) == before


def test_an_index_is_listed_while_it_is_written(base: Path) -> None:
    with (
        closing(open_at(base / f"abc{VERSION}")) as store,
        store.writing(),
        open_listing(base, VERSION) as opened,
    ):
        assert [each.id for each in opened.articles()] == ["b", "krant/a"]


def test_of_another_version_nothing_is_listed(base: Path) -> None:
    for folder, version in ((base, "-320-8"), (base / "none", VERSION)):
        with (
            pytest.raises(
                IndexStoreError, match=r"there is no index in .*; make one: tweespraak index FOLDER"
            ),
            open_listing(folder, version),
        ):
            pass


def test_the_one_made_anew_is_listed_once_it_is_ready(base: Path) -> None:
    with closing(open_at(base / f"abc{VERSION}.2")) as store:
        write(store, [B])
    with open_listing(base, VERSION) as opened:
        assert [each.id for each in opened.articles()] == ["b", "krant/a"]
    (base / f"abc{VERSION}.2" / "ready").touch()
    with open_listing(base, VERSION) as opened:
        assert [each.id for each in opened.articles()] == ["b"]
