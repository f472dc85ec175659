import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from mixed_articles import FRENCH, FRENCH_TOO
from rights import without_permission

from index.article import Article
from index.errors import FolderError, SettingError
from index.reading.skipped import SkippedFile
from index.unread import Unread
from ui.articles.article_files import ArticleFiles
from ui.articles.article_record import RemovedArticle

DUTCH = (
    "De brug over de rivier\n\nDe brug over de rivier is gisteren geopend door de burgemeester van de stad."
)
ENGLISH = "The harbour of the town\n\nThe harbour of the town was opened yesterday by the mayor of the city."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "sub").mkdir(parents=True)
    (folder / "brug.txt").write_text(DUTCH, "utf-8")
    (folder / "sub" / "harbour.txt").write_text(ENGLISH, "utf-8")
    return folder


@pytest.fixture
def files(tmp_path: Path, folder: Path) -> ArticleFiles:
    files = ArticleFiles(tmp_path / "data", folder)
    files.follow()
    return files


def add(files: ArticleFiles, name: str, text: str) -> Path:
    files.added.mkdir(parents=True, exist_ok=True)
    path = files.name_for(name)
    path.write_text(text, "utf-8")
    return path


def ids(files: ArticleFiles) -> list[str]:
    return [each.id if isinstance(each, Article) else f"not {each.path}" for each in files.to_read().items]


def article(files: ArticleFiles, article_id: str) -> Article:
    return next(each for each in files.to_read().items if isinstance(each, Article) and each.id == article_id)


def test_other_languages_are_taken_in_where_asked_for(tmp_path: Path, folder: Path) -> None:
    (folder / "kiev.txt").write_text(f"{FRENCH}\n\n{FRENCH_TOO}", "utf-8")
    data = tmp_path / "data"
    both = [ArticleFiles(data, folder), ArticleFiles(data, folder, other_languages="index")]
    added = add(both[0], "visite.txt", FRENCH)

    assert [ids(files) for files in both] == [
        ["brug.txt", "not kiev.txt", "sub/harbour.txt", "not added/visite.txt"],
        ["brug.txt", "kiev.txt", "sub/harbour.txt", "added/visite.txt"],
    ]
    read = [files.read(added) for files in both]
    assert [[isinstance(each, Article) for each in items] for items in read] == [[False], [True]]


def test_what_was_added_stands_behind_the_folder(files: ArticleFiles) -> None:
    assert ids(files) == ["brug.txt", "sub/harbour.txt"]
    add(files, "dam.txt", DUTCH)
    assert ids(files) == ["brug.txt", "sub/harbour.txt", "added/dam.txt"]


def test_without_a_folder_there_is_what_was_added(tmp_path: Path) -> None:
    files = ArticleFiles(tmp_path)
    assert ids(files) == []
    add(files, "dam.txt", DUTCH)
    assert ids(files) == ["added/dam.txt"]
    assert not (tmp_path / "articles.json").exists()


def test_an_article_of_the_folder_is_left_out_and_its_file_stays(
    files: ArticleFiles, folder: Path, tmp_path: Path
) -> None:
    files.remove(article(files, "brug.txt"))
    assert ids(files) == ["sub/harbour.txt"]
    assert (folder / "brug.txt").read_text("utf-8") == DUTCH
    # So it is in another process, too.
    again = ArticleFiles(tmp_path / "data")
    assert ids(again) == ["sub/harbour.txt"]
    assert again.removed == (
        RemovedArticle("brug.txt", "brug.txt", "De brug over de rivier", "nl", None, str(folder)),
    )
    assert again.restore("brug.txt") == folder / "brug.txt"
    assert ids(again) == ["brug.txt", "sub/harbour.txt"]
    assert list(again.removed) == []


def test_what_two_processes_remove_is_all_removed(files: ArticleFiles, tmp_path: Path) -> None:
    other = ArticleFiles(tmp_path / "data")
    files.remove(article(files, "brug.txt"))
    other.remove(article(other, "sub/harbour.txt"))
    assert [each.id for each in ArticleFiles(tmp_path / "data").removed] == ["sub/harbour.txt", "brug.txt"]
    files.restore("brug.txt")
    assert [each.id for each in files.removed] == ["sub/harbour.txt"]


