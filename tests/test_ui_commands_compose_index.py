"""An index that follows some files of its folder, beside one that is made equal to all of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from small_encoder import SmallEncoder
from small_index import articles_in

from index.storage.store import IndexStore
from index.syncing.left_out import report_left_out
from index.syncing.sync import SyncReport, index_fingerprint
from ui.articles.article_files import ArticleFiles
from ui.commands.compose_index import OpenIndex

TEXT = "De brug ging in 1932 open en kostte vier miljoen gulden. Nummer {}."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    for name in ("0.txt", "1.txt", "sub/2.txt"):
        (folder / name).write_text(TEXT.format(name), "utf-8")
    (folder / "table.csv").write_text(f"title,text\nEen,{TEXT.format(7)}\nTwee,{TEXT.format(8)}\n", "utf-8")
    (folder / "1.empty.txt").touch()
    return folder


@pytest.fixture
def index(news: Path, tmp_path: Path) -> Iterator[OpenIndex]:
    name, base = index_fingerprint(SmallEncoder()), tmp_path / "data" / "index"
    with closing(IndexStore.open(base / name, fingerprint=name, create=True)) as store:
        index = OpenIndex(store, SmallEncoder(), name, base)
        index.sync(ArticleFiles(tmp_path / "data", news).to_read())
        yield index


def followed(index: OpenIndex, news: Path, *changed: str) -> SyncReport:
    """Follow these paths, and see that the index is as one that has looked at all."""
    files = ArticleFiles(news.parent / "data", news)
    some = files.changed_to_read([news / name for name in changed])
    assert some is not None
    report = index.update_within(some)
    left_out = report_left_out(news.parent / "data" / "index", 9)
    held = articles_in(index.store)
    whole = index.sync(files.to_read())
    assert (whole.added, whole.changed, whole.removed) == (0, 0, 0)
    assert articles_in(index.store) == held
    assert report_left_out(news.parent / "data" / "index", 9) == left_out
    return report


def counts(report: SyncReport) -> tuple[int, ...]:
    return report.read, report.added, report.changed, report.removed


def test_a_file_that_changes_or_comes_is_followed(index: OpenIndex, news: Path) -> None:
    (news / "1.txt").write_text(TEXT.format("één"), "utf-8")
    assert counts(followed(index, news, "1.txt")) == (1, 0, 1, 0)
    (news / "1.empty.txt").write_text(TEXT.format("vol"), "utf-8")
    assert counts(followed(index, news, "1.empty.txt")) == (2, 1, 0, 0)
    (news / "1.yaml").write_text("title: Van terzijde", "utf-8")
    assert counts(followed(index, news, "1.yaml")) == (2, 0, 1, 0)


def test_what_goes_with_a_change_goes(index: OpenIndex, news: Path) -> None:
    (news / "table.csv").write_text(f"title,text\nEen,{TEXT.format(7)}\n", "utf-8")
    assert counts(followed(index, news, "table.csv")) == (1, 0, 0, 1)
    (news / "sub").rename(news / "bus")
    report = followed(index, news, "sub", "bus", "bus/2.txt")
    assert (counts(report), [each.new for each in report.renamed]) == ((1, 0, 0, 0), ["bus/2.txt"])


def test_what_cannot_be_read_for_now_stays(index: OpenIndex, news: Path) -> None:
    (news / "0.txt").write_text(TEXT.format("nul"), "utf-8")
    (news / "1.txt").unlink()
    (news / "1.txt").symlink_to(news / "elsewhere")
    before = [each.id for each in articles_in(index.store)]
    some = ArticleFiles(news.parent / "data", news).changed_to_read([news / "0.txt", news / "1.txt"])
    assert some is not None
    assert counts(index.update_within(some)) == (1, 0, 1, 0)
    assert [each.id for each in articles_in(index.store)] == before
