import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rights import without_permission
from small_encoder import SmallEncoder
from small_index import articles_in, contents, found_texts, held_keys, make_article, open_small, vector_of

from index.article import Article
from index.chunk import Chunk
from index.encoder import Encoder, Vectors
from index.encoding.language_means import measure_language_means
from index.errors import IndexStoreError
from index.reading.reader import SkippedFile, read_folder
from index.span import Span
from index.storage.store import IndexStore
from index.syncing.changes import Rename
from index.syncing.plan import plan_sync
from index.syncing.sync import (
    CHUNK_TOKENS,
    SyncReport,
    SyncStep,
    embedding_text,
    index_fingerprint,
    sync,
    update,
)
from index.text.boilerplate import body_spans
from index.unread import Unread

SEEDS = Path(__file__).parent.parent / "seeds"
A = make_article("a", "Eerste artikel over brood. Het is kort.\n\nNog een alinea over kaas.")
B = make_article("b", "A second article. It is about cheese.", "en")
C = make_article("c", "Een derde over melk.")


@pytest.fixture
def small_encoder() -> SmallEncoder:
    return SmallEncoder()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[IndexStore]:
    with closing(open_small(tmp_path / "index")) as opened:
        yield opened


def counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.read, report.added, report.changed, report.removed, report.unchanged


def test_the_index_holds_the_articles(store: IndexStore, small_encoder: SmallEncoder) -> None:
    skipped = SkippedFile("x.pdf", Unread.UNKNOWN_FORMAT())
    told: list[SyncStep] = []

    report = sync(store, small_encoder, [A, skipped, B], progress=told.append)

    assert counts(report) == (2, 2, 0, 0, 0)
    assert (report.skipped, report.passages) == ((skipped,), store.passage_count())
    assert report.seconds > 0
    assert told == [
        SyncStep(1, "a.txt", is_embedded=True, waiting=1),
        SyncStep(2, "b.txt", is_embedded=True, waiting=2),
    ]
    assert articles_in(store) == [A, B]
    assert found_texts(store, "nl") == {A.text}
    assert found_texts(store, "en") == {B.text}
    means = measure_language_means(SmallEncoder().encode_passages)
    assert store.language_means().chunks["nl"].tolist() == means.chunks["nl"].tolist()


def test_the_encoder_reads_the_title_with_a_chunk_and_sentences_alone(
    store: IndexStore, small_encoder: SmallEncoder
) -> None:
    sync(store, small_encoder, [C])

    assert small_encoder.read[-2:] == ["Kop van c\nEen derde over melk.", "Een derde over melk."]
    (found,) = store.search("nl", SmallEncoder().encode_query("x"), 5)
    (sentence,) = found.sentence_vectors
    assert sentence == pytest.approx(SmallEncoder().encode_passages([C.text])[0], abs=5e-4)


def test_the_same_again_changes_nothing_and_embeds_nothing(
    store: IndexStore, small_encoder: SmallEncoder
) -> None:
    first = sync(store, small_encoder, [A, B])
    before = contents(store)
    small_encoder.read.clear()

    again = sync(store, small_encoder, [A, B])
    in_other_order = sync(store, small_encoder, [B, A])

    assert counts(again) == counts(in_other_order) == (2, 0, 0, 0, 2)
    assert again.passages == first.passages
    assert small_encoder.read == []
    assert contents(store) == before


def test_only_what_is_new_or_changed_is_embedded(store: IndexStore, small_encoder: SmallEncoder) -> None:
    sync(store, small_encoder, [A, B, C])
    small_encoder.read.clear()
    changed = replace(A, text="Eerste artikel, nu over vis.")
    renamed = replace(C, id="d", path="d.txt", published="2024-01-31", pages=(0, 4))

    report = sync(store, small_encoder, [changed, B, renamed])

    assert counts(report) == (3, 0, 1, 0, 1)
    assert report.renamed == (Rename("c", "d"),)
    assert small_encoder.read == ["Kop van a\nEerste artikel, nu over vis.", "Eerste artikel, nu over vis."]
    assert articles_in(store) == [changed, B, renamed]
    assert found_texts(store) == {changed.text, renamed.text}
    found = [each.passage for each in store.search("nl", SmallEncoder().encode_query("x"), 9)]
    assert {(each.path, each.published, each.page_of(3), each.page_of(4)) for each in found} == {
        ("a.txt", "2023-03", None, None),
        ("d.txt", "2024-01-31", 1, 2),
    }