def test_a_file_that_was_added_is_moved_aside_and_back(files: ArticleFiles, tmp_path: Path) -> None:
    path = add(files, "dam.txt", DUTCH)
    files.remove(article(files, "added/dam.txt"))
    assert not path.exists()
    assert (tmp_path / "data" / "removed" / "dam.txt").read_text("utf-8") == DUTCH
    # Another one of that name, added meanwhile, does not take its place.
    assert add(files, "dam.txt", ENGLISH).name == "dam (2).txt"
    assert files.restore("added/dam.txt") == path
    assert ids(files) == ["brug.txt", "sub/harbour.txt", "added/dam (2).txt", "added/dam.txt"]


def test_one_article_of_several_in_a_file_is_left_out(files: ArticleFiles) -> None:
    lines = [{"title": t, "text": t * 3, "id": key} for key, t in (("a", f"{DUTCH} "), ("b", f"{ENGLISH} "))]
    path = add(files, "nieuws.jsonl", "\n".join(map(json.dumps, lines)))
    first, second = (each.id for each in files.read(path) if isinstance(each, Article))
    files.remove(article(files, first))
    assert path.is_file()
    assert ids(files)[2:] == [second]
    assert [each.id for each in files.read(path) if isinstance(each, Article)] == [second]
    assert files.restore(first) == path
    assert ids(files)[2:] == [first, second]


