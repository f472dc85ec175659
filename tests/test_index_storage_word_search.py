"""Passages are found by their rarest words, however many have the common ones."""

import math
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_index import make_article

from index.chunk import Chunk
from index.filters import NO_FILTERS, Filters
from index.span import Span
from index.storage.catalog import Catalog, ChunkRecord
from index.storage.signatures import signature_of
from index.storage.word_search import WordSearch

ONE = np.ones(1, np.float32)
PASSAGES = {
    "a": "rus droon",
    "b": "rus droon droon",
    "c": "iran droon",
    "d": "rus iran",
    "e": "rus raket",
    "f": "raket",
    "g": "x",
    "h": "y",
    "i": "z",
}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with closing(Catalog(tmp_path / "catalog.sqlite")) as opened:
        opened.make_tables()
        yield opened


def put(catalog: Catalog, passages: Mapping[str, str], published: str = "2023") -> None:
    """Put in articles of one passage each, whose keys and words are given."""
    for key, words in passages.items():
        article = replace(make_article(key, f"Over {key}"), published=published)
        content = catalog.put_content(article, signature_of(article.text, [Span(0, len(article.text))]))
        catalog.put_article(article)
        chunk = Chunk(article.id, 0, len(article.text), article.text, (Span(0, len(article.text)),))
        catalog.put_chunk(content, ChunkRecord(key, "nl", chunk, ONE, ONE[None], words.split()))


def found(
    catalog: Catalog,
    words: str,
    *others: str,
    most: int,
    limit: int = 10,
    filters: Filters = NO_FILTERS,
) -> dict[str, float]:
    search = WordSearch(catalog, "nl", most_looked_at=most)
    return search.best(words.split(), limit, filters=filters, others=others)


def rarity(passages: int) -> float:
    return math.log((len(PASSAGES) - passages + 0.5) / (passages + 0.5))


def bm25(catalog: Catalog, word: str) -> dict[str, float]:
    return dict(
        catalog.rows(
            "select key, -bm25(words_nl) from words_nl join chunk on number = words_nl.rowid "
            "where words_nl match ?",
            word,
        )
    )


def test_where_all_words_are_rare_enough_the_scores_are_bm25(catalog: Catalog) -> None:
    put(catalog, PASSAGES)

    assert found(catalog, "rus droon nergens", most=7) == pytest.approx(bm25(catalog, "rus OR droon"))


def test_a_common_word_finds_nothing_by_itself_and_counts_with_its_rarity(catalog: Catalog) -> None:
    put(catalog, PASSAGES)
    by_droon = bm25(catalog, "droon")
    expected = {
        "a": by_droon["a"] + rarity(4),
        "b": by_droon["b"] + rarity(4),
        "c": by_droon["c"],
    }

    assert found(catalog, "rus droon", most=6) == pytest.approx(expected)
    assert list(found(catalog, "rus droon", most=6)) == ["b", "a", "c"]
    assert found(catalog, "rus droon", "d", "f", "gone", most=6, limit=1) == pytest.approx(
        {"b": expected["b"], "d": rarity(4)}
    )
    assert found(catalog, "rus", most=3) == {}
    assert found(catalog, "rus", "e", most=3) == pytest.approx({"e": rarity(4)})


def test_a_word_of_half_of_the_passages_says_nothing(catalog: Catalog) -> None:
    put(catalog, {"a": "de droon", "b": "de", "c": "de", "d": "x"})

    assert found(catalog, "de droon", "b", most=2) == pytest.approx(bm25(catalog, "droon"))


def test_how_common_a_word_is_is_told_from_parts_of_a_large_index(catalog: Catalog) -> None:
    put(catalog, {"first": "droon rus"})
    with catalog.transaction():
        for number in range(20_000):
            words = "rus" if number % 5 == 0 else "x"
            catalog.do("insert into words_nl (rowid, words) values (?, ?)", number + 2, words)
    by_droon = bm25(catalog, "droon")["first"]

    score = found(catalog, "droon rus", most=100)["first"]

    assert score - by_droon == pytest.approx(math.log(4), abs=0.01)


def test_the_best_that_may_be_found_are_behind_many_that_may_not(catalog: Catalog) -> None:
    put(catalog, {f"old {number}": "droon" for number in range(600)}, published="2019")
    put(catalog, {f"new {number}": "droon en meer" for number in range(5)}, published="2023-05")

    in_2023 = Filters(published_from="2023")
    assert list(found(catalog, "droon", most=1000, limit=3, filters=in_2023)) == ["new 0", "new 1", "new 2"]
    assert list(found(catalog, "droon", most=1000, limit=2)) == ["old 0", "old 1"]


def test_an_index_of_an_earlier_version_gets_its_list_of_words(tmp_path: Path, catalog: Catalog) -> None:
    put(catalog, {"a": "vredesonderhandel", "b": "vred onderhandel de 2024"})
    catalog.script("drop table dutch_word")
    catalog.close()
    path = tmp_path / "catalog.sqlite"

    with closing(Catalog(path, read_only=True)) as reading:
        reading.make_passing_dutch_words()
        assert reading.dutch_words().related("onderhandel") == ("vredesonderhandel",)
    with closing(Catalog(path)) as opened:
        opened.make_tables()
        assert list(opened.dutch_words().since("", 10)) == ["onderhandel", "vred", "vredesonderhandel"]
    with closing(Catalog(path, read_only=True)) as reading:
        reading.make_passing_dutch_words()
        assert reading.dutch_words().related("vredesonderhandel") == ("onderhandel", "vred")


def test_a_word_goes_with_the_last_passage_that_has_it(catalog: Catalog) -> None:
    put(catalog, {"a": "vrede oorlog", "b": "vrede protest"})

    catalog.remove_article("a")
    catalog.remove_contents(catalog.unheld_contents())

    assert list(catalog.dutch_words().since("", 10)) == ["protest", "vrede"]
    assert list(catalog.dutch_words().since_backwards("", 10)) == ["vrede", "protest"]
