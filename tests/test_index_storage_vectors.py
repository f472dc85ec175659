import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_index import REBUILD, unit

from index.errors import IndexStoreError
from index.storage.chroma import FoundVector, VectorEntry
from index.storage.vectors import VectorStore

TESTS = Path(__file__).parent
ENTRY = VectorEntry(key="k1", vector=unit(1, 0, 0, 0))


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorStore]:
    with closing(VectorStore(tmp_path / "chroma", fingerprint="f")) as opened:
        yield opened


def entry(key: str, *vector: float) -> VectorEntry:
    return replace(ENTRY, key=key, vector=unit(*vector))


def keys_of(found: tuple[FoundVector, ...]) -> list[str]:
    return [each.key for each in found]


def test_the_nearest_come_first_with_their_cosine(vectors: VectorStore) -> None:
    vectors.put("nl", [ENTRY, entry("k2", 0, 1, 0, 0)])

    near, far = vectors.search("nl", unit(3, 4, 0, 0), 2)

    assert [near.key, far.key] == ["k2", "k1"]
    assert [near.similarity, far.similarity] == pytest.approx([0.8, 0.6], abs=1e-6)


def test_the_nearest_come_first_and_no_more_than_asked_for(vectors: VectorStore) -> None:
    rng = np.random.default_rng(0)
    points = [unit(*row) for row in rng.normal(size=(300, 4))]
    vectors.put("nl", [entry(str(number), *point) for number, point in enumerate(points)])
    question = unit(*rng.normal(size=4))

    found = vectors.search("nl", question, 20)

    cosines = np.stack(points) @ question
    assert keys_of(found) == [str(number) for number in np.argsort(-cosines)[:20]]
    assert [each.similarity for each in found] == pytest.approx(sorted(cosines)[:-21:-1], abs=1e-6)
    assert len(vectors.search("nl", question, 1000)) == 300


def test_a_language_is_searched_alone(vectors: VectorStore) -> None:
    vectors.put("nl", [entry("k1", 1, 0, 0, 0)])
    vectors.put("en", [entry("k2", 1, 0, 0, 0)])

    assert keys_of(vectors.search("en", ENTRY.vector, 5)) == ["k2"]
    assert [vectors.keys("nl"), vectors.keys("en")] == [{"k1"}, {"k2"}]
    assert [vectors.count("nl"), vectors.count("en")] == [1, 1]


def test_an_empty_store_finds_nothing(vectors: VectorStore) -> None:
    assert vectors.search("nl", ENTRY.vector, 5) == ()
    assert (vectors.keys("nl"), vectors.count("nl")) == (set(), 0)
    vectors.put("nl", [])
    vectors.remove("nl", [])
    vectors.remove("nl", ["never there"])


def test_an_entry_put_twice_is_there_once(vectors: VectorStore) -> None:
    vectors.put("nl", [ENTRY])

    vectors.put("nl", [replace(ENTRY, vector=unit(0, 0, 1, 0))])

    (found,) = vectors.search("nl", unit(0, 0, 1, 0), 5)
    assert found.key == "k1"
    assert found.similarity == pytest.approx(1)


def test_batches_larger_than_chroma_takes_at_once(vectors: VectorStore) -> None:
    keys = [str(number) for number in range(2500)]
    rng = np.random.default_rng(0)
    vectors.put("nl", [entry(key, *row) for key, row in zip(keys, rng.normal(size=(2500, 4)), strict=True)])
    assert vectors.keys("nl") == set(keys)

    vectors.remove("nl", keys[:2450])

    assert vectors.keys("nl") == set(keys[2450:])
    assert set(keys_of(vectors.search("nl", ENTRY.vector, 56))) == set(keys[2450:])


def test_it_opens_again_in_the_same_process(tmp_path: Path) -> None:
    for round_ in range(3):
        with closing(VectorStore(tmp_path, fingerprint="f")) as vectors:
            vectors.put("nl", [entry(str(round_), round_, 1, 0, 0)])
            assert sorted(keys_of(vectors.search("nl", ENTRY.vector, 5))) == [
                str(n) for n in range(round_ + 1)
            ]


def test_what_was_made_with_something_else_is_refused(tmp_path: Path) -> None:
    with closing(VectorStore(tmp_path, fingerprint="f")) as vectors:
        vectors.put("nl", [ENTRY])

    with pytest.raises(IndexStoreError) as raised:
        VectorStore(tmp_path, fingerprint="g")

    assert str(raised.value) == (
        f"the vectors in {tmp_path} were made with another encoder or chunking (f, now g); "
        f"make the index anew: {REBUILD}"
    )
    with closing(VectorStore(tmp_path, fingerprint="f")) as vectors:
        assert vectors.keys("nl") == {"k1"}


