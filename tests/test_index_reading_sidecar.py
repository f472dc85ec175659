"""Files beside articles: what they say, and that what is wrong with them costs no article."""

import json
from pathlib import Path

import pytest

from index.article import Article
from index.reading.reader import read_folder
from index.reading.skipped import SkippedFile
from index.unread import Unread, UnreadReason

BRUG = "De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke Hamstra."
ROW = {"title": "Brug", "text": BRUG, "date": "2024-03-14"}
TABLES = {
    ".csv": f'titel;tekst;datum\nBrug;"{BRUG}";2024-03-14\n',
    ".tsv": f"titel\ttekst\tdatum\nBrug\t{BRUG}\t2024-03-14\n",
    ".jsonl": json.dumps(ROW),
    ".rss": f"<rss version='2.0'><channel><item><title>Brug</title><description>{BRUG}</description>"
    "<pubDate>Thu, 14 Mar 2024 10:00:00 +0100</pubDate></item></channel></rss>",
}


@pytest.mark.parametrize("suffix", TABLES)
def test_two_exports_side_by_side_are_both_read(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"export{suffix}").write_text(TABLES[suffix], "utf-8")
    (tmp_path / "export.json").write_text(json.dumps([ROW]), "utf-8")
    found = [
        (each.id, each.title, each.published) for each in read_folder(tmp_path) if isinstance(each, Article)
    ]
    assert sorted(found) == sorted(
        [("export.json#1", "Brug", "2024-03-14"), (f"export{suffix}#1", "Brug", "2024-03-14")]
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.json", json.dumps(ROW), Unread.OWN_ARTICLE()),
        ("a.json", json.dumps([ROW]), Unread.OWN_ARTICLE()),
        ("a.yaml", "title: [Brug", None),
        ("a.yaml", "x" * 100_001, None),
        ("a.json", '{"publishedAt": "onbekend"}', Unread.NO_DATE(written="onbekend")),
    ],
    ids=["article", "list", "yaml", "large", "date"],
)
def test_what_is_wrong_beside_an_article_costs_not_the_article(
    tmp_path: Path, name: str, content: str, why: UnreadReason | None
) -> None:
    (tmp_path / "a.txt").write_text(BRUG, "utf-8")
    (tmp_path / name).write_text(content, "utf-8")
    article, said = read_folder(tmp_path)
    assert isinstance(article, Article)
    assert (article.text, article.published) == (BRUG, None)
    assert isinstance(said, SkippedFile)
    assert (said.path, said.is_remark, name in str(said.why)) == ("a.txt", True, True)
    if why is not None:
        assert said.why == Unread.SIDECAR(name=name, why=why)


def test_what_a_program_that_archives_pages_writes_beside_one(tmp_path: Path) -> None:
    article = f"<article><h1>Brug</h1><p>{BRUG}</p></article>"
    (tmp_path / "index.html").write_text(f"<html><body>{article}</body></html>", "utf-8")
    beside = {
        "url": "https://k.example/brug",
        "timestamp": "1710403953",
        "bookmarked_date": "2025-01-09 10:00",
        "history": {"title": [{"output": "Brug"}]},
        "author": "Jo Smit",
        "article:published_time": "2024-03-14",
    }
    (tmp_path / "index.json").write_text(json.dumps(beside), "utf-8")
    (read,) = read_folder(tmp_path)
    assert isinstance(read, Article)
    assert (read.url, read.published, read.author) == (
        "https://k.example/brug",
        "2024-03-14",
        "Jo Smit",
    )
    del beside["article:published_time"]
    (tmp_path / "index.json").write_text(json.dumps(beside), "utf-8")
    (read,) = read_folder(tmp_path)
    assert isinstance(read, Article)
    assert read.published is None


def test_a_table_that_cannot_know_its_columns_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLES[".csv"], "utf-8")
    (tmp_path / "a.yaml").write_text("fields: {text: [", "utf-8")
    (said,) = read_folder(tmp_path)
    assert isinstance(said, SkippedFile)
    assert (said.path, said.is_remark, said.why.code) == ("a.csv", False, Unread.SIDECAR)
