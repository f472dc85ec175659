"""Runs of the real process, ended at any moment by a signal or by a disk that takes no more."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from killed_runs import STATES, make_state, state
from small_index import articles_in, contents, open_small, unit

from index.article import LANGUAGES
from index.storage.store import IndexStore

KILLS = 30
ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither the signal nor fork")


@pytest.fixture
def runs() -> Iterator["subprocess.Popen[str]"]:
    program = Path(__file__).with_name("killed_runs.py")
    with subprocess.Popen(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def run(
    runs: "subprocess.Popen[str]",
    folder: Path,
    number: int,
    *,
    kill_after: float | None = None,
    largest_file: int = 0,
) -> int:
    """Make an index hold a state in a process of its own, and return how that ended."""
    assert runs.stdin is not None
    assert runs.stdout is not None
    runs.stdin.write(f"{number} {largest_file} {folder}\n")
    runs.stdin.flush()
    child = int(runs.stdout.readline())
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    runs.stdin.write("\n")
    runs.stdin.flush()
    return int(runs.stdout.readline())


def check_whole(store: IndexStore, before: int, after: int) -> None:
    """Find each article as it was or as it is to be, and of each all passages and no others."""
    known = {number: {article.id: article for article in state(number)} for number in (before, after)}
    articles = {article.id: article for article in articles_in(store)}
    for article_id, article in articles.items():
        assert article in (known[before].get(article_id), known[after].get(article_id))
    shown = {entry.id: entry.passages for entry in store.list_articles()}
    found = dict.fromkeys(shown, 0)
    for language in LANGUAGES:
        for candidate in store.search(language, unit(1, 1, 1, 1), 2000):
            chunk = candidate.passage.chunk
            assert articles[chunk.article_id].text[chunk.start : chunk.end] == chunk.text
            found[chunk.article_id] += 1
    assert found == shown
    assert all(shown.values())


def test_a_run_that_is_killed_at_any_moment_is_completed_by_the_next(
    runs: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    clean = []
    for number in range(STATES):
        make_state(tmp_path / f"clean{number}", number)
        with closing(open_small(tmp_path / f"clean{number}")) as store:
            check_whole(store, number, number)
            clean.append(contents(store))
    began = time.perf_counter()
    assert run(runs, shutil.copytree(tmp_path / "clean0", tmp_path / "timed"), 1) == 0
    seconds = time.perf_counter() - began
    moments = random.Random(6)
    kills = 0
    for round_ in range(3 * KILLS):
        before = (None, 0, 1)[round_ % 3]
        after = 1 if before == 0 else 0
        folder = tmp_path / f"round{round_}"
        if before is not None:
            shutil.copytree(tmp_path / f"clean{before}", folder)
        ended = run(runs, folder, after, kill_after=moments.uniform(0, seconds))
        kills += ended == -signal.SIGKILL
        assert ended in (0, -signal.SIGKILL)
        seconds *= 1.05 if ended else 0.8  # as long as a run now takes, however busy the machine is
        with closing(open_small(folder)) as store:
            check_whole(store, after if before is None else before, after)
        make_state(folder, after)
        with closing(open_small(folder)) as store:
            assert contents(store) == clean[after]
        shutil.rmtree(folder)
        if kills == KILLS:
            break
    assert kills == KILLS


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 1.0, 1.05])
def test_a_disk_that_takes_no_more_leaves_the_last_state(
    runs: "subprocess.Popen[str]", tmp_path: Path, share: float
) -> None:
    """No file may become larger than a share of the largest one that there is."""
    for number, folder in ((0, "index"), (1, "clean")):
        make_state(tmp_path / folder, number)
    largest = max(path.stat().st_size for path in (tmp_path / "index").rglob("*") if path.is_file())

    ended = run(runs, tmp_path / "index", 1, largest_file=int(largest * share))

    assert ended == 3
    with closing(open_small(tmp_path / "index")) as store:
        check_whole(store, 0, 1)
    make_state(tmp_path / "index", 1)
    with closing(open_small(tmp_path / "index")) as store, closing(open_small(tmp_path / "clean")) as clean:
        assert contents(store) == contents(clean)
