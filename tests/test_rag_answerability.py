import pytest

from rag.answerability import AnswerSignals, answerable_probability, check_signals, retrieval_signals

CLEAR = AnswerSignals(best=0.25, lead=0.1, none=0.2, sure=0.6, refused=0.0, support=0.9)
UNCLEAR = AnswerSignals(best=0.09, lead=0.02, none=0.7, sure=0.2, refused=1.0, support=0.0)


def test_a_clear_answer_is_likelier_than_an_unclear_one() -> None:
    assert answerable_probability(CLEAR) > 0.5 > answerable_probability(UNCLEAR)


def test_the_lead_is_over_the_sixth_sentence_or_the_last() -> None:
    assert retrieval_signals([0.5, 0.4, 0.3, 0.2, 0.2, 0.1, 0.0]) == pytest.approx((0.5, 0.4))
    assert retrieval_signals([0.5, 0.3]) == pytest.approx((0.5, 0.2))
    assert retrieval_signals([0.5]) == pytest.approx((0.5, 0.0))


def test_the_check_counts_only_what_the_model_gives_to_the_numbers() -> None:
    assert check_signals([0.2, 0.3, 0.0]) == pytest.approx((0.4, 0.6))
    assert check_signals([0.0, 0.0]) == (0.0, 0.0)
