from dataclasses import replace

import pytest
from rag_samples import passage

from index.article import Language
from rag.answer import Answer, AnswerSentence, Citation
from rag.values.article_dates import of_date, with_article_dates
from rag.values.relative_dates import has_relative_time


@pytest.mark.parametrize(
    ("published", "language", "words"),
    [
        ("2024-10-03", "nl", "van 3 oktober 2024"),
        ("2024-10-03", "en", "of 3 October 2024"),
        ("2024-10", "nl", "uit oktober 2024"),
        ("2024-10", "en", "from October 2024"),
        ("2024", "nl", "uit 2024"),
        ("2024", "en", "from 2024"),
    ],
)
def test_the_date_of_an_article_in_words(published: str, language: Language, words: str) -> None:
    assert of_date(published, language) == words


@pytest.mark.parametrize(
    ("text", "language", "relative"),
    [
        ("The army attacked on Monday.", "en", True),
        ("The market is held on Mondays.", "en", False),
        ("Het leger viel maandag aan.", "nl", True),
        ("Maandagavond viel het leger aan.", "nl", True),
        ("Dat gebeurde maandagavond.", "nl", True),
        ("Op maandag 3 oktober 2022 viel het leger aan.", "nl", False),
        ("On Monday, Oct. 3, 2022 the army attacked.", "en", False),
        ("On Monday, Oct. 3 the army attacked.", "en", True),
        ("Vorige maand (september 2024) sprak hij.", "nl", False),
        ("In 2022 and last year he spoke.", "en", True),
        ("Rusland is nu voorzitter.", "nl", True),
        ("Zo is het nu eenmaal.", "nl", False),
        ("Russia is now in the chair.", "en", True),
        ("The now-defunct firm was sold.", "en", False),
        ("In 2022 viel Rusland Oekraïne binnen.", "nl", False),
        ("De afgelopen zomer verkozen president", "nl", True),
        ("He was elected over the past two years.", "en", True),
    ],
)
def test_whether_a_text_counts_time_from_its_own_day(text: str, language: Language, relative: bool) -> None:
    assert has_relative_time(text, language) == relative


def cited(number: int, quote: str, language: Language, published: str | None, article: str) -> Citation:
    source = replace(passage(quote, article=article, language=language), published=published)
    return Citation(number, source, source.chunk.sentences[0], quote, support=0.9)


def answer(language: Language, citations: tuple[Citation, ...], *sentences: AnswerSentence) -> Answer:
    text = " ".join(sentence.text for sentence in sentences)
    passages = tuple(citation.passage for citation in citations)
    return Answer(text, language, citations, passages, abstained=False, sentences=sentences)


DATED = cited(1, "The army attacked the city yesterday.", "en", "2024-10-03", "a.txt")
UNDATED = cited(1, "Het leger viel gisteren de stad aan.", "nl", None, "b.txt")
TIMELESS = cited(2, "The city lies on the river.", "en", "2024-10-03", "a.txt")


def test_a_sentence_says_from_when_it_counts() -> None:
    given = answer("nl", (DATED,), AnswerSentence("Het leger viel gisteren de stad aan [1].", (1,), 0.9))

    assert with_article_dates(given) == answer(
        "nl",
        (DATED,),
        AnswerSentence("Het leger viel gisteren de stad aan (artikel van 3 oktober 2024) [1].", (1,), 0.9),
    )


def test_an_article_is_dated_once_and_only_where_time_counts() -> None:
    given = answer(
        "en",
        (DATED, TIMELESS),
        AnswerSentence("The city lies on the river [2].", (2,), 0.9),
        AnswerSentence("The army attacked yesterday [1]!", (1,), 0.9),
        AnswerSentence("It did so yesterday [1].", (1,), 0.9),
    )

    assert with_article_dates(given) == answer(
        "en",
        (DATED, TIMELESS),
        AnswerSentence("The city lies on the river [2].", (2,), 0.9),
        AnswerSentence("The army attacked yesterday (article of 3 October 2024) [1]!", (1,), 0.9),
        AnswerSentence("It did so yesterday [1].", (1,), 0.9),
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "nl",
            "Het leger viel gisteren aan [1].",
            "Het leger viel gisteren aan (datum van het artikel onbekend) [1].",
        ),
        (
            "en",
            "The army attacked yesterday [1].",
            "The army attacked yesterday (date of the article unknown) [1].",
        ),
    ],
)
def test_an_undated_article_is_said_to_be_so(language: Language, text: str, expected: str) -> None:
    given = answer(language, (UNDATED,), AnswerSentence(text, (1,), 0.9))

    assert with_article_dates(given) == answer(language, (UNDATED,), AnswerSentence(expected, (1,), 0.9))


def test_a_quotation_in_the_other_language_is_dated_in_the_reader_s() -> None:
    text = "In de artikelen staat hierover: “The army attacked the city yesterday.” [1]"
    given = answer("nl", (DATED,), AnswerSentence(text, (1,), 1.0, is_quotation=True))

    dated = (
        "In de artikelen staat hierover: “The army attacked the city yesterday.” "
        "(artikel van 3 oktober 2024) [1]"
    )
    assert with_article_dates(given) == answer(
        "nl", (DATED,), AnswerSentence(dated, (1,), 1.0, is_quotation=True)
    )


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("Het leger viel op 2 oktober 2024 de stad aan [1].", DATED),
        ("Het leger viel gisteren de stad aan [1].", replace(TIMELESS, number=1)),
    ],
)
def test_nothing_is_added_to_a_full_date_or_to_what_the_article_does_not_count(
    text: str, citation: Citation
) -> None:
    given = answer("nl", (citation,), AnswerSentence(text, (1,), 0.9))

    assert with_article_dates(given) == given


def test_a_refusal_stays_as_it_is() -> None:
    refusal = Answer("Nee.", "nl", (), (), abstained=True, reason="nothing near")

    assert with_article_dates(refusal) == refusal
