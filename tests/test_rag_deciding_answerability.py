from dataclasses import replace

import pytest
from rag_samples import found, passage

from index.answer_reader import Reading
from rag.deciding.answerability import AnswerSignals, likely_answered, signals_of
from rag.finding.retrieval import FoundSentence


def test_a_question_with_one_sentence_far_ahead_is_likelier_answered() -> None:
    clear = AnswerSignals(best=0.25, lead=0.12, unknown=0)
    unclear = AnswerSignals(best=0.09, lead=0.03, unknown=0)

    assert 0 < likely_answered(unclear) < 0.6 < likely_answered(clear) < 1


@pytest.mark.parametrize("reading", [None, 0.5])
def test_what_the_passage_does_not_know_makes_an_answer_less_likely(reading: float | None) -> None:
    none, one, two = (
        likely_answered(AnswerSignals(best=0.2, lead=0.08, unknown=unknown, reading=reading))
        for unknown in range(3)
    )

    assert 0 < two < one < none < 1


def test_where_the_reader_has_read_its_word_alone_counts() -> None:
    sure, unsure = (AnswerSignals(best=0.2, lead=0.1, unknown=0, reading=reading) for reading in (3.0, -3.0))

    assert (likely_answered(unsure) < 0.2, likely_answered(sure) > 0.9) == (True, True)
    assert likely_answered(replace(sure, best=0.0, lead=0.0)) == likely_answered(sure)


def scored(*scores: float) -> list[FoundSentence]:
    texts = [f"Zin {number}." for number in range(len(scores))]
    return found(passage(*texts), *scores)


def test_the_lead_is_over_the_eleventh_sentence_or_the_last() -> None:
    many = signals_of(scored(0.1, 0.5, *[0.4] * 9, 0.2), unknown=0)

    assert (many.best, many.lead) == pytest.approx((0.5, 0.3))
    assert signals_of(scored(0.5, 0.4), unknown=0).lead == pytest.approx(0.1)
    assert signals_of(scored(0.5), unknown=2) == AnswerSignals(best=0.5, lead=0.0, unknown=2)
    assert signals_of([], unknown=0) == AnswerSignals(best=0.0, lead=0.0, unknown=0)


def test_the_surest_reading_counts_whichever_sentence_search_has_first() -> None:
    first, second = scored(0.5, 0.25)
    read = [replace(first, reading=Reading(-2.0)), replace(second, reading=Reading(3.0))]

    assert signals_of(read, unknown=1) == AnswerSignals(best=0.5, lead=0.25, unknown=1, reading=3.0)