def test_a_vector_of_another_length_is_an_error(vectors: VectorStore) -> None:
    vectors.put("nl", [ENTRY])

    with pytest.raises(IndexStoreError, match=r"dimension.*--rebuild"):
        vectors.search("nl", unit(1, 0, 0, 0, 0), 5)


def test_a_damaged_database_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 1000)

    with pytest.raises(IndexStoreError) as raised:
        VectorStore(folder, fingerprint="f")

    assert str(raised.value).startswith(f"the vectors in {folder} cannot be used (")
    assert str(raised.value).endswith(
        f"see to their rights and free disk space, or make the index anew: {REBUILD}"
    )
    assert len(str(raised.value).splitlines()) == 1


def test_vectors_that_are_gone_are_told(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(size=(1500, 4))
    with closing(VectorStore(tmp_path, fingerprint="f")) as vectors:
        vectors.put("nl", [entry(str(number), *row) for number, row in enumerate(rows)])
        vectors.remove("nl", [str(number) for number in range(1400)])
    graphs = [path for path in tmp_path.iterdir() if path.is_dir()]
    for path in [file for graph in graphs for file in graph.iterdir()]:
        path.unlink()
    for graph in graphs:
        graph.rmdir()
    assert len(graphs) == 1

    with (
        closing(VectorStore(tmp_path, fingerprint="f")) as vectors,
        pytest.raises(IndexStoreError, match=r"nothing can be found in them.*--rebuild"),
    ):
        vectors.search("nl", ENTRY.vector, 5)


CHANGE = """
from pathlib import Path
from index.storage.vectors import VectorStore
from test_index_storage_vectors import entry

vectors = VectorStore(Path("chroma"), fingerprint="f")
vectors.put("nl", [entry(f"new{number}", number, 2, 3, 4) for number in range(20)])
vectors.remove("nl", [f"old{number}" for number in range(19)])
vectors.close()
"""


def test_what_another_process_changed_is_seen_after_reopening(vectors: VectorStore, tmp_path: Path) -> None:
    vectors.put("nl", [entry(f"old{number}", number, 1, 1, 1) for number in range(20)])
    assert len(vectors.search("nl", ENTRY.vector, 100)) == 20

    run(CHANGE, tmp_path)

    assert set(keys_of(vectors.search("nl", ENTRY.vector, 100))) == {f"old{n}" for n in range(20)}
    vectors.reopen()
    assert set(keys_of(vectors.search("nl", ENTRY.vector, 100))) == {"old19", *(f"new{n}" for n in range(20))}


def run(program: str, folder: Path) -> str:
    """Run a program in a process of its own, started in the folder, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_threads_share_it(vectors: VectorStore) -> None:
    rows = np.random.default_rng(0).normal(size=(200, 4))
    vectors.put("nl", [entry(str(number), *row) for number, row in enumerate(rows)])
    nearest: list[list[str]] = []

    def search_each() -> None:
        nearest.append([keys_of(vectors.search("nl", unit(*row), 1))[0] for row in rows])

    threads = [threading.Thread(target=search_each) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        vectors.reopen()
    for thread in threads:
        thread.join()

    assert nearest == [[str(number) for number in range(200)]] * 4


def test_a_search_while_the_first_entry_comes_and_goes_finds_it_or_nothing(vectors: VectorStore) -> None:
    ended, found = threading.Event(), set[tuple[str, ...]]()

    def search() -> None:
        while not ended.is_set():
            found.add(tuple(keys_of(vectors.search("nl", ENTRY.vector, 1))))

    with ThreadPoolExecutor(1) as pool:
        searching = pool.submit(search)
        try:
            for _ in range(100):
                vectors.put("nl", [ENTRY])
                vectors.remove("nl", [ENTRY.key])
        finally:
            ended.set()
        searching.result()

    assert found == {(), (ENTRY.key,)}


WATCHED = """
import sys

asked = []
sys.addaudithook(lambda event, details: asked.append(event) if event.startswith("socket.") else None)

from pathlib import Path
import index.storage.store
from index.storage.vectors import VectorStore
from test_index_storage_vectors import ENTRY

asked.clear()  # libraries look once, at import, whether there is IPv6
vectors = VectorStore(Path("chroma"), fingerprint="f")
vectors.put("nl", [ENTRY])
assert len(vectors.search("nl", ENTRY.vector, 1)) == 1
settings = vectors._source._client.get_settings()
vectors.close()
heavy = {"sentence_transformers", "transformers", "torch", "gradio"} & set(sys.modules)
print(asked, settings.anonymized_telemetry, repr(settings.chroma_otel_collection_endpoint), sorted(heavy))
"""


def test_nothing_is_told_to_anyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("ANONYMIZED_TELEMETRY=True\nCHROMA_SERVER_HOST=127.0.0.1\n")
    monkeypatch.setenv("CHROMA_OTEL_COLLECTION_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("CHROMA_API_IMPL", "chromadb.api.fastapi.FastAPI")

    assert run(WATCHED, tmp_path) == "[] False '' []\n"
