import pytest

from rag.answerability import AnswerSignals, answerable_probability, signals_of


def test_a_question_with_one_sentence_far_ahead_is_likelier_answered() -> None:
    clear, unclear = AnswerSignals(best=0.25, lead=0.12), AnswerSignals(best=0.09, lead=0.03)

    assert answerable_probability(unclear) < 0.5 < answerable_probability(clear)


def test_the_lead_is_over_the_eleventh_sentence_or_the_last() -> None:
    many = signals_of([0.5, *[0.4] * 9, 0.2, 0.1])

    assert (many.best, many.lead) == pytest.approx((0.5, 0.3))
    assert signals_of([0.5, 0.4]).lead == pytest.approx(0.1)
    assert signals_of([0.5]) == AnswerSignals(best=0.5, lead=0.0)
    assert signals_of([]) == AnswerSignals(best=0.0, lead=0.0)
