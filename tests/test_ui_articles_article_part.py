"""What the Articles tab's script is answered, over an index that only lists articles."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from listed_index import WAIT, ListedIndex, desk_of
from test_ui_articles_article_files import DUTCH

from index.unread import Unread
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_part import articles_answer


@pytest.fixture
def index() -> ListedIndex:
    return ListedIndex()


@pytest.fixture
def changes(index: ListedIndex, tmp_path: Path) -> Iterator[ArticleChanges]:
    folder = tmp_path / "krant"
    folder.mkdir()
    (folder / "brug.txt").write_text(DUTCH, "utf-8")
    for number in range(102):
        (folder / f"{number:03}.txt").touch()
    changes = desk_of(index, tmp_path / "data", folder=folder)
    with closing(changes.work):
        yield changes


def asked(changes: ArticleChanges, act: str, **sent: object) -> dict[str, object]:
    return articles_answer(changes, {"act": act, "language": "en", **sent})


def test_of_much_that_was_left_out_the_first_is_shown_and_where_the_rest_is(changes: ArticleChanges) -> None:
    summary = str(asked(changes, "list")["summary"])
    assert "<summary>102 not read</summary>" in summary
    assert summary.count(f": {Unread.EMPTY()}</li>") == 100
    assert "<li>and 2 more; tweespraak articles left-out lists them all</li>" in summary


def test_a_correction_that_cannot_be_is_said_in_the_readers_language(
    changes: ArticleChanges, index: ListedIndex
) -> None:
    dutch = articles_answer(
        changes, {"act": "correct", "language": "nl", "id": "brug.txt", "title": "Brug", "published": "ooit"}
    )
    assert (dutch["failed"], dutch["said"]) == (
        True,
        "“ooit” is geen datum: schrijf 14 maart 2023, 2023-03 of 2023, of niets als die niet bekend is.",
    )
    empty = asked(changes, "correct", id="brug.txt", title=" ", published="2023")
    assert empty["said"] == "The title is empty: write one, of 1,000 characters at the most."
    gone = asked(changes, "correct", id="weg.txt", title="Brug", published="2023")
    assert gone["said"] == "This article was gone already, perhaps removed in another window."
    assert index.articles["brug.txt"].published is None
    assert changes.files.corrections() == {}


def test_a_correction_is_shown_before_the_index_has_it(changes: ArticleChanges, index: ListedIndex) -> None:
    index.problem = "another process is writing the index; wait for it to end and try again"
    done = asked(changes, "correct", id="brug.txt", title="A <b> bridge", published="1932")
    assert done["said"] == "Corrected. Answers, sources and filters use it from now on."
    assert changes.work.wait(WAIT)
    assert changes.work.state.problem == index.problem
    shown = asked(changes, "article", id="brug.txt")
    assert shown["title"] == "A <b> bridge"
    assert "A &lt;b&gt; bridge" in str(shown["html"])
    assert "The file says: title “De brug over de rivier”, date unknown." in str(shown["html"])
    # What could not be written is made up for by the next indexing.
    index.problem = ""
    changes.reindex()
    assert changes.work.wait(WAIT)
    assert (index.articles["brug.txt"].title, index.articles["brug.txt"].published) == (
        "A <b> bridge",
        "1932",
    )
    asked(changes, "take back", id="brug.txt")
    assert changes.work.wait(WAIT)
    assert (index.articles["brug.txt"].title, index.articles["brug.txt"].published) == (
        "De brug over de rivier",
        None,
    )
