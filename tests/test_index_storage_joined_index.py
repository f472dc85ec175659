from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from small_index import MEANS, make_article, open_small, unit, vector_of, write

from index.article import Article, Language
from index.errors import IndexStoreError, SettingError
from index.filters import NO_FILTERS, ArticleSelection, Filters, ListOrder
from index.storage.joined_index import JoinedIndex
from index.storage.search import Candidate
from index.storage.store import IndexStore
from index.storage.word_statistics import WordStatistics, added_up

Open = Callable[..., IndexStore]

# Of the first years each article has the word oorlog, of the last ones hardly one.
OF_2022 = [
    make_article(
        f"w{number}",
        f"De oorlog duurt {number} dagen. Men vlucht\nOorlog en graan, deel {number}\nTol {number}",
    )
    for number in range(6)
]
OF_2024 = [
    make_article(
        "vrede", "Over de oorlog wordt gepraat. Het graan is er\nVredesonderhandelingen over de tol"
    ),
    *(
        make_article(f"v{number}", f"De tol in stad {number}. Verkeer\nGraan, vrede en brood")
        for number in range(4)
    ),
    make_article("en", "The war and the grain. Toll\nTalks of peace", "en"),
]
ASKED: tuple[tuple[Language, tuple[str, ...]], ...] = (
    ("nl", ("oorlog", "graan")),
    ("nl", ("vred", "tol", "5")),
    ("nl", ()),
    ("nl", ("nergens",)),
    ("en", ("war", "peac", "5")),
)


@pytest.fixture
def open_index(tmp_path: Path) -> Iterator[Open]:
    """Opens a new index with articles."""
    with ExitStack() as opened:
        yield lambda *articles: opened.enter_context(opened_with(tmp_path, articles))


@contextmanager
def opened_with(folder: Path, articles: Sequence[Article]) -> Iterator[IndexStore]:
    with closing(open_small(folder / f"index{len(list(folder.iterdir()))}")) as store:
        if articles:
            write(store, articles)
        yield store


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JoinedIndex]:
    """The articles of both years, an index of each."""
    folder = tmp_path_factory.mktemp("joined")
    with opened_with(folder, OF_2022) as first, opened_with(folder, OF_2024) as second:
        yield JoinedIndex({"": first, "2024": second})


def facts_of(found: tuple[Candidate, ...]) -> list[tuple[object, ...]]:
    """Return what must be the same of candidates, in their order; their ids without the index's name."""
    return [
        (
            each.passage.chunk.article_id.removeprefix("2024//"),
            each.passage.path.removeprefix("2024//"),
            each.passage.chunk.text,
            pytest.approx(each.passage.similarity, abs=5e-4),
            pytest.approx(each.keyword_score, rel=1e-6),
            pytest.approx(float(np.sum(each.sentence_vectors)), abs=1e-6),
        )
        for each in found
    ]


def test_two_indexes_find_what_one_of_both_finds(open_index: Open, joined: JoinedIndex) -> None:
    both = open_index(*OF_2022, *OF_2024)
    compared = 0
    for language, words in ASKED:
        for limit, word_limit in ((100, 100), (3, 2), (0, 3), (4, 0)):
            for filters in (NO_FILTERS, Filters(published_from="2023"), Filters(published_to="2022")):
                found, of_one = (
                    facts_of(
                        index.search(
                            language,
                            unit(1, -2, 3, 1),
                            limit,
                            words=words,
                            word_limit=word_limit,
                            filters=filters,
                        )
                    )
                    for index in (joined, both)
                )
                assert found == of_one, (language, words, limit, word_limit, filters)
                compared += len(found)
    assert compared > 100


def test_a_word_counts_by_how_rare_it_is_in_all(joined: JoinedIndex) -> None:
    alone = {
        name: {
            each.passage.chunk.text: each.keyword_score
            for each in store.search("nl", unit(1, 1, 1, 1), 0, words=("oorlog",), word_limit=100)
        }
        for name, store in joined.stores.items()
    }
    together = {
        each.passage.chunk.text: each.keyword_score
        for each in joined.search("nl", unit(1, 1, 1, 1), 0, words=("oorlog",), word_limit=100)
    }

    common, rare = "Oorlog en graan, deel 1", "Over de oorlog wordt gepraat. Het graan is er"
    assert alone["2024"][rare] > 1_000 * alone[""][common]
    assert together[rare] == pytest.approx(together[common], rel=0.5)


def test_articles_of_other_indexes_go_by_the_name_of_theirs(open_index: Open) -> None:
    other = make_article("a", "Heel iets anders")
    joined = JoinedIndex({"": open_index(make_article("a", "Een tekst")), "2024": open_index(other)})

    found = joined.search("nl", vector_of("Heel iets anders"), 10)

    assert [(each.passage.chunk.id, each.passage.path) for each in found] == [
        ("2024//a#0-16", "2024//a.txt"),
        ("a#0-9", "a.txt"),
    ]
    assert joined.article("2024//a") == replace(other, id="2024//a", path="2024//a.txt")
    assert joined.article("a").text == "Een tekst"
    assert [(each.id, each.path) for each in joined.list_articles()] == [
        ("a", "a.txt"),
        ("2024//a", "2024//a.txt"),
    ]
    with pytest.raises(IndexStoreError, match=r"^the article b//a is not in the index"):
        joined.article("b//a")


