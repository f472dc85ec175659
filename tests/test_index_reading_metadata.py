"""What files say about articles beside their text."""

from pathlib import Path

import pytest

from index.article import Article
from index.errors import ArticleError
from index.reading.metadata import facts_of, yaml_mapping
from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from index.unread import Unread

TEXT = "De twee presidenten spraken dinsdag in Moskou over de oorlog."


@pytest.mark.parametrize(
    ("name", "files", "part", "remark"),
    [
        ("a.csv", {"a.csv": f"title,date,text\nXi,33/04/2024,{TEXT}\n"}, "a.csv#1", "33/04/2024"),
        (
            "a.jsonl",
            {"a.jsonl": f'{{"title": "Xi", "date": "ooit", "text": "{TEXT}"}}\n'},
            "a.jsonl#1",
            "ooit",
        ),
        ("a.md", {"a.md": f"---\ntitle: Xi\ndate: 31-02-2024\n---\n{TEXT}\n"}, "a.md", "31-02-2024"),
    ],
)
def test_a_bad_date_costs_the_date_and_not_the_article(
    tmp_path: Path, name: str, files: dict[str, str], part: str, remark: str
) -> None:
    for each, content in files.items():
        (tmp_path / each).write_text(content, encoding="utf-8")
    article, said = read_file(tmp_path / name, root=tmp_path)
    assert isinstance(article, Article)
    assert (article.id, article.title, article.published) == (part, "Xi", None)
    assert said == SkippedFile(part, Unread.NO_DATE(written=remark), is_remark=True)


def test_a_bad_date_in_a_sidecar_is_said_of_the_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("title: Xi\ndate: '03/04/2024'\n", encoding="utf-8")
    article, said = read_file(tmp_path / "a.txt", root=tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("Xi", None)
    two = Unread.TWO_DATES(written="03/04/2024", first="2024-04-03", second="2024-03-04")
    why = Unread.SIDECAR(name="a.yaml", why=two)
    assert said == SkippedFile("a.txt", why, is_remark=True)


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("By Jane Doe and Ann Roe", "Jane Doe and Ann Roe"),
        ("Door: Karin Veldstra", "Karin Veldstra"),
        ("Byron Katie", "Byron Katie"),
        ("by the editors", "by the editors"),
    ],
)
def test_a_byline_in_a_field_is_the_names(written: str, author: str) -> None:
    assert facts_of({"byline": {"original": written}}, {}).author == author


def test_what_is_wrong_in_yaml_is_said_by_its_line() -> None:
    with pytest.raises(ArticleError) as raised:
        yaml_mapping("date: 2024-06-03\ntitle: Brug: dicht", "what it holds")
    assert raised.value.reason == Unread.NO_YAML(
        what="what it holds", error="line 2: mapping values are not allowed here"
    )
