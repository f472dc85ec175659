from dataclasses import replace

import pytest
from rag_samples import evidence, found, passage

from index.article import ArticleEntry, Language
from rag.answer import Answer, EvidenceSentence, QuestionKind
from rag.deciding.collection import about_collection
from rag.finding.collection import collection_question
from rag.finding.retrieval import FoundSentence


def entry(article_id: str, language: Language, published: str | None) -> ArticleEntry:
    return ArticleEntry(article_id, article_id, f"Titel {article_id}", language, published, None, None, 1)


ENTRIES = (entry("a", "nl", "2024-05-03"), entry("b", "en", "2023-11"), entry("c", "nl", None))


def opening(article_id: str) -> FoundSentence:
    return found(passage(f"Begin van {article_id}.", article=article_id), 0.0)[0]


def answered(question: str, language: Language, told: dict[str, EvidenceSentence] | None = None) -> Answer:
    asked = collection_question(question, language)
    answer = about_collection(asked, language, ENTRIES, told or {}, opening)
    assert (answer.kind, answer.abstained) == (QuestionKind.COLLECTION, False)
    return answer


@pytest.mark.parametrize(
    ("question", "language", "text"),
    [
        ("Hoeveel artikelen zijn er?", "nl", "3 artikelen: 2 in het Nederlands en 1 in het Engels."),
        ("How many articles are in English?", "en", "1 article: 1 in English."),
        ("In welke talen zijn de artikelen?", "nl", "3 artikelen: 2 in het Nederlands en 1 in het Engels."),
        (
            "What period do the articles cover?",
            "en",
            "The articles are from November 2023 to 3 May 2024. Of 1 article the date is not known.",
        ),
        (
            "Wat is het nieuwste artikel?",
            "nl",
            "Het nieuwste artikel:\nTitel a (3 mei 2024) [1]\nVan 1 artikel is de datum niet bekend.",
        ),
        (
            "What is the oldest article?",
            "en",
            "The oldest article:\nTitel b (November 2023) [1]\nOf 1 article the date is not known.",
        ),
        (
            "Welke artikelen zijn er?",
            "nl",
            "Het gaat om 3 artikelen:\nTitel a (3 mei 2024) [1]\nTitel b (november 2023) [2]\nTitel c [3]",
        ),
        ("How many articles are there from 2019?", "en", "There is no such article."),
        ("Which articles mention Iran?", "en", "No article mentions Iran."),
        ("Welke artikelen gaan over voetbal?", "nl", "Geen enkel artikel gaat hier duidelijk over."),
    ],
)
def test_the_catalogue_answers(question: str, language: Language, text: str) -> None:
    assert answered(question, language).text == text


def test_articles_on_a_subject_are_counted_and_cite_a_sentence_on_it() -> None:
    (source,) = evidence(passage("Iran won.", article="b", language="en"))
    answer = answered("Hoeveel artikelen noemen Iran?", "nl", {"b": source})
    assert answer.text == "1 artikel noemt Iran:\nTitel b (november 2023) [1]"
    assert [(each.number, each.passage.chunk.article_id, each.quote) for each in answer.citations] == [
        (1, "b", "Iran won.")
    ]


def test_where_there_may_be_more_that_is_said() -> None:
    (source,) = evidence(passage("Iran won.", article="b", language="en"))
    asked = collection_question("How many articles mention Iran?", "en")
    answer = about_collection(asked, "en", ENTRIES, {"b": source}, opening, is_all=False)
    assert answer.introduction == "At least 1 article mentions Iran:"


def test_of_many_articles_the_newest_are_listed_and_the_rest_counted() -> None:
    entries = tuple(entry(f"{number:02}", "nl", f"20{number:02}") for number in range(10, 22))
    asked = collection_question("Which articles are there?", "en")
    lines = about_collection(asked, "en", entries, {}, opening).text.splitlines()
    assert (lines[0], lines[1], lines[-1], len(lines)) == (
        "There are 12 articles:",
        "Titel 21 (2021) [1]",
        "And 2 more.",
        12,
    )


def test_more_lists_the_articles_that_no_answer_before_lists() -> None:
    """A client of the API sends the text of an answer back and no more, perhaps in another language."""
    asked = collection_question("Which articles are there?", "en")
    first = replace(answered("Wat is het nieuwste artikel?", "nl"), citations=(), sentences=())
    others = about_collection(asked, "en", ENTRIES, {}, opening, before=(first,))
    assert others.text == "The other articles:\nTitel b (November 2023) [1]\nTitel c [2]"
    last = about_collection(asked, "en", ENTRIES, {}, opening, before=(first, others))
    assert last.text == "No more articles were found."


def test_of_articles_with_one_title_more_lists_each() -> None:
    entries = tuple(replace(entry(str(number), "nl", None), title="Kort nieuws") for number in range(12))
    asked = collection_question("Which articles are there?", "en")
    first = about_collection(asked, "en", entries, {}, opening)
    others = about_collection(asked, "en", entries, {}, opening, before=(first,))
    assert [each.passage.chunk.article_id for each in others.citations] == ["10", "11"]


def test_numbers_in_brackets_in_a_title_are_no_marks() -> None:
    entries = (replace(ENTRIES[2], title="Wie [2] zei [99]\nwat"),)
    asked = collection_question("Which articles are there?", "en")
    answer = about_collection(asked, "en", entries, {}, opening)
    assert answer.text == "There is 1 article:\nWie (2) zei (99) wat [1]"
