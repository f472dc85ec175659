import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rights import read_only
from small_index import (
    MEANS,
    REBUILD,
    articles_in,
    contents,
    embed,
    found_by_words,
    found_texts,
    held_keys,
    kept_words,
    make_article,
    open_small,
    unit,
    vector_of,
    write,
)

from index.article import Article, ArticleEntry
from index.errors import IndexStoreError, SettingError
from index.filters import Filters
from index.passage import Passage
from index.storage.catalog import Catalog
from index.storage.store import CATALOG_FILE, VECTORS_FOLDER, IndexStore
from index.storage.vectors import VectorStore

A = make_article("a", "Een zin. Nog een zin\nTweede deel van a")
B = make_article("b", "One sentence. Another\nSecond part of b", "en")
C = make_article("c", "Alleen dit")
WORDS_OF_A = [("Een zin. Nog een zin", "kop a zin zin"), ("Tweede deel van a", "kop a twed del a")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[IndexStore]:
    with closing(open_small(tmp_path / "index")) as opened:
        yield opened


def error_of(action: Callable[[], object]) -> str:
    with pytest.raises(IndexStoreError) as raised:
        action()
    assert len(str(raised.value).splitlines()) == 1
    return str(raised.value)


def test_what_a_search_finds_is_what_went_in(store: IndexStore) -> None:
    write(store, [A, B])

    found = store.search("nl", vector_of("Tweede deel van a"), 10)

    (second, first) = embed(A).chunks[::-1]
    assert [each.passage for each in found] == [
        Passage(
            chunk.chunk,
            A.title,
            "nl",
            A.published,
            A.path,
            A.url,
            candidate.passage.score,
            candidate.passage.similarity,
        )
        for chunk, candidate in zip((second, first), found, strict=True)
    ]
    for chunk, candidate in zip((second, first), found, strict=True):
        similarity = float(chunk.vector @ vector_of("Tweede deel van a"))
        assert candidate.passage.score == candidate.passage.similarity == pytest.approx(similarity, abs=5e-4)
        assert candidate.sentence_vectors == pytest.approx(chunk.sentence_vectors, abs=5e-4)
    assert store.article("a") == A
    assert articles_in(store) == [A, B]
    assert [store.passage_count("nl"), store.passage_count("en"), store.passage_count()] == [2, 2, 4]


def test_a_search_finds_no_more_than_asked_for(store: IndexStore) -> None:
    write(store, [make_article("many", "\n".join(f"Regel {number}" for number in range(50)))])

    assert len(store.search("nl", unit(1, 1, 1, 1), 7)) == 7
    assert store.search("en", unit(1, 1, 1, 1), 7) == ()


def test_articles_are_listed_with_their_copies(store: IndexStore) -> None:
    copy = replace(A, id="z", path="z.txt", author="Jan")
    write(store, [copy, A, B])

    assert store.list_articles() == (
        ArticleEntry(
            "a", "a.txt", "Kop van a", "nl", "2023-03", None, "https://x/a", passages=2, copies=("z.txt",)
        ),
        ArticleEntry("b", "b.txt", "Kop van b", "en", "2023-03", None, "https://x/b", passages=2),
    )
    assert (store.copies(), store.story_count()) == ((("a", "z"),), 0)
    assert (store.article("z"), len(articles_in(store))) == (copy, 3)


def test_keys_are_the_same_at_every_run(store: IndexStore, tmp_path: Path) -> None:
    write(store, [A, B])
    assert held_keys(store) == {"13380b91939adc7523fdfbf851b97008", "e37b56087ba366dff2e37adfad25d7dc"}

    with closing(open_small(tmp_path / "other")) as other:
        write(other, [B])
        write(other, [A])
        assert contents(other) == contents(store)


def test_writing_the_same_again_changes_nothing(store: IndexStore) -> None:
    write(store, [A, B])
    before = contents(store)

    write(store, [A])
    write(store, [])

    assert contents(store) == before


def test_a_changed_article_takes_the_place_of_the_old(store: IndexStore) -> None:
    write(store, [A, C])
    changed = replace(A, text="Een zin. Nog een zin\nHeel iets anders")

    write(store, [changed])

    assert store.article("a") == changed
    assert found_texts(store) == {"Een zin. Nog een zin", "Heel iets anders", "Alleen dit"}
    assert len(held_keys(store)) == 3


@pytest.mark.parametrize(
    "changed",
    [
        replace(C, title="Anders"),
        replace(C, published="2024"),
        replace(C, published=None),
        replace(C, path="anders.txt"),
        replace(C, url="https://x/anders"),
        replace(C, url=None),
    ],
)
def test_what_is_shown_of_an_article_changes_with_it(changed: Article, store: IndexStore) -> None:
    write(store, [C])

    write(store, [changed])

    (found,) = store.search("nl", unit(1, 1, 1, 1), 5)
    shown = found.passage
    assert (shown.title, shown.published, shown.path, shown.url) == (
        changed.title,
        changed.published,
        changed.path,
        changed.url,
    )
    assert len(held_keys(store)) == 1


def test_an_article_that_changes_its_language_is_found_in_the_new_one_alone(store: IndexStore) -> None:
    write(store, [A])

    write(store, [replace(A, language="en")])

    assert found_texts(store, "nl") == set()
    assert found_texts(store, "en") == {"Een zin. Nog een zin", "Tweede deel van a"}
    assert (len(held_keys(store, "nl")), len(held_keys(store, "en"))) == (0, 2)


def test_a_removed_article_is_gone(store: IndexStore) -> None:
    write(store, [A, B, C])

    write(store, [], removed=["a", "never there"])

    assert articles_in(store) == [B, C]
    assert found_texts(store) == {"Alleen dit"}
    assert kept_words(store) == [("Alleen dit", "kop c")]
    assert found_by_words(store, "zin", "twed", "kop") == ["Alleen dit"]
    assert len(held_keys(store)) == 1
    assert error_of(lambda: store.article("a")) == "the article a is not in the index (any more); ask again"


def test_passages_are_found_by_their_words(store: IndexStore) -> None:
    write(store, [A, B, C])

    assert kept_words(store) == sorted([*WORDS_OF_A, ("Alleen dit", "kop c")])
    found = store.search("nl", vector_of("Alleen dit"), 1, words=("zin", "c"), word_limit=5)
    assert [each.passage.chunk.text for each in found] == ["Alleen dit", "Een zin. Nog een zin"]
    assert [each.keyword_score > 0 for each in found] == [True, True]
    expected = float(vector_of("Alleen dit") @ vector_of("Een zin. Nog een zin"))
    assert found[1].passage.similarity == found[1].passage.score == pytest.approx(expected, abs=5e-4)
    assert found[1].passage.chunk == embed(A).chunks[0].chunk
    assert found[1].sentence_vectors == pytest.approx(embed(A).chunks[0].sentence_vectors, abs=5e-4)
    assert found_by_words(store, "twed", "sentenc", limit=1) == ["Tweede deel van a"]
    assert found_by_words(store, "twed", "sentenc", language="en") == ["One sentence. Another"]


def test_compounds_are_found_as_the_index_knows_them(store: IndexStore) -> None:
    talks, peace = make_article("t", "Onderhandelingen nu"), make_article("p", "Vrede nu")
    compound = make_article("v", "Vredesonderhandelingen hervat")
    write(store, [compound])
    assert found_by_words(store, "onderhandel") == []

    write(store, [talks, peace])
    assert sorted(found_by_words(store, "onderhandel")) == [
        "Onderhandelingen nu",
        "Vredesonderhandelingen hervat",
    ]
    assert set(found_by_words(store, "vredesonderhandel")) == {
        "Onderhandelingen nu",
        "Vrede nu",
        "Vredesonderhandelingen hervat",
    }

    write(store, [], removed=["p"])
    assert found_by_words(store, "onderhandel") == ["Onderhandelingen nu"]


def many(count: int, published: str = "2023") -> list[Article]:
    return [
        replace(make_article(f"n{number}", f"Regel {number}"), published=published) for number in range(count)
    ]


@pytest.mark.parametrize("most_compared", [5000, 3])
def test_a_search_finds_what_the_filters_let_through(
    store: IndexStore, monkeypatch: pytest.MonkeyPatch, most_compared: int
) -> None:
    """Few passages are all compared with the question; among many, the search looks further and further."""
    monkeypatch.setattr("index.storage.search._MOST_COMPARED", most_compared)
    late = [
        replace(make_article(f"late {number}", f"Laat {number}"), published="2024-05") for number in range(9)
    ]
    write(store, [*many(300), *late, C])
    question = unit(1, 1, 1, 1)
    filters = Filters(published_from="2024")

    found = store.search("nl", question, 5, words=("300", "lat", "299"), word_limit=50, filters=filters)

    cosines = {f"Laat {number}": float(vector_of(f"Laat {number}") @ question) for number in range(9)}
    nearest = sorted(cosines, key=lambda text: -cosines[text])
    texts = [each.passage.chunk.text for each in found]
    assert texts[:5] == nearest[:5]
    assert sorted(texts) == sorted(cosines)
    assert [each.passage.similarity for each in found] == pytest.approx(
        [cosines[text] for text in texts], abs=5e-4
    )
    only = Filters(article_ids=frozenset({"c"}))
    assert [each.passage.chunk.text for each in store.search("nl", question, 5, filters=only)] == [
        "Alleen dit"
    ]
    assert store.search("en", question, 5, filters=only) == ()
    assert store.search("nl", question, 5, filters=Filters(published_to="2022")) == ()


def test_an_article_to_search_in_must_be_there(store: IndexStore) -> None:
    write(store, [A])

    store.check(Filters())
    store.check(Filters(article_ids=frozenset({"a"})))
    with pytest.raises(SettingError) as raised:
        store.check(Filters(article_ids=frozenset({"a", "b", "c"})))
    assert str(raised.value) == "no article in the index has the id 'b': give its path below the folder"


def test_language_means_are_kept(store: IndexStore) -> None:
    folder = store.folder
    assert error_of(store.language_means) == (
        f"the index in {folder} is empty; fill it: tweespraak index FOLDER"
    )
    with store.writing() as writer:
        assert not writer.has_language_means()
        writer.set_language_means(MEANS)
        assert writer.has_language_means()

    assert store.language_means().chunks["nl"].tolist() == MEANS.chunks["nl"].tolist()
    assert store.language_means().sentences["en"].tolist() == MEANS.sentences["en"].tolist()


def test_it_closes_and_opens_again_in_the_same_process(tmp_path: Path) -> None:
    with closing(open_small(tmp_path)) as store:
        write(store, [A, B])
        before = contents(store)
    for _ in range(2):
        with closing(open_small(tmp_path, create=False)) as store:
            assert contents(store) == before
            write(store, [A])


def test_no_index_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "index"

    for _ in range(2):
        assert error_of(lambda: open_small(folder, create=False)) == (
            f"there is no index in {folder}; make one: tweespraak index FOLDER"
        )
    assert not folder.exists()


def test_a_catalogue_that_was_never_filled_is_no_index(tmp_path: Path) -> None:
    (tmp_path / CATALOG_FILE).touch()

    assert error_of(lambda: open_small(tmp_path, create=False)) == (
        f"there is no index in {tmp_path}; make one: tweespraak index FOLDER"
    )


def test_an_index_made_with_other_settings_is_refused(tmp_path: Path) -> None:
    with closing(open_small(tmp_path)) as store:
        write(store, [A])

    for create in (False, True):
        assert error_of(partial(open_small, tmp_path, create=create, fingerprint="other")) == (
            f"the index in {tmp_path} was made with another encoder or chunking (small-1, now other); "
            f"make it anew: {REBUILD}"
        )

    IndexStore.erase(tmp_path)
    with closing(open_small(tmp_path, fingerprint="other")) as store:
        assert store.passage_count() == 0
        write(store, [C])
        assert found_texts(store) == {"Alleen dit"}


def test_an_index_of_before_there_were_keywords_is_refused_and_can_be_erased(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / CATALOG_FILE)
    old.executescript(
        "create table setting (name text primary key, value text not null) strict;"
        "create table article (id text primary key, path text not null, title text not null,"
        " text text not null, language text not null, published text, url text, digest text not null) strict;"
        "create table chunk (key text primary key,"
        " article_id text not null references article (id) on delete cascade,"
        " language text not null, sentences integer not null, sentence_vectors blob not null) strict;"
        "create index chunk_of_article on chunk (article_id);"
        "insert into setting values ('fingerprint', 'small-0');"
    )
    old.close()

    assert error_of(lambda: open_small(tmp_path)) == (
        f"the index in {tmp_path} was made with another encoder or chunking (small-0, now small-1); "
        f"make it anew: {REBUILD}"
    )
    IndexStore.erase(tmp_path)
    assert filled(tmp_path) == tmp_path


def test_erasing_leaves_what_is_not_of_the_index(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite.bak").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    with closing(open_small(tmp_path)) as store:
        write(store, [A])

    IndexStore.erase(tmp_path)
    IndexStore.erase(tmp_path / "never there")

    left = {path.name for path in tmp_path.iterdir()}
    assert left - {"writing.lock"} == {"catalog.sqlite.bak", "notes.txt"}


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "index"

    assert error_of(lambda: open_small(folder)) == (
        f"the index cannot be kept in {folder} (Not a directory); "
        "see to its rights, or choose another place with --data-dir"
    )


def filled(folder: Path) -> Path:
    with closing(open_small(folder)) as store:
        write(store, [A, B, C])
    return folder


def test_vectors_that_were_deleted_are_noticed(tmp_path: Path) -> None:
    shutil.rmtree(filled(tmp_path) / VECTORS_FOLDER)

    assert error_of(lambda: open_small(tmp_path)) == (
        f"the index in {tmp_path} is damaged: 3 vectors are missing; make it anew: {REBUILD}"
    )


def test_vectors_that_were_emptied_are_noticed(tmp_path: Path) -> None:
    with closing(VectorStore(filled(tmp_path) / VECTORS_FOLDER, fingerprint="small-1")) as vectors:
        vectors.remove("en", sorted(vectors.keys("en"))[:1])

    assert error_of(lambda: open_small(tmp_path, create=False)) == (
        f"the index in {tmp_path} is damaged: 1 vectors are missing; make it anew: {REBUILD}"
    )


def test_a_damaged_database_of_vectors_is_noticed(tmp_path: Path) -> None:
    (filled(tmp_path) / VECTORS_FOLDER / "chroma.sqlite3").write_bytes(b"damaged" * 1000)

    assert error_of(lambda: open_small(tmp_path)).endswith(f"or make the index anew: {REBUILD}")


def test_a_damaged_catalogue_is_noticed(tmp_path: Path) -> None:
    (filled(tmp_path) / CATALOG_FILE).write_bytes(b"damaged" * 1000)

    assert error_of(lambda: open_small(tmp_path, create=False)) == (
        f"the index file {tmp_path / CATALOG_FILE} cannot be used (file is not a database); see to its "
        f"rights and free disk space, or make the index anew: {REBUILD}"
    )
    IndexStore.erase(tmp_path)
    with closing(open_small(tmp_path)) as store:
        assert store.passage_count() == 0


def test_vectors_without_their_catalogue_are_cleared_away(tmp_path: Path) -> None:
    (filled(tmp_path) / CATALOG_FILE).unlink()

    with closing(open_small(tmp_path)) as store:
        assert found_texts(store) == set()
        write(store, [C])
        assert found_texts(store) == {"Alleen dit"}
        assert (len(held_keys(store, "nl")), len(held_keys(store, "en"))) == (1, 0)


def test_a_second_writer_is_told(store: IndexStore) -> None:
    told = f"another process is writing the index in {store.folder}; wait for it to end and try again"
    with store.writing(), closing(open_small(store.folder)) as second:
        assert error_of(lambda: write(second, [A])) == told
        assert error_of(lambda: IndexStore.erase(store.folder)) == told

    with closing(open_small(store.folder)) as second:
        write(second, [A])
    assert found_texts(store) == {"Een zin. Nog een zin", "Tweede deel van a"}


class CrashError(Exception):
    """Stands for the end of the process."""


def crash(*_: object) -> None:
    raise CrashError


def test_a_crash_before_the_catalogue_is_written_leaves_the_old_index(
    store: IndexStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, [A, B])
    before = contents(store)
    with monkeypatch.context() as patched:
        patched.setattr(Catalog, "put_chunk", crash)
        with pytest.raises(CrashError):
            write(store, [replace(A, text="Nieuw"), C])

    assert len(held_keys(store)) == 4  # the vectors were there already
    assert found_texts(store) == {"Een zin. Nog een zin", "Tweede deel van a"}
    assert kept_words(store) == WORDS_OF_A
    assert articles_in(store) == [A, B]

    write(store, [])
    assert contents(store) == before


def test_a_crash_before_old_vectors_are_removed_shows_the_new_index(
    store: IndexStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, [A, B])
    with monkeypatch.context() as patched:
        patched.setattr(VectorStore, "remove", crash)
        with pytest.raises(CrashError):
            write(store, [replace(A, text="Nieuw")], removed=["b"])

    assert (len(held_keys(store, "nl")), len(held_keys(store, "en"))) == (3, 2)
    assert (found_texts(store, "nl"), found_texts(store, "en")) == ({"Nieuw"}, set())
    assert (kept_words(store, "nl"), kept_words(store, "en")) == ([("Nieuw", "kop a nieuw")], [])

    folder = store.folder
    store.close()
    with closing(open_small(folder)) as again:
        assert found_texts(again) == {"Nieuw"}
        write(again, [])
        assert (len(held_keys(again, "nl")), len(held_keys(again, "en"))) == (1, 0)


def test_vectors_missing_after_a_crash_are_noticed_though_others_are_too_many(
    store: IndexStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, [A])
    with monkeypatch.context() as patched:
        patched.setattr(Catalog, "put_chunk", crash)
        with pytest.raises(CrashError):
            write(store, [C])
    store._files.vectors.remove("nl", sorted(store._files.catalog.keys("nl"))[:1])

    assert error_of(lambda: write(store, [])) == (
        f"the index in {store.folder} is damaged: 1 vectors are missing; make it anew: {REBUILD}"
    )


def test_many_leftovers_do_not_hide_what_is_there(store: IndexStore, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, [A])
    lines = "\n".join(f"Overgebleven {number}" for number in range(200))
    with monkeypatch.context() as patched:
        patched.setattr(Catalog, "put_chunk", crash)
        with pytest.raises(CrashError):
            write(store, [make_article("left", lines)])

    assert found_texts(store, limit=2) == {"Een zin. Nog een zin", "Tweede deel van a"}


def test_threads_share_a_store(store: IndexStore) -> None:
    articles = [make_article(str(n), f"Artikel {n}. Zin van {n}\nDeel twee van {n}") for n in range(30)]
    write(store, articles)
    found: list[list[str]] = []

    def search_each() -> None:
        texts = [each.text.split("\n")[1] for each in articles]
        found.append([store.search("nl", vector_of(text), 1)[0].passage.chunk.text for text in texts])

    threads = [threading.Thread(target=search_each) for _ in range(4)]
    for thread in threads:
        thread.start()
    write(store, [make_article(f"new {n}", f"Nieuw {n}") for n in range(30)])
    for thread in threads:
        thread.join()

    assert found == [[f"Deel twee van {n}" for n in range(30)]] * 4


READER = """
import sys
from contextlib import closing
from pathlib import Path
from small_index import found_by_words, found_texts, open_small

with closing(open_small(Path(sys.argv[1]), create=False)) as store:
    print("open", flush=True)
    seen = []
    for line in sys.stdin:
        for _ in range(20):
            texts = found_texts(store)
            # What is new may be found by its words a moment earlier.
            texts_by_words = set(found_by_words(store, "zin", "nieuw", "dit"))
            assert texts_by_words <= {"Een zin. Nog een zin", "Alleen dit", "Nieuw"}, texts_by_words
            assert texts <= {"Een zin. Nog een zin", "Tweede deel van a", "Alleen dit", "Nieuw"}, texts
        print(sorted(texts), flush=True)
"""


def reader(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", READER, str(folder)],
        cwd=Path(__file__).parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ask(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline()


def test_other_processes_read_while_one_writes(store: IndexStore) -> None:
    write(store, [A, C])
    old = "['Alleen dit', 'Een zin. Nog een zin', 'Tweede deel van a']\n"
    with reader(store.folder) as first, reader(store.folder) as second:
        for process in (first, second):
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            assert ask(process) == old
        with store.writing() as writer:
            writer.replace([embed(replace(A, text="Nieuw"))])
            # What is gone is no longer found; what is new is found once the run has ended.
            assert [ask(first), ask(second)] == ["['Alleen dit']\n"] * 2
        assert [ask(first), ask(second)] == ["['Alleen dit', 'Nieuw']\n"] * 2
        for process in (first, second):
            assert process.communicate()[0] == ""
            assert process.returncode == 0


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine can enter, which tmp_path is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_read_only_folder_is_an_error(open_folder: Path) -> None:
    with read_only(open_folder):
        missing = error_of(lambda: open_small(open_folder / "new"))
        empty = error_of(lambda: open_small(open_folder))
    filled(open_folder)
    with read_only(open_folder), closing(open_small(open_folder, create=False)) as store:
        existing = error_of(lambda: write(store, [A]))
        erased = error_of(lambda: IndexStore.erase(open_folder))

    place = "see to its rights, or choose another place with --data-dir"
    assert missing == f"the index cannot be kept in {open_folder / 'new'} (Permission denied); {place}"
    assert empty.startswith(f"the index file {open_folder / CATALOG_FILE} cannot be used (")
    assert existing == f"the index cannot be kept in {open_folder} (Permission denied); {place}"
    assert str(open_folder) in erased
    with closing(open_small(open_folder, create=False)) as store:
        assert articles_in(store) == [A, B, C]
