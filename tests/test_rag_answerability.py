import pytest

from rag.answerability import (
    AnswerSignals,
    likely_from_model,
    likely_from_search,
    none_log_odds,
    signals_of,
)


def test_a_question_with_one_sentence_far_ahead_is_likelier_answered() -> None:
    clear, unclear = AnswerSignals(best=0.25, lead=0.12), AnswerSignals(best=0.09, lead=0.03)

    assert likely_from_search(unclear) < 0.5 < likely_from_search(clear)
    assert likely_from_model(unclear, -2.0) < likely_from_model(clear, -2.0)


def test_the_surer_the_model_is_that_no_sentence_answers_the_less_likely_it_is() -> None:
    signals = AnswerSignals(best=0.2, lead=0.1)

    sure, unsure = likely_from_model(signals, 1.0), likely_from_model(signals, -4.0)

    assert 0 < sure < unsure < 1


def test_the_models_choice_is_taken_in_as_log_odds_of_none() -> None:
    assert none_log_odds([0.2, 0.1, 0.1]) == pytest.approx(0.0)
    assert none_log_odds([0.1, 0.3]) == pytest.approx(-1.0986, abs=1e-4)
    assert none_log_odds([0.0, 0.9]) == pytest.approx(-6.9068, abs=1e-4)
    assert none_log_odds([0.9, 0.0]) == pytest.approx(6.9068, abs=1e-4)
    assert none_log_odds([0.0, 0.0]) == pytest.approx(6.9068, abs=1e-4)


def test_the_lead_is_over_the_eleventh_sentence_or_the_last() -> None:
    many = signals_of([0.5, *[0.4] * 9, 0.2, 0.1])

    assert (many.best, many.lead) == pytest.approx((0.5, 0.3))
    assert signals_of([0.5, 0.4]).lead == pytest.approx(0.1)
    assert signals_of([0.5]) == AnswerSignals(best=0.5, lead=0.0)
    assert signals_of([]) == AnswerSignals(best=0.0, lead=0.0)
