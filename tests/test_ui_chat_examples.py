from collections.abc import Mapping
from contextlib import closing

import pytest
from chat_scripts import seed_articles
from listed_articles import catalog_of

from index.article import Article, Language
from index.text.language import detect_question_language
from ui.chat.examples import EXAMPLES, examples_for


def article(name: str, language: Language, text: str, published: str | None = None) -> Article:
    return Article(name, name, name, text, language, published)


def examples(*articles: Article) -> tuple[str, ...]:
    held: Mapping[str, Article] = {each.id: each for each in articles}
    with closing(catalog_of(articles)) as catalog:
        return examples_for(catalog.page, held.__getitem__)


def test_the_articles_of_the_project_have_written_questions() -> None:
    assert examples(*seed_articles().values()) == tuple(question for _, question in EXAMPLES)


def test_other_articles_are_asked_about_in_both_languages() -> None:
    made = examples(
        article("a", "nl", "Volgens premier Nikol Pasjinjan is dat zo. Ook premier Jan Jansen kwam.", "2024"),
        article("b", "nl", "Dat zei burgemeester Ilse van den Brandt.", "2023-05-01"),
        article("c", "en", "It was Prime Minister Benjamin Netanyahu’s third visit.", "2022"),
        article("d", "en", "The Russian president Vladimir Putin said so."),
        article("e", "en", "President Vladimir Putin again, and analyst Ann O'Neill.", "2020"),
    )
    assert made == (
        "Wie is Nikol Pasjinjan?",
        "Who is Ilse van den Brandt?",
        "Who is Benjamin Netanyahu?",
        "Wie is Vladimir Putin?",
    )
    assert [detect_question_language(question) for question in made] == ["nl", "en", "en", "nl"]


@pytest.mark.parametrize(
    "text", ["Er werd niets gezegd.", "De president zei niets. Jan Jansen wel.", "President Xi zweeg."]
)
def test_where_nobody_is_named_with_an_office_nothing_is_offered(text: str) -> None:
    assert examples(article("a", "nl", text)) == ()


def test_nobody_is_asked_about_twice() -> None:
    text = "Daar was president Masoud Pezeshkian."
    assert examples(article("a", "nl", text), article("b", "nl", text)) == ("Wie is Masoud Pezeshkian?",)


def test_the_project_s_articles_under_other_names_are_asked_about_too() -> None:
    made = examples(*(article(f"x{name}", a.language, a.text) for name, a in seed_articles().items()))
    assert made == (
        "Wie is Asif Ali Zardari?",
        "Who is Abbas Galljamov?",
        "Who is Vladimir Putin?",
        "Wie is Masoud Pezeshkian?",
    )
