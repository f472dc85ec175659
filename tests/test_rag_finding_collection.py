from contextlib import closing

import pytest
from listed_articles import catalog_of

from index.article import Article, Language
from index.filters import NO_FILTERS
from rag.finding.collection import CollectionAsk, Relation, TimeLimit, collection_question


@pytest.mark.parametrize(
    ("question", "language", "ask", "names", "has_words"),
    [
        ("Hoeveel artikelen zijn er?", "nl", "count", [], False),
        ("How many articles mention Iran?", "en", "count", ["Iran"], False),
        ("Welke artikelen gaan over de Ryder Cup?", "nl", "which", ["Ryder Cup"], False),
        ("Which articles are about football?", "en", "which", [], True),
        ("What is the newest article on Xi?", "en", "newest", ["Xi"], False),
        ("Wat is het oudste artikel?", "nl", "oldest", [], False),
        ("In welke talen zijn de artikelen?", "nl", "languages", [], False),
        ("Over welke periode gaan de artikelen?", "nl", "period", [], False),
    ],
)
def test_what_is_asked_and_about_what(
    question: str, language: Language, ask: str, names: list[str], has_words: bool
) -> None:
    asked = collection_question(question, language)
    assert (asked.ask, [name.text for name in asked.subject.names], asked.subject.has_words) == (
        CollectionAsk(ask),
        names,
        has_words,
    )


def held(question: str, language: Language, *articles: tuple[Language, str | None]) -> list[bool]:
    """Tell of each language and date whether an article of it is asked about."""
    of = [
        Article(f"{n}", f"{n}.txt", "Brug", f"{n}", spoken, date) for n, (spoken, date) in enumerate(articles)
    ]
    with closing(catalog_of(of)) as catalog:
        asked = collection_question(question, language).selection(NO_FILTERS, ())
        found = {each.id for each in catalog.page(asked)}
    return [each.id in found for each in of]


def test_articles_are_limited_to_a_language_and_a_time() -> None:
    question = "How many Dutch articles are there from May 2024?"
    asked = collection_question(question, "en")
    assert (asked.languages, asked.times, asked.subject.is_empty) == (
        ("nl",),
        (TimeLimit(Relation.IN, "2024-05"),),
        True,
    )
    assert held(question, "en", ("nl", "2024-05-03"), ("en", "2024-05-03"), ("nl", None), ("nl", "2024")) == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("question", "are_held"),
    [
        ("Which articles are from before 2023?", [True, False, False, False]),
        ("Which articles are older than 2023?", [True, False, False, False]),
        ("Welke artikelen zijn van na maart 2023?", [False, False, True, False]),
        ("Welke artikelen zijn er sinds maart 2023?", [False, True, True, False]),
        ("Which articles are from 2023?", [False, True, False, False]),
    ],
)
def test_articles_are_before_after_or_in_a_time(question: str, are_held: list[bool]) -> None:
    language: Language = "en" if question.startswith("Which") else "nl"
    assert collection_question(question, language).subject.is_empty
    dates = ("2022-11", "2023-03-20", "2024", None)
    assert held(question, language, *(("nl", date) for date in dates)) == are_held


def test_articles_on_a_subject_are_those_that_tell_of_it() -> None:
    of = [Article(name, name, "Brug", name, "nl") for name in ("a", "b")]
    with closing(catalog_of(of)) as catalog:
        asked = collection_question("How many articles mention Iran?", "en").selection(NO_FILTERS, {"b"})
        assert [each.id for each in catalog.page(asked)] == ["b"]
