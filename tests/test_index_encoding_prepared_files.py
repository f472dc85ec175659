import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from rights import open_copy, read_only, state_of

from index.encoding.prepared_files import cached_file, cached_folder, human_bytes
from index.errors import WeightsError

CONTENT = b"weights" * 1000
DIGEST = sha256(CONTENT).hexdigest()

# Run as a process of its own. It notes each build in a log, and waits in the middle until it may go on.
BUILDER = """
import sys, time
from pathlib import Path
from index.encoding.prepared_files import cached_file

path, log, gate = map(Path, sys.argv[1:])

def build(part):
    part.write_bytes(b"weights" * 500)
    with log.open("a") as file:
        file.write("built\\n")
    while not gate.exists():
        time.sleep(0.01)
    part.write_bytes(b"weights" * 1000)

cached_file(path, sha256=None, size=7000, build=build)
"""


class Builder:
    """Writes the content and counts how often it was asked to."""

    def __init__(self, content: bytes = CONTENT) -> None:
        self.content = content
        self.calls = 0

    def file(self, part: Path) -> None:
        self.calls += 1
        part.write_bytes(self.content)

    def folder(self, part: Path) -> None:
        self.calls += 1
        (part / "config.json").write_bytes(b"{}")
        (part / "pooling").mkdir()
        (part / "pooling" / "weights.bin").write_bytes(self.content)


def test_a_file_is_built_once(tmp_path: Path) -> None:
    builder = Builder()
    path = tmp_path / "cache" / "model.bin"

    first = cached_file(path, sha256=DIGEST, size=7000, build=builder.file)
    second = cached_file(path, sha256=DIGEST, size=7000, build=builder.file)

    assert (first, second, builder.calls) == (path, path, 1)
    assert path.read_bytes() == CONTENT
    assert sorted(entry.name for entry in path.parent.iterdir()) == [
        "model.bin",
        "model.bin.lock",
        "model.bin.manifest.json",
    ]


def test_a_folder_is_built_once(tmp_path: Path) -> None:
    builder = Builder()
    folder = tmp_path / "encoder"

    first = cached_folder(folder, size=7002, build=builder.folder)
    second = cached_folder(folder, size=7002, build=builder.folder)

    assert (first, second, builder.calls) == (folder, folder, 1)
    manifest = json.loads((tmp_path / "encoder.manifest.json").read_text())
    assert [(record["name"], record["size"], record["sha256"]) for record in manifest] == [
        ("encoder/config.json", 2, sha256(b"{}").hexdigest()),
        ("encoder/pooling/weights.bin", 7000, DIGEST),
    ]


def change_bytes(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[3500] ^= 1
    path.write_bytes(content)


def truncate(path: Path) -> None:
    os.truncate(path, 100)


@pytest.mark.parametrize("damage", [change_bytes, truncate, Path.unlink])
@pytest.mark.parametrize("digest", [DIGEST, None])
def test_a_damaged_file_is_rebuilt(
    damage: Callable[[Path], None], digest: str | None, tmp_path: Path
) -> None:
    builder = Builder()
    path = cached_file(tmp_path / "model.bin", sha256=digest, size=7000, build=builder.file)
    damage(path)

    cached_file(path, sha256=digest, size=7000, build=builder.file)

    assert (builder.calls, path.read_bytes()) == (2, CONTENT)


@pytest.mark.parametrize("damage", [change_bytes, truncate, Path.unlink])
def test_a_folder_with_a_damaged_file_is_rebuilt(damage: Callable[[Path], None], tmp_path: Path) -> None:
    builder = Builder()
    folder = cached_folder(tmp_path / "encoder", size=7002, build=builder.folder)
    damage(folder / "pooling" / "weights.bin")

    cached_folder(folder, size=7002, build=builder.folder)

    assert (builder.calls, (folder / "pooling" / "weights.bin").read_bytes()) == (2, CONTENT)


def test_a_file_with_a_new_time_and_the_same_bytes_is_kept(tmp_path: Path) -> None:
    builder = Builder()
    path = cached_file(tmp_path / "model.bin", sha256=None, size=7000, build=builder.file)
    os.utime(path, ns=(1, 1))

    cached_file(path, sha256=None, size=7000, build=builder.file)

    assert builder.calls == 1
    assert json.loads((tmp_path / "model.bin.manifest.json").read_text())[0]["mtime_ns"] == 1


def test_a_right_file_without_a_manifest_is_taken(tmp_path: Path) -> None:
    builder = Builder()
    (tmp_path / "model.bin").write_bytes(CONTENT)

    cached_file(tmp_path / "model.bin", sha256=DIGEST, size=7000, build=builder.file)

    assert builder.calls == 0


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '[{"name": "model.bin"}]', "[1]"])
def test_an_unreadable_manifest_leads_to_a_rebuild(manifest: str, tmp_path: Path) -> None:
    builder = Builder()
    path = cached_file(tmp_path / "model.bin", sha256=None, size=7000, build=builder.file)
    (tmp_path / "model.bin.manifest.json").write_text(manifest)

    cached_file(path, sha256=None, size=7000, build=builder.file)

    assert builder.calls == 2


def test_another_digest_wanted_leads_to_a_rebuild(tmp_path: Path) -> None:
    path = cached_file(tmp_path / "model.bin", sha256=DIGEST, size=7000, build=Builder().file)

    cached_file(path, sha256=sha256(b"newer").hexdigest(), size=5, build=Builder(b"newer").file)

    assert path.read_bytes() == b"newer"


