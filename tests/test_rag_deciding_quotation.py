import pytest
from rag_samples import evidence, passage

from index.article import Language
from rag.answer import Answer
from rag.deciding.quotation import with_quotation, within_quotes

DUTCH = evidence(passage("Het zei: “Als het regent, blijven we.”", "Het regende.", language="nl"))
ENGLISH = evidence(passage("It rained.", language="en", article="b.txt"))


def empty(language: Language) -> Answer:
    return Answer("", language, (), (), abstained=False)


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("nl", DUTCH[1], "In de artikelen staat: “Het regende.” [1]"),
        ("nl", ENGLISH[0], "In een Engels artikel staat: “It rained.” [1]"),
        ("en", ENGLISH[0], "The articles say: “It rained.” [1]"),
        ("en", DUTCH[1], "A Dutch article says: “Het regende.” [1]"),
    ],
)
def test_the_introduction_says_in_which_language_an_article_speaks(
    language: Language, source: object, text: str
) -> None:
    (chosen,) = [each for each in (*DUTCH, *ENGLISH) if each is source]
    answer = with_quotation(empty(language), chosen)

    assert (answer.text, answer.is_quotation) == (text, True)
    assert [(each.quote, each.support) for each in answer.citations] == [(chosen.text, 1.0)]


def test_a_second_quotation_has_no_introduction_and_none_is_quoted_twice() -> None:
    once = with_quotation(empty("nl"), DUTCH[1])
    twice = with_quotation(with_quotation(once, ENGLISH[0]), DUTCH[1])

    assert twice.text == "In de artikelen staat: “Het regende.” [1] “It rained.” [2]"
    assert [sentence.citations for sentence in twice.sentences] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Het zei: “Als het regent, blijven we.”", "Het zei: ‘Als het regent, blijven we.’"),
        ('He said "no" and left.', "He said ‘no’ and left."),
        ('Hij zei: "Ja. Dat is zo.', "Hij zei: ‘Ja. Dat is zo."),
        ("„Ja”, zei hij.", "‘Ja’, zei hij."),
        ('The 5" pipe [3]\nburst.', "The 5’ pipe (3) burst."),
    ],
)
def test_marks_of_a_quotation_within_it_become_single(text: str, shown: str) -> None:
    assert within_quotes(text) == shown
