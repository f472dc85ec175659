"""What pages are told, without a browser."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest
from chat_scripts import MEETING, MISSILES, scripts, seed_articles
from kept_conversations import archive_in
from scripted_assistant import ScriptedAssistant

from index.errors import IndexStoreError
from ui.archive.archive import Archive
from ui.chat.page_sessions import Caller, PageSessions, PageState
from ui.server.answer_queue import AnswerQueue

HERE = Caller("here", "nl")
NOTHING: dict[str, object] = {}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


def room_over(archive: Archive, examples: Future[Sequence[str]] | None = None) -> PageSessions:
    articles = seed_articles()
    assistant = ScriptedAssistant(articles, scripts(articles))
    if examples is None:
        examples = Future()
        examples.set_result(())
    return PageSessions(AnswerQueue(assistant), assistant.article, examples=examples, archive=archive)


def asked(archive: Archive) -> PageSessions:
    room = room_over(archive)
    room.enter(HERE, NOTHING)
    assert room.receive(HERE, MEETING, NOTHING, NOTHING).question == ""
    assert len(list(room.answer(HERE))) > 2
    return room


@pytest.mark.parametrize(
    "event",
    [
        lambda room, opened: room.settle(HERE, opened),
        lambda room, opened: room.stop(HERE, opened),
        lambda room, opened: room.fail(HERE, opened),
        lambda room, opened: room.switch_language(HERE, opened),
    ],
    ids=["settle", "stop", "fail", "language"],
)
def test_a_page_older_than_the_process_keeps_its_conversation(
    archive: Archive, event: Callable[[PageSessions, object], PageState]
) -> None:
    asked(archive)
    state = event(room_over(archive), {"conversation": 1, "language": None})
    assert state.view.kept == 1
    assert state.view.turn is not None
    assert (state.view.turn.question, state.view.turn.phase) == (MEETING, "answered")


@pytest.mark.parametrize(
    ("opened", "language"),
    [
        ({"language": "en"}, "en"),
        ({"language": "nl"}, "nl"),
        ({"language": "de"}, "nl"),
        ({"language": None}, "nl"),
        ("nonsense", "nl"),
        (None, "nl"),
    ],
)
def test_the_language_a_reader_chose_goes_before_the_browsers(
    archive: Archive, opened: object, language: str
) -> None:
    assert room_over(archive).enter(HERE, opened).view.language == language


def test_two_pages_have_a_conversation_each(archive: Archive) -> None:
    room = asked(archive)
    there = Caller("there", "en-GB")
    room.receive(there, MISSILES, NOTHING, NOTHING)
    list(room.answer(there))
    shown = [room.settle(caller, NOTHING).view for caller in (HERE, there)]
    assert [(view.kept, view.language) for view in shown] == [(1, "nl"), (2, "en")]
    room.leave(there)
    room.close()
    assert [summary.title for summary in archive.conversations()] == [MISSILES, MEETING]


def test_a_page_gets_the_questions_to_start_with_when_they_are_known(archive: Archive) -> None:
    coming = Future[Sequence[str]]()
    room = room_over(archive, coming)
    assert MISSILES not in room.enter(HERE, NOTHING).view.welcome
    coming.set_result((MISSILES,))

    offered = room.offer_examples(HERE)
    assert offered is not None
    assert MISSILES in offered.view.welcome
    assert room.offer_examples(HERE) is None, "the page has them"
    there = Caller("there", "en-GB")
    assert MISSILES in room.enter(there, NOTHING).view.welcome
    assert room.offer_examples(there) is None


def test_a_page_where_something_was_asked_meanwhile_is_left_as_it_is(archive: Archive) -> None:
    coming = Future[Sequence[str]]()
    room = room_over(archive, coming)
    room.enter(HERE, NOTHING)
    room.receive(HERE, MEETING, NOTHING, NOTHING)
    coming.set_result((MISSILES,))

    assert room.offer_examples(HERE) is None


def test_without_an_index_there_is_nothing_to_start_with(archive: Archive) -> None:
    coming = Future[Sequence[str]]()
    coming.set_exception(IndexStoreError("the index is damaged"))
    room = room_over(archive, coming)
    before = room.enter(HERE, NOTHING).view.welcome

    offered = room.offer_examples(HERE)
    assert offered is not None
    assert offered.view.welcome == before
