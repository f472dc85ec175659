import pytest

from index.article import Language
from rag.finding.question_parts import question_parts


@pytest.mark.parametrize(
    ("language", "question", "parts"),
    [
        ("en", "Who won, Ada or Bram?", ("Who won, Ada or Bram?",)),
        ("en", "Did Ada and Bram meet?", ("Did Ada and Bram meet?",)),
        (
            "nl",
            "Wie opende de brug in Lomen en wanneer ging de pont uit de vaart?",
            ("Wie opende de brug in Lomen", "wanneer ging de pont uit de vaart?"),
        ),
        (
            "nl",
            "Hoeveel boten kocht Lomen, en voor hoeveel?",
            ("Hoeveel boten kocht Lomen", "voor hoeveel? boten kocht Lomen"),
        ),
        (
            "en",
            "Who opened the bridge? When did the ferry of Lomen stop, and why?",
            ("Who opened the bridge", "When did the ferry of Lomen stop", "why? ferry Lomen stop"),
        ),
    ],
)
def test_each_question_in_one_stands_by_itself(
    language: Language, question: str, parts: tuple[str, ...]
) -> None:
    assert question_parts(question, language) == parts
