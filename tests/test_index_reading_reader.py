import os
import shutil
from pathlib import Path

import pytest
from rights import without_permission

from index.article import Article
from index.errors import FolderError
from index.reading.reader import MAX_ARTICLE_BYTES, SkippedFile, read_file, read_folder
from index.unread import Unread

SEEDS = Path(__file__).parent.parent / "seeds"

TEXT = "Poetin ontmoet Xi\n\nDe twee presidenten spraken dinsdag in Moskou.\n"


def _why(path: Path) -> str:
    """Return the reason, and check that reading the one file and reading its folder agree on it."""
    (skipped,) = read_file(path, root=path.parent)
    assert isinstance(skipped, SkippedFile)
    (path.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    assert skipped in list(read_folder(path.parent))
    return str(skipped.why)


def test_the_seeds_are_read() -> None:
    read = list(read_folder(SEEDS))
    assert [(a.id, a.language, a.published) for a in read if isinstance(a, Article)] == [
        ("000_10440192c8925282.txt", "nl", None),
        ("001_b23909d84b658e04.txt", "en", None),
        ("002_751534bd2bbd9e0e.txt", "nl", "2023-03"),
        ("003_f1ba9c45c6fe6858.txt", "en", None),
        ("004_a75c4f9da770a8f6.txt", "nl", "2022-11"),
    ]
    assert len(read) == 5


def test_an_article(tmp_path: Path) -> None:
    path = tmp_path / "world" / "xi.TXT"
    path.parent.mkdir()
    path.write_bytes(f"date 2024-10 {TEXT}".replace("\n", "\r\n").encode("cp1252"))
    article = Article(
        id="world/xi.TXT",
        path="world/xi.TXT",
        title="Poetin ontmoet Xi",
        text=f"date 2024-10 {TEXT}",
        language="nl",
        published="2024-10",
    )
    assert list(read_file(path, root=tmp_path)) == [article]
    assert list(read_folder(tmp_path)) == [article]


def test_order_other_files_and_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/deep/er.txt",
        "a.txt",
        ".git/x.txt",
        ".hidden.txt",
        "c.exe",
        "readme",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert [entry if isinstance(entry, SkippedFile) else entry.path for entry in read_folder(tmp_path)] == [
        "a/deep/er.txt",
        "a/z.txt",
        "a.txt",
        "b.txt",
        SkippedFile("c.exe", Unread.UNKNOWN_FORMAT()),
        SkippedFile("readme", Unread.UNKNOWN_FORMAT()),
    ]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty: 0 bytes; copy it again"),
        (b" \r\n\t\n", "empty: nothing but white space; put its text in it"),
        (b"\xef\xbb\xbf", "empty: nothing but white space; put its text in it"),
        (b"KEEP READING\n_\n", "no article in it, only such lines as 'Read more'"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file; save it as plain text in UTF-8"),
        (
            (
                "Der Bundeskanzler erklärte am Dienstag in Berlin, dass die Regierung verhandeln werde. " * 3
            ).encode(),
            "in German; only Dutch and English articles are indexed; others too with --other-languages index",
        ),
        (b"x" * 20_000_000, "too large for an article: 20.0 MB, the limit is 10 MB; split it"),
        (b"12345", "no words in it: nothing but digits and signs"),
    ],
    ids=["empty", "blank", "bom", "furniture", "png", "german", "20 MB", "numbers"],
)
def test_what_is_not_an_article(tmp_path: Path, raw: bytes, why: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(raw)
    assert _why(path) == why


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT.ljust(MAX_ARTICLE_BYTES), encoding="utf-8")
    assert [each.path for each in read_file(path, root=tmp_path) if isinstance(each, Article)] == ["x.txt"]


def test_a_dangling_link_and_a_link_to_itself(tmp_path: Path) -> None:
    gone, loop = tmp_path / "gone.txt", tmp_path / "loop.txt"
    gone.symlink_to(tmp_path / "nowhere.txt")
    loop.symlink_to(loop)
    assert _why(gone) == f"cannot be read: {os.strerror(2)}"
    assert _why(loop).startswith("cannot be read: Too many levels of symbolic links")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_and_folderswithout_permission(open_folder: Path) -> None:
    for name in ("a.txt", "b/c.txt", "d.txt"):
        path = open_folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    with without_permission(open_folder / "a.txt"):
        (skipped,) = read_file(open_folder / "a.txt", root=open_folder)
    assert skipped == SkippedFile("a.txt", Unread.UNREADABLE(error="Permission denied"), is_for_now=True)
    with without_permission(open_folder / "b"):
        read = list(read_folder(open_folder))
    assert [entry if isinstance(entry, SkippedFile) else entry.path for entry in read] == [
        "a.txt",
        SkippedFile("b", Unread.UNLISTABLE(error="Permission denied"), is_for_now=True),
        "d.txt",
    ]
    with without_permission(open_folder), pytest.raises(FolderError) as folder:
        read_folder(open_folder)
    assert str(folder.value) == f"{open_folder}: cannot be listed: Permission denied"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    assert _why(tmp_path / "x.txt") == "not a file but a pipe or a device"