def test_what_was_removed_from_one_folder_is_read_in_another(
    files: ArticleFiles, folder: Path, tmp_path: Path
) -> None:
    files.remove(article(files, "brug.txt"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "brug.txt").write_text(ENGLISH, "utf-8")
    there = ArticleFiles(tmp_path / "data", other)
    assert (ids(there), there.removed) == (["brug.txt"], ())
    there.follow()
    assert ArticleFiles(tmp_path / "data").folder == other
    assert ids(ArticleFiles(tmp_path / "data", folder)) == ["sub/harbour.txt"]


def test_what_is_not_there_any_more_cannot_be_restored(files: ArticleFiles, folder: Path) -> None:
    assert files.restore("brug.txt") is None
    files.remove(article(files, "brug.txt"))
    (folder / "brug.txt").unlink()
    assert files.restore("brug.txt") is None
    assert files.removed == ()


def test_names_that_could_be_taken_for_one_another_do_not_stand_together(files: ArticleFiles) -> None:
    add(files, "Dam.txt", DUTCH)
    for name in ("dam.txt", "dam.json", "dam.meta.json"):
        assert files.name_for(name) == files.added / name.replace("dam", "dam (2)")
    assert files.name_for("damming.txt") == files.added / "damming.txt"


def test_a_file_of_the_folder_goes_before_one_that_was_added(files: ArticleFiles, folder: Path) -> None:
    (folder / "added").mkdir()
    (folder / "added" / "dam.txt").write_text(ENGLISH, "utf-8")
    add(files, "dam.txt", DUTCH)
    *_, skipped = files.to_read().items
    assert skipped == SkippedFile("added/dam.txt", Unread.NAME_TAKEN())
    assert article(files, "added/dam.txt").language == "en"


def test_the_folder_is_listed_once(
    files: ArticleFiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(files, "dam.txt", DUTCH)
    listed: list[Path] = []
    list_it = Path.iterdir

    def noted(path: Path) -> Iterator[Path]:
        listed.append(path)
        return list_it(path)

    monkeypatch.setattr(Path, "iterdir", noted)
    to_read = files.to_read()
    assert [size.path for size in to_read.files] == [item.path for item in to_read.items]
    assert listed.count(folder) == 1


def test_a_folder_that_is_gone_is_said_at_once(files: ArticleFiles, folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(FolderError) as raised:
        files.to_read()
    assert str(raised.value) == f"{folder}: no such folder"


@pytest.mark.parametrize(
    "text", ["", "[1]", '{"folder": null}', '{"folder": null, "removed": [{"id": "a"}]}']
)
def test_a_damaged_record_is_not_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "articles.json").write_text(text, "utf-8")
    with pytest.raises(SettingError) as raised:
        ArticleFiles(tmp_path)
    assert str(raised.value).startswith(
        f"{tmp_path / 'articles.json'}, which says what was removed, cannot be read ("
    )


def test_a_file_that_cannot_be_moved_aside_is_removed_all_the_same(
    files: ArticleFiles, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = add(files, "dam.txt", DUTCH)
    (tmp_path / "data" / "removed").touch()  # where the folder should be
    files.remove(article(files, "added/dam.txt"))
    assert [each.id for each in ArticleFiles(tmp_path / "data").removed] == ["added/dam.txt"]
    assert (ids(files), path.is_file()) == (["brug.txt", "sub/harbour.txt"], True)
    assert [each.getMessage() for each in caplog.records] == [
        f"{path} was removed, but stays where it is: File exists"
    ]
    assert files.restore("added/dam.txt") == path
    assert ids(files) == ["brug.txt", "sub/harbour.txt", "added/dam.txt"]


def test_a_file_that_cannot_be_moved_back_stays_removed(files: ArticleFiles, tmp_path: Path) -> None:
    path = add(files, "dam.txt", DUTCH)
    files.remove(article(files, "added/dam.txt"))
    files.added.rmdir()
    files.added.touch()
    with pytest.raises(FolderError) as raised:
        files.restore("added/dam.txt")
    aside = tmp_path / "data" / "removed" / "dam.txt"
    assert str(raised.value) == (
        f"{aside} cannot be moved back to {path} (File exists); see to the rights of both"
    )
    assert [each.id for each in ArticleFiles(tmp_path / "data").removed] == ["added/dam.txt"]
    assert [each.id for each in files.removed] == ["added/dam.txt"]
    files.added.unlink()
    assert files.restore("added/dam.txt") == path
    assert files.removed == ()


def test_what_cannot_be_written_down_is_not_removed(files: ArticleFiles, tmp_path: Path) -> None:
    path = add(files, "dam.txt", DUTCH)
    (tmp_path / "data" / "articles.json.part").mkdir()  # where it is written first
    for each in ("brug.txt", "added/dam.txt"):
        with pytest.raises(FolderError, match="cannot be written"):
            files.remove(article(files, each))
    assert (files.removed, path.is_file()) == ((), True)
    assert ids(files) == ["brug.txt", "sub/harbour.txt", "added/dam.txt"]


def test_a_folder_of_the_users_named_added_is_theirs(
    files: ArticleFiles, folder: Path, tmp_path: Path
) -> None:
    own = folder / "added" / "dam.txt"
    own.parent.mkdir()
    own.write_text(ENGLISH, "utf-8")
    uploaded = add(files, "dam.txt", DUTCH)
    assert (files.was_added("added/dam.txt"), files.was_added("added/other.txt")) == (
        False,
        False,
    )

    files.remove(article(files, "added/dam.txt"))

    assert (own.is_file(), uploaded.is_file()) == (True, True)
    assert [each.folder for each in files.removed] == [str(folder)]
    assert ids(files) == ["brug.txt", "sub/harbour.txt"]
    assert files.restore("added/dam.txt") == own
    assert ids(files)[:2] == ["added/dam.txt", "brug.txt"]
    # One that was added and removed again does not keep out what later stands there in the folder.
    own.rename(tmp_path / "dam.txt")
    assert files.was_added("added/dam.txt")
    files.remove(article(files, "added/dam.txt"))
    assert not uploaded.exists()
    (tmp_path / "dam.txt").rename(own)
    assert (ids(files), files.removed) == (
        ["added/dam.txt", "brug.txt", "sub/harbour.txt"],
        (),
    )


def test_what_is_removed_from_two_folders_under_one_name_is_known_of_both(
    files: ArticleFiles, folder: Path, tmp_path: Path
) -> None:
    files.remove(article(files, "brug.txt"))
    other = tmp_path / "other"
    other.mkdir()
    for name in ("brug.txt", "haven.txt"):
        (other / name).write_text(ENGLISH, "utf-8")
    there = ArticleFiles(tmp_path / "data", other)
    there.remove(article(there, "brug.txt"))
    assert (ids(there), ids(ArticleFiles(tmp_path / "data", folder))) == (["haven.txt"], ["sub/harbour.txt"])


def test_it_sees_which_folder_another_process_has_followed(files: ArticleFiles, tmp_path: Path) -> None:
    chat = ArticleFiles(tmp_path / "data")
    assert chat.folder == files.folder
    other = tmp_path / "other"
    other.mkdir()
    (other / "haven.txt").write_text(ENGLISH, "utf-8")
    ArticleFiles(tmp_path / "data", other).follow()
    assert [each.path for each in chat.to_read().items] == ["haven.txt"]
    assert chat.folder == other
    chat.remove(article(chat, "haven.txt"))
    assert ArticleFiles(tmp_path / "data").folder == other


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_in_which_nothing_can_be_read_is_refused(open_folder: Path) -> None:
    files = ArticleFiles(open_folder / ".data", open_folder)
    for name in ("a.txt", "b.txt"):
        (open_folder / name).write_text(DUTCH, "utf-8")
    items = iter(files.to_read().items)
    with without_permission(open_folder / "a.txt", open_folder / "b.txt"):
        skipped = [next(items), next(items)]
        with pytest.raises(FolderError) as raised:
            next(items)
    assert [isinstance(each, SkippedFile) and each.is_for_now for each in skipped] == [True, True]
    assert str(raised.value) == (
        f"{open_folder}: nothing in this folder can be read now (a.txt: cannot be read: Permission denied); "
        "see to its rights and its connection; the index stays as it is"
    )
    for name in ("a.txt", "b.txt"):
        (open_folder / name).write_bytes(b"")
    with pytest.raises(FolderError) as raised:
        list(files.to_read().items)
    assert str(raised.value) == (
        f"{open_folder}: no file in this folder can be read as an article (a.txt: empty: 0 bytes; copy it "
        "again); the index stays as it is"
    )


def test_the_files_that_were_added_are_named(files: ArticleFiles, folder: Path) -> None:
    assert files.added_paths() == []
    for name in ("dam.txt", "brug.txt"):
        add(files, name, DUTCH)
    (folder / "added").mkdir()
    (folder / "added" / "brug.txt").write_text(ENGLISH, "utf-8")
    assert files.added_paths() == ["added/dam.txt"]


def test_what_has_changed_is_read_alone(files: ArticleFiles, folder: Path) -> None:
    (folder / "sub" / "leeg.txt").touch()
    changed = files.changed_to_read([folder / "sub" / "harbour.txt", folder / "sub" / "leeg.txt"])
    assert changed is not None
    assert [getattr(item, "path", "") for item in changed.items] == ["sub/harbour.txt", "sub/leeg.txt"]
    assert changed.within == {"sub/harbour.txt", "sub/leeg.txt"}

    harbour = article(files, "sub/harbour.txt")
    files.correct(harbour, "The old harbour", "1874")
    changed = files.changed_to_read([folder / "sub" / "harbour.txt"])
    assert changed is not None
    assert [item.title for item in changed.items if isinstance(item, Article)] == ["The old harbour"]


def test_where_no_article_has_changed_all_is_to_be_read(files: ArticleFiles, folder: Path) -> None:
    """It may be that the folder has none any more, which is refused."""
    (folder / "leeg.txt").touch()
    assert files.changed_to_read([folder / "leeg.txt"]) is None
    assert files.changed_to_read([folder / "weg.txt"]) is None
    files.remove(article(files, "brug.txt"))
    assert files.changed_to_read([folder / "brug.txt"]) is None
    (folder / "added").mkdir()
    (folder / "added" / "dam.txt").write_text(DUTCH, "utf-8")
    assert files.changed_to_read([folder / "added" / "dam.txt"]) is None
