from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import pytest
from rag_samples import evidence, found, passage
from small_index import open_small, write

from index.article import Article, Language
from index.filters import NO_FILTERS
from rag.answer import Answer, EvidenceSentence, QuestionKind
from rag.deciding.collection import about_collection
from rag.finding.collection import collection_question
from rag.finding.held_articles import HeldArticles
from rag.finding.retrieval import FoundSentence


def article(article_id: str, language: Language, published: str | None) -> Article:
    return Article(article_id, article_id, f"Titel {article_id}", article_id, language, published)


ARTICLES = (article("a", "nl", "2024-05-03"), article("b", "en", "2023-11"), article("c", "nl", None))


def opening(article_id: str) -> FoundSentence:
    return found(passage(f"Begin van {article_id}.", article=article_id), 0.0)[0]


class Answering(Protocol):
    """Answers a question from the catalogue."""

    def __call__(
        self,
        question: str,
        language: Language,
        told: Mapping[str, EvidenceSentence] = ...,
        *,
        of: Sequence[Article] = ...,
        before: Sequence[Answer] = ...,
        is_all: bool = ...,
    ) -> Answer: ...


@pytest.fixture
def answered(tmp_path: Path) -> Iterator[Answering]:
    with closing(open_small(tmp_path / "index")) as store:
        held = set[str]()

        def answer(
            question: str,
            language: Language,
            told: Mapping[str, EvidenceSentence] = MappingProxyType({}),
            *,
            of: Sequence[Article] = ARTICLES,
            before: Sequence[Answer] = (),
            is_all: bool = True,
        ) -> Answer:
            write(store, of, removed=sorted(held))
            held.update(each.id for each in of)
            asked = collection_question(question, language)
            articles = HeldArticles(store, asked.selection(NO_FILTERS, told.keys()))
            made = about_collection(asked, language, articles, told, opening, before=before, is_all=is_all)
            assert (made.kind, made.abstained) == (QuestionKind.COLLECTION, False)
            return made

        yield answer


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
def test_the_catalogue_answers(answered: Answering, question: str, language: Language, text: str) -> None:
    assert answered(question, language).text == text


def test_articles_on_a_subject_are_counted_and_cite_a_sentence_on_it(answered: Answering) -> None:
    (source,) = evidence(passage("Iran won.", article="b", language="en"))
    answer = answered("Hoeveel artikelen noemen Iran?", "nl", {"b": source})
    assert answer.text == "1 artikel noemt Iran:\nTitel b (november 2023) [1]"
    assert [(each.number, each.passage.chunk.article_id, each.quote) for each in answer.citations] == [
        (1, "b", "Iran won.")
    ]


def test_where_there_may_be_more_that_is_said(answered: Answering) -> None:
    (source,) = evidence(passage("Iran won.", article="b", language="en"))
    answer = answered("How many articles mention Iran?", "en", {"b": source}, is_all=False)
    assert answer.introduction == "At least 1 article mentions Iran:"


def test_of_many_articles_the_newest_are_listed_and_the_rest_counted(answered: Answering) -> None:
    many = [article(f"{number:02}", "nl", f"20{number:02}") for number in range(10, 22)]
    lines = answered("Which articles are there?", "en", of=many).text.splitlines()
    assert (lines[0], lines[1], lines[-1], len(lines)) == (
        "There are 12 articles:",
        "Titel 21 (2021) [1]",
        "And 2 more.",
        12,
    )


def test_more_lists_the_articles_that_no_answer_before_lists(answered: Answering) -> None:
    """A client of the API sends the text of an answer back and no more, perhaps in another language."""
    first = replace(answered("Wat is het nieuwste artikel?", "nl"), citations=(), sentences=())
    others = answered("Which articles are there?", "en", before=(first,))
    assert others.text == "The other articles:\nTitel b (November 2023) [1]\nTitel c [2]"
    last = answered("Which articles are there?", "en", before=(first, others))
    assert last.text == "No more articles were found."


def test_of_many_others_the_rest_is_counted_whatever_was_listed_before(answered: Answering) -> None:
    many = [article(f"{number:02}", "nl", f"20{number:02}") for number in range(10, 40)]
    oldest = answered("What is the oldest article?", "en", of=many)
    newest = answered("Which articles are there?", "en", of=many)
    lines = answered("Which articles are there?", "en", of=many, before=(oldest, newest)).text.splitlines()
    assert (lines[1], lines[10:]) == ("Titel 29 (2029) [1]", ["Titel 20 (2020) [10]", "And 9 more."])


def test_of_articles_with_one_title_more_lists_each(answered: Answering) -> None:
    many = [replace(article(f"{number:02}", "nl", None), title="Kort nieuws") for number in range(12)]
    first = answered("Which articles are there?", "en", of=many)
    others = answered("Which articles are there?", "en", of=many, before=(first,))
    assert [each.passage.chunk.article_id for each in others.citations] == ["10", "11"]


def test_numbers_in_brackets_in_a_title_are_no_marks(answered: Answering) -> None:
    one = [replace(ARTICLES[2], title="Wie [2] zei [99]\nwat")]
    answer = answered("Which articles are there?", "en", of=one)
    assert answer.text == "There is 1 article:\nWie (2) zei (99) wat [1]"
    more = answered("Which articles are there?", "en", of=one, before=(answer,))
    assert more.text == "No more articles were found."
