from pathlib import Path

import pytest

from index.storage.index_names import in_index, names_of, parted


@pytest.mark.parametrize(
    ("folders", "names"),
    [
        (["/news/2021"], ("2021",)),
        (["/news/2021", "/news/2022"], ("2021", "2022")),
        (["/news/2021/data", "/news/2022/data", "/x"], ("2021/data", "2022/data", "x")),
        (["/data", "/a/data"], ("data", "a/data")),
    ],
)
def test_a_name_is_as_much_of_a_path_as_tells_it_from_the_others(
    folders: list[str], names: tuple[str, ...]
) -> None:
    assert names_of(list(map(Path, folders))) == names


@pytest.mark.parametrize("own", ["a.txt", "2021/a.txt", "feed.xml#https://x/1", "2022//a.txt"])
def test_an_id_comes_back_from_its_name_among_several(own: str) -> None:
    names = {"", "2021", "2021/data"}
    for name in names:
        assert parted(in_index(name, own), names) == (name, own)
