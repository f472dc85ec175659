import pytest

from index.article import Language
from rag.finding.asked_value import asked_kinds, has_one_of


@pytest.mark.parametrize(
    ("language", "question", "text", "has"),
    [
        ("en", "How many boats did Lomen buy?", "The town bought three boats.", True),
        ("en", "How many boats did Lomen buy?", "The town bought boats in May.", False),
        ("nl", "En hoeveel kostte dat?", "De brug kostte 2,4 miljoen euro.", True),
        ("nl", "En hoeveel kostte dat?", "Dat kostte een vermogen.", False),
        ("nl", "Wanneer gaat de brug open?", "De brug gaat dinsdag open.", True),
        ("en", "When was it opened?", "The mayor opened it herself.", False),
    ],
)
def test_how_many_wants_a_number_and_when_a_date(
    language: Language, question: str, text: str, has: bool
) -> None:
    assert has_one_of(asked_kinds(question, language), text, language) is has


def test_who_and_how_ask_for_no_such_value() -> None:
    assert asked_kinds("Who opened the bridge, and how?", "en") == frozenset()
    assert asked_kinds("Hoe ging dat?", "nl") == frozenset()
