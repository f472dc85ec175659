import pytest
from rag_samples import evidence, passage

from rag.answer import Answer, Citation, QuestionKind, Turn
from rag.finding.continuation import Continuation, continuation_of

SOURCE = evidence(passage("De brug is dicht."))[0]
CITED = Citation(1, SOURCE.passage, SOURCE.span, SOURCE.text, 1.0)


def turn(question: str, kind: QuestionKind) -> Turn:
    return Turn(question, Answer("…", "nl", (CITED,), (), abstained=False, kind=kind))


OVERVIEW = turn("Vat de banden tussen Rusland en Noord-Korea samen", QuestionKind.OVERVIEW)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("En Iran?", "Vat de banden tussen Rusland en Iran samen"),
        ("What about Iran?", "Vat de banden tussen Rusland en Iran samen"),
        ("En Tokajev?", "Vat de banden tussen Rusland en Tokajev samen"),
        ("En met Iran?", "Vat de banden tussen Rusland en Iran samen"),
    ],
)
def test_the_same_is_asked_of_another(question: str, whole: str) -> None:
    assert continuation_of(question, [OVERVIEW]) == Continuation(whole, QuestionKind.OVERVIEW)


def test_of_a_list_the_kind_goes_on_and_of_a_fact_nothing() -> None:
    question = "Welke wapens levert Iran aan Rusland?"
    listed = continuation_of("En Noord-Korea?", [turn(question, QuestionKind.LIST)])
    assert listed == Continuation(None, QuestionKind.LIST)
    assert continuation_of("En Noord-Korea?", [turn(question, QuestionKind.FACT)]) is None


def test_another_may_follow_another() -> None:
    second = turn("En Iran?", QuestionKind.OVERVIEW)
    assert continuation_of("En China?", [OVERVIEW, second]) == Continuation(
        "Vat de banden tussen Rusland en China samen", QuestionKind.OVERVIEW
    )


@pytest.mark.parametrize("question", ["Meer", "nog meer?", "What else?", "Tell me more"])
def test_more_is_what_was_not_told(question: str) -> None:
    assert continuation_of(question, [OVERVIEW]) == Continuation(
        OVERVIEW.question, QuestionKind.OVERVIEW, (OVERVIEW.answer,)
    )


def test_more_on_a_fact_is_an_overview() -> None:
    fact = turn("Wie opende de brug bij Veldzicht?", QuestionKind.FACT)
    continued = continuation_of("Vertel meer", [fact])
    assert continued is not None
    assert (continued.question, continued.kind) == (fact.question, QuestionKind.OVERVIEW)


@pytest.mark.parametrize(
    "question",
    ["En wanneer was dat?", "Wie opende de brug bij Veldzicht in de zomer?", "En de brug?", "Waarom?"],
)
def test_other_questions_stand_by_themselves(question: str) -> None:
    assert continuation_of(question, [OVERVIEW]) is None


def test_a_first_question_goes_on_with_nothing() -> None:
    assert continuation_of("En Iran?", []) is None


def test_a_conversation_may_be_long() -> None:
    more = turn("Meer", QuestionKind.OVERVIEW)
    continued = continuation_of("Meer", [OVERVIEW, *[more] * 1500])
    assert continued is not None
    assert (continued.question, len(continued.told)) == (OVERVIEW.question, 1501)
