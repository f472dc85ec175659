import pytest
from conversations import COMPLETE, LEANING

from ui.chat.foreign_question import foreign_language


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Wo traf Putin zum ersten Mal den iranischen Präsidenten?", "de"),
        ("Warum weigerte sich Paschinjan zu unterschreiben?", "de"),
        ("Où Poutine a-t-il rencontré le président iranien ?", "fr"),
        ("¿Cuántos drones compró Rusia a Irán?", "es"),
        ("Сколько дронов купила Россия у Ирана?", "ru"),
        ("伊朗发射了多少导弹？", "zh"),
    ],
)
def test_another_language_is_named(question: str, code: str) -> None:
    assert foreign_language(question) == code


def test_no_dutch_or_english_question_is_taken_for_another() -> None:
    short = (
        "Poetin?",
        "Putin in Kazan",
        "drones",
        "Wie is Recep Tayyip Erdoğan?",
        "Wat zei Pezeshkian?",
        "?",
    )
    assert [question for question in (*COMPLETE, *LEANING, *short) if foreign_language(question)] == []
