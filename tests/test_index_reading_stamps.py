"""Files that have not changed are known by their stamps, and a change is never passed over."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO, Any

import pytest
from small_encoder import SmallEncoder
from small_index import articles_in

from index.article import Article
from index.reading.stamps import stamp_of
from index.storage.store import IndexStore
from index.syncing.sync import SyncReport, index_fingerprint, sync
from ui.articles.article_files import ArticleFiles

TEXT = "De brug ging in 1932 open en kostte vier miljoen gulden. Nummer {}."


EVERY_FILE = {"0.txt", "1.txt", "dated.csv", "empty.txt", "sub/2.txt", "table.csv"}


class Clock:
    """What the time is taken for when files are looked at: seconds later than it is."""

    later = 10.0


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """All files that a test has just written seem to have been there for some seconds."""
    clock, now = Clock(), time.time_ns
    monkeypatch.setattr("index.reading.stamps.time.time_ns", lambda: now() + int(clock.later * 1e9))
    return clock


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    for name in ("0.txt", "1.txt", "sub/2.txt"):
        (folder / name).write_text(TEXT.format(name), "utf-8")
    (folder / "table.csv").write_text(f"title,text\nEen,{TEXT.format(7)}\nTwee,{TEXT.format(8)}\n", "utf-8")
    (folder / "dated.csv").write_text(f"title,text,date\nDrie,{TEXT.format(9)},ooit\n", "utf-8")
    (folder / "empty.txt").touch()
    return folder


class Syncing:
    """Syncs a folder into an index, and notes which of its files are opened."""

    def __init__(self, news: Path, store: IndexStore, data_dir: Path) -> None:
        self.news, self.store, self.data_dir = news, store, data_dir
        self.opened = set[str]()
        self.read = set[str]()

    def run(self) -> SyncReport:
        self.opened.clear()
        files = ArticleFiles(self.data_dir, self.news)
        report = sync(self.store, SmallEncoder(), files.to_read().since(self.store.held_files))
        self.read = set(self.opened)
        fresh = [item for item in files.to_read().items if isinstance(item, Article)]
        assert articles_in(self.store) == sorted(fresh, key=lambda article: article.id)
        return report


@pytest.fixture
def syncing(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Syncing]:
    fingerprint = index_fingerprint(SmallEncoder())
    with closing(IndexStore.open(tmp_path / "data" / "index", fingerprint=fingerprint, create=True)) as store:
        syncing = Syncing(news, store, tmp_path / "data")
        open_file: Callable[..., IO[Any]] = Path.open

        def noted(path: Path, *how: Any, **more: Any) -> IO[Any]:
            if path.is_relative_to(news):
                syncing.opened.add(path.relative_to(news).as_posix())
            return open_file(path, *how, **more)

        monkeypatch.setattr(Path, "open", noted)
        yield syncing


def counts(report: SyncReport) -> tuple[int, ...]:
    return report.read, report.added, report.changed, report.removed, report.unchanged


def test_what_has_not_changed_is_not_opened(syncing: Syncing) -> None:
    first = syncing.run()
    assert (counts(first), len(first.skipped)) == ((6, 6, 0, 0, 0), 2)
    assert syncing.read == EVERY_FILE

    second = syncing.run()
    assert counts(second) == (6, 0, 0, 0, 6)
    assert (second.skipped, second.passages) == (first.skipped, first.passages)
    # Of a file that gives no article, or of which a date could not be read, the report says so each time; the
    # lines of a table are counted beforehand.
    assert syncing.read == {"dated.csv", "empty.txt", "table.csv"}


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        (lambda news: (news / "1.txt").write_text(TEXT.format("één"), "utf-8"), (6, 0, 1, 0, 5)),
        (lambda news: (news / "1.txt").unlink(), (5, 0, 0, 1, 5)),
        (lambda news: (news / "1.txt").rename(news / "3.txt"), (6, 0, 0, 0, 5)),
        (lambda news: (news / "1.yaml").write_text("title: Van terzijde", "utf-8"), (6, 0, 1, 0, 5)),
        (lambda news: (news / "3.txt").write_text(TEXT.format(3), "utf-8"), (7, 1, 0, 0, 6)),
        (lambda news: (news / "sub").rename(news / "bus"), (6, 0, 0, 0, 5)),
        (lambda news: (news / "1.txt").chmod(0o600), (6, 0, 0, 0, 6)),
        (
            lambda news: (news / "table.csv").write_text(f"title,text\nTwee,{TEXT.format(8)}\n"),
            (5, 0, 1, 1, 4),
        ),
    ],
)
def test_what_has_changed_is_read(
    news: Path, syncing: Syncing, change: Callable[[Path], object], counted: tuple[int, ...]
) -> None:
    syncing.run()
    change(news)
    assert counts(syncing.run()) == counted
    assert syncing.run().changed == 0


def test_a_text_as_long_with_the_time_set_back_is_seen(news: Path, syncing: Syncing) -> None:
    syncing.run()
    path = news / "1.txt"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("vier", "drie"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert syncing.run().changed == 1


def test_what_was_written_just_before_is_not_trusted(news: Path, syncing: Syncing, clock: Clock) -> None:
    """A second change within the same tick of the clock would leave size and times as they are."""
    clock.later = -60
    syncing.run()
    assert stamp_of(news / "1.txt", "") is None
    assert syncing.store._files.catalog.rows("select path from file") == []
    clock.later = 10
    syncing.run()
    assert len(syncing.store._files.catalog.rows("select path from file")) == 4


def test_a_sidecar_just_written_is_not_trusted_either(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article, sidecar = news / "1.txt", news / "1.meta.json"
    sidecar.touch()
    while sidecar.stat().st_ctime_ns <= article.stat().st_ctime_ns:
        sidecar.write_text("{}", "utf-8")
    long_ago = article.stat().st_mtime_ns - 60 * 10**9
    os.utime(sidecar, ns=(long_ago, long_ago))
    for changed, is_trusted in ((article, False), (sidecar, True)):
        settled = changed.stat().st_ctime_ns + 2 * 10**9
        monkeypatch.setattr("index.reading.stamps.time.time_ns", partial(int, settled))
        assert (stamp_of(article, "") is not None) == is_trusted


def test_what_else_decides_what_is_read_is_in_the_stamp(
    news: Path, syncing: Syncing, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncing.run()
    assert stamp_of(news / "1.txt", "one") != stamp_of(news / "1.txt", "other")
    assert stamp_of(news / "9.txt", "one") is None
    with monkeypatch.context() as patched:
        patched.setattr("index.reading.reader.what_reads", lambda: "another version")
        assert counts(syncing.run()) == (6, 0, 0, 0, 6)
        assert syncing.read == EVERY_FILE


def test_what_is_corrected_or_removed_is_read_each_time(news: Path, syncing: Syncing) -> None:
    syncing.run()
    files = ArticleFiles(syncing.data_dir, news)
    files.correct(syncing.store.article("1.txt"), "Een andere kop", "2024")
    files.remove(syncing.store.article("0.txt"))
    assert counts(syncing.run()) == (5, 0, 1, 1, 4)
    assert counts(syncing.run()) == (5, 0, 0, 0, 5)
    # As another program may do it: both files are as they were.
    (syncing.data_dir / "corrections.json").unlink()
    (syncing.data_dir / "articles.json").unlink()
    assert counts(syncing.run()) == (6, 1, 1, 0, 4)


def test_an_article_that_was_changed_in_the_index_alone_is_read_again(syncing: Syncing) -> None:
    syncing.run()
    with syncing.store.writing() as writer:
        writer.replace((), removed=["1.txt"])
    assert counts(syncing.run()) == (6, 1, 0, 0, 5)


def test_an_interrupted_run_trusts_no_stamp(news: Path, syncing: Syncing) -> None:
    files = ArticleFiles(syncing.data_dir, news)
    items = iter(files.to_read().since(syncing.store.held_files))

    def broken() -> Iterator[Any]:
        yield from (next(items) for _ in range(4))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(syncing.store, SmallEncoder(), broken())
    assert syncing.store._files.catalog.rows("select path from file") == []
    syncing.run()