def test_one_changed_paragraph_of_a_long_article_is_all_that_is_read(
    store: IndexStore, small_encoder: SmallEncoder
) -> None:
    paragraphs = [
        f"Alinea {number} begint zo. Daarin staat {' '.join(f'w{number}x{word}' for word in range(150))}."
        for number in range(8)
    ]
    before = make_article("a", "\n\n".join(paragraphs))
    after = replace(before, text=before.text.replace("Alinea 5 begint zo.", "Alinea 5 begint anders."))
    sync(store, small_encoder, [before])
    assert store.passage_count() == 4
    small_encoder.read.clear()

    report = sync(store, small_encoder, [after])

    third = f"Kop van a\n{paragraphs[4]}\n\n{paragraphs[5]}".replace("5 begint zo", "5 begint anders")
    assert counts(report) == (1, 0, 1, 0, 0)
    assert small_encoder.read == [third, "Alinea 5 begint anders."]


def test_a_file_that_moves_while_another_takes_its_name_is_not_embedded(
    store: IndexStore, small_encoder: SmallEncoder, tmp_path: Path
) -> None:
    sync(store, small_encoder, [A, C])
    small_encoder.read.clear()
    moved, taken = replace(A, id="b", path="b.txt"), replace(C, id="a", path="a.txt")

    report = sync(store, small_encoder, [taken, moved])

    assert counts(report) == (2, 1, 1, 1, 0)  # a is another article now, c is gone, and b is new
    assert (report.renamed, small_encoder.read) == ((), [])
    assert articles_in(store) == [taken, moved]
    with closing(open_small(tmp_path / "new")) as new:
        sync(new, SmallEncoder(), [taken, moved])
        assert contents(store) == contents(new)


def test_the_same_text_in_several_files_is_indexed_once(
    store: IndexStore, small_encoder: SmallEncoder
) -> None:
    copy = replace(A, id="z", path="z.txt", published="2024", url=None)

    report = sync(store, small_encoder, [copy, B, A])

    assert counts(report) == (3, 3, 0, 0, 0)
    assert (report.copies, report.passages) == ((("a", "z"),), 2)
    assert small_encoder.read.count(f"Kop van a\n{A.text}") == 1
    assert articles_in(store) == [A, B, copy]
    assert [(entry.id, entry.copies) for entry in store.list_articles()] == [("a", ("z.txt",)), ("b", ())]
    assert {each.passage.path for each in store.search("nl", small_encoder.encode_query("x"), 9)} == {"a.txt"}

    small_encoder.read.clear()
    report = sync(store, small_encoder, [copy, B])
    assert (counts(report), report.renamed, report.copies) == ((2, 0, 0, 1, 2), (), ())
    assert small_encoder.read == []
    assert {each.passage.path for each in store.search("nl", small_encoder.encode_query("x"), 9)} == {"z.txt"}


def test_near_duplicates_share_a_story_and_what_they_have_in_common(
    store: IndexStore, small_encoder: SmallEncoder
) -> None:
    sentences = [
        f"Zin {number} van het bericht meldt feit {number} uit plaats {number}." for number in range(12)
    ]
    one = make_article("een", " ".join(sentences))
    other = make_article("twee", " ".join([*sentences[:6], "Aldus onze verslaggever.", *sentences[6:11]]))
    sync(store, small_encoder, [one])
    small_encoder.read.clear()

    report = sync(store, small_encoder, [one, other, C])

    assert small_encoder.read == [
        f"Kop van twee\n{other.text}",
        "Aldus onze verslaggever.",
        f"Kop van c\n{C.text}",
        C.text,
    ]
    found = {each.passage.path: each.passage.story for each in store.search("nl", vector_of("x"), 9)}
    assert found["een.txt"] == found["twee.txt"] is not None
    assert (found["c.txt"], report.stories) == (None, 1)

    assert sync(store, small_encoder, [other, C]).stories == 0
    assert {entry.story for entry in store.list_articles()} == {None}


