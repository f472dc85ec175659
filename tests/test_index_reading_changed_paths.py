from pathlib import Path

import pytest

from index.reading.changed_paths import list_changed
from index.reading.folder import id_of
from index.reading.skipped import SkippedFile

FILES = ("a.txt", "a.b.txt", "ab.txt", "a.yaml", "page.html", "page_files/x.txt", "sub/a.txt", "sub/b.txt")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("De brug ging open.", "utf-8")
    return tmp_path


def listed(news: Path, *changed: str) -> tuple[list[str], list[str]] | None:
    """Return what is to be read, with ``-`` before what is skipped, and within what all may differ."""
    found = list_changed(news, [news / name for name in changed])
    if found is None:
        return None
    names = [f"-{e.path}" if isinstance(e, SkippedFile) else id_of(e, news) for e in found.listing.entries]
    return sorted(names), sorted(found.within)


def test_a_file_is_read_with_those_whose_names_begin_alike(news: Path) -> None:
    assert listed(news, "sub/a.txt") == (["sub/a.txt"], ["sub/a.txt"])
    alike = ["a.b.txt", "a.txt", "a.yaml"]
    for name in alike:
        assert listed(news, name) == (["a.b.txt", "a.txt"], alike)
    assert listed(news, "a.txt", "sub/b.txt") == (["a.b.txt", "a.txt", "sub/b.txt"], [*alike, "sub/b.txt"])


def test_what_is_gone_may_have_changed(news: Path) -> None:
    (news / "a.yaml").unlink()
    assert listed(news, "a.yaml") == (["a.b.txt", "a.txt"], ["a.b.txt", "a.txt", "a.yaml"])
    (news / "sub" / "a.txt").unlink()
    assert listed(news, "sub/a.txt") == ([], ["sub/a.txt"])
    assert listed(news, "weg/a.txt", "weg") == ([], ["weg", "weg/a.txt"])


def test_a_folder_that_has_come_is_read_and_nothing_twice(news: Path) -> None:
    (news / "new" / "inner").mkdir(parents=True)
    for name in ("new/c.txt", "new/inner/d.txt", "new/e.png"):
        (news / name).touch()
    assert listed(news, "new", "new/c.txt") == (
        ["-new/e.png", "new/c.txt", "new/inner/d.txt"],
        ["new", "new/c.txt"],
    )


def test_a_page_and_the_folder_of_its_pictures_are_one(news: Path) -> None:
    assert listed(news, "page.html") == (["-page_files", "page.html"], ["page.html", "page_files"])
    (news / "page.html").unlink()
    assert listed(news, "page.html") == (["page_files/x.txt"], ["page.html", "page_files"])


def test_all_is_looked_at_where_a_path_alone_does_not_tell(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listed(news, "page_files/x.txt") is None
    (news / "link").symlink_to(news / "sub")
    assert listed(news, "link/a.txt") is None
    monkeypatch.setattr("index.reading.changed_paths._MOST", 1)
    assert listed(news, "a.txt") is None
    assert listed(news, "sub/a.txt") == (["sub/a.txt"], ["sub/a.txt"])
