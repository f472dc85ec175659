import math
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_index import MEANS, REBUILD, articles_in, unit

from index.article import Article, ArticleEntry, LanguagePart
from index.chunk import Chunk
from index.errors import IndexStoreError
from index.filters import NO_FILTERS, Filters
from index.passage import Passage
from index.span import Span
from index.storage.catalog import Catalog, ChunkRecord
from index.storage.compared_articles import HeldArticle
from index.storage.near_duplicates import Signature
from index.storage.signatures import signature_of
from index.text.boilerplate import body_spans

ARTICLE = Article(
    "a/één.txt",
    "a/één.txt",
    "Kop “met” 'quotes'",
    "Regel\r\n\tتجربة 😀\u2028\ufeff",
    "nl",
    "2023",
    None,
    "Jan de Vries",
    (0, 6),
)
PARTS = (LanguagePart(0, 2, "nl"), LanguagePart(2, 4, None, "French"))
OTHER = Article("b", "b.txt", "", "Text", "en", None, "https://x/?a=1&b=2", parts=PARTS, foreign="German")


def record(key: str, article: Article, sentences: int = 2, words: str = "") -> ChunkRecord:
    """A chunk of the whole text; its sentences are its first characters."""
    vectors = np.linspace(-1, 1, sentences * 4, dtype=np.float32).reshape(sentences, 4)
    spans = tuple(Span(place, place + 1) for place in range(sentences))
    chunk = Chunk(article.id, 0, len(article.text), article.text, spans)
    return ChunkRecord(key, article.language, chunk, unit(*vectors[0]), vectors, words.split())


def _signature(article: Article) -> Signature:
    return signature_of(article.text, body_spans(article.text))


def put(catalog: Catalog, article: Article, *records: ChunkRecord) -> None:
    """Add an article, its content where that is new, and chunks of it."""
    content = catalog.content_number(article.content_digest)
    if content is None:
        content = catalog.put_content(article, _signature(article))
    catalog.put_article(article)
    for each in records:
        catalog.put_chunk(content, each)


def tidy(catalog: Catalog) -> None:
    catalog.remove_contents(catalog.unheld_contents())
    catalog.group_stories()


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with closing(Catalog(tmp_path / "catalog.sqlite")) as opened:
        opened.make_tables()
        yield opened


def test_articles_come_back_as_they_went_in(catalog: Catalog) -> None:
    put(catalog, OTHER)
    put(catalog, ARTICLE)

    assert catalog.article(ARTICLE.id) == ARTICLE
    assert articles_in(catalog) == [ARTICLE, OTHER]
    assert catalog.article("c") is None
    assert catalog.held_article("b") == HeldArticle("b", OTHER.digest, 1, OTHER.path)
    assert catalog.held_article("c") is None


def test_an_article_takes_the_place_of_an_older_one_with_its_chunks(catalog: Catalog) -> None:
    changed = replace(ARTICLE, text="Anders")
    put(catalog, ARTICLE, record("k", ARTICLE, words="woord"))

    put(catalog, changed)

    assert articles_in(catalog) == [changed]
    assert (catalog.keys("nl"), catalog.passages(["k"])) == ({"k"}, {})
    tidy(catalog)
    assert catalog.keys("nl") == set()


def test_articles_are_listed_without_their_text(catalog: Catalog) -> None:
    put(catalog, OTHER)
    put(catalog, ARTICLE, record("k1", ARTICLE), record("k2", ARTICLE))
    put(catalog, replace(ARTICLE, id="z", path="z.txt"))
    put(catalog, replace(ARTICLE, id="c", path="c.txt"))
    catalog.list_anew()

    assert catalog.page() == (
        ArticleEntry(
            ARTICLE.id,
            ARTICLE.path,
            ARTICLE.title,
            "nl",
            "2023",
            "Jan de Vries",
            None,
            passages=2,
            copies=("c.txt", "z.txt"),
        ),
        ArticleEntry("b", "b.txt", "", "en", None, None, "https://x/?a=1&b=2", passages=0),
    )
    assert catalog.copies() == ((ARTICLE.id, "c", "z"),)


def test_a_passage_shows_the_first_article_that_holds_its_text(catalog: Catalog) -> None:
    copy = replace(ARTICLE, id="z", path="z.txt", published="2024", pages=(), url="https://z")
    put(catalog, copy, record("k", ARTICLE))
    put(catalog, ARTICLE)

    assert shown(catalog) == (ARTICLE.id, ARTICLE.path, "2023", None, 1, (6,))
    assert shown(catalog, Filters(published_from="2024")) == ("z", "z.txt", "2024", "https://z", None, ())
    assert {found.passage.author for found in catalog.passages(["k"]).values()} == {"Jan de Vries"}
    assert shown(catalog, Filters(article_ids=frozenset({"z"}))) == shown(
        catalog, Filters(published_from="2024")
    )
    catalog.remove_article(ARTICLE.id)
    assert shown(catalog)[0] == "z"
    assert (catalog.unheld_contents(), catalog.copies()) == ([], ())


