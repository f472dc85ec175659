import pytest
from rag_samples import evidence, passage

from index.article import Language
from rag.deciding.answer_words import answer_words

SUMMIT = "De top wordt van 22 tot 24 oktober in Kazan gehouden, met 32 landen."


@pytest.mark.parametrize(
    ("question", "answer", "language", "words"),
    [
        ("Wanneer is de top?", "De top is van 22 tot 24 oktober.", "nl", "22 tot 24 oktober"),
        ("Waar is de top?", "In Kazan.", "nl", "Kazan"),
        ("When is the summit?", "From 22 to 24 October.", "en", "22 tot 24 oktober"),
        ("Where is the summit?", "The summit is held in Kazan.", "en", "Kazan"),
        ("How many countries come?", "There are 32 countries.", "en", "32"),
        ("Who comes?", "Nobody comes.", "en", None),
        ("Is de top in Kazan?", "De top is in Kazan.", "nl", None),
    ],
)
def test_the_words_of_a_source_that_an_answer_has_and_the_question_has_not(
    question: str, answer: str, language: Language, words: str | None
) -> None:
    _, source = evidence(passage("Een zin ervoor.", SUMMIT))
    span = answer_words(question, answer, language, source)

    text = source.passage.chunk.text
    assert (None if span is None else span.of(text)) == words
