import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from small_encoder import SmallEncoder
from small_index import articles_in, make_article, open_small, vector_of

from index.encoder import Vectors
from index.storage.store import IndexStore
from index.syncing import embedding_queue
from index.syncing.embedding_queue import EmbeddingQueue
from index.syncing.sync import sync

A, B, C, D = (make_article(name, f"Dit is het artikel {name}. Het is kort.") for name in "abcd")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[IndexStore]:
    with closing(open_small(tmp_path / "index")) as opened:
        yield opened


class HeldEncoder(SmallEncoder):
    """Reads nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.started, self.let_go = threading.Event(), threading.Event()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.started.set()
        assert self.let_go.wait(60)
        return super().encode_passages(texts)


def held(store: IndexStore) -> list[str]:
    return [article.id for article in articles_in(store)]


def test_the_next_is_taken_while_one_is_read_and_all_are_written_in_order(store: IndexStore) -> None:
    encoder = HeldEncoder()
    with store.writing() as writer, EmbeddingQueue(writer, encoder, 3) as queue:
        copy = replace(A, id="copy", path="copy.txt")
        assert [queue.add(each) for each in (A, copy, D)] == [True, False, True]
        assert encoder.started.wait(60)
        assert queue.add(B)
        assert not queue.add(replace(A, id="copy2", path="copy2.txt"))  # its text is being read
        assert (queue.count, held(store)) == (5, [])
        encoder.let_go.set()
        queue.write_all()
        assert queue.count == 0
    assert held(store) == ["a", "b", "copy", "copy2", "d"]
    sentences = [f"Dit is het artikel {name}." for name in "adb"]
    assert [text for text in encoder.read if text in sentences] == sentences


def test_a_text_that_goes_while_another_article_with_it_waits_is_read_again(store: IndexStore) -> None:
    encoder = SmallEncoder()
    sync(store, encoder, [A, B])
    changed, moved = replace(A, text=C.text), replace(A, id="moved", path="moved.txt")
    again = replace(moved, id="moved2", path="moved2.txt")

    sync(store, encoder, [changed, B, moved, again], chunks_at_once=1)

    assert held(store) == ["a", "b", "moved", "moved2"]
    found = [found.passage.chunk for found in store.search("nl", encoder.encode_query(A.text), 10)]
    assert sorted((chunk.article_id, chunk.text) for chunk in found) == [
        ("a", C.text),
        ("b", B.text),
        ("moved", A.text),
    ]


class FailingEncoder(SmallEncoder):
    """Fails at an article."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        if any("artikel c" in text for text in texts):
            raise MemoryError
        return super().encode_passages(texts)


def test_an_error_of_the_encoder_ends_the_run_and_keeps_what_was_written(store: IndexStore) -> None:
    with pytest.raises(MemoryError):
        sync(store, FailingEncoder(), [A, B, C, D], chunks_at_once=1)
    assert held(store) == ["a", "b"]

    report = sync(store, SmallEncoder(), [A, B, C, D])

    assert (report.added, report.unchanged) == (2, 2)


@pytest.mark.parametrize(("remembered", "times"), [(20_000, 1), (2, 2)])
def test_a_sentence_that_comes_again_is_read_again_only_when_it_is_forgotten(
    remembered: int, times: int, store: IndexStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding_queue, "_RECENT_SENTENCES", remembered)
    encoder = SmallEncoder()
    texts = [
        "De brug ging dicht. Het regende.",
        "De krant kwam niet. Niemand belde. Alles bleef staan.",
        "Een minister sprak. Het regende.",
    ]
    articles = [make_article(name, text) for name, text in zip("abc", texts, strict=True)]

    sync(store, encoder, articles, chunks_at_once=1)

    assert encoder.read.count("Het regende.") == times
    found = {
        each.passage.chunk.article_id: each for each in store.search("nl", encoder.encode_query("?"), 10)
    }
    for name in "ac":
        assert found[name].sentence_vectors[1] == pytest.approx(vector_of("Het regende."), abs=5e-4)
