from dataclasses import replace

import pytest
from rag_samples import found, passage

from index.answer_reader import Reading
from rag.deciding.answerability import AnswerSignals, likely_answered
from rag.deciding.asked import Asked, asked_of
from rag.finding.evidence import as_evidence
from rag.finding.retrieval import FoundSentence

LOMEN = passage(
    "Ada Kok opende vrijdag de sluis.", "Zij noemde het een mijlpaal.", title="De sluis bij Lomen"
)
WHO = "Wie opende de sluis bij Lomen?"


def read(*log_odds: float | None) -> list[FoundSentence]:
    """Return the sentences about the lock, found by search with 0.5 and 0.25; None: not read."""
    return [
        replace(each, reading=None if odds is None else Reading(odds))
        for each, odds in zip(found(LOMEN, 0.5, 0.25), log_odds, strict=True)
    ]


def asked(question: str, sentences: list[FoundSentence]) -> Asked:
    return asked_of(question, "nl", (LOMEN,), sentences)


def test_a_question_stands_with_what_was_found_for_it() -> None:
    sentences = read(2.0, -1.0)
    evidence = as_evidence(sentences)
    probability = likely_answered(AnswerSignals(best=0.5, unknown=0, reading=2.0))

    assert asked(WHO, sentences) == Asked(WHO, "nl", (LOMEN,), evidence, evidence, probability, number=1)


@pytest.mark.parametrize(
    ("log_odds", "number"), [((2.0, 3.0), 1), ((-9.0, 3.0), 2), ((None, 3.0), 2), ((None, None), 1)]
)
def test_the_likeliest_is_by_search_and_reader_together_of_what_was_read(
    log_odds: tuple[float | None, ...], number: int
) -> None:
    question = asked(WHO, read(*log_odds))

    assert question.number == number
    assert question.likeliest == question.evidence[number - 1]


def test_what_another_article_knows_does_not_count() -> None:
    elsewhere = found(passage("Vera Smit kwam in 1987.", article="b.txt"), 0.125)
    sentences = [*read(2.0, -1.0), *elsewhere]

    question = asked(f"{WHO[:-1]} in 1987?", sentences)

    unknown_year = AnswerSignals(best=0.5, unknown=1, reading=2.0)
    assert question.probability == likely_answered(unknown_year)


def test_where_nothing_is_found_there_is_no_evidence_and_hardly_an_answer() -> None:
    question = asked_of(WHO, "nl", (), [])

    nothing = likely_answered(AnswerSignals(best=0.0, unknown=0))
    assert question == Asked(WHO, "nl", (), (), (), nothing, number=1)
    assert nothing < 0.4
