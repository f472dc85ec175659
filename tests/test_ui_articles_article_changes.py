"""The Articles tab over a real index: what is added is found, while questions are searched for."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SEEDS
from test_ui_articles_article_files import DUTCH, ENGLISH

from index.encoder import Encoder
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from rag.finding.retrieval import Retriever
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_files import ArticleFiles
from ui.articles.article_upload import take_in
from ui.articles.index_jobs import IndexJobs, IndexWrites
from ui.commands.compose_index import OpenIndex
from ui.texts.article_texts import ARTICLE_TEXTS

SOON = 300.0
BRIDGE = "Wie opende de brug over de rivier?"


@pytest.fixture
def store(encoder: Encoder, tmp_path: Path) -> Iterator[IndexStore]:
    folder = tmp_path / "data" / "index"
    with closing(IndexStore.open(folder, fingerprint=index_fingerprint(encoder), create=True)) as store:
        yield store


@pytest.fixture
def changes(encoder: Encoder, store: IndexStore, tmp_path: Path) -> Iterator[ArticleChanges]:
    folder = tmp_path / "krant"
    folder.mkdir()
    (folder / "haven.txt").write_text(ENGLISH, "utf-8")
    files = ArticleFiles(tmp_path / "data", folder)
    sync(store, encoder, files.to_read().items)
    index = OpenIndex(store, encoder, index_fingerprint(encoder))
    writes = IndexWrites(
        sync=lambda to_read, told: index.sync(to_read, told=told),
        update=lambda to_read, removed, told: index.update(to_read, removed, told=told),
    )
    with closing(IndexJobs(writes)) as work:
        yield ArticleChanges(
            store.list_articles,
            store.count_articles,
            store.article,
            files,
            work,
            tmp_path / "data" / "index",
        )


def add(changes: ArticleChanges, name: str, text: str) -> None:
    changes.files.uploads.mkdir(parents=True, exist_ok=True)
    part = changes.files.uploads / ".part"
    part.write_text(text, "utf-8")
    changes.take(take_in(changes.files, part, name))


def ids(store: IndexStore) -> list[str]:
    return sorted(entry.id for entry in store.list_articles())


def found(retriever: Retriever) -> set[str]:
    return {passage.chunk.article_id for passage in retriever.retrieve(BRIDGE).passages}


def test_what_is_added_is_found_at_once_and_what_is_removed_is_not(
    encoder: Encoder, store: IndexStore, changes: ArticleChanges
) -> None:
    retriever = Retriever(store, encoder)
    assert found(retriever) == {"haven.txt"}
    # All the while somebody asks.
    ended, failures = threading.Event(), list[str]()

    def ask() -> None:
        while not ended.is_set():
            if "haven.txt" not in found(retriever):
                failures.append("an article that was there all the time was not found")

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    add(changes, "brug.txt", DUTCH)
    for path in sorted(SEEDS.glob("*.txt"))[:2]:
        add(changes, path.name, path.read_text("utf-8"))
    assert changes.work.wait(SOON)
    ended.set()
    asking.join()
    assert (changes.work.state.problem, failures) == ("", [])
    assert "added/brug.txt" in found(retriever)
    assert len(ids(store)) == 4

    own = ARTICLE_TEXTS["nl"]
    assert changes.remove("added/brug.txt", own)[1] == "added/brug.txt"
    assert changes.work.wait(SOON)
    assert "added/brug.txt" not in found(retriever)
    assert changes.restore("added/brug.txt", own) == "“De brug over de rivier” is terug."
    assert changes.work.wait(SOON)
    assert "added/brug.txt" in found(retriever)


def test_another_process_that_writes_is_said_and_what_waited_is_not_lost(
    store: IndexStore, changes: ArticleChanges
) -> None:
    with store.writing():
        add(changes, "brug.txt", DUTCH)
        assert changes.work.wait(SOON)
    assert changes.work.state.problem.startswith("another process is writing the index")
    assert ids(store) == ["haven.txt"]
    changes.reindex()
    assert changes.work.wait(SOON)
    assert ids(store) == ["added/brug.txt", "haven.txt"]


def test_indexing_again_leaves_out_what_was_removed(
    encoder: Encoder, store: IndexStore, changes: ArticleChanges
) -> None:
    add(changes, "brug.txt", DUTCH)
    changes.remove("haven.txt", ARTICLE_TEXTS["nl"])
    changes.reindex()
    assert changes.work.wait(SOON)
    assert ids(store) == ["added/brug.txt"]
    # The command line, too, reads the same files.
    assert changes.files.folder is not None
    again = ArticleFiles(changes.files.uploads.parent, changes.files.folder)
    report = sync(store, encoder, again.to_read().items)
    assert (report.unchanged, report.removed) == (1, 0)
