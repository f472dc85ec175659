"""What is listed and counted of a real catalogue."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from listed_articles import catalog_of
from rights import open_copy, read_only
from small_index import FINGERPRINT, make_article, open_small, write

from index.article import Article, ArticleEntry, Language
from index.filters import ArticleSelection, Filters, ListedWord, ListOrder
from index.storage.article_lists import ArticleCounts, MonthCount
from index.storage.catalog import Catalog
from index.storage.store import CATALOG_FILE, IndexStore


def article(
    article_id: str, title: str, published: str | None = None, language: Language = "nl", text: str = ""
) -> Article:
    return Article(article_id, article_id, title, text or article_id, language, published)


BRIDGE = article("a.txt", "Één brug", "2023-03-14")
ARTICLES = (
    BRIDGE,
    article("added/b.txt", "The bridge", "2023", "en"),
    article("c/brug.txt", "“Zonder” datum"),
    article("d.txt", "Een dam", "2021-12"),
    replace(BRIDGE, id="z/kopie.txt", path="z/kopie.txt", published="1999"),
)
PASSAGES: dict[str, list[Language]] = {"a.txt": ["nl", "en", "nl"], "added/b.txt": ["en"] * 12}


@pytest.fixture
def catalog() -> Iterator[Catalog]:
    with closing(catalog_of(ARTICLES, PASSAGES)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("newest", ["a.txt", "added/b.txt", "d.txt", "c/brug.txt"]),
        ("oldest", ["d.txt", "added/b.txt", "a.txt", "c/brug.txt"]),
        ("title", ["a.txt", "d.txt", "added/b.txt", "c/brug.txt"]),
        ("passages", ["added/b.txt", "a.txt", "d.txt", "c/brug.txt"]),
    ],
)
def test_articles_are_put_in_order(catalog: Catalog, order: ListOrder, found: list[str]) -> None:
    assert [each.id for each in catalog.page(order=order)] == found
    assert [each.id for each in catalog.page(order=order, limit=2)] == found[:2]


def test_an_entry_is_of_the_first_article_with_its_text(catalog: Catalog) -> None:
    assert catalog.page(limit=1) == (
        ArticleEntry(
            "a.txt",
            "a.txt",
            "Één brug",
            "nl",
            "2023-03-14",
            None,
            None,
            passages=3,
            copies=("z/kopie.txt",),
            also="en",
        ),
    )


def words(*texts: str) -> ArticleSelection:
    return ArticleSelection(words=tuple(map(ListedWord, texts)))


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (words("brug"), ["a.txt", "c/brug.txt"]),
        (words("een", "brug"), ["a.txt"]),
        (words("kopie"), ["a.txt"]),
        (words("2023-03"), ["a.txt"]),
        (words("%", "_"), []),
        (ArticleSelection(words=(ListedWord("maart", (3, 5)), ListedWord("2023"))), ["a.txt"]),
        (ArticleSelection(words=(ListedWord("dec", (12,)),)), ["d.txt"]),
        (ArticleSelection(languages=("en",)), ["a.txt", "added/b.txt"]),
        (ArticleSelection(languages=("en",), filters=Filters(languages=("nl",))), ["a.txt"]),
        (ArticleSelection(filters=Filters(languages=())), []),
        (ArticleSelection(ids={"z/kopie.txt", "d.txt", "e"}), ["a.txt", "d.txt"]),
        (ArticleSelection(ids=()), []),
        (ArticleSelection(paths={"added/b.txt"}), ["added/b.txt"]),
        (ArticleSelection(titles={"“ÉÉN” brug!", "zonder datum"}), ["a.txt", "c/brug.txt"]),
        (ArticleSelection(without={"a.txt", "d.txt"}), ["added/b.txt", "c/brug.txt"]),
        (ArticleSelection(within=(("2021-12", "2023-01"),)), ["added/b.txt", "d.txt"]),
        (ArticleSelection(within=((None, "2023"), ("2021", None))), ["d.txt"]),
    ],
)
def test_articles_are_chosen_and_counted(
    catalog: Catalog, selection: ArticleSelection, found: list[str]
) -> None:
    assert sorted(each.id for each in catalog.page(selection)) == found
    assert catalog.counts(selection).articles == len(found)


@pytest.mark.parametrize(
    ("filters", "is_held"),
    [
        (Filters(), True),
        (Filters(languages=("en",)), False),
        (Filters(published_from="2024-03-14", published_to="2024-03-14"), True),
        (Filters(published_from="2024-04"), False),
        (Filters(published_to="2024-02"), False),
        (Filters(article_ids=frozenset({"a.txt"})), True),
        (Filters(article_ids=frozenset({"b.txt"})), False),
    ],
)
def test_an_article_of_a_month_is_held_if_a_day_of_it_may_be(filters: Filters, is_held: bool) -> None:
    with closing(catalog_of([article("a.txt", "Brug", "2024-03")])) as catalog:
        assert bool(catalog.page(ArticleSelection(filters))) == is_held


@pytest.mark.parametrize("filters", [Filters(published_from="1900"), Filters(published_to="2100")])
def test_an_article_without_a_date_is_between_none(filters: Filters) -> None:
    with closing(catalog_of([article("a.txt", "Brug")])) as catalog:
        assert catalog.page(ArticleSelection(filters)) == ()


def test_articles_are_counted_by_language_and_month(catalog: Catalog) -> None:
    counts = catalog.counts()
    assert counts == ArticleCounts(
        (
            MonthCount("en", "2023", 1, 12, "2023", "2023"),
            MonthCount("nl", None, 1, 1, None, None),
            MonthCount("nl", "2021-12", 1, 1, "2021-12", "2021-12"),
            MonthCount("nl", "2023-03", 1, 3, "2023-03-14", "2023-03-14"),
        )
    )
    assert (counts.articles, counts.passages, counts.undated, counts.by_language) == (
        4,
        17,
        1,
        {"nl": 3, "en": 1},
    )
    assert (counts.first, counts.last) == ("2021-12", "2023-03-14")
    assert (ArticleCounts().articles, ArticleCounts().first, ArticleCounts().last) == (0, None, None)


def test_a_list_follows_the_articles(catalog: Catalog) -> None:
    catalog.put_article(replace(ARTICLES[3], published="2024"))
    catalog.remove_article("a.txt")
    catalog.remove_article("c/brug.txt")
    catalog.list_anew()
    assert [(each.id, each.published, each.copies) for each in catalog.page()] == [
        ("d.txt", "2024", ()),
        ("added/b.txt", "2023", ()),
        ("z/kopie.txt", "1999", ()),
    ]
    catalog.remove_contents(catalog.unheld_contents())
    assert (catalog.rows("select count(*) from listed"), catalog.is_unlisted()) == ([(3,)], False)


def test_what_takes_the_place_of_an_article_leaves_its_copies_listed(catalog: Catalog) -> None:
    changed = replace(BRIDGE, title="Anders")
    catalog.put_content(changed, np.zeros(128, np.uint32))
    catalog.put_article(changed)
    catalog.list_anew()
    assert [each.id for each in catalog.page(order="title")] == [
        "a.txt",
        "z/kopie.txt",
        "d.txt",
        "added/b.txt",
        "c/brug.txt",
    ]


def of_an_earlier_version(index: IndexStore) -> None:
    """Take away what version 7 did not have at first."""
    index._files.catalog.script(
        "drop table listed; drop table unlisted; drop trigger article_comes; drop trigger article_goes"
    )


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """An index that an earlier version made."""
    with closing(open_small(tmp_path / "index")) as store:
        write(store, [make_article("a", "Een zin. Nog een"), make_article("b", "One sentence", "en")])
        of_an_earlier_version(store)
    return tmp_path / "index"


def test_an_index_of_an_earlier_version_is_listed(earlier: Path) -> None:
    with closing(open_small(earlier, create=False)) as store:
        assert [each.id for each in store.list_articles(order="title")] == ["a", "b"]
        assert store.count_articles().passages == 2
        write(store, [make_article("c", "Nog een zin")], removed=["a"])
        assert [each.id for each in store.list_articles(order="title")] == ["b", "c"]


def test_an_index_of_an_earlier_version_that_may_only_be_read_is_listed(earlier: Path) -> None:
    with (
        open_copy(earlier) as copy,
        read_only(copy),
        closing(IndexStore.open(copy, fingerprint=FINGERPRINT)) as store,
    ):
        assert [each.id for each in store.list_articles(order="title")] == ["a", "b"]


def test_what_an_earlier_version_changed_is_listed_when_the_index_is_opened(earlier: Path) -> None:
    with closing(open_small(earlier)) as store:
        catalog = store._files.catalog
        catalog.put_article(replace(make_article("a", "Een zin. Nog een"), published="2024"))
    with closing(Catalog(earlier / CATALOG_FILE)) as opened:
        opened.make_tables()
        assert [each.published for each in opened.page()] == ["2024", "2023-03"]
