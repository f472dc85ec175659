from dataclasses import replace

import pytest
from rag_samples import found, passage

from index.answer_reader import Reading
from rag.deciding.answerability import AnswerSignals, likely_answered, signals_of
from rag.finding.retrieval import FoundSentence


def test_a_question_that_a_sentence_fits_well_is_likelier_answered() -> None:
    poor, good = (likely_answered(AnswerSignals(best=best, unknown=0)) for best in (0.05, 0.25))

    assert (0 < poor < 0.4, 0.6 < good < 1) == (True, True)


@pytest.mark.parametrize("reading", [None, 0.5])
def test_what_the_passage_does_not_know_makes_an_answer_less_likely(reading: float | None) -> None:
    none, one, two = (
        likely_answered(AnswerSignals(best=0.2, unknown=unknown, reading=reading)) for unknown in range(3)
    )

    assert 0 < two < one < none < 1


def test_where_the_reader_has_read_its_word_alone_counts() -> None:
    sure, unsure = (AnswerSignals(best=0.2, unknown=0, reading=reading) for reading in (3.0, -3.0))

    assert (likely_answered(unsure) < 0.2, likely_answered(sure) > 0.9) == (True, True)
    assert likely_answered(replace(sure, best=0.0)) == likely_answered(sure)


def scored(*scores: float) -> list[FoundSentence]:
    texts = [f"Zin {number}." for number in range(len(scores))]
    return found(passage(*texts), *scores)


def test_the_best_score_counts_wherever_it_stands() -> None:
    assert signals_of(scored(0.1, 0.5, 0.4), unknown=2) == AnswerSignals(best=0.5, unknown=2)
    assert signals_of([], unknown=0) == AnswerSignals(best=0.0, unknown=0)


def test_the_surest_reading_counts_whichever_sentence_search_has_first() -> None:
    first, second = scored(0.5, 0.25)
    read = [replace(first, reading=Reading(-2.0)), replace(second, reading=Reading(3.0))]

    assert signals_of(read, unknown=1) == AnswerSignals(best=0.5, unknown=1, reading=3.0)
