from dataclasses import replace

from rag_samples import evidence, passage

from rag.answer import Answer, AnswerSentence, EvidenceSentence, QuestionKind
from rag.deciding.asked import Asked
from rag.deciding.overview import overview, reasons


def asked(*lines: EvidenceSentence, kind: QuestionKind = QuestionKind.OVERVIEW) -> Asked:
    return Asked("…", "nl", (), lines, (), probability=1.0, number=1, kind=kind)


def test_each_line_is_a_quotation_and_an_article_is_dated_once() -> None:
    lines = evidence(passage("De brug is open.", "Zij kostte drie miljoen.", "De pont vaart nog."))
    answer = overview(asked(lines[0], lines[2]))
    assert answer.text == (
        "Dit zeggen de artikelen hierover:\n"
        "Artikel uit oktober 2024: “De brug is open.” [1]\n"
        "“De pont vaart nog.” [2]"
    )
    assert (answer.kind, answer.is_quotation, answer.abstained) == (QuestionKind.OVERVIEW, True, False)
    assert [(each.number, each.quote, each.support) for each in answer.citations] == [
        (1, "De brug is open.", 1.0),
        (2, "De pont vaart nog.", 1.0),
    ]


def test_a_line_brings_the_sentence_along_that_it_leans_on_unless_that_is_a_line() -> None:
    lines = evidence(passage("De brug is open.", "Zij kostte drie miljoen."))
    assert overview(asked(lines[1])).citations[0].quote == "De brug is open. Zij kostte drie miljoen."
    assert [each.quote for each in overview(asked(*lines)).citations] == [
        "De brug is open.",
        "Zij kostte drie miljoen.",
    ]


def test_what_changed_is_told_in_the_order_of_time() -> None:
    lines = evidence(
        replace(
            passage("De sluis ging open in mei 1990.", "De pont vaart nog.", "In 1932 kwam de brug."),
            published=None,
        )
    )
    answer = overview(asked(*lines, kind=QuestionKind.CHANGE))
    assert answer.introduction == "Dit zeggen de artikelen hierover, in de volgorde van de tijd:"
    assert answer.sentences == (
        AnswerSentence("1932: “In 1932 kwam de brug.” [1]", (1,), 1.0, is_quotation=True, when="1932"),
        AnswerSentence(
            "mei 1990: “De sluis ging open in mei 1990.” [2]", (2,), 1.0, is_quotation=True, when="1990-05"
        ),
        AnswerSentence("“De pont vaart nog.” [3]", (3,), 1.0, is_quotation=True),
    )


def test_a_reason_brings_along_what_goes_on_with_it() -> None:
    lines = evidence(
        passage("Zij ging weg.", "Het regende namelijk.", "Enorme dienst", "Omdat het laat was.")
    )
    answer = Answer("“Zij ging weg.” [1]", "nl", (), (), abstained=False, is_quotation=True)
    told = reasons(replace(asked(lines[0]), reasons=(lines[0], lines[3])), answer)
    assert told.text == (
        "Dit zeggen de artikelen hierover:\n"
        "“Zij ging weg. Het regende namelijk.” [1]\n“Omdat het laat was.” [2]"
    )
    before_heading = reasons(replace(asked(lines[1]), reasons=(lines[1],)), answer)
    assert [each.quote for each in before_heading.citations] == ["Het regende namelijk."]
    both = reasons(replace(asked(lines[0]), reasons=lines[:2]), answer)
    assert [each.quote for each in both.citations] == ["Zij ging weg.", "Het regende namelijk."]


def test_what_differs_without_a_date_is_in_no_order_of_time() -> None:
    lines = evidence(replace(passage("De brug is dicht."), published=None))
    answer = overview(asked(*lines, kind=QuestionKind.CHANGE))
    assert answer.text == "Dit zeggen de artikelen hierover:\n“De brug is dicht.” [1]"
