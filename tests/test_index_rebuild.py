"""Making an index anew in a process of its own, while another searches and when it is killed."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from killed_runs import state
from small_encoder import SmallEncoder
from small_index import articles_in, contents, found_texts

from index.storage.generations import generation_folder, open_generation, taking_its_place
from index.storage.store import IndexStore
from index.syncing.sync import sync

TESTS = Path(__file__).parent
OLD, NEW = state(0), state(1)
REBUILD = """
import sys
from contextlib import closing
from pathlib import Path
from killed_runs import state
from small_encoder import SmallEncoder
from index.storage.generations import open_generation, taking_its_place
from index.syncing.sync import sync

def tell(step):
    print(step.read - step.waiting, flush=True)
    sys.stdin.readline()

base = Path(sys.argv[1])
with closing(open_generation(base, fingerprint="now", create=True, anew=True)) as store:
    with taking_its_place(base, store, "now"):
        sync(store, SmallEncoder(), state(1), progress=tell, chunks_at_once=8)
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """An index that holds the first state."""
    base = tmp_path / "index"
    with closing(open_generation(base, fingerprint="now", create=True)) as store:
        sync(store, SmallEncoder(), OLD)
    return base


def rebuilding(base: Path) -> "subprocess.Popen[str]":
    """Start a process that makes the index anew, of the second state; it tells and waits at each article."""
    environment = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    command = [sys.executable, "-c", REBUILD, str(base)]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def texts(store: IndexStore) -> set[str]:
    """Return what one search finds: between two, the index may be replaced."""
    return found_texts(store, "nl", 2000)


def test_a_reader_finds_all_of_the_old_or_all_of_the_new(base: Path, tmp_path: Path) -> None:
    with closing(IndexStore.open(tmp_path / "clean", fingerprint="now", create=True)) as clean:
        sync(clean, SmallEncoder(), NEW)
        new = texts(clean)
        with closing(open_generation(base, fingerprint="now")) as reader:
            old = texts(reader)
            assert old != new
            seen = []
            with rebuilding(base) as process:
                assert process.stdin is not None
                process.stdin.write("\n" * len(NEW))
                process.stdin.flush()
                while process.poll() is None:
                    seen.append(texts(reader))
                seen.append(texts(reader))
            assert process.returncode == 0
            # Both were found, and never a part of one or something of both.
            assert [found for place, found in enumerate(seen) if not place or found != seen[place - 1]] == [
                old,
                new,
            ]
            assert contents(reader) == contents(clean)
    assert [path.name for path in base.iterdir()] == ["now.2"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_rebuild_that_is_killed_leaves_the_old_one_and_a_plain_run_completes_it(
    base: Path, tmp_path: Path
) -> None:
    with closing(open_generation(base, fingerprint="now")) as reader:
        before = contents(reader)
        with rebuilding(base) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for line in process.stdout:
                if int(line) >= 5:  # some are written
                    break
                process.stdin.write("\n")
                process.stdin.flush()
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert generation_folder(base, "now") == base / "now"
        assert contents(reader) == before

        encoder = SmallEncoder()
        with (
            closing(open_generation(base, fingerprint="now", create=True)) as store,
            taking_its_place(base, store, "now"),
        ):
            kept = {article.id for article in articles_in(store)}
            sync(store, encoder, NEW)

        assert {article.id for article in NEW} > kept
        assert len(kept) >= 5
        read_again = [
            article for article in NEW if article.id in kept and article.text[:40] in " ".join(encoder.read)
        ]
        assert read_again == []
        with closing(IndexStore.open(tmp_path / "clean", fingerprint="now", create=True)) as clean:
            sync(clean, SmallEncoder(), NEW)
            assert texts(reader) == texts(clean)
            assert contents(reader) == contents(clean)
        assert generation_folder(base, "now") == base / "now.2"
    assert [path.name for path in base.iterdir()] == ["now.2"]
