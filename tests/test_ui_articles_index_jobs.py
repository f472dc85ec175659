import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from kept_conversations import BRIDGE, HARBOUR
from listed_index import ListedIndex, desk_of

from index.article import LANGUAGES, Article
from index.syncing.sync import SyncReport
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_part import _work, articles_answer
from ui.articles.article_upload import UploadedFile
from ui.articles.index_jobs import Change, IndexJobs, IndexWrites, WorkState
from ui.articles.time_left import HowFar
from ui.articles.to_read import ToRead, of_articles
from ui.texts.article_texts import ARTICLE_TEXTS
from ui.texts.by_language import TEXTS

SOON = 300.0


@pytest.fixture
def index() -> ListedIndex:
    return ListedIndex()


@pytest.fixture
def work(index: ListedIndex) -> Iterator[IndexJobs]:
    with closing(IndexJobs(IndexWrites(index.sync, index.update))) as work:
        yield work


def adding(*articles: Article) -> Change:
    return Change("add", lambda: of_articles(articles))


def test_changes_are_made_in_their_order(index: ListedIndex, work: IndexJobs) -> None:
    work.ask(adding(BRIDGE))
    work.ask(Change("remove", lambda: ToRead(()), removed=(BRIDGE.id,)))
    work.ask(adding(HARBOUR))
    assert work.wait(SOON)
    assert list(index.articles) == [HARBOUR.id]
    assert work.state == WorkState(changes=3)


def test_files_that_wait_are_added_together(index: ListedIndex, work: IndexJobs) -> None:
    index.gate = threading.Event()
    work.ask(Change("remove", lambda: ToRead([BRIDGE])))
    for article in (BRIDGE, HARBOUR):
        work.ask(adding(article))
    index.gate.set()
    assert work.wait(SOON)
    assert sorted(index.articles) == [BRIDGE.id, HARBOUR.id]
    assert work.state.changes == 2


@pytest.mark.parametrize("problem", ["", "no space left"])
def test_whoever_asks_for_all_to_be_indexed_is_told_what_came_of_it(
    index: ListedIndex, work: IndexJobs, problem: str
) -> None:
    index.problem = problem
    told: list[tuple[str, int | None]] = []

    def ended(problem: str, report: SyncReport | None) -> None:
        told.append((problem, None if report is None else report.added))

    work.ask(Change("reindex", lambda: of_articles([BRIDGE, HARBOUR]), is_all=True, ended=ended))
    assert work.wait(SOON)
    assert told == [(problem, None if problem else 2)]


def test_a_problem_is_told_and_the_next_change_is_made(index: ListedIndex, work: IndexJobs) -> None:
    index.problem = "no space left"
    work.ask(adding(BRIDGE))
    assert work.wait(SOON)
    assert work.state == WorkState(changes=1, problem="no space left")
    index.problem = ""
    work.ask(adding(BRIDGE))
    assert work.wait(SOON)
    assert work.state == WorkState(changes=2)


def test_closing_ends_between_two_articles(index: ListedIndex, work: IndexJobs) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow() -> Iterator[Article]:
        yield BRIDGE
        begun.set()
        gate.wait(SOON)
        yield HARBOUR

    work.ask(Change("add", lambda: ToRead(slow())))
    work.ask(adding(HARBOUR))
    assert begun.wait(SOON)
    closing_it = threading.Thread(target=work.close)
    closing_it.start()
    while not work._is_closed:
        threading.Event().wait(0.01)
    gate.set()
    closing_it.join(SOON)
    assert not closing_it.is_alive()
    assert list(index.articles) == [BRIDGE.id]


@pytest.fixture
def changes(index: ListedIndex, tmp_path: Path) -> Iterator[ArticleChanges]:
    changes = desk_of(index, tmp_path)
    with closing(changes.work):
        yield changes


def test_without_a_folder_indexing_again_leaves_what_is_there(
    index: ListedIndex, changes: ArticleChanges
) -> None:
    index.articles = {BRIDGE.id: BRIDGE}
    changes.files.added.mkdir(parents=True)
    (changes.files.added / "haven.txt").write_text(
        "The harbour of the town\n\nThe harbour of the town was opened by the mayor.", "utf-8"
    )
    changes.reindex()
    assert changes.work.wait(SOON)
    assert sorted(index.articles) == ["added/haven.txt", BRIDGE.id]
    assert changes.work.state.report is not None
    assert (changes.work.state.report.added, changes.work.state.report.removed) == (1, 0)


