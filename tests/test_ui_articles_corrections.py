import json
from dataclasses import replace
from pathlib import Path

import pytest
from test_ui_articles_article_files import DUTCH, ENGLISH, add

from index.article import Article
from index.errors import FolderError, SettingError
from ui.articles.article_files import ArticleFiles
from ui.articles.corrections import checked_date, checked_title

WRITTEN = f"---\ndate: 2022-01-01\n---\n# De brug\n\n{DUTCH}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "brug.md").write_text(WRITTEN, "utf-8")
    (folder / "haven.txt").write_text(ENGLISH, "utf-8")
    return folder


@pytest.fixture
def files(tmp_path: Path, folder: Path) -> ArticleFiles:
    files = ArticleFiles(tmp_path / "data", folder)
    files.follow()
    return files


def read(files: ArticleFiles) -> dict[str, tuple[str, str | None]]:
    return {each.id: (each.title, each.published) for each in articles(files).values()}


def articles(files: ArticleFiles) -> dict[str, Article]:
    return {each.id: each for each in files.to_read().items if isinstance(each, Article)}


def test_what_is_corrected_is_read_so_ever_after_by_every_process(
    files: ArticleFiles, tmp_path: Path, folder: Path
) -> None:
    bridge = articles(files)["brug.md"]
    now = files.correct(bridge, "De nieuwe brug", "1932-05")
    assert now == replace(bridge, title="De nieuwe brug", published="1932-05")
    harbour = read(files)["haven.txt"]
    for each in (files, ArticleFiles(tmp_path / "data", folder), ArticleFiles(tmp_path / "data")):
        assert read(each) == {"brug.md": ("De nieuwe brug", "1932-05"), "haven.txt": harbour}
        assert each.corrections()["brug.md"].of_file == {"title": "De brug", "published": "2022-01-01"}
    # The text, into which citations point, is what the file says.
    assert articles(files)["brug.md"].text == bridge.text
    assert (folder / "brug.md").read_text("utf-8") == WRITTEN


def test_what_is_left_alone_follows_the_file(files: ArticleFiles, folder: Path) -> None:
    bridge = articles(files)["brug.md"]
    files.correct(bridge, bridge.title, None)
    assert files.corrections()["brug.md"].of_file == {"published": "2022-01-01"}
    (folder / "brug.md").write_text(WRITTEN.replace("# De brug", "# De dam"), "utf-8")
    assert read(files)["brug.md"] == ("De dam", None)


def test_what_the_file_says_takes_the_correction_back(files: ArticleFiles) -> None:
    bridge = articles(files)["brug.md"]
    now = files.correct(files.correct(bridge, "Ander", "1932"), "Weer anders", "1932")
    correction = files.corrections()["brug.md"]
    assert correction.of_file == {"title": "De brug", "published": "2022-01-01"}
    assert correction.off(now) == bridge
    assert files.correct(now, bridge.title, bridge.published) == bridge
    assert (files.corrections(), read(files)["brug.md"]) == ({}, ("De brug", "2022-01-01"))


def test_a_file_that_is_renamed_takes_its_correction_along(files: ArticleFiles, folder: Path) -> None:
    files.correct(articles(files)["brug.md"], "De nieuwe brug", None)
    (folder / "2023").mkdir()
    (folder / "brug.md").rename(folder / "2023" / "bruggen.md")
    assert read(files)["2023/bruggen.md"] == ("De nieuwe brug", None)


def test_a_copy_keeps_what_its_own_file_says(files: ArticleFiles, folder: Path) -> None:
    files.correct(articles(files)["brug.md"], "De nieuwe brug", "1932")
    (folder / "kopie.md").write_text(WRITTEN, "utf-8")
    (folder / "later.md").write_text(WRITTEN.replace("2022-01-01", "2023-02-02"), "utf-8")
    assert read(files)["kopie.md"] == ("De brug", "2022-01-01")
    (folder / "brug.md").unlink()
    assert read(files)["later.md"] == ("De brug", "2023-02-02")


def test_another_folder_and_what_is_added_have_corrections_of_their_own(
    files: ArticleFiles, tmp_path: Path
) -> None:
    add(files, "dam.txt", DUTCH)
    dam = articles(files)["added/dam.txt"]
    files.correct(dam, "De dam", "2020")
    files.correct(articles(files)["brug.md"], "De nieuwe brug", None)
    other = tmp_path / "other"
    other.mkdir()
    (other / "brug.md").write_text(f"# De oude brug\n\n{DUTCH}", "utf-8")
    there = ArticleFiles(tmp_path / "data", other)
    assert read(there) == {"brug.md": ("De oude brug", None), "added/dam.txt": ("De dam", "2020")}
    assert set(there.corrections()) == {"added/dam.txt"}
    (found,) = files.read(files.added / "dam.txt")
    assert isinstance(found, Article)
    assert (found.title, found.published) == ("De dam", "2020")


def test_the_file_of_an_article_is_found(files: ArticleFiles, folder: Path) -> None:
    add(files, "dam.txt", DUTCH)
    (folder / "a\\b\nc.txt").write_text(DUTCH, "utf-8")
    assert files.file_of("brug.md") == folder / "brug.md"
    assert files.file_of("added/dam.txt") == files.added / "dam.txt"
    assert files.file_of("a\\\\b\\nc.txt") == folder / "a\\b\nc.txt"
    assert files.file_of("a\\\\b.txt") is None
    assert files.file_of("weg.txt") is None


def test_what_cannot_be_kept_is_said(files: ArticleFiles, tmp_path: Path) -> None:
    bridge = articles(files)["brug.md"]
    record = tmp_path / "data" / "corrections.json"
    in_the_way = tmp_path / "data" / "corrections.json.part"
    in_the_way.mkdir()
    with pytest.raises(FolderError, match=r"corrections\.json cannot be written"):
        files.correct(bridge, "Ander", None)
    in_the_way.rmdir()
    assert not record.exists()
    record.write_text(json.dumps({"corrections": [{"id": "brug.md"}]}), "utf-8")
    with pytest.raises(SettingError, match="which says what was corrected, cannot be read"):
        read(files)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2023", "2023"),
        ("2023-03", "2023-03"),
        (" 2023-03-14 ", "2023-03-14"),
        ("14 maart 2023", "2023-03-14"),
        ("March 14, 2023", "2023-03-14"),
        ("", None),
    ],
)
def test_dates_are_taken_as_people_write_them(written: str, date: str | None) -> None:
    assert checked_date(written) == date


@pytest.mark.parametrize("written", ["ooit", "2023-02-30", "03/04/2023", "0000"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(SettingError, match="is not a date: write 2023, 2023-03 or 2023-03-14"):
        checked_date(written)


def test_a_title_is_one_line_that_says_something() -> None:
    assert checked_title(" De\n brug ") == "De brug"
    for written in ("", " \n", "x" * 1001):
        with pytest.raises(SettingError, match="the title"):
            checked_title(written)
