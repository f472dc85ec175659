import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from kept_conversations import DUG, OPENED, archive_in, ask

from ui.archive.archive import Archive
from ui.archive.feedback import NOTE_LIMIT, FeedbackStore
from ui.chat.feedback_part import feedback_answer
from ui.html.feedback_buttons import feedback_buttons
from ui.texts.feedback_texts import FEEDBACK_TEXTS, FeedbackReason, FeedbackTexts

UP = {"turn": 1, "citation": 0, "verdict": "up", "reason": "", "note": ""}
DOWN = {"turn": 1, "citation": 1, "verdict": "down", "reason": "wrong language", "note": "<b>Duits</b>"}
NOTHING: list[object] = []


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path / "data") as opened:
        ask(opened, opened.create("nl"), "Wanneer?", OPENED)
        ask(opened, opened.create("en"), "When?", DUG)
        yield opened


@pytest.fixture
def store(archive: Archive) -> FeedbackStore:
    return FeedbackStore(archive.file)


def test_what_a_reader_thinks_is_kept_and_asked_for(store: FeedbackStore) -> None:
    assert feedback_answer(store, {**UP, "language": "nl"}) == {
        "given": [UP],
        "said": "Bewaard op deze machine",
    }
    assert feedback_answer(store, {**DOWN, "language": "en"}) == {
        "given": [UP, DOWN],
        "said": "Kept on this machine",
    }
    assert feedback_answer(store, {"turns": [2, 1, 7, "1", None]}) == {"given": [UP, DOWN], "said": ""}
    taken_back = {**DOWN, "verdict": "", "language": "nl"}
    assert feedback_answer(store, taken_back) == {"given": [UP], "said": "Teruggenomen"}


def test_what_is_said_with_a_thumb_up_is_not_kept(store: FeedbackStore) -> None:
    assert feedback_answer(store, {**UP, "note": "toch niet"})["given"] == [UP]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**UP, "turn": 9}, "This conversation was deleted; what you thought of it was not kept."),
        (
            {**UP, "turn": "1; drop table turn"},
            "This conversation was deleted; what you thought of it was not kept.",
        ),
        (
            {**DOWN, "reason": "<script>"},
            (
                "'<script>' is no reason: choose one of does not support it, wrong language, missed an "
                "article, not true, incomplete, not in the articles, other"
            ),
        ),
        (
            {**DOWN, "reason": "not true"},
            "'not true' is no reason for this: choose one of does not support it, wrong language, other",
        ),
    ],
)
def test_what_cannot_be_kept_is_said(store: FeedbackStore, sent: dict[str, object], said: str) -> None:
    assert feedback_answer(store, sent) == {"given": NOTHING, "said": said}
    assert store.turns() == ()


def test_nothing_is_drawn_where_nothing_is_kept() -> None:
    assert feedback_buttons(None, "nl") == ""


def test_the_reasons_are_those_of_the_place() -> None:
    def reasons(html: str) -> list[str]:
        return re.findall(r'data-reason="([^"]+)"', html)

    assert reasons(feedback_buttons(1, "nl")) == [
        "not true",
        "incomplete",
        "wrong language",
        "missed an article",
        "not in the articles",
        "other",
    ]
    assert reasons(feedback_buttons(1, "en", citation=2)) == [
        "does not support it",
        "wrong language",
        "other",
    ]
    assert f'maxlength="{NOTE_LIMIT}"' in feedback_buttons(1, "en")


def test_the_texts_are_complete_in_both_languages() -> None:
    for texts in FEEDBACK_TEXTS.values():
        assert tuple(texts.reasons) == get_args(FeedbackReason)
        assert all(str(getattr(texts, field.name)).strip() for field in dataclasses.fields(texts))
    dutch, english = FEEDBACK_TEXTS["nl"], FEEDBACK_TEXTS["en"]
    same = [
        f.name
        for f in dataclasses.fields(FeedbackTexts)
        if getattr(dutch, f.name) == getattr(english, f.name)
    ]
    assert same == []