def shown(catalog: Catalog, filters: Filters = NO_FILTERS) -> tuple[object, ...]:
    passage = catalog.passages(["k"], filters)["k"].passage
    return (
        passage.chunk.article_id,
        passage.path,
        passage.published,
        passage.url,
        passage.first_page,
        passage.page_breaks,
    )


def test_what_tells_the_same_story_is_grouped_whatever_came_first(catalog: Catalog) -> None:
    words = [f"woord{number}" for number in range(150)]
    first, middle, last = (
        replace(ARTICLE, id=name, text=" ".join(words[start : start + 100]))
        for name, start in (("c", 0), ("d", 22), ("e", 44))
    )
    for each in (last, first, OTHER):
        put(catalog, each)
        tidy(catalog)
    assert (stories(catalog), catalog.story_count()) == ({"b": 0, "c": 0, "e": 0}, 0)

    put(catalog, middle)
    tidy(catalog)
    assert (stories(catalog), catalog.story_count()) == ({"b": 0, "c": 1, "d": 1, "e": 1}, 1)
    assert catalog.near_contents(_signature(middle))[0] == 4
    assert sorted(catalog.near_contents(_signature(middle))) == [1, 2, 4]
    assert catalog.near_contents(_signature(first)) == [2, 4]

    catalog.remove_article("d")
    tidy(catalog)
    assert stories(catalog) == {"b": 0, "c": 0, "e": 0}


def stories(catalog: Catalog) -> dict[str, int]:
    """Number the stories, from 1, in the order of their articles; 0 is none."""
    catalog.list_anew()
    entries = catalog.page()
    told = list(dict.fromkeys(entry.story for entry in entries if entry.story is not None))
    return {entry.id: 0 if entry.story is None else told.index(entry.story) + 1 for entry in entries}


def test_the_digest_depends_on_everything_but_the_id() -> None:
    changes = [
        replace(ARTICLE, path="x"),
        replace(ARTICLE, title="x"),
        replace(ARTICLE, text="x"),
        replace(ARTICLE, language="en"),
        replace(ARTICLE, published="2024"),
        replace(ARTICLE, published=None),
        replace(ARTICLE, url="x"),
        replace(ARTICLE, author="x"),
        replace(ARTICLE, pages=(0,)),
        replace(ARTICLE, parts=(LanguagePart(0, 2, "en"),)),
        replace(ARTICLE, parts=(LanguagePart(0, 2, None, "French"),)),
    ]

    assert len({article.digest for article in [ARTICLE, *changes]}) == 12
    assert ARTICLE.digest == "edc8546a13b739a8db5e19f6e61f20e7bce9b8df6d78b001e8477f230a1a65d4"
    assert [each.content_digest == ARTICLE.content_digest for each in changes] == [
        *(True, False, False, False, True, True, True, True, True, False, False)
    ]


def test_chunks_are_kept_with_their_sentences_at_16_bits(catalog: Catalog) -> None:
    put(catalog, ARTICLE, record("k1", ARTICLE, 3), record("k2", ARTICLE, 1))
    put(catalog, OTHER, record("k3", OTHER))

    found = catalog.passages(["k3", "k1", "gone"])

    assert set(found) == {"k1", "k3"}
    assert found["k1"].passage == Passage(
        record("k1", ARTICLE, 3).chunk,
        ARTICLE.title,
        "nl",
        "2023",
        ARTICLE.path,
        None,
        0,
        0,
        None,
        1,
        (6,),
        author=ARTICLE.author,
    )
    assert found["k1"].sentence_vectors.dtype == np.float32
    assert found["k1"].sentence_vectors == pytest.approx(record("k1", ARTICLE, 3).sentence_vectors, abs=5e-4)
    assert found["k1"].vector == pytest.approx(record("k1", ARTICLE, 3).vector, abs=5e-4)
    assert found["k3"].sentence_vectors.shape == (2, 4)
    assert catalog.passages([]) == {}
    assert catalog.chunk_keys([1, 2, 99], "nl") == ["k1", "k2"]
    assert catalog.keys("en") == {"k3"}
    assert (catalog.passage_count("nl"), catalog.passage_count("en")) == (2, 1)
    (known,) = catalog.known_chunks([2, 99])
    assert (known.title, known.text, known.sentences) == ("", "Text", ("T", "e"))
    assert known.vector == pytest.approx(found["k3"].vector)


