from collections.abc import Callable
from dataclasses import replace

import pytest
from rag_samples import evidence, passage

from rag.answer import Answer, EvidenceSentence
from rag.deciding.conflicts import with_difference
from rag.deciding.policy import Policy
from rag.deciding.quotation import with_quotation

POLICY = replace(Policy(), denied=0.7)


def source(text: str, *, article: str, published: str | None = "2024-05-02") -> EvidenceSentence:
    (one,) = evidence(replace(passage(text, article=article), published=published))
    return one


OURS = source("Bij de brand in Lommen vielen 12 doden.", article="a.txt")
OTHER = source("Bij de brand in Lommen vielen 14 doden.", article="b.txt", published="2024-05-03")
ANSWER = with_quotation(Answer("", "nl", (), (), abstained=False), OURS)


def denying(at: float, asked: list[str]) -> Callable[[str, EvidenceSentence], float]:
    def denied(claim: str, other: EvidenceSentence) -> float:
        assert claim == OURS.text
        asked.append(other.text)
        return at

    return denied


def test_another_article_that_denies_what_is_said_is_told_with_both_dates() -> None:
    told = with_difference(ANSWER, (OURS, OTHER), denying(0.7, []), POLICY)

    added = (
        "Dit staat in een artikel van 2 mei 2024 [1]; een nieuwer artikel, van 3 mei 2024, zegt iets anders: "
        "“Bij de brand in Lommen vielen 14 doden.” [2]"
    )
    assert told.text == f"{ANSWER.text} {added}"
    assert [(each.number, each.quote) for each in told.citations] == [(1, OURS.text), (2, OTHER.text)]
    assert told.sentences[-1].citations == (1, 2)


def test_what_is_not_surely_denied_is_not_told() -> None:
    assert with_difference(ANSWER, (OURS, OTHER), denying(0.69, []), POLICY) == ANSWER


@pytest.mark.parametrize(
    "other",
    [
        source("Bij de brand in Lommen vielen 12 doden.", article="b.txt"),  # the same
        source("Bij de brand in Asten vielen 14 doden.", article="b.txt"),  # elsewhere
        source("In Lommen is het stil.", article="a.txt"),  # the same article
    ],
)
def test_only_articles_with_the_same_names_and_another_value_are_judged(
    other: EvidenceSentence,
) -> None:
    asked: list[str] = []

    assert with_difference(ANSWER, (OURS, other), denying(1.0, asked), POLICY) == ANSWER
    assert asked == []


def test_no_more_than_two_are_judged() -> None:
    others = tuple(
        source(f"Bij de brand in Lommen vielen {count} doden.", article=f"{count}.txt")
        for count in (20, 30, 40)
    )
    asked: list[str] = []

    assert with_difference(ANSWER, others, denying(0.0, asked), POLICY) == ANSWER
    assert asked == [others[0].text, others[1].text]


def test_a_refusal_has_nothing_to_be_denied() -> None:
    silent = Answer("Nee.", "nl", (), (), abstained=True, reason="nothing near")

    assert with_difference(silent, (OURS, OTHER), denying(1.0, []), POLICY) == silent
