"""Two hundred files, damaged, mislabelled or traps: each is read or reported, none stops the run."""

from pathlib import Path

import pytest
from hostile_files import damaged, good_files, random_damage, traps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Article
from index.reading.reader import SkippedFile, read_file, read_folder

TRAPS = traps()
GOOD = good_files()


def test_damaged_and_mislabelled_files_are_read_or_reported(tmp_path: Path) -> None:
    files = dict(random_damage())
    assert len(files) + len(TRAPS) >= 200
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    found = list(read_folder(tmp_path))
    assert {each.path.split("#")[0] for each in found} == set(files)
    for each in found:
        if isinstance(each, SkippedFile):
            assert str(each.why).strip()
        else:
            assert each.text.strip()


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
        assert found


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0, max_value=2**32))
@pytest.mark.parametrize("name", GOOD)
def test_any_damage_to_a_file_is_survived(tmp_path: Path, name: str, seed: int) -> None:
    path = tmp_path / name
    path.write_bytes(damaged(GOOD[name], seed))
    ids = [each.id for each in read_file(path, root=tmp_path) if isinstance(each, Article)]
    assert len(set(ids)) == len(ids)
