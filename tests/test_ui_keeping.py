from collections.abc import Iterator
from pathlib import Path

import pytest
from chat_scripts import FOOTBALL, MEETING, PEZESHKIAN, POETIN, XI, scripts, seed_articles
from kept_conversations import archive_in
from scripted_assistant import ScriptedAssistant

from index.language import detect_question_language
from ui.archive import Archive
from ui.conversation import Conversation
from ui.keeping import Keeper
from ui.texts import DUTCH


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
        assistant,
        language="nl",
        language_of=detect_question_language,
        examples=[],
        keeper=Keeper(archive, assistant.article),
    )


def test_an_answer_is_kept_with_its_articles(assistant: ScriptedAssistant, archive: Archive) -> None:
    conversation = conversation_with(assistant, archive)
    assert conversation.receive(MEETING, others_first=False)
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
    conversation.receive(MEETING, others_first=False)
    for view in conversation.answer():
        if view.turn is not None and view.turn.phase == "writing":
            assistant.articles = {name: a for name, a in assistant.articles.items() if name != XI}
    (turn,) = archive.conversation(1).turns
    assert (turn.state, [name for name, _ in turn.articles]) == ("finished", [POETIN, PEZESHKIAN])
    assert conversation.hint == ""


def test_what_is_stopped_is_kept_as_far_as_it_came(assistant: ScriptedAssistant, archive: Archive) -> None:
    conversation = conversation_with(assistant, archive)
    conversation.receive(MEETING, others_first=False)
    next(view for view in conversation.answer() if view.turn is not None and view.turn.answer)
    conversation.stop()
    (turn,) = archive.conversation(1).turns
    assert (turn.state, turn.draft) == ("stopped", "Poetin")


def test_a_new_conversation_is_kept_apart(assistant: ScriptedAssistant, archive: Archive) -> None:
    conversation = conversation_with(assistant, archive)
    for question in (MEETING, FOOTBALL):
        conversation.receive(question, others_first=False)
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
    conversation.receive(MEETING, others_first=False)
    archive.delete(1)
    last = list(conversation.answer())[-1]
    assert last.turn is not None
    assert (last.turn.phase, conversation.hint) == ("answered", "")
    # The deletion can still be undone, with the answer; a further question is not taken.
    assert not conversation.receive(FOOTBALL, others_first=False)
    assert conversation.hint == DUTCH.conversation_gone_asked
    archive.restore(1)
    assert conversation.receive(FOOTBALL, others_first=False)
    assert [turn.state for turn in archive.conversation(1).turns] == ["finished", "unfinished"]
