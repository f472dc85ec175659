from dataclasses import replace

import pytest
from rag_samples import found, passage

from index.answer_reader import Reading
from rag.deciding.answerability import (
    AnswerSignals,
    ChoiceSignals,
    behind_likeliest,
    choice_signals,
    likeliest_number,
    likely_from_choice,
    likely_from_search,
    signals_of,
)
from rag.finding.retrieval import FoundSentence


def test_a_question_with_one_sentence_far_ahead_is_likelier_answered() -> None:
    clear, unclear = AnswerSignals(best=0.25, lead=0.12), AnswerSignals(best=0.09, lead=0.03)
    choice = ChoiceSignals(none=-2.0, sure=0.0, unknown=0)

    assert likely_from_search(unclear) < 0.5 < likely_from_search(clear)
    assert likely_from_choice(unclear, choice) < likely_from_choice(clear, choice)


@pytest.mark.parametrize(
    "worse",
    [
        ChoiceSignals(none=0.0, sure=0.5, unknown=0),
        ChoiceSignals(none=-3.0, sure=-0.5, unknown=0),
        ChoiceSignals(none=-3.0, sure=0.5, unknown=1),
    ],
)
def test_what_the_model_makes_of_it_and_what_the_passage_does_not_know_count(worse: ChoiceSignals) -> None:
    signals = AnswerSignals(best=0.2, lead=0.08)
    good = ChoiceSignals(none=-3.0, sure=0.5, unknown=0)

    assert 0 < likely_from_choice(signals, worse) < likely_from_choice(signals, good) < 1


def test_the_models_choice_is_taken_in_as_log_odds() -> None:
    even, sure, silent, said_thrice = (
        choice_signals(choices, unknown=1)
        for choices in ([0.2, 0.1, 0.1], [0.0, 0.9, 0.0], [0.0, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25])
    )

    assert (even.none, even.sure, even.unknown) == pytest.approx((0.0, 0.0, 1), abs=1e-4)
    assert (said_thrice.none, said_thrice.sure) == pytest.approx((-1.0986, 0.0), abs=1e-4)
    assert (sure.none, sure.sure) == pytest.approx((-6.9068, 6.9068), abs=1e-4)
    assert (silent.none, silent.sure) == pytest.approx((-6.9068, -6.9068), abs=1e-4)


def scored(*scores: float) -> list[FoundSentence]:
    texts = [f"Zin {number}." for number in range(len(scores))]
    return found(passage(*texts), *scores)


def test_the_lead_is_over_the_eleventh_sentence_or_the_last() -> None:
    many = signals_of(scored(0.1, 0.5, *[0.4] * 9, 0.2))

    assert (many.best, many.lead) == pytest.approx((0.5, 0.3))
    assert signals_of(scored(0.5, 0.4)).lead == pytest.approx(0.1)
    assert signals_of(scored(0.5)) == AnswerSignals(best=0.5, lead=0.0)
    assert signals_of([]) == AnswerSignals(best=0.0, lead=0.0)


def test_the_surest_reading_counts_whichever_sentence_search_has_first() -> None:
    first, second = scored(0.5, 0.4)
    read = [replace(first, reading=Reading(-2.0)), replace(second, reading=Reading(3.0))]

    assert signals_of(read) == AnswerSignals(best=0.5, lead=pytest.approx(0.1), reading=3.0)
    sure, unsure = (AnswerSignals(best=0.2, lead=0.1, reading=reading) for reading in (3.0, -3.0))
    choice = ChoiceSignals(none=-3.0, sure=0.5, unknown=0)
    assert likely_from_search(unsure) < likely_from_search(sure)
    assert likely_from_choice(unsure, choice) < likely_from_choice(sure, choice)


def test_search_and_the_model_choose_the_source_together() -> None:
    by_search = likeliest_number(behind_likeliest([0.1, 0.4, 0.3], [0.20, 0.25]))
    by_the_model = likeliest_number(behind_likeliest([0.1, 0.6, 0.01], [0.24, 0.25]))
    of_equals = likeliest_number(behind_likeliest([0.0, 0.0, 0.0], [0.2, 0.2]))

    assert (by_search, by_the_model, of_equals) == (2, 1, 1)


def test_how_far_a_sentence_is_behind_the_likeliest_is_in_logarithms_of_odds() -> None:
    assert behind_likeliest([0.1, 0.2, 0.6], [0.30, 0.25]) == pytest.approx((0.0, 1.4014), abs=1e-4)
    assert behind_likeliest([0.1, 0.6], [0.2]) == (0.0,)
