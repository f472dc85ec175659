"""Mixed articles and articles in other languages, from the folder to what a search finds."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_articles import BRIDGE, DIJK, FERRY
from mixed_articles import DUTCH, DUTCH_TOO, ENGLISH, ENGLISH_TOO, FRENCH, FRENCH_TOO
from small_encoder import SmallEncoder
from small_index import contents, found_by_words, found_texts, kept_words, open_small

from index.article import Article, LanguagePart
from index.encoder import Encoder
from index.filters import Filters
from index.reading.other_languages import LeftOut, OtherLanguages, taken
from index.reading.reader import SkippedFile, read_file, read_folder
from index.storage.store import IndexStore
from index.syncing.plan import plan_sync
from index.syncing.sync import SyncReport, index_fingerprint, sync, update
from index.unread import Unread
from rag.finding.retrieval import Retriever
from ui.commands.report import plan_lines, sync_lines

MIXED = f"Kabinet levert\n\n{DUTCH}\n\n{ENGLISH}\n\n{FRENCH}\n\n{FRENCH_TOO}\n\n{DUTCH_TOO}\n"
FRENCH_ONLY = f"Visite à Kiev\n\n{FRENCH}\n\n{FRENCH_TOO}\n"
WHY_SKIPPED = (
    "in French; only Dutch and English articles are indexed; others too with --other-languages index"
)

WHY_TOLD = WHY_SKIPPED.replace("French", "what its file calls 'de-DE'")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "duits.csv").write_text(f'text,language\n"{DUTCH}",nl\n"{DUTCH_TOO}",de-DE\n', "utf-8")
    (folder / "kiev.txt").write_text(FRENCH_ONLY, "utf-8")
    (folder / "mixed.txt").write_text(MIXED, "utf-8")
    (folder / "plain.txt").write_text(f"Talks\n\n{ENGLISH_TOO}\n", "utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[IndexStore]:
    with closing(open_small(tmp_path / "index")) as opened:
        yield opened


def _run(
    store: IndexStore, news: Path, other_languages: OtherLanguages, encoder: SmallEncoder | None = None
) -> SyncReport:
    return sync(store, encoder or SmallEncoder(), read_folder(news, other_languages=other_languages))


def _place(part: str) -> tuple[int, int]:
    return MIXED.index(part), MIXED.index(part) + len(part)


def test_other_languages_are_told_and_left_out(news: Path) -> None:
    read = {each.id: each for each in read_folder(news) if isinstance(each, Article)}
    skipped = [each for each in read_folder(news) if isinstance(each, SkippedFile)]

    assert list(read) == ["duits.csv#1", "mixed.txt", "plain.txt"]
    assert skipped == [
        SkippedFile("duits.csv#2", Unread.OTHER_LANGUAGE(language="what its file calls 'de-DE'")),
        SkippedFile("kiev.txt", Unread.OTHER_LANGUAGE(language="French")),
    ]
    assert read["mixed.txt"] == Article(
        id="mixed.txt",
        path="mixed.txt",
        title="Kabinet levert",
        text=MIXED,
        language="nl",
        parts=(
            LanguagePart(*_place(ENGLISH), "en"),
            LanguagePart(*_place(FRENCH), None, "French"),
            LanguagePart(*_place(FRENCH_TOO), None, "French"),
        ),
    )
    assert read["plain.txt"].parts == ()


def test_other_languages_are_taken_in_where_asked_for(news: Path) -> None:
    read = {each.id: each for each in read_folder(news, other_languages="index") if isinstance(each, Article)}

    assert [(each.id, each.language, each.foreign, each.parts) for each in read.values()] == [
        ("duits.csv#1", "nl", None, ()),
        ("duits.csv#2", "nl", "what its file calls 'de-DE'", ()),
        ("kiev.txt", "en", "French", ()),
        ("mixed.txt", "nl", None, (LanguagePart(*_place(ENGLISH), "en"),)),
        ("plain.txt", "en", None, ()),
    ]
    assert list(read_file(news / "kiev.txt", root=news, other_languages="index")) == [read["kiev.txt"]]


def test_what_is_remembered_of_a_file_serves_either_choice(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "reading.sqlite"
    choices: tuple[OtherLanguages, ...] = ("skip", "index")
    fresh = [list(read_folder(news, other_languages=each)) for each in choices]
    list(read_folder(news, cache=cache))

    def no_more(path: Path, *facts: object) -> Iterator[Article]:
        raise AssertionError(f"{path} is parsed again: {facts}")

    monkeypatch.setattr("index.reading.reader._parsed", no_more)
    assert [list(read_folder(news, cache=cache, other_languages=each)) for each in choices] == fresh


def test_an_item_that_is_skipped_stays_so() -> None:
    item = SkippedFile("x.txt", Unread.EMPTY())
    assert (taken(item, "index"), taken(item, "skip")) == (item, item)


def test_a_paragraph_is_found_as_what_it_is(store: IndexStore, news: Path) -> None:
    report = _run(store, news, "skip")

    assert found_texts(store, "nl") == {DUTCH, f"Kabinet levert\n\n{DUTCH}", DUTCH_TOO}
    assert found_texts(store, "en") == {ENGLISH, f"Talks\n\n{ENGLISH_TOO}"}
    assert (report.passages, store.passage_count("nl"), store.passage_count("en")) == (5, 3, 2)
    assert [(each.id, each.language, each.also) for each in store.list_articles(order="title")] == [
        ("duits.csv#1", "nl", None),
        ("mixed.txt", "nl", "en"),
        ("plain.txt", "en", None),
    ]
    assert store.article("mixed.txt").text == MIXED
    # Its words are those of English, the title's too.
    (words,) = [words for text, words in kept_words(store, "en") if text == ENGLISH]
    assert words == "kabinet levert told anyon defend countri presid matter decid"
    assert found_by_words(store, "defend", language="en") == [ENGLISH]
    assert found_by_words(store, "defend", language="nl") == []


def test_a_search_says_the_language_and_can_be_limited_to_it(store: IndexStore, news: Path) -> None:
    _run(store, news, "skip")
    retriever = Retriever(store, SmallEncoder())
    only = frozenset({"mixed.txt"})

    english = retriever.search("Who will decide?", filters=Filters(languages=("en",), article_ids=only))
    dutch = retriever.search("Who will decide?", filters=Filters(languages=("nl",), article_ids=only))

    assert [(each.language, each.chunk.text, each.path) for each in english] == [("en", ENGLISH, "mixed.txt")]
    assert {(each.language, each.chunk.text) for each in dutch} == {
        ("nl", f"Kabinet levert\n\n{DUTCH}"),
        ("nl", DUTCH_TOO),
    }


def test_an_english_paragraph_scores_alike_in_an_article_of_either_language(
    tmp_path: Path,
) -> None:
    scores = []
    for language, around in (("nl", f"{DUTCH} {DUTCH_TOO}"), ("en", ENGLISH_TOO)):
        text = f"{ENGLISH}\n\n{FRENCH}\n\n{around}"
        path = tmp_path / language / "a.txt"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
        with closing(open_small(tmp_path / f"index-{language}")) as store:
            articles = [
                replace(each, title="") for each in read_folder(path.parent) if isinstance(each, Article)
            ]
            assert [each.language for each in articles] == [language]
            sync(store, SmallEncoder(), articles)
            found = Retriever(store, SmallEncoder(), keywords=False).search("Who decides?")
            scores += [each.score for each in found if each.chunk.text == ENGLISH]
    assert scores[0] == scores[1]


def test_a_dutch_question_finds_the_english_paragraph_of_a_dutch_article(
    encoder: Encoder, tmp_path: Path
) -> None:
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY.text, "utf-8")
    (folder / "b.txt").write_text(BRIDGE.text, "utf-8")
    (folder / "c.txt").write_text(DIJK.text, "utf-8")
    fingerprint = index_fingerprint(encoder)
    with closing(IndexStore.open(tmp_path / "index", fingerprint=fingerprint, create=True)) as store:
        sync(store, encoder, read_folder(folder))
        retriever = Retriever(store, encoder)
        for question in (
            "Hoe hoorden de mensen aan boord dat het schip niet meer vaart?",
            "How were they told?",
        ):
            best = retriever.search(question)[0]
            assert (best.language, best.path, best.chunk.text) == (
                "en",
                "a.txt",
                "\n\n".join(FERRY.paragraphs[2:4]),
            )
        dutch = retriever.search("How were they told?", filters=Filters(languages=("nl",)))
        assert {each.language for each in dutch} == {"nl"}
        assert {each.path for each in dutch} == {"a.txt", "c.txt"}


def test_reports_say_what_is_left_out_and_what_is_foreign(
    store: IndexStore, news: Path, tmp_path: Path
) -> None:
    planned = plan_sync(tmp_path / "nowhere", read_folder(news), progress=lambda _: None)
    report = _run(store, news, "skip")
    again = _run(store, news, "skip")

    left_out = (LeftOut("mixed.txt", "French", len(FRENCH) + len(FRENCH_TOO)),)
    assert (report.left_out, again.left_out, planned.left_out) == (left_out,) * 3
    assert (report.foreign, planned.foreign) == ((), ())
    lines = sync_lines(report).splitlines()
    assert lines[5:10] == [
        "skipped        2",
        f"          duits.csv#2: {WHY_TOLD}",
        f"          kiev.txt: {WHY_SKIPPED}",
        "left out       1",
        f"          mixed.txt: {len(FRENCH) + len(FRENCH_TOO)} characters in French",
    ]
    assert "left out       1" in plan_lines(planned).splitlines()

    taken_in = _run(store, news, "index")
    assert (taken_in.left_out, taken_in.skipped) == ((), ())
    assert taken_in.foreign == (("French", 1), ("what its file calls 'de-DE'", 1))
    assert sync_lines(taken_in).splitlines()[6] == (
        "foreign        2  (1 in French, 1 in what its file calls 'de-DE')"
    )


def test_another_choice_embeds_what_it_changes_and_nothing_else(
    store: IndexStore, news: Path, tmp_path: Path
) -> None:
    _run(store, news, "skip")
    encoder = SmallEncoder()

    taken_in = _run(store, news, "index", encoder)

    assert (taken_in.added, taken_in.changed, taken_in.unchanged) == (2, 1, 2)
    assert not [text for text in encoder.read if ENGLISH_TOO in text]
    assert found_texts(store, "nl") == {
        DUTCH,
        f"Kabinet levert\n\n{DUTCH}",
        f"{FRENCH}\n\n{FRENCH_TOO}\n\n{DUTCH_TOO}",
        DUTCH_TOO,
    }
    assert FRENCH_ONLY.strip() in found_texts(store, "en")

    with closing(open_small(tmp_path / "new")) as new:
        _run(store, news, "skip")
        _run(new, news, "skip")
        assert contents(store) == contents(new)


def test_one_changed_paragraph_embeds_its_chunks_only(store: IndexStore, news: Path) -> None:
    _run(store, news, "skip")
    (news / "mixed.txt").write_text(MIXED.replace("Tuesday", "").replace("president", "minister"), "utf-8")
    encoder = SmallEncoder()

    report = _run(store, news, "skip", encoder)

    changed = ENGLISH.replace("president", "minister")
    assert report.changed == 1
    assert encoder.read[0] == f"Kabinet levert\n{changed}"
    assert all("minister" in text for text in encoder.read)
    assert found_texts(store, "en") == {changed, f"Talks\n\n{ENGLISH_TOO}"}


def test_a_mixed_article_can_be_renamed_and_removed(store: IndexStore, news: Path) -> None:
    _run(store, news, "skip")
    (news / "mixed.txt").rename(news / "moved.txt")
    encoder = SmallEncoder()

    report = _run(store, news, "skip", encoder)
    assert ([(each.old, each.new) for each in report.renamed], encoder.read) == (
        [("mixed.txt", "moved.txt")],
        [],
    )
    update(store, encoder, [], removed=["moved.txt"])
    assert (found_texts(store, "nl"), found_texts(store, "en")) == ({DUTCH}, {f"Talks\n\n{ENGLISH_TOO}"})
    assert store.passage_count() == 2