def test_an_update_leaves_all_others_as_they_are(store: IndexStore, small_encoder: SmallEncoder) -> None:
    copy = replace(A, id="z", path="z.txt")
    sync(store, small_encoder, [A, B, copy])
    changed = replace(B, text="Another article, about bread.")

    report = update(store, small_encoder, [changed, C], removed=["a", "never there"])

    assert counts(report) == (2, 1, 1, 1, 0)
    assert articles_in(store) == [changed, C, copy]
    assert found_texts(store) == {A.text, C.text}
    assert counts(update(store, small_encoder, [], removed=["z"])) == (0, 0, 0, 1, 0)
    assert found_texts(store) == {C.text}


def test_what_is_gone_is_removed(store: IndexStore, small_encoder: SmallEncoder) -> None:
    sync(store, small_encoder, [A, B])

    report = sync(store, small_encoder, [SkippedFile("a.txt", Unread.EMPTY()), B])

    assert counts(report) == (1, 0, 0, 1, 1)
    assert articles_in(store) == [B]
    assert (found_texts(store, "nl"), held_keys(store, "nl")) == (set(), set())
    assert counts(sync(store, small_encoder, [])) == (0, 0, 0, 1, 0)
    assert store.passage_count() == 0


def test_an_index_grown_over_many_runs_equals_one_made_at_once(tmp_path: Path) -> None:
    with closing(open_small(tmp_path / "grown")) as grown, closing(open_small(tmp_path / "new")) as new:
        for items in ([C], [A, C], [replace(A, text="Anders"), B], [B, A]):
            sync(grown, SmallEncoder(), items)
        sync(new, SmallEncoder(), [A, B])

        assert contents(grown) == contents(new)


def test_odd_characters_come_through(store: IndexStore, small_encoder: SmallEncoder) -> None:
    text = "\ufeffEén “zin”\u2028met 😀 en e\u0301.\r\n\tتجربة \x1b[0m <b>vet</b> \\u0041 'x'; drop table--"
    odd = Article("map/één'\".txt", "map/één'\".txt", "Kop\t“x”", text, "nl")

    sync(store, small_encoder, [odd])

    assert store.article(odd.id) == odd
    for found in store.search("nl", small_encoder.encode_query("x"), 5):
        chunk = found.passage.chunk
        assert odd.text[chunk.start : chunk.end] == chunk.text


def test_two_articles_of_one_id_are_a_mistake(store: IndexStore, small_encoder: SmallEncoder) -> None:
    with pytest.raises(ValueError, match="two articles have the id a"):
        sync(store, small_encoder, [A, replace(A, text="Anders")])


def test_each_step_tells_whether_its_text_is_read_and_how_many_wait(
    store: IndexStore, small_encoder: SmallEncoder
) -> None:
    copy = replace(B, id="copy", path="copy.txt")
    sync(store, small_encoder, [A])
    told: list[SyncStep] = []

    sync(store, small_encoder, [A, B, copy, C], progress=told.append, chunks_at_once=2)

    assert told == [
        SyncStep(1, "a.txt", is_embedded=False, waiting=0),
        SyncStep(2, "b.txt", is_embedded=True, waiting=1),
        SyncStep(3, "copy.txt", is_embedded=False, waiting=2),
        SyncStep(4, "c.txt", is_embedded=True, waiting=3),
    ]


def test_a_second_run_at_the_same_time_is_told(store: IndexStore, small_encoder: SmallEncoder) -> None:
    def items() -> Iterator[Article]:
        with (
            closing(open_small(store.folder)) as second,
            pytest.raises(IndexStoreError, match="another process is writing the index"),
        ):
            sync(second, small_encoder, [B])
        yield A

    assert counts(sync(store, small_encoder, items())) == (1, 1, 0, 0, 0)
    assert articles_in(store) == [A]