def test_what_cannot_be_undone_is_said(index: ListedIndex, changes: ArticleChanges) -> None:
    own = ARTICLE_TEXTS["en"]
    assert changes.remove("nowhere.txt", own) == (own.said_gone, None)
    assert changes.restore("nowhere.txt", own) == own.said_gone
    index.articles = {BRIDGE.id: BRIDGE}
    changes.remove(BRIDGE.id, own)
    assert changes.restore(BRIDGE.id, own) == own.said_not_restored.format(title=BRIDGE.title)


def test_the_page_is_told_how_far_the_work_is(index: ListedIndex, changes: ArticleChanges) -> None:
    index.gate = threading.Event()
    changes.take(UploadedFile("brug.txt", (BRIDGE,), ()))
    changes.take(UploadedFile("haven.txt", (HARBOUR,), ()))
    answer = articles_answer(changes, {"act": "work", "language": "nl"})
    assert list(answer) == ["work"]
    work = answer["work"]
    assert isinstance(work, dict)
    assert work["busy"] is True
    index.gate.set()
    assert changes.work.wait(SOON)
    assert articles_answer(changes, {"act": "work", "language": "nl"}) == {
        "work": {
            "busy": False,
            "doing": "",
            "done": 0,
            "total": 0,
            "changes": changes.work.state.changes,
            "problem": "",
            "said": "",
        }
    }


def test_how_far_it_is_stands_there_in_the_readers_words_and_numbers() -> None:
    far = HowFar(1240, 4558, per_second=21.7, seconds_left=148.0)
    state = WorkState("reindex", far=far)
    dutch = _work(state, ARTICLE_TEXTS["nl"], TEXTS["nl"])
    english = _work(state, ARTICLE_TEXTS["en"], TEXTS["en"])
    assert (dutch["doing"], dutch["done"], dutch["total"]) == (
        "Wordt geïndexeerd: 1.240 van 4.558 artikelen, 22 per seconde, nog 2 min 30 s",
        1240,
        4558,
    )
    assert english["doing"] == "Being indexed: 1,240 of 4,558 articles, 22 a second, 2 min 30 s left"
    assert _work(WorkState("remove"), ARTICLE_TEXTS["en"], TEXTS["en"])["doing"] == "Being removed"


def test_a_change_that_fails_unexpectedly_is_told_and_the_next_one_is_made(
    index: ListedIndex, work: IndexJobs, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> ToRead:
        raise ZeroDivisionError("a bug\nof two lines")

    work.ask(Change("reindex", fail, is_all=True))
    assert work.wait(10)
    assert work.state == WorkState(
        changes=1,
        problem="the index was not changed as asked, for a reason that nobody foresaw; the terminal says "
        "more (ZeroDivisionError: a bug of two lines)",
    )
    (logged,) = caplog.records
    assert (logged.name, logged.getMessage()) == (
        "ui.articles.index_jobs",
        "a change of the index (reindex) failed",
    )
    assert logged.exc_info is not None
    assert logged.exc_info[0] is ZeroDivisionError
    work.ask(adding(BRIDGE))
    assert work.wait(SOON)
    assert (list(index.articles), work.state) == ([BRIDGE.id], WorkState(changes=2))


def test_what_is_kept_though_it_cannot_be_read_is_said() -> None:
    report = SyncReport(1, 0, 0, 0, 1, skipped=(), passages=3, seconds=0.1, kept=("b/c.txt", "f.txt"))
    said = [_work(WorkState(report=report), ARTICLE_TEXTS[each], TEXTS[each])["said"] for each in LANGUAGES]
    assert said == [
        "Opnieuw geïndexeerd: 0 erbij, 0 gewijzigd, 0 weg. 2 gehouden, nu niet te lezen.",
        "Indexed again: 0 added, 0 changed, 0 gone. 2 kept, not readable now.",
    ]
