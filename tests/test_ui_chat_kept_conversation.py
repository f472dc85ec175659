from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chat_scripts import (
    DRONES,
    FOOTBALL,
    MAYOR,
    MEETING,
    PEZESHKIAN,
    POETIN,
    SIGNATURE,
    XI,
    scripts,
    seed_articles,
)
from kept_conversations import archive_in
from scripted_assistant import ScriptedAssistant

from ui.archive.archive import Archive
from ui.chat.asking import AskedTurn
from ui.chat.conversation import Conversation
from ui.chat.kept_conversation import KeptConversation
from ui.server.answer_queue import AnswerQueue
from ui.texts.by_language import DUTCH


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def assistant() -> ScriptedAssistant:
    articles = seed_articles()
    return ScriptedAssistant(articles, scripts(articles))


def conversation_with(assistant: ScriptedAssistant, archive: Archive) -> Conversation:
    return Conversation(
        AnswerQueue(assistant),
        language="nl",
        examples=[],
        archived=KeptConversation(archive, assistant.article),
    )


def test_an_answer_is_kept_with_its_articles(assistant: ScriptedAssistant, archive: Archive) -> None:
    conversation = conversation_with(assistant, archive)
    assert conversation.receive(MEETING)
    assert [turn.state for turn in archive.conversation(1).turns] == ["unfinished"]
    list(conversation.answer())
    (turn,) = archive.conversation(1).turns
    assert (turn.question, turn.state) == (MEETING, "finished")
    assert [article_id for article_id, _ in turn.articles] == [POETIN, XI, PEZESHKIAN]
    assert conversation.kept == 1


def test_an_article_that_goes_in_mid_answer_does_not_stop_the_keeping(
    assistant: ScriptedAssistant, archive: Archive
) -> None:
    conversation = conversation_with(assistant, archive)
    conversation.receive(MEETING)
    for view in conversation.answer():
        if view.turn is not None and view.turn.phase == "writing":
            assistant.articles = {name: a for name, a in assistant.articles.items() if name != XI}
    (turn,) = archive.conversation(1).turns
    assert (turn.state, [name for name, _ in turn.articles]) == ("finished", [POETIN, PEZESHKIAN])
    assert conversation.hint == ""


def test_what_is_stopped_is_kept_as_far_as_it_came(assistant: ScriptedAssistant, archive: Archive) -> None:
    conversation = conversation_with(assistant, archive)
    conversation.receive(MEETING)
    next(view for view in conversation.answer() if view.turn is not None and view.turn.answer)
    conversation.stop()
    (turn,) = archive.conversation(1).turns
    assert (turn.state, turn.draft) == ("stopped", "Poetin")


def test_a_new_conversation_is_kept_apart(assistant: ScriptedAssistant, archive: Archive) -> None:
    conversation = conversation_with(assistant, archive)
    for question in (MEETING, FOOTBALL):
        conversation.receive(question)
        list(conversation.answer())
        conversation.start_anew()
        assert conversation.kept is None
    assert [summary.title for summary in archive.conversations()] == [FOOTBALL, MEETING]
    conversation.open(1)
    assert [turn.question for turn in (conversation.view(whole=True).turn,) if turn] == [MEETING]


def test_an_answer_to_a_conversation_that_is_deleted_meanwhile_is_still_shown(
    assistant: ScriptedAssistant, archive: Archive
) -> None:
    conversation = conversation_with(assistant, archive)
    conversation.receive(MEETING)
    archive.delete(1)
    last = list(conversation.answer())[-1]
    assert last.turn is not None
    assert (last.turn.phase, conversation.hint) == ("answered", "")
    # The deletion can still be undone, with the answer; a further question is not taken.
    assert not conversation.receive(FOOTBALL)
    assert conversation.hint == DUTCH.conversation_gone_asked
    archive.restore(1)
    assert conversation.receive(FOOTBALL)
    assert [turn.state for turn in archive.conversation(1).turns] == ["finished", "unfinished"]


def test_filters_and_evidence_come_back_with_the_conversation(
    assistant: ScriptedAssistant, archive: Archive
) -> None:
    conversation = conversation_with(assistant, archive)
    assert conversation.receive(MAYOR, chosen={"language": "nl", "from": "2023"})
    *_, last = conversation.answer()
    reopened = conversation_with(assistant, archive)
    reopened.open(1)
    assert last.turn is not None
    assert "Alleen Nederlandse artikelen, vanaf 2023" in last.turn.limits
    assert '<div class="nearest">' in last.turn.answer
    assert reopened.view().turn == replace(last.turn, version=1)


def test_what_was_set_aside_can_be_brought_back(assistant: ScriptedAssistant, archive: Archive) -> None:
    conversation = conversation_with(assistant, archive)
    for question in (MEETING, SIGNATURE):
        assert conversation.receive(question)
        list(conversation.answer())
    assert conversation.receive(DRONES, instead_of=AskedTurn(1, 1))
    *_, last = conversation.answer()
    assert last.turn is not None
    assert (last.turn.number, last.turn.kept) == (1, 3)
    assert 'class="bring-back"' in last.turn.foot
    # Also after a reload.
    again = conversation_with(assistant, archive)
    again.open(1)
    again.bring_back(AskedTurn(1, 3))
    shown = again.view(whole=True)
    assert shown.turn is not None
    assert [turn.question for turn in (*shown.earlier, shown.turn)] == [MEETING, SIGNATURE]
    assert 'class="bring-back"' not in shown.turn.foot
    # The page that still shows the edited question is told.
    conversation.bring_back(AskedTurn(1, 3))
    assert conversation.hint == "Er is geen vorige versie van deze vraag meer."
    assert not conversation.receive(DRONES, instead_of=AskedTurn(1, 3))
    assert conversation.hint == DUTCH.conversation_gone_asked