@pytest.mark.parametrize("order", get_args(ListOrder))
def test_articles_are_listed_and_counted_as_in_one_index(open_index: Open, order: ListOrder) -> None:
    own = [
        replace(make_article("b", "Een zin\nNog een"), published="2024-01"),
        replace(make_article("c", "Een woord"), published=None),
    ]
    others = [
        replace(make_article("d", "Een tekst\nen nog\neen"), published="2023-12"),
        replace(make_article("e", "A word", "en"), published="2024-05"),
    ]
    joined = JoinedIndex({"": open_index(*own), "2024": open_index(*others)})
    one = open_index(*own, *others)
    names = {"b": "b", "c": "c", "d": "2024//d", "e": "2024//e"}
    in_order = [names[each.id] for each in one.list_articles(order=order)]

    assert [each.id for each in joined.list_articles(order=order)] == in_order
    assert [each.id for each in joined.list_articles(order=order, limit=2)] == in_order[:2]
    assert joined.count_articles().by_language == {"nl": 3, "en": 1}
    for wanted, ids in (
        (ArticleSelection(ids={"c", "2024//d", "d"}), {"c", "2024//d"}),
        (ArticleSelection(paths={"2024//e.txt"}), {"2024//e"}),
        (ArticleSelection(without={"b", "2024//e"}), {"c", "2024//d"}),
        (ArticleSelection(Filters(article_ids=frozenset({"2024//d"}))), {"2024//d"}),
    ):
        assert {each.id for each in joined.list_articles(wanted, order)} == ids
        assert joined.count_articles(wanted).articles == len(ids)


def test_filters_name_articles_of_any_index(joined: JoinedIndex) -> None:
    wanted = Filters(article_ids=frozenset({"w1", "2024//v1"}))

    joined.check(wanted)
    found = joined.search("nl", unit(1, 1, 1, 1), 100, words=("tol",), word_limit=10, filters=wanted)

    assert {each.passage.chunk.article_id for each in found} == {"w1", "2024//v1"}
    for unknown, named in (("v1", "v1"), ("2025//v1", "2025//v1")):
        with pytest.raises(SettingError) as raised:
            joined.check(Filters(article_ids=frozenset({unknown})))
        told = f"no article in the index has the id {named!r}: give its path below the folder"
        assert str(raised.value) == told
    with pytest.raises(SettingError) as raised:
        joined.check(Filters(article_ids=frozenset({"2024//w1"})))
    told = "2024: no article in the index has the id 'w1': give its path below the folder"
    assert str(raised.value) == told


def test_the_same_text_in_two_indexes_is_found_once(open_index: Open) -> None:
    one = make_article("one", "Een tekst. Nog een zin\nEn een deel")
    copy = replace(one, id="copy", path="copy.txt", published="2024-01-02")
    joined = JoinedIndex({"": open_index(one), "2024": open_index(copy)})

    def found(filters: Filters) -> set[str]:
        words = ("tekst", "deel")
        candidates = joined.search("nl", unit(1, 1, 1, 1), 10, words=words, word_limit=10, filters=filters)
        assert len(candidates) == 2
        return {each.passage.chunk.article_id for each in candidates}

    assert found(NO_FILTERS) == {"one"}
    assert found(Filters(published_from="2024")) == {"2024//copy"}
    assert found(Filters(article_ids=frozenset({"2024//copy"}))) == {"2024//copy"}


def test_an_index_that_holds_nothing_takes_nothing_away(open_index: Open) -> None:
    joined = JoinedIndex({"": open_index(), "2024": open_index(*OF_2024)})

    assert (joined.passage_count(), joined.passage_count("en")) == (12, 2)
    assert joined.language_means().chunks["nl"].tolist() == MEANS.chunks["nl"].tolist()
    assert len(joined.search("nl", unit(1, 1, 1, 1), 100, words=("graan",), word_limit=10)) == 10
    with pytest.raises(IndexStoreError, match="is empty; fill it: tweespraak index FOLDER"):
        JoinedIndex({"": open_index(), "2024": open_index()}).language_means()


def test_words_of_a_compound_may_stand_in_another_index(open_index: Open) -> None:
    joined = JoinedIndex(
        {
            "": open_index(
                make_article("parts", "Vrede gaat voor. Onderhandelingen\nEen vredesonderhandeling")
            ),
            "2024": open_index(make_article("whole", "Vredesonderhandelingen in Caïro")),
        }
    )

    found = joined.search("nl", unit(1, 1, 1, 1), 0, words=("vred",), word_limit=10)

    assert {each.passage.chunk.article_id for each in found} == {"parts", "2024//whole"}


def test_statistics_of_indexes_add_up() -> None:
    one, other = WordStatistics(10, 100, {"a": 3, "b": 0}), WordStatistics(5, 20, {"a": 1, "b": 5})
    assert added_up([one, other]) == WordStatistics(15, 120, {"a": 4, "b": 5})
    assert added_up([]).score(["a"]) == 0


def test_a_common_word_is_not_counted_to_its_end(open_index: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.storage.word_statistics.MOST_COUNTED", 4)
    counted = open_index(*OF_2022).word_statistics("nl", ("oorlog", "5", "nergens"))

    assert (counted.passages, counted.words, counted.holding["5"], counted.holding["nergens"]) == (
        18,
        102,
        3,
        0,
    )
    assert 10 <= counted.holding["oorlog"] <= 14, "12, reckoned from the first four"
