import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from index.errors import FolderError
from index.syncing.folder_changes import folder_changes

Changes = Iterator[frozenset[Path] | None]
WAIT = 60.0
"""Seconds: a busy machine is slow, and what is never told still fails."""


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes count as settled at once: there is only one."""
    monkeypatch.setattr("index.syncing.folder_changes._SETTLED_MS", 50)
    monkeypatch.setattr("index.syncing.folder_changes._LOOK_MS", 50)


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "news"
    (folder / "inner").mkdir(parents=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)  # which ends what still watches it


@pytest.fixture
def changes(news: Path) -> Changes:
    """The changes of the folder, watched already."""
    found = folder_changes(news, ignored=news / "index")
    next(found)
    return found


def is_told_within(changes: Changes, seconds: float) -> bool:
    """Whether a change is told within so long; if not, the changes are used up."""
    told = threading.Event()

    def wait() -> None:
        with suppress(FolderError):  # at the end of the test
            next(changes)
            told.set()

    threading.Thread(target=wait, daemon=True).start()
    return told.wait(seconds)


def test_what_changes_in_a_burst_is_told_once(news: Path, changes: Changes) -> None:
    for number in range(50):
        (news / "inner" / f"{number}.txt").write_text("Een bericht.")
    assert is_told_within(changes, WAIT)
    assert not is_told_within(changes, 2)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("kind", ["added", "changed", "removed", "renamed", "in a new folder"])
def test_every_kind_of_change_is_told(news: Path, kind: str) -> None:
    article = news / "inner" / "a.txt"
    article.write_text("Een bericht.")
    changes = folder_changes(news, ignored=news / "index")
    next(changes)
    if kind == "added":
        (news / "b.txt").write_text("Een ander bericht.")
    elif kind == "changed":
        article.write_text("Een gewijzigd bericht.")
    elif kind == "removed":
        article.unlink()
    elif kind == "renamed":
        article.rename(news / "c.txt")
    else:
        (news / "new").mkdir()
        (news / "new" / "d.txt").write_text("Weer een ander bericht.")
    assert is_told_within(changes, WAIT)


def test_what_the_reader_passes_over_does_not_count(news: Path, changes: Changes) -> None:
    for name in (".hidden", "index", "inner/.git"):
        (news / name).mkdir()
        (news / name / "a.txt").write_text("Geen bericht.")
    assert not is_told_within(changes, 2)


def test_a_folder_that_is_put_back_is_watched_on(news: Path, changes: Changes) -> None:
    shutil.rmtree(news)
    news.mkdir()
    assert is_told_within(changes, WAIT)
    (news / "a.txt").write_text("Een bericht.")
    assert is_told_within(changes, WAIT)


@pytest.mark.usefixtures("at_once")
def test_a_folder_that_vanishes_is_an_error(news: Path, changes: Changes) -> None:
    shutil.rmtree(news)
    with pytest.raises(FolderError) as raised:
        for _ in changes:
            pass
    assert str(raised.value) == (
        f"{news}: cannot be watched: No such file or directory; the index stays as it is"
    )


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="nothing: cannot be watched: No such file or directory"):
        next(folder_changes(tmp_path / "nothing", ignored=tmp_path))