def test_a_folder_named_like_an_article(tmp_path: Path) -> None:
    folder = tmp_path / "x.txt"
    folder.mkdir()
    (folder / "y.txt").write_text(TEXT, encoding="utf-8")
    assert list(read_file(folder, root=tmp_path)) == [SkippedFile("x.txt", Unread.FOLDER())]
    assert [entry.path for entry in read_folder(tmp_path)] == ["x.txt/y.txt"]


def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    assert [entry if isinstance(entry, SkippedFile) else entry.path for entry in read_folder(tmp_path)] == [
        "a.txt",
        "b.txt",
        SkippedFile("round", Unread.LINK_TO_FOLDER()),
    ]


def test_a_file_that_vanishes_is_skipped_and_the_others_go_on(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    entries = read_folder(tmp_path)
    assert next(entries).path == "a.txt"
    (tmp_path / "b.txt").unlink()
    assert next(entries) == SkippedFile("b.txt", Unread.UNREADABLE(error=os.strerror(2)), is_for_now=True)
    assert next(entries).path == "c.txt"
    assert list(entries) == []


def test_a_folder_that_vanishes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    entries = read_folder(tmp_path)
    shutil.rmtree(tmp_path)
    assert list(entries) == [SkippedFile("a.txt", Unread.UNREADABLE(error=os.strerror(2)), is_for_now=True)]


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_odd_names_give_distinct_ids_of_one_line(tmp_path: Path) -> None:
    for name in (b"a\nb.txt", b"a\\nb.txt", b"a\xff.txt", b"a\\udcff.txt", "Oekraïne 2.txt".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXT, encoding="utf-8")
    assert sorted(entry.path for entry in read_folder(tmp_path)) == [
        "Oekraïne 2.txt",
        r"a\\nb.txt",
        r"a\\udcff.txt",
        r"a\nb.txt",
        r"a\udcff.txt",
    ]


def test_a_message_about_an_odd_name_is_one_line(tmp_path: Path) -> None:
    assert list(read_file(tmp_path / "a\nb.txt", root=tmp_path)) == [
        SkippedFile("a\\nb.txt", Unread.UNREADABLE(error=os.strerror(2)), is_for_now=True)
    ]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderError) as raised:
        read_folder(tmp_path / "nowhere")
    assert str(raised.value) == f"{tmp_path / 'nowhere'}: no such folder"


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(FolderError) as raised:
        read_folder(path)
    assert str(raised.value) == f"{path}: not a folder; name the folder that holds the articles"


def test_a_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(FolderError) as raised:
        read_folder(loop)
    assert str(raised.value).startswith(f"{loop}: cannot be listed: Too many levels of symbolic links")


@pytest.mark.parametrize("name", [None, "article.exe", ".hidden.txt"])
def test_a_folder_without_articles(tmp_path: Path, name: str | None) -> None:
    if name:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(FolderError) as raised:
        read_folder(tmp_path)
    assert (
        str(raised.value)
        == f"{tmp_path}: no article in this folder; put each article there, as a .txt file for"
        " instance (docs/formats.md lists the formats)"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_a_folder_does_not_let_be_seen_is_unread_for_now(open_folder: Path) -> None:
    (open_folder / "a.txt").write_text(TEXT, encoding="utf-8")
    listed = open_folder / "listed"
    (listed / "sub").mkdir(parents=True)
    for name in ("b.txt", "sub/c.txt"):
        (listed / name).write_text(TEXT, encoding="utf-8")
    with without_permission(listed, leaving=0o444):  # the names are told, and nothing else
        read = list(read_folder(open_folder))
    assert [each if isinstance(each, SkippedFile) else each.path for each in read] == [
        "a.txt",
        SkippedFile(
            "listed/b.txt",
            Unread.SIDECAR_UNREADABLE(name="b.meta.json", error="Permission denied"),
            is_for_now=True,
        ),
        SkippedFile("listed/sub", Unread.UNREADABLE(error="Permission denied"), is_for_now=True),
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_in_which_nothing_can_be_listed_is_refused(open_folder: Path) -> None:
    (open_folder / "b").mkdir()
    (open_folder / "b" / "c.txt").write_text(TEXT, encoding="utf-8")
    with without_permission(open_folder / "b"), pytest.raises(FolderError) as raised:
        read_folder(open_folder)
    assert str(raised.value) == (
        f"{open_folder}: nothing in this folder can be read now (b: cannot be listed: Permission denied); "
        "see to its rights and its connection; the index stays as it is"
    )


def test_a_sidecar_that_cannot_be_read_for_now_does_not_cost_the_facts_of_its_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.yaml").symlink_to(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "nowhere.yaml")
    first, second = read_folder(tmp_path)
    assert isinstance(first, SkippedFile)
    assert (first.path, first.is_for_now) == ("a.txt", True)
    assert str(first.why).startswith(
        "its sidecar file 'a.yaml' cannot be read: Too many levels of symbolic links"
    )
    assert second.path == "b.txt"
    assert isinstance(second, Article)


def test_folders_lie_deeper_in_each_other_than_python_calls(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(1_100):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    (folders[-1] / "diep.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "e.txt").write_text(TEXT, encoding="utf-8")
    try:
        assert [each.path for each in read_folder(tmp_path)] == ["d/" * 1_100 + "diep.txt", "e.txt"]
    finally:  # what clears the folders of tests calls itself for each
        (folders[-1] / "diep.txt").unlink()
        for folder in reversed(folders[1:]):
            folder.rmdir()
