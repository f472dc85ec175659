"""What the Articles tab does with articles of data folders that are only searched."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from listed_index import ListedIndex, desk_of

from index.article import Article
from index.errors import IndexStoreError
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_file import file_router
from ui.articles.article_files import ArticleFiles
from ui.articles.article_part import articles_answer
from ui.texts.article_texts import ARTICLE_TEXTS

TEXT = "De brug is open.\n\nEr kwamen veel mensen kijken naar de brug."
ARTICLE = Article("other//brug.txt", "other//brug.txt", "De brug is open.", TEXT, "nl")


def with_other(index: ListedIndex, place: Path) -> ArticleChanges:
    """Return the tab's own folder, without a file, beside another data folder with one article."""
    other, articles = place / "other", place / "krant"
    articles.mkdir()
    (articles / "brug.txt").write_text(TEXT, "utf-8")
    ArticleFiles(other, articles).follow()

    def article_of(article_id: str) -> Article:
        return ARTICLE if article_id == ARTICLE.id else index.article(article_id)

    return replace(desk_of(index, place / "own"), article_of=article_of, further={"other": other})


def test_an_article_of_another_folder_is_shown_with_its_file_and_not_to_be_changed(tmp_path: Path) -> None:
    index = ListedIndex()
    changes = with_other(index, tmp_path)
    with closing(changes.work):
        shown = articles_answer(changes, {"act": "article", "id": ARTICLE.id, "language": "en"})
        frame = articles_answer(changes, {"act": "frame", "language": "nl"})
        own = ARTICLE_TEXTS["en"]
        said = [
            changes.remove(ARTICLE.id, own),
            changes.correct(ARTICLE.id, "Anders", "", own),
            changes.take_back(ARTICLE.id, own),
        ]

    html = str(shown["html"])
    assert f"This article is in {tmp_path / 'other'}, a data folder that is only searched here." in html
    assert str(tmp_path / "krant" / "brug.txt") in html
    assert "<form>" not in html
    assert f"Daarbij doorzocht, en alleen gelezen: {tmp_path / 'other'}." in str(frame["html"])
    assert said == [(own.said_gone, None), own.said_gone, own.said_gone]
    assert not (tmp_path / "other" / "corrections.json").exists()
    assert ArticleFiles(tmp_path / "other").removed == ()


def test_the_file_of_an_article_of_another_folder_can_be_opened(tmp_path: Path) -> None:
    changes, app = with_other(ListedIndex(), tmp_path), FastAPI()
    app.include_router(file_router(changes))
    with closing(changes.work):
        given = TestClient(app).get("/articles/file", params={"id": ARTICLE.id})
        missing = TestClient(app).get("/articles/file", params={"id": "brug.txt"})

    assert (given.status_code, given.text) == (200, TEXT)
    assert (missing.status_code, missing.json()) == (404, {"error": "brug.txt: not in the index"})


def test_an_article_of_the_own_folder_is_changed_as_ever(tmp_path: Path) -> None:
    changes = desk_of(ListedIndex(), tmp_path)
    with closing(changes.work):
        place = changes.place_of("other//brug.txt")
        assert (place.id, place.files, place.base, place.folder) == (
            "other//brug.txt",
            changes.files,
            tmp_path / "index",
            None,
        )
        with pytest.raises(IndexStoreError):
            changes.article_of("other//brug.txt")