def test_a_content_goes_with_its_last_article(catalog: Catalog) -> None:
    put(catalog, ARTICLE, record("k1", ARTICLE, words="woord"))
    put(catalog, OTHER, record("k2", OTHER, words="word"))

    catalog.remove_article(ARTICLE.id)
    catalog.remove_article("never there")

    assert articles_in(catalog) == [OTHER]
    assert (catalog.unheld_contents(), catalog.passages(["k1"])) == ([1], {})
    tidy(catalog)
    assert (catalog.keys("nl"), catalog.keys("en")) == (set(), {"k2"})
    assert catalog.keyword_scores("nl", ["woord"], 10) == {}
    assert list(catalog.keyword_scores("en", ["word"], 10)) == ["k2"]
    assert dutch_words(catalog) == []


def test_a_transaction_is_kept_whole_or_not_at_all(catalog: Catalog, tmp_path: Path) -> None:
    def put_and_stop() -> None:
        with catalog.transaction():
            put(catalog, ARTICLE)
            raise KeyboardInterrupt

    with catalog.transaction():
        put(catalog, OTHER)
    with pytest.raises(KeyboardInterrupt):
        put_and_stop()
    with catalog.transaction():
        catalog.set_setting("after", "yes")

    catalog.close()
    with closing(Catalog(tmp_path / "catalog.sqlite")) as again:
        assert articles_in(again) == [OTHER]
        assert again.setting("after") == "yes"


def test_a_mistake_inside_a_transaction_takes_it_back(catalog: Catalog) -> None:
    def put_a_chunk_of_no_article() -> None:
        with catalog.transaction():
            put(catalog, OTHER)
            catalog.put_chunk(99, record("k", ARTICLE))

    with pytest.raises(IndexStoreError, match="FOREIGN KEY"):
        put_a_chunk_of_no_article()

    assert articles_in(catalog) == []


def fill(catalog: Catalog, chunks: dict[str, str]) -> None:
    """Add Dutch chunks with these words by key, all of one article."""
    put(catalog, ARTICLE, *(record(key, ARTICLE, words=words) for key, words in chunks.items()))


def dutch_words(catalog: Catalog) -> list[str]:
    """Return all words that may be parts of compounds."""
    return list(catalog.dutch_words().since("", 1000))


def bm25(words: str, texts: dict[str, str]) -> dict[str, float]:
    """BM25 by its formula, for all texts with one of the words."""
    split = {key: text.split() for key, text in texts.items()}
    length = sum(map(len, split.values())) / len(split)
    scores = dict.fromkeys(texts, 0.0)
    for word in words.split():
        holders = sum(word in text for text in split.values())
        rarity = max(math.log((len(split) - holders + 0.5) / (holders + 0.5)), 1e-6)
        for key, text in split.items():
            count = text.count(word)
            scores[key] += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(text) / length))
    return {key: score for key, score in scores.items() if score}


def test_keyword_scores_are_bm25_within_a_language(catalog: Catalog) -> None:
    chunks = {
        "k1": "rus droon droon 1.7 miljard",
        "k2": "rus oekrain front",
        "k3": "rus droon",
        "k4": "iran",
        "k5": "москва front kiev",
        "k6": "x y z",
        "k7": "z",
    }
    fill(catalog, chunks)
    put(
        catalog,
        OTHER,
        *(record(f"other {number}", OTHER, words="droon miljard") for number in range(20)),
    )

    for words in ("droon 1.7 front", "москва", "front"):
        expected = bm25(words, chunks)
        found = catalog.keyword_scores("nl", words.split(), 10)
        assert found == pytest.approx(expected)
        assert list(found) == sorted(expected, key=lambda key: (-expected[key], key))
    assert list(catalog.keyword_scores("nl", ["droon", "1.7", "front"], 2)) == ["k1", "k3"]
    assert list(catalog.keyword_scores("nl", ["front"], 1, others=["k5", "k4", "gone"])) == ["k2", "k5"]
    assert catalog.keyword_scores("nl", ["front"], 0, others=["k5"]) == pytest.approx(
        {"k5": bm25("front", chunks)["k5"]}
    )
    assert catalog.keyword_scores("nl", [], 10) == {}
    assert catalog.keyword_scores("nl", ["not", "or", "near", "words:front", 'fr"ont', "fro*"], 10) == {}
    assert dutch_words(catalog) == ["droon", "front", "iran", "kiev", "miljard", "oekrain", "москва"]


