import pytest

from index.article import ArticleEntry, Language
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


def entry(language: Language, published: str | None) -> ArticleEntry:
    return ArticleEntry("a.txt", "a.txt", "Brug", language, published, None, None, 1)


def test_articles_are_limited_to_a_language_and_a_time() -> None:
    asked = collection_question("How many Dutch articles are there from May 2024?", "en")
    assert (asked.languages, asked.times, asked.subject.is_empty) == (
        ("nl",),
        (TimeLimit(Relation.IN, "2024-05"),),
        True,
    )
    held = [asked.holds(entry(*of)) for of in (("nl", "2024-05-03"), ("en", "2024-05-03"), ("nl", None))]
    assert held == [True, False, False]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Which articles are from before 2023?", [True, False, False]),
        ("Which articles are older than 2023?", [True, False, False]),
        ("Welke artikelen zijn van na maart 2023?", [False, False, True]),
        ("Welke artikelen zijn er sinds maart 2023?", [False, True, True]),
        ("Which articles are from 2023?", [False, True, False]),
    ],
)
def test_articles_are_before_after_or_in_a_time(question: str, held: list[bool]) -> None:
    asked = collection_question(question, "en" if question.startswith("Which") else "nl")
    assert [asked.holds(entry("nl", of)) for of in ("2022-11", "2023-03-20", "2024")] == held
    assert not asked.holds(entry("nl", None))
    assert asked.subject.is_empty
