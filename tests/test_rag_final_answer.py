"""What becomes of a draft, with support that each test hands in."""

from collections.abc import Sequence

import pytest
from rag_samples import evidence, passage

from index.article import Language
from index.passage import Passage
from rag.answer import DroppedSentence, EvidenceSentence
from rag.asking.prompts import REFUSAL
from rag.final_answer import Asked, final_answer, is_in_language_of
from rag.support import Support
from rag.verification import Score

DUTCH = passage("De brug gaat zes weken dicht.", "De pont vaart elk kwartier.", article="nl.txt")
QUESTION = "Hoe lang gaat de brug dicht?"


def asked(
    question: str = QUESTION,
    language: Language = "nl",
    probability: float = 0.9,
    *,
    source: Passage = DUTCH,
    number: int = 1,
    behind: tuple[float, ...] = (),
) -> Asked:
    found = evidence(source)
    return Asked(question, language, (source,), found, found, probability, number, behind)


def support(probability: float) -> Score:
    """Return a scorer by which the first evidence supports every sentence, and nothing else does."""

    def score(
        sentences: Sequence[str],
        language: Language,  # noqa: ARG001 - the signature of a scorer
        evidence: Sequence[EvidenceSentence],
    ) -> tuple[tuple[Support, ...], ...]:
        row = [Support(probability if source.number == 1 else 0.0, ()) for source in evidence]
        return tuple(tuple(row) for _ in sentences)

    return score


def unlike(
    sentence: str,  # noqa: ARG001 - as the next
    language: Language,  # noqa: ARG001 - the signature of what tells how alike sentences are
    evidence: Sequence[EvidenceSentence],
) -> tuple[float, ...]:
    return (0.0,) * len(evidence)


def test_a_supported_draft_is_the_answer() -> None:
    answer = final_answer(asked(), "De brug gaat zes weken dicht [1].", support(0.9), unlike)

    assert (answer.text, answer.is_quotation) == ("De brug gaat zes weken dicht [1].", False)
    assert (answer.abstained, answer.dropped) == (False, ())


def test_where_nothing_is_supported_the_sentence_that_answers_is_quoted() -> None:
    answer = final_answer(asked(), "De brug gaat vijf dagen dicht [1].", support(0.1), unlike)

    assert answer.text == "In de artikelen staat hierover: “De brug gaat zes weken dicht.” [1]"
    assert [each.text for each in answer.dropped] == ["De brug gaat vijf dagen dicht."]


FERRY_ALSO = "In de artikelen staat hierover ook: “De pont vaart elk kwartier.” [2]"


@pytest.mark.parametrize(("far", "is_quoted"), [(2.9, True), (3.0, False)])
def test_a_second_sentence_that_may_well_answer_is_quoted_too(far: float, *, is_quoted: bool) -> None:
    answer = final_answer(asked("Hoe kom ik over?", behind=(0.0, far)), "Over zee [1].", support(0.1), unlike)

    first = "In de artikelen staat hierover: “De brug gaat zes weken dicht.” [1]"
    assert answer.text == (f"{first} {FERRY_ALSO}" if is_quoted else first)


def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it() -> None:
    ferry = passage("De pont is van Jansen.", "Hij vaart elk kwartier.", "De brug gaat dicht.")
    answer = final_answer(
        asked("Hoe kom ik over?", source=ferry, number=2, behind=(9.0, 0.0, 1.0)),
        "Over zee [1].",
        support(0.1),
        unlike,
    )

    assert [each.quote for each in answer.citations] == ["De pont is van Jansen.", "Hij vaart elk kwartier."]


def test_words_that_lean_on_another_sentence_get_the_likeliest_behind_them() -> None:
    answer = final_answer(
        asked("Hoe kom ik over?", number=2, behind=(3.9, 0.0)),
        "De brug gaat zes weken dicht [1].",
        support(0.9),
        unlike,
    )

    assert answer.text == f"De brug gaat zes weken dicht [1]. {FERRY_ALSO}"
    assert (answer.is_quotation, answer.dropped) == (False, ())


def test_words_that_lean_on_a_far_less_likely_sentence_make_place_for_the_likeliest() -> None:
    answer = final_answer(
        asked("Hoe kom ik over?", number=2, behind=(4.0, 0.0)),
        "De brug gaat zes weken dicht [1].",
        support(0.9),
        unlike,
    )

    assert answer.text == "In de artikelen staat hierover: “De pont vaart elk kwartier.” [1]"
    assert answer.dropped == (DroppedSentence("De brug gaat zes weken dicht [1].", "not an answer"),)


def test_where_an_answer_is_unlikely_words_keep_their_place() -> None:
    answer = final_answer(
        asked("Wie is de brug?", probability=0.1, number=2, behind=(4.0, 0.0)),
        "De brug gaat zes weken dicht [1].",
        support(0.9),
        unlike,
    )

    assert answer.text == "De brug gaat zes weken dicht [1]."


def test_what_has_no_number_is_not_quoted_where_one_is_asked_for() -> None:
    answer = final_answer(
        asked("Hoeveel weken gaat de brug dicht?", number=2, behind=(2.0, 0.0)),
        "Dat is onbekend [2].",
        support(0.1),
        unlike,
    )

    assert answer.text == "In de artikelen staat hierover: “De brug gaat zes weken dicht.” [1]"


@pytest.mark.parametrize("probability", [0.0, 0.3])
def test_where_an_answer_is_unlikely_nothing_is_quoted(probability: float) -> None:
    answer = final_answer(
        asked(probability=probability), "De brug gaat vijf dagen dicht [1].", support(0.1), unlike
    )

    assert (answer.text, answer.reason) == (REFUSAL["nl"], "nothing supported")
    assert [each.reason for each in answer.dropped] == ["no source"]


def test_a_draft_that_was_stopped_is_not_replaced_by_a_quotation() -> None:
    answer = final_answer(asked(), "De brug", support(0.1), unlike, may_quote=False)

    assert (answer.abstained, answer.is_quotation) == (True, False)


def test_a_sentence_in_the_other_language_is_left_out() -> None:
    draft = "De brug gaat zes weken dicht [1]. The ferry sails every fifteen minutes [2]."

    answer = final_answer(asked(), draft, support(0.9), unlike)

    assert answer.text == "De brug gaat zes weken dicht [1]."
    assert answer.dropped == (DroppedSentence("The ferry sails every fifteen minutes.", "wrong language"),)


def test_a_draft_that_only_gives_the_question_back_is_no_answer() -> None:
    answer = final_answer(asked(probability=0.1), "De brug gaat dicht [1].", support(0.9), unlike)

    assert (answer.abstained, answer.reason) == (True, "nothing supported")
    assert [(each.text, each.reason) for each in answer.dropped] == [
        ("De brug gaat dicht [1].", "not an answer")
    ]


def test_the_language_of_a_draft_is_that_of_all_its_sentences() -> None:
    drafts = ["De brug gaat dicht [1].", "The bridge closes for repairs [1].", REFUSAL["en"], ""]

    assert [is_in_language_of(draft, asked()) for draft in drafts] == [True, False, True, True]