PUBLISHED = {
    "year": "2023",
    "march": "2023-03",
    "mid march": "2023-03-14",
    "april": "2023-04-01",
    "next year": "2024-01",
    "undated": None,
}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), list(PUBLISHED)),
        (Filters(published_from="2023-03-15"), ["year", "march", "april", "next year"]),
        (Filters(published_from="2023-03"), ["year", "march", "mid march", "april", "next year"]),
        (Filters(published_from="2024"), ["next year"]),
        (Filters(published_to="2023-03-13"), ["year", "march"]),
        (Filters(published_to="2023-03"), ["year", "march", "mid march"]),
        (Filters(published_to="2023"), ["year", "march", "mid march", "april"]),
        (Filters(published_to="2022-12-31"), []),
        (Filters(published_from="2023-04", published_to="2023-04"), ["year", "april"]),
        (Filters(published_from="2023-03-14", published_to="2023-03-14"), ["year", "march", "mid march"]),
        (Filters(article_ids=frozenset({"undated", "april", "gone"})), ["april", "undated"]),
        (Filters(article_ids=frozenset({"undated", "april"}), published_from="2022"), ["april"]),
        (Filters(article_ids=frozenset()), []),
    ],
)
def test_chunks_are_found_by_date_and_article(catalog: Catalog, filters: Filters, found: list[str]) -> None:
    for name, published in PUBLISHED.items():
        article = replace(ARTICLE, id=name, text=f"Over {name}", published=published)
        put(catalog, article, record(f"k {name}", article, words=f"woord {name}"))
    keys = {f"k {name}" for name in PUBLISHED}

    assert set(catalog.passages(sorted(keys), filters)) == {f"k {name}" for name in found}
    assert set(catalog.keyword_scores("nl", ["woord"], 10, filters=filters)) == {
        f"k {name}" for name in found
    }
    selected = catalog.selected_vectors("nl", filters, len(found))
    assert selected is not None
    assert selected[0] == sorted(f"k {name}" for name in found)
    if found:
        assert selected[1] == pytest.approx(np.tile(record("k", ARTICLE).vector, (len(found), 1)), abs=5e-4)
        assert catalog.selected_vectors("nl", filters, len(found) - 1) is None
    assert catalog.missing_articles(["undated", "b", "april", "a"]) == ["a", "b"]


def test_settings_are_kept(catalog: Catalog) -> None:
    assert catalog.setting("a") is None
    catalog.set_setting("a", "1")
    catalog.set_setting("a", "2")
    assert catalog.setting("a") == "2"


def test_language_means_are_kept(catalog: Catalog) -> None:
    assert catalog.language_means() is None

    catalog.set_language_means(MEANS)

    kept = catalog.language_means()
    assert kept is not None
    for language in ("nl", "en"):
        assert kept.chunks[language].tolist() == MEANS.chunks[language].tolist()
        assert kept.sentences[language].tolist() == MEANS.sentences[language].tolist()


def test_no_thread_reads_what_another_has_not_finished(catalog: Catalog) -> None:
    inside, seen = threading.Event(), []

    def read() -> None:
        inside.wait()
        seen.append(set(catalog.places()))

    reader = threading.Thread(target=read)
    reader.start()
    with catalog.transaction():
        put(catalog, ARTICLE)
        inside.set()
        reader.join(0.2)  # it cannot end before we do
        put(catalog, OTHER)
    reader.join()

    assert seen == [{ARTICLE.id, OTHER.id}]


def error_of(path: Path) -> str:
    with pytest.raises(IndexStoreError) as raised, closing(Catalog(path)) as opened:
        opened.make_tables()
    return str(raised.value)


@pytest.mark.parametrize(
    "content", [b"not a database, but some text" * 100, b"SQLite format 3\x00" + b"x" * 4096]
)
def test_a_file_that_is_no_database_is_an_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(content)

    message = error_of(path)

    assert message == (
        f"the index file {path} cannot be used (file is not a database); see to its rights and free disk "
        f"space, or make the index anew: {REBUILD}"
    )


def test_a_database_of_something_else_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    other = sqlite3.connect(path)
    other.execute("create table article (headline text)")
    other.close()

    assert error_of(path) == (
        f"the index file {path} cannot be used (no such column: published); see to its rights and free disk "
        f"space, or make the index anew: {REBUILD}"
    )


def test_damaged_pages_are_an_error(catalog: Catalog, tmp_path: Path) -> None:
    for number in range(50):
        put(catalog, replace(ARTICLE, id=str(number), text=f"tekst {number} " * 1000))
    catalog.close()
    path = tmp_path / "catalog.sqlite"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)

    with pytest.raises(IndexStoreError, match=r"malformed.*--rebuild"):
        Catalog(path)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert "unable to open database file" in error_of(tmp_path / "gone" / "catalog.sqlite")