def many(count: int) -> list[Article]:
    text = "\n\n".join(
        f"Alinea {number} van dit artikel. Met twee zinnen {'woord ' * 150}." for number in range(8)
    )
    return [make_article(f"{number:02}", f"Artikel {number}. {text}") for number in range(count)]


def test_an_interrupted_run_keeps_what_it_has_done_and_goes_on(tmp_path: Path) -> None:
    articles = many(50)
    gone = make_article("gone", "Is er straks niet meer.")

    def interrupted() -> Iterator[Article]:
        yield from articles[:48]
        raise KeyboardInterrupt

    with closing(open_small(tmp_path / "index")) as store, closing(open_small(tmp_path / "new")) as new:
        sync(store, SmallEncoder(), [gone])
        with pytest.raises(KeyboardInterrupt):
            sync(store, SmallEncoder(), interrupted())

        kept = [each.id for each in articles_in(store)]
        assert kept == [*(each.id for each in articles[: len(kept) - 1]), "gone"]  # nothing is removed yet
        assert 16 <= len(kept) - 1 < 48
        report = sync(store, SmallEncoder(), articles)
        assert counts(report) == (50, 50 - (len(kept) - 1), 0, 1, len(kept) - 1)
        sync(new, SmallEncoder(), articles)
        assert contents(store) == contents(new)


KILLED = """
import sys
from contextlib import closing
from pathlib import Path
from small_encoder import SmallEncoder
from small_index import open_small
from index.syncing.sync import sync
from test_index_syncing_sync import many

with closing(open_small(Path(sys.argv[1]))) as store:
    sync(store, SmallEncoder(), many(60), progress=lambda step: print(step.read, flush=True))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_run_that_is_killed_is_made_good_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    command = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line == "50\n":
                break
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    with closing(open_small(folder)) as store, closing(open_small(tmp_path / "new")) as new:
        kept = len(articles_in(store))
        assert 16 <= kept < 60
        assert counts(sync(store, SmallEncoder(), many(60))) == (60, 60 - kept, 0, 0, kept)
        sync(new, SmallEncoder(), many(60))
        assert contents(store) == contents(new)


def test_the_fingerprint_names_encoder_and_chunking() -> None:
    assert index_fingerprint(SmallEncoder()) == "small-encoder-320-7"


@pytest.mark.parametrize("title", ["Een kop van gewone lengte", "woord " * 40, ""])
@pytest.mark.parametrize("max_tokens", [507, 126, 60])
def test_nothing_is_cut_by_an_encoder_that_reads_little(title: str, max_tokens: int, tmp_path: Path) -> None:
    encoder = SmallEncoder(max_tokens=max_tokens)
    article = replace(many(1)[0], title=title)

    with closing(open_small(tmp_path)) as store:
        sync(store, encoder, [article])
        encoder.read = encoder.read[60:]  # those of the language means
        longest = max(encoder.count_tokens(encoder.read))
        chunk_lengths = encoder.count_tokens(
            [each.passage.chunk.text for each in store.search("nl", encoder.encode_query("x"), 100)]
        )

    assert longest <= max_tokens
    assert max(chunk_lengths) <= CHUNK_TOKENS


def test_a_title_is_read_with_a_chunk_unless_there_is_none() -> None:
    chunk = Chunk("a", 0, 5, "Tekst", (Span(0, 5),))

    assert embedding_text("Kop", chunk) == "Kop\nTekst"
    assert embedding_text("", chunk) == "Tekst"


class Counted(Encoder):
    """The real encoder, with a count of the texts that it has read."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.dimensions, self.max_tokens = encoder.dimensions, encoder.max_tokens
        self.fingerprint = encoder.fingerprint
        self.texts = 0

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        return self._encoder.encode_passages(texts)

    def encode_query(self, question: str) -> Vectors:
        return self._encoder.encode_query(question)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._encoder.count_tokens(texts)


