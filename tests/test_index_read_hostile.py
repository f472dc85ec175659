"""Two hundred files, damaged, mislabelled or traps: each is read or reported, none stops the run."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hostile_files import damaged, good_files, random_damage, traps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Article
from index.reading.reader import SkippedFile, read_file, read_folder

TRAPS = traps()
GOOD = good_files()
STILL_READ = {
    "atom": 8,
    "csv": 6,
    "eml": 8,
    "html": 5,
    "json": 0,
    "jsonl": 6,
    "mbox": 10,
    "mht": 6,
    "md": 6,
    "rss": 9,
    "txt": 9,
}
"""Of the thirteen damaged files of each format, how many yield an article all the same."""
PACKED = {"docx", "epub", "odt", "pdf", "xlsx", "zip"}
"""Formats whose bytes depend on this machine's zlib, and with them what a damage hits; some are read."""


def check_told(each: Article | SkippedFile) -> None:
    """An article has text, and what is no article a reason in one line."""
    if isinstance(each, SkippedFile):
        assert each.why.code
        assert str(each.why) == " ".join(str(each.why).split()) != ""
    else:
        assert each.text.strip()


def test_damaged_and_mislabelled_files_are_read_or_reported(tmp_path: Path) -> None:
    files = dict(random_damage())
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    found = list(read_folder(tmp_path))
    assert {each.path.split("#")[0] for each in found} == set(files)
    for each in found:
        check_told(each)
    read = Counter(
        name.rsplit(".")[-1]
        for name in {each.path.split("#")[0] for each in found if isinstance(each, Article)}
    )
    assert {suffix: read[suffix] for suffix in STILL_READ} == STILL_READ
    assert {suffix for suffix in PACKED if read[suffix]} == PACKED


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap(tmp_path: Path, name: str) -> None:
    raw, why = TRAPS[name]
    (tmp_path / name).write_bytes(raw)
    found = list(read_file(tmp_path / name, root=tmp_path))
    skipped = [str(each.why) for each in found if isinstance(each, SkippedFile)]
    if why:
        assert [each.startswith(why) for each in skipped] == [True], skipped
        assert len(found) == 1
    else:
        assert [type(each) for each in found] == [Article]


@pytest.mark.parametrize(("name", "ends"), [("stream.jsonl", rb"\n"), ("archive.mbox", rb"\nFrom .*\n")])
def test_where_a_file_is_cut_off_all_that_stands_before_is_read(
    tmp_path: Path, name: str, ends: bytes
) -> None:
    path, raw = tmp_path / name, GOOD[name]
    path.write_bytes(raw)
    whole = list(read_file(path, root=tmp_path))
    for at in range(1, len(raw), 50):
        path.write_bytes(raw[:at])
        before = len(re.findall(ends, raw[:at]))
        assert list(read_file(path, root=tmp_path))[:before] == whole[:before], at
    assert [type(each) for each in whole] == [Article] * len(whole)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0, max_value=2**32))
@pytest.mark.parametrize("name", GOOD)
def test_any_damage_to_a_file_is_survived(tmp_path: Path, name: str, seed: int) -> None:
    path = tmp_path / name
    path.write_bytes(damaged(GOOD[name], seed))
    found = list(read_file(path, root=tmp_path))
    assert found
    for each in found:
        check_told(each)
    ids = [each.id for each in found if isinstance(each, Article)]
    assert len(set(ids)) == len(ids)
