"""These run where the extra is installed, as by `make nightly`: it is too large for every run of tests."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from small_encoder import SmallEncoder
from small_index import FINGERPRINT, contents, make_article

from index.encoder import Encoder, Vectors
from index.errors import ModelError
from index.storage.store import IndexStore
from index.syncing.sync import sync
from index.telemetry import SWITCHES

if TYPE_CHECKING:
    from index.encoding.ray_encoder import RayEncoder

ray_encoder = pytest.importorskip("index.encoding.ray_encoder", exc_type=ModuleNotFoundError)

pytestmark = [
    # Ray Data warns of options of its own that it sets itself, and leaves files open when it ends.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
TEXTS = [f"Bericht nummer {number} over de brug." for number in range(1000)]


class SlowEncoder(SmallEncoder):
    """Notes which process encodes, and takes its time over it."""

    def __init__(self, notes: Path) -> None:
        super().__init__()
        self._notes = notes / str(os.getpid())

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.05)
        with self._notes.open("a") as file:
            file.writelines(f"{text}\n" for text in texts)
        return super().encode_passages(texts)


class SwitchedEncoder(SmallEncoder):
    """Notes what a worker's environment says of reporting."""

    def __init__(self, notes: Path) -> None:
        super().__init__()
        notes.write_text(repr({name: os.environ.get(name) for name in SWITCHES}))


def notes_of(folder: Path) -> dict[int, list[str]]:
    """Return what each process encoded."""
    return {int(path.name): path.read_text().splitlines() for path in folder.iterdir()}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


@pytest.fixture
def encoder(notes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["RayEncoder"]:
    """An encoder with two workers, which find the modules of the tests."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    with closing(ray_encoder.RayEncoder(SmallEncoder(), partial(SlowEncoder, notes), workers=2)) as opened:
        yield opened


def test_a_worker_reports_to_no_one_whatever_its_machine_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    for name in SWITCHES:
        if name != "RAY_USAGE_STATS_ENABLED":  # read by what starts the workers
            monkeypatch.delenv(name)
    opener = partial(SwitchedEncoder, tmp_path / "notes")
    with closing(ray_encoder.RayEncoder(SmallEncoder(), opener, workers=1)) as opened:
        opened.encode_passages(TEXTS)
    assert (tmp_path / "notes").read_text() == repr(SWITCHES)


def test_two_workers_encode_all_in_order(encoder: "RayEncoder", notes: Path) -> None:
    vectors = encoder.encode_passages(TEXTS)

    np.testing.assert_array_equal(vectors, SmallEncoder().encode_passages(TEXTS))
    done = notes_of(notes)
    assert len(done) <= 2
    assert os.getpid() not in done
    assert sorted(text for texts in done.values() for text in texts) == sorted(TEXTS)


def test_a_few_texts_stay_here(encoder: "RayEncoder", notes: Path) -> None:
    np.testing.assert_array_equal(
        encoder.encode_passages(TEXTS[:10]), SmallEncoder().encode_passages(TEXTS[:10])
    )
    assert notes_of(notes) == {}


def kill_a_worker(notes: Path) -> threading.Thread:
    """Kill one of the workers as soon as it has encoded something."""

    def kill() -> None:
        while not (begun := [path for path in notes.iterdir() if path.stat().st_size]):
            time.sleep(0.01)
        os.kill(int(begun[0].name), signal.SIGKILL)

    killing = threading.Thread(target=kill, daemon=True)
    killing.start()
    return killing


def test_a_worker_that_is_killed_loses_nothing(encoder: "RayEncoder", notes: Path) -> None:
    killing = kill_a_worker(notes)
    vectors = encoder.encode_passages(TEXTS)
    killing.join()

    np.testing.assert_array_equal(vectors, SmallEncoder().encode_passages(TEXTS))
    done = notes_of(notes)
    assert len(done) >= 2  # the killed one, and who did the rest
    assert {text for texts in done.values() for text in texts} == set(TEXTS)


def test_an_index_made_by_workers_one_of_which_is_killed_is_the_same(
    encoder: "RayEncoder", notes: Path, tmp_path: Path
) -> None:
    lines = range(9)
    articles = [
        make_article(f"{number:03}", "\n\n".join(f"Alinea {line} van {number}. En meer." for line in lines))
        for number in range(60)
    ]
    killing = kill_a_worker(notes)
    made = []
    encoders: dict[str, Encoder] = {"ray": encoder, "here": SmallEncoder()}
    for name, with_encoder in encoders.items():
        with closing(IndexStore.open(tmp_path / name, fingerprint=FINGERPRINT, create=True)) as store:
            report = sync(store, with_encoder, articles, chunks_at_once=encoder.chunks_at_once)
            made.append(contents(store))
        assert (report.read, report.added) == (60, 60)
    killing.join()
    assert made[0] == made[1]


def test_a_worker_with_another_encoder_is_told(encoder: "RayEncoder") -> None:
    local = SmallEncoder()
    local.fingerprint = "another"
    with (
        closing(ray_encoder.RayEncoder(local, SmallEncoder, workers=2)) as other,
        pytest.raises(ModelError, match="a worker has another encoder"),
    ):
        other.encode_passages(TEXTS)
    assert encoder.fingerprint == "small-encoder"
