import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from kept_conversations import BRIDGE, DUG, HARBOUR, OPENED, answered, archive_in, ask, citation, refused

from index.errors import QuestionSetError, SettingError
from rag.evaluating.question_set import GoldEvidence, Question, read_question_set
from ui.archive.archive import Archive
from ui.archive.feedback import Feedback, FeedbackStore
from ui.archive.feedback_export import FeedbackReport, export_feedback
from ui.archive.schema import ConversationGoneError
from ui.commands.cli import main
from ui.settings import Settings

OPENING = "De brug ging open in 1932. De bouw kostte 4 miljoen gulden."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def store(archive: Archive) -> FeedbackStore:
    return FeedbackStore(archive.file)


def question(
    turn: int, text: str, *evidence: GoldEvidence, language: str = "nl", answerable: bool = True
) -> Question:
    assert language in {"nl", "en"}
    name = f"turn-{turn}"
    return Question(name, name, "nl" if language == "nl" else "en", text, answerable, (), evidence)


def test_a_thumb_is_kept_changed_and_taken_back(archive: Archive, store: FeedbackStore) -> None:
    turn = ask(archive, archive.create("nl"), "Wanneer?", OPENED)
    store.give(turn, "up")
    on_answer = store.give(turn, "down", reason="not true", note=" 1933, staat er. ")
    on_source = store.give(turn, "down", citation=1, reason="does not support it")
    assert store.of_turn(turn) == (on_answer, on_source)
    assert on_answer == Feedback(turn, None, "down", "not true", "1933, staat er.", on_answer.given)
    assert (store.take_back(turn, citation=1), store.take_back(turn, citation=1)) == (True, False)
    assert store.of_turn(turn) == (on_answer,)


def test_a_reason_must_fit(archive: Archive, store: FeedbackStore) -> None:
    turn = ask(archive, archive.create("nl"), "Wanneer?", OPENED)
    with pytest.raises(SettingError) as raised:
        store.give(turn, "down", citation=1, reason="missed an article")
    assert str(raised.value) == (
        "'missed an article' is no reason for this: choose one of does not support it, wrong language, other"
    )
    with pytest.raises(SettingError):
        store.give(turn, "up", reason="not true")
    with pytest.raises(ConversationGoneError):
        store.give(turn + 1, "up")
    assert store.turns() == ()


def test_it_goes_with_its_conversation(archive: Archive, store: FeedbackStore) -> None:
    number = archive.create("nl")
    turn = ask(archive, number, "Wanneer?", OPENED)
    store.give(turn, "up")
    assert store.turns() == (turn,)
    archive.delete(number)
    assert store.turns() == ()


def test_feedback_becomes_a_question_set(archive: Archive, store: FeedbackStore, tmp_path: Path) -> None:
    number = archive.create("nl")
    both = answered(
        "In 1932 [1], door tweehonderd man [2].",
        citation(1, BRIDGE, "De brug ging open in 1932."),
        citation(2, HARBOUR, "It took *two hundred* men."),
    )
    good = ask(archive, number, "Wanneer ging de brug open?", OPENED)
    store.give(good, "up")
    half = ask(archive, number, "Wanneer en door wie?", both)
    store.give(half, "down", reason="not true")
    store.give(half, "down", citation=2, reason="does not support it")
    store.give(half, "up", citation=1)
    should_refuse = ask(archive, number, "When was it dug?", DUG)
    store.give(should_refuse, "down", reason="not in the articles")
    rightly_refused = ask(archive, number, "Wie won?", refused("Dat staat er niet."))
    store.give(rightly_refused, "up")
    wrongly_refused = ask(archive, number, "Hoe duur?", refused("Dat staat er niet."))
    store.give(wrongly_refused, "down", reason="missed an article")
    ask(archive, number, "Zonder oordeel?", OPENED)
    stopped = archive.begin_turn(number, "Gestopt?")
    archive.end_turn(stopped, "stopped", "")
    store.give(stopped, "down")

    report = export_feedback(archive, tmp_path / "set")

    made = read_question_set(tmp_path / "set")
    evidence = GoldEvidence("brug.txt", OPENING, ("De brug ging open in 1932.",))
    assert report == FeedbackReport(questions=5, articles=2)
    assert made.questions == (
        question(good, "Wanneer ging de brug open?", evidence),
        question(half, "Wanneer en door wie?", evidence),
        question(should_refuse, "When was it dug?", language="en", answerable=False),
        question(rightly_refused, "Wie won?", answerable=False),
        question(wrongly_refused, "Hoe duur?"),
    )
    assert [made.direction(each) for each in made.questions] == ["nl>nl", "nl>nl", None, None, None]
    assert [len(made.gold(each)) for each in made.questions] == [1, 1, 0, 0, 0]
    assert {name: (a.title, a.language, a.text) for name, a in made.articles.items()} == {
        article.id: (article.title, article.language, article.text) for article in (BRIDGE, HARBOUR)
    }


def test_an_article_that_changed_between_stands_there_twice(
    archive: Archive, store: FeedbackStore, tmp_path: Path
) -> None:
    number = archive.create("nl")
    store.give(ask(archive, number, "Wanneer?", OPENED), "up")
    changed = replace(BRIDGE, text=BRIDGE.text.replace("1932", "1933"))
    turn = archive.begin_turn(number, "Echt?")
    archive.finish_turn(
        turn, answered("In 1933 [1].", citation(1, changed, "De brug ging open in 1933.")), [changed]
    )
    store.give(turn, "up")

    export_feedback(archive, tmp_path / "set")

    made = read_question_set(tmp_path / "set")
    first, second = (made.gold(each)[0] for each in made.questions)
    assert first.article == "brug.txt"
    assert second.article.startswith("brug.txt@")
    assert second.span.of(made.articles[second.article].text) == OPENING.replace("1932", "1933")


def test_what_cannot_be_exported(archive: Archive, store: FeedbackStore, tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError) as raised:
        export_feedback(archive, tmp_path / "set")
    assert str(raised.value) == "there is no feedback on any answer yet: give some in the chat"
    assert not (tmp_path / "set").exists()
    store.give(ask(archive, archive.create("nl"), "Wanneer?", OPENED), "up")
    export_feedback(archive, tmp_path / "set")
    before = (tmp_path / "set" / "questions.jsonl").read_bytes()
    with pytest.raises(QuestionSetError) as raised:
        export_feedback(archive, tmp_path / "set")
    assert (
        str(raised.value) == f"{tmp_path}/set holds a question set already, or is a file: name another folder"
    )
    assert (tmp_path / "set" / "questions.jsonl").read_bytes() == before


def test_the_command(
    archive: Archive,
    store: FeedbackStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TWEESPRAAK_{name.upper()}", raising=False)
    number = archive.create("nl")
    store.give(ask(archive, number, "Wanneer?", OPENED), "up")
    store.give(ask(archive, number, "Wat?", OPENED), "down")
    folder = tmp_path / "set"
    command = ["tweespraak", "feedback", "export", str(folder), "--data-dir", str(tmp_path / "data")]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as end:
        main()
    assert (end.value.code or 0, capsys.readouterr().out) == (
        0,
        f"{folder} has the questions with feedback (2) and their articles (2).\n",
    )
    assert len(read_question_set(folder).questions) == 2
