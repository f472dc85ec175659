from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import pytest

from index.article import Article, LanguagePart
from index.errors import ArticleError, IndexStoreError, UnreadableError
from index.reading import reader
from index.reading.reader import read_folder
from index.reading.reading_cache import ReadingCache, file_digest, modules_that_read
from index.reading.skipped import SkippedFile
from index.unread import Unread

TEXT = "De brug ging in 1932 open en kostte vier miljoen gulden. Nummer {}."
PAGED = Article(
    "a.pdf#1",
    "a.pdf",
    "Kop “x”",
    "Tekst 😀\n\x00",
    "nl",
    "2023-03",
    "https://x",
    "Jan",
    pages=(0, 4),
    parts=(LanguagePart(0, 2, "en"), LanguagePart(3, 5, None, "French")),
    foreign="German",
)
SKIPPED = SkippedFile("a.pdf#2", Unread.SIDECAR(name="a.yaml", why=Unread.NO_DATE(written="x")))


def test_what_a_file_gave_comes_back_under_its_digest(tmp_path: Path) -> None:
    with closing(ReadingCache(tmp_path / "reading.sqlite")) as cache:
        cache.keep("a.pdf", "d1", [PAGED, SKIPPED])
        cache.keep("b.txt", "d2", [])
        assert cache.items("a.pdf", "d1") is None  # it waits to be written

    with closing(ReadingCache(tmp_path / "reading.sqlite")) as again:
        assert again.items("a.pdf", "d1") == [PAGED, SKIPPED]
        assert again.items("b.txt", "d2") == []
        assert (again.items("a.pdf", "d2"), again.items("c.txt", "d1")) == (None, None)
        again.forget_all_but({"b.txt", "c.txt"})
        assert (again.items("a.pdf", "d1"), again.items("b.txt", "d2")) == (None, [])


def test_a_digest_is_of_all_that_decides_what_a_file_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        file_digest("a.txt", b"x", None),
        file_digest("b.txt", b"x", None),
        file_digest("a.txt", b"y", None),
        file_digest("a.txt", b"x", ("a.yaml", b"z")),
        file_digest("a.txt", b"x", ("a.yml", b"z")),
        file_digest("a.txt", b"x", ("a.yaml", b"")),
    ]
    assert file_digest("a.txt", b"x", None) == made[0]

    monkeypatch.setattr("index.reading.reading_cache.what_reads", lambda: "another version")
    assert len({*made, file_digest("a.txt", b"x", None)}) == 7


