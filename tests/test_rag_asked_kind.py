import pytest

from index.article import Language
from rag.asked_kind import Kind, can_answer, kind_asked_for


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Hoeveel drones kocht Rusland?", "nl", "count"),
        ("Hoe oud is de president?", "nl", "count"),
        ("In welk jaar werd het museum geopend?", "nl", "moment"),
        ("Wanneer is de top?", "nl", "moment"),
        ("Wie opende het museum?", "nl", None),
        ("Hoeveel mensen kwamen er en wanneer?", "nl", None),
        ("How many missiles were launched?", "en", "count"),
        ("What percentage voted?", "en", "count"),
        ("When did it begin?", "en", "moment"),
        ("What happened when it began?", "en", None),
        ("In which month did it begin?", "en", "moment"),
        ("How did it begin?", "en", None),
    ],
)
def test_the_form_of_a_question_tells_what_it_asks_for(
    question: str, language: Language, kind: Kind | None
) -> None:
    assert kind_asked_for(question, language) == kind


@pytest.mark.parametrize(
    ("text", "language", "kind", "can"),
    [
        ("Iran leverde 600 drones.", "nl", "count", True),
        ("Iran leverde tientallen drones.", "nl", "count", True),
        ("Iran leverde veel drones.", "nl", "count", True),
        ("Iran leverde drones.", "nl", "count", False),
        ("The works were sold in three days.", "en", "count", True),
        ("The works were sold.", "en", "count", False),
        ("De top is op 22 oktober.", "nl", "moment", True),
        ("De top was gisteren.", "nl", "moment", True),
        ("De top kwam na de oorlog.", "nl", "moment", True),
        ("De top is in Kazan.", "nl", "moment", False),
        ("It opened before the war.", "en", "moment", True),
        ("It opened in Paris.", "en", "moment", False),
        ("It opened in Paris.", "en", None, True),
    ],
)
def test_a_text_can_answer_what_it_has(text: str, language: Language, kind: Kind | None, can: bool) -> None:
    assert can_answer(text, language, kind) is can
