"""Every file of the corpus, in all formats: its title, date, language, address, author and text."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from corpus_articles import (
    BRIDGE,
    COMET,
    DIJK,
    FERRY,
    LIBRARY,
    MUSEUM,
    SEEDS,
    TREIN,
    ZONNEPARK,
    CorpusArticle,
)
from corpus_files import write_corpus

from index.article import Article
from index.reading.reader import SkippedFile, read_folder


@dataclass(frozen=True, slots=True)
class Row:
    """What is expected of one article. ``says`` are the facts that its file gives: date, url, author."""

    id: str
    article: CorpusArticle
    says: str = "date url author"
    published: str | None = None
    author: str | None = None


# A table: one row an article.
ROWS = (
    Row("achterhoek.html", ZONNEPARK),
    Row("archive.mbox#2", SEEDS, "date author"),
    Row("archive.mbox#8877652b7bc21442", ZONNEPARK, "date author"),
    Row("archive.mbox#b0bf4d0aadc5a80e", LIBRARY, "date author"),
    Row("archive.tsv#7001", COMET, "date"),
    Row("archive.tsv#7002", LIBRARY, "date"),
    Row("blog-seed-bank.html", SEEDS),
    Row("brug-twee-kolommen.pdf", BRIDGE, ""),
    Row("brug.docx", BRIDGE, "author"),
    Row("cms.json#a-31", TREIN),
    Row("cms.json#a-32", SEEDS),
    Row("comet.pdf", COMET),
    Row("comet.txt", COMET),
    Row("dijk bewaard.mhtml", DIJK),
    Row("dijk-een-kolom.pdf", DIJK, ""),
    Row("dijk.docx", DIJK, "author"),
    Row("dijk.txt", DIJK, "date"),
    Row("div-soup.html", LIBRARY, "date url"),
    Row("export.csv#1", DIJK),
    Row("export.csv#2", MUSEUM),
    Row("export.csv#3", BRIDGE),
    Row("krant-cookiewall.html", DIJK),
    Row("museum.odt", MUSEUM, "author"),
    Row("nachtboot.docx", FERRY),
    Row("nachtboot.md", FERRY),
    Row("newsletter.eml", BRIDGE, "date", author="Portside Times"),
    Row("nieuwsbrief.eml", MUSEUM, "date author"),
    Row("one.json", LIBRARY),
    Row("opgeslagen pagina.htm", TREIN),
    Row("oude-site.html", MUSEUM, "date author"),
    Row("portside.html", BRIDGE),
    Row("regio.rss#dp-1044", ZONNEPARK),
    Row("regio.rss#dp-991", DIJK),
    Row("seed-bank.mht", SEEDS),
    Row("seed-bank.md", SEEDS, ""),
    Row("seeds.odt", SEEDS, "author"),
    Row("sky-weekly.xhtml", COMET, "date author"),
    Row("stream.jsonl#1", ZONNEPARK),
    Row("stream.jsonl#2", MUSEUM),
    Row("trein-drie-kolommen.pdf", TREIN, ""),
    Row("trein.md", TREIN),
    Row("weekly.atom#1c6ce77469c79caf", COMET),
    Row("weekly.atom#c6228abf232ddfac", BRIDGE),
    Row("weekly.epub#2", COMET, "", published="2024-07-01", author="De redactie"),
    Row("weekly.epub#3", LIBRARY, "", published="2024-07-01", author="De redactie"),
    Row("zomernummer.epub#2", TREIN, "", published="2024-07-01", author="De redactie"),
    Row("zomernummer.epub#3", ZONNEPARK, "", published="2024-07-01", author="De redactie"),
    Row("zonnepark oud.txt", ZONNEPARK, "date author"),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Article]:
    """All articles of the corpus, by id; nothing of it may be skipped."""
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder)
    found = list(read_folder(folder))
    assert [each for each in found if isinstance(each, SkippedFile)] == []
    return {each.id: each for each in found if isinstance(each, Article)}


def test_the_table_has_every_article_of_the_corpus(read: dict[str, Article]) -> None:
    assert sorted(read) == sorted(row.id for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_an_article_of_the_corpus(read: dict[str, Article], row: Row) -> None:
    found, article = read[row.id], row.article
    assert (found.path, found.title, found.language) == (
        row.id.split("#")[0],
        article.title,
        article.language,
    )
    assert (found.published, found.url, found.author) == (
        article.published if "date" in row.says else row.published,
        article.url if "url" in row.says else None,
        article.author if "author" in row.says else row.author,
    )
    text = article.text
    if row.id == "dijk.txt":
        text = text.replace(article.title, f"{article.title}\n\nGepubliceerd op 2024-02-19 16:42", 1)
    if row.id == "portside.html":
        text = text.replace(article.title, f"{article.title}\n\nThe bridge on Monday. Photo: Jo Marsh", 1)
    if row.id.endswith(".txt"):
        # A text file is shown as it is, to its last line end.
        text += "\n"
    assert found.text == text


def test_only_the_mixed_article_has_parts(read: dict[str, Article]) -> None:
    found = {
        each.id: [(each.text[p.start : p.end], p.language) for p in each.parts] for each in read.values()
    }
    in_english = [("\n\n".join(FERRY.paragraphs[2:4]), "en")]
    assert {name: parts for name, parts in found.items() if parts} == {
        "nachtboot.docx": in_english,
        "nachtboot.md": in_english,
    }
    assert [each.id for each in read.values() if each.foreign] == []


def test_the_pages_of_a_pdf(read: dict[str, Article]) -> None:
    article = read["dijk-een-kolom.pdf"]
    assert article.pages == (0, article.text.index("grondradar gemeten"))
    assert [article.page_of(at) for at in (0, article.pages[1] - 1, article.pages[1])] == [1, 1, 2]
    assert article.page_of(len(article.text) - 1) == 2
    assert read["dijk.txt"].page_of(5) is None


def test_reading_again_gives_the_same(read: dict[str, Article], tmp_path: Path) -> None:
    write_corpus(tmp_path)
    assert {each.id: each for each in read_folder(tmp_path) if isinstance(each, Article)} == read