def test_two_seeds_with_the_real_encoder(encoder: Encoder, tmp_path: Path) -> None:
    for name in ("001_b23909d84b658e04.txt", "004_a75c4f9da770a8f6.txt"):
        (tmp_path / name).write_bytes((SEEDS / name).read_bytes())
    counted = Counted(encoder)
    with closing(
        IndexStore.open(tmp_path / "index", fingerprint=index_fingerprint(counted), create=True)
    ) as store:
        first = sync(store, counted, read_folder(tmp_path))
        embedded = counted.texts
        second = sync(store, counted, read_folder(tmp_path))

        assert counts(first)[:4] == (2, 2, 0, 0)
        assert counts(second) == (2, 0, 0, 0, 2)
        assert counted.texts == embedded > first.passages > 4
        question = counted.encode_query("Waarom weigerde Pasjinjan de slotverklaring te tekenen?")
        best = store.search("nl", question, 1)[0]
        assert "weigerde zijn handtekening te zetten" in best.passage.chunk.text
        chunk = best.passage.chunk
        assert store.article(chunk.article_id).text[chunk.start : chunk.end] == chunk.text
        spans = [span.of(store.article(chunk.article_id).text) for span in chunk.sentences]
        expected = encoder.encode_passages(spans)
        assert np.abs(best.sentence_vectors - expected).max() < 1e-3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_cannot_be_read_for_now_stays_in_the_index(
    store: IndexStore, small_encoder: SmallEncoder, open_folder: Path, tmp_path: Path
) -> None:
    for name in ("a.txt", "b/c.txt", "b/d/e.txt", "f.txt", "g.txt"):
        path = open_folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Over {name}\n\nDit is een bericht over de stad en de haven: {name}.", "utf-8")
    sync(store, small_encoder, read_folder(open_folder))
    (open_folder / "g.txt").unlink()
    with without_permission(open_folder / "b", open_folder / "f.txt"):
        read = list(read_folder(open_folder))

    planned = plan_sync(tmp_path / "index", read, progress=lambda _: None).changes
    report = sync(store, small_encoder, read)

    kept = ("b/c.txt", "b/d/e.txt", "f.txt")
    assert (planned.removed, planned.kept) == (("g.txt",), kept)
    assert (counts(report), report.kept) == ((1, 0, 0, 1, 1), kept)
    assert [article.id for article in articles_in(store)] == ["a.txt", *kept]
    # Once it can be read again nothing was lost, nor is anything done twice.
    again = sync(store, small_encoder, read_folder(open_folder))
    assert (counts(again), again.kept) == ((4, 0, 0, 0, 4), ())
    # Taken from the folder, they go.
    shutil.rmtree(open_folder / "b")
    assert sync(store, small_encoder, read_folder(open_folder)).removed == 2


def test_an_article_is_hashed_and_its_paragraphs_found_once(
    store: IndexStore, small_encoder: SmallEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each takes as long as the text is: once for each chunk is two minutes for five megabytes.
    hashed: list[bytes] = []
    divided: list[str] = []

    def digest(*facts: object) -> str:
        hashed.append(json.dumps(facts).encode())
        return hashlib.sha256(hashed[-1]).hexdigest()

    def paragraphs(text: str) -> tuple[Span, ...]:
        divided.append(text)
        return body_spans(text)

    monkeypatch.setattr("index.article._digest", digest)
    monkeypatch.setattr("index.syncing.embedding.body_spans", paragraphs)
    text = "\n\n".join(f"Alinea {number}. " + "Een zin van vijf woorden. " * 80 for number in range(5))
    article = make_article("a", text)

    assert sync(store, small_encoder, [article]).passages > 5
    assert (len(hashed), len(set(hashed)), divided) == (2, 2, [text])  # of its content, and of all of it

    sync(store, small_encoder, [replace(article)])
    assert (len(hashed), len(divided)) == (3, 1)