def test_the_readers_in_folders_below_decide_too() -> None:
    index = Path(reader.__file__).parents[1]
    read_by = {path.relative_to(index).as_posix() for path in modules_that_read()}
    assert {"reading/reader.py", "reading/kinds/html.py", "text/boilerplate.py"} <= read_by


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    (folder / "empty.txt").touch()
    (folder / "table.csv").write_text(f"title,text\nEen,{TEXT.format(7)}\nTwee,\n", "utf-8")
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed from now on."""
    names: list[str] = []
    parse = reader._parsed

    def noted(
        path: Path, name: str, raw: bytes, beside: tuple[Path, bytes] | None
    ) -> Iterator[Article | SkippedFile]:
        names.append(name)
        yield from parse(path, name, raw, beside)

    monkeypatch.setattr("index.reading.reader._parsed", noted)
    return names


def test_only_files_that_changed_are_parsed_again(news: Path, tmp_path: Path, parsed: list[str]) -> None:
    cache = tmp_path / "reading.sqlite"
    first = list(read_folder(news, cache=cache))
    assert parsed == ["0.txt", "1.txt", "2.txt", "table.csv"]
    assert first == list(read_folder(news))
    parsed.clear()

    assert list(read_folder(news, cache=cache)) == first
    assert parsed == []

    (news / "1.txt").write_text(TEXT.format("een"), "utf-8")
    (news / "2.yaml").write_text("title: Van terzijde", "utf-8")
    (news / "0.txt").rename(news / "3.txt")
    parsed.clear()
    changed = list(read_folder(news, cache=cache))
    assert parsed == ["1.txt", "2.txt", "3.txt"]
    parsed.clear()
    assert changed == list(read_folder(news))

    (news / "2.yaml").unlink()
    (news / "3.txt").rename(news / "0.txt")
    (news / "1.txt").write_text(TEXT.format(1), "utf-8")
    assert list(read_folder(news, cache=cache)) == first


def test_each_file_is_opened_once(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (news / "1.yaml").write_text("title: Van terzijde", "utf-8")
    opened: list[str] = []
    open_file: Callable[..., IO[Any]] = Path.open

    def noted(path: Path, *how: Any, **more: Any) -> IO[Any]:
        if path.parent == news:
            opened.append(path.name)
        return open_file(path, *how, **more)

    monkeypatch.setattr(Path, "open", noted)
    for _ in range(2):  # when it is new, and when it is known
        list(read_folder(news, cache=tmp_path / "reading.sqlite"))
        assert sorted(opened) == ["0.txt", "1.txt", "1.yaml", "2.txt", "empty.txt", "table.csv"]
        opened.clear()


def test_without_its_folder_nothing_is_remembered(news: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "index" / "reading.sqlite"

    assert list(read_folder(news, cache=nowhere)) == list(read_folder(news))
    assert not nowhere.parent.exists()


def test_an_interrupted_reading_remembers_and_forgets_nothing(
    news: Path, tmp_path: Path, parsed: list[str]
) -> None:
    cache = tmp_path / "reading.sqlite"
    everything = list(read_folder(news, cache=cache))
    (news / "0.txt").write_text(TEXT.format("nul"), "utf-8")
    reading = read_folder(news, cache=cache)
    first = next(reading)
    assert isinstance(reading, Iterator)
    reading.close()  # type: ignore[attr-defined]  # it is a generator
    parsed.clear()

    assert list(read_folder(news, cache=cache)) == [first, *everything[1:]]
    assert parsed == []


def test_a_file_that_changes_while_it_is_read_is_read_anew(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = reader._parsed

    def changing(
        path: Path, name: str, raw: bytes, beside: tuple[Path, bytes] | None
    ) -> Iterator[Article | SkippedFile]:
        path.write_bytes(path.read_bytes() + b" En nog iets.")
        yield from parse(path, name, raw, beside)

    fresh, cache = list(read_folder(news)), tmp_path / "reading.sqlite"
    monkeypatch.setattr("index.reading.reader._parsed", changing)
    assert list(read_folder(news, cache=cache)) == fresh
    monkeypatch.undo()

    assert list(read_folder(news)) != fresh
    assert list(read_folder(news, cache=cache)) == list(read_folder(news))


def test_a_cache_that_is_damaged_is_an_error(news: Path, tmp_path: Path) -> None:
    cache = tmp_path / "reading.sqlite"
    cache.write_bytes(b"damaged" * 1000)

    with pytest.raises(
        IndexStoreError,
        match=r"reading\.sqlite, which remembers what was read, cannot be used",
    ):
        list(read_folder(news, cache=cache))


def test_a_sidecar_that_cannot_be_read_is_told_each_time(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(article: Path) -> None:
        raise ArticleError(Unread.UNREADABLE(error=article.name))

    monkeypatch.setattr("index.reading.reader.sidecar_beside", refused)
    cache = tmp_path / "reading.sqlite"
    assert list(read_folder(news, cache=cache)) == list(read_folder(news, cache=cache))
    with closing(ReadingCache(cache)) as opened:
        assert opened.rows("select path from file") == []


def test_what_could_not_be_read_is_not_remembered(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise UnreadableError(Unread.UNREADABLE(error=path.name))

    everything, cache = list(read_folder(news)), tmp_path / "reading.sqlite"
    with monkeypatch.context() as failing:
        failing.setattr("index.reading.reader.sidecar_beside", fail)
        assert not [each for each in read_folder(news, cache=cache) if isinstance(each, Article)]
    assert list(read_folder(news, cache=cache)) == everything