def test_a_build_with_another_digest_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WeightsError) as raised:
        cached_file(tmp_path / "model.bin", sha256=DIGEST, size=7000, build=Builder(b"other").file)

    assert str(raised.value) == (
        f"{tmp_path}/model.bin came out with SHA-256 {sha256(b'other').hexdigest()} and not {DIGEST}; "
        "reinstall the packages it is made from"
    )
    assert [entry.name for entry in tmp_path.iterdir()] == ["model.bin.lock"]


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    def build(part: Path) -> None:
        (part / "half.bin").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cached_folder(tmp_path / "encoder", size=7000, build=build)

    assert [entry.name for entry in tmp_path.iterdir()] == ["encoder.lock"]


def test_too_little_disk_is_an_error_before_anything_is_written(tmp_path: Path) -> None:
    builder = Builder()
    with pytest.raises(WeightsError) as raised:
        cached_file(tmp_path / "model.bin", sha256=DIGEST, size=500 * 10**12, build=builder.file)

    free = str(raised.value).removeprefix(f"{tmp_path} has ").split(" free and ")[0]
    assert str(raised.value) == (
        f"{tmp_path} has {free} free and model.bin needs 500 TB; "
        "free some space or set TWEESPRAAK_CACHE_DIR to a folder elsewhere"
    )
    assert float(free.removesuffix(" GB")) > 0
    assert builder.calls == 0


def test_a_file_where_the_cache_folder_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")

    with pytest.raises(WeightsError, match=r"cannot prepare .*model\.bin: .*TWEESPRAAK_CACHE_DIR"):
        cached_file(tmp_path / "cache" / "model.bin", sha256=None, size=1, build=Builder().file)


def test_a_folder_where_the_file_should_be_is_an_error_and_kept(tmp_path: Path) -> None:
    (tmp_path / "model.bin").mkdir()

    with pytest.raises(WeightsError) as raised:
        cached_file(tmp_path / "model.bin", sha256=None, size=1, build=Builder().file)

    assert str(raised.value) == f"{tmp_path}/model.bin is a folder where a file belongs; move it away"
    assert (tmp_path / "model.bin").is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_write_permission_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(WeightsError, match=r"Permission denied .*TWEESPRAAK_CACHE_DIR"):
        cached_file(tmp_path / "model.bin", sha256=None, size=1, build=Builder().file)


def test_a_build_that_cannot_write_is_an_error(tmp_path: Path) -> None:
    def build(part: Path) -> None:
        raise PermissionError(13, "Permission denied", str(part))

    with pytest.raises(WeightsError) as raised:
        cached_file(tmp_path / "model.bin", sha256=None, size=1, build=build)

    assert str(raised.value) == (
        f"cannot prepare {tmp_path}/model.bin: Permission denied ({tmp_path}/model.bin.part); "
        "see to its rights and space or set TWEESPRAAK_CACHE_DIR to another folder"
    )


def start_builder(folder: Path) -> subprocess.Popen[bytes]:
    arguments = [str(folder / name) for name in ("model.bin", "log", "gate")]
    return subprocess.Popen([sys.executable, "-c", BUILDER, *arguments])


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    while not path.exists():
        assert process.poll() is None


def test_of_two_processes_one_builds_and_both_end_well(tmp_path: Path) -> None:
    processes = [start_builder(tmp_path), start_builder(tmp_path)]
    wait_for(tmp_path / "log", processes[0])
    (tmp_path / "gate").touch()

    assert [process.wait() for process in processes] == [0, 0]
    assert (tmp_path / "log").read_text() == "built\n"
    assert (tmp_path / "model.bin").read_bytes() == CONTENT


def test_what_a_killed_process_left_is_cleaned_up(tmp_path: Path) -> None:
    process = start_builder(tmp_path)
    wait_for(tmp_path / "log", process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (tmp_path / "model.bin.part").exists()
    assert not (tmp_path / "model.bin").exists()

    cached_file(tmp_path / "model.bin", sha256=DIGEST, size=7000, build=Builder().file)

    assert (tmp_path / "model.bin").read_bytes() == CONTENT
    assert not (tmp_path / "model.bin.part").exists()


def test_a_cache_that_was_copied_with_its_times_needs_no_writing(tmp_path: Path) -> None:
    builder = Builder()
    cached_folder(tmp_path / "made" / "encoder", size=7002, build=builder.folder)
    shutil.copytree(tmp_path / "made", tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock"))

    cached_folder(tmp_path / "copy" / "encoder", size=7002, build=builder.folder)

    assert builder.calls == 1
    assert not (tmp_path / "copy" / "encoder.lock").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_cache_that_may_only_be_read_and_has_other_times_is_taken(tmp_path: Path) -> None:
    builder = Builder()
    cached_folder(tmp_path / "made" / "encoder", size=7002, build=builder.folder)
    for path in (tmp_path / "made").rglob("*"):
        os.utime(path, (1, 1))

    with open_copy(tmp_path / "made") as copy:
        before = state_of(copy)
        with read_only(copy):
            assert cached_folder(copy / "encoder", size=7002, build=builder.folder) == copy / "encoder"
        assert state_of(copy) == before
        (copy / "encoder" / "config.json").write_bytes(b"[]")
        with read_only(copy), pytest.raises(WeightsError, match="Permission denied"):
            cached_folder(copy / "encoder", size=7002, build=builder.folder)

    assert builder.calls == 1


@pytest.mark.parametrize(
    ("count", "text"),
    [(12, "12 bytes"), (4_500, "4.5 kB"), (61_000_000, "61 MB"), (1_117_320_768, "1.12 GB")],
)
def test_bytes_for_people(count: int, text: str) -> None:
    assert human_bytes(count) == text
