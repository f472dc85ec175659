"""Questions to start with: about the articles that come with the project, else made from the user's own.

The user's own become questions after a person: somebody whom an article names with an office, so that it says
who that is (``president Masoud Pezeshkian``). Each language is asked about articles in both.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from index.article import LANGUAGES, Article, ArticleEntry, Language
from index.filters import ArticleSelection, ListOrder

EXAMPLES = (
    ("000_10440192c8925282.txt", "Waar ontmoette Poetin Pezeshkian voor het eerst?"),
    ("004_a75c4f9da770a8f6.txt", "Why did Pashinyan refuse to sign the declaration?"),
    ("003_f1ba9c45c6fe6858.txt", "Hoeveel drones kocht Rusland van Iran en voor hoeveel geld?"),
    ("003_f1ba9c45c6fe6858.txt", "How many ballistic missiles did Iran launch at Israel on October 1?"),
)
"""The id of an article and a question that it answers, two of them from the other language."""

_LOOKED_AT = 25
"""Articles a language: enough to find two people in, and read in a moment."""
_OFFICES: dict[Language, str] = {
    "nl": (
        "president|premier|minister|staatssecretaris|burgemeester|wethouder|voorzitter|directeur|topman|"
        "woordvoerder|hoogleraar|onderzoeker|politicoloog|econoom|historicus|schrijver|regisseur|trainer|"
        "generaal|koning|koningin|advocaat|wetenschapper|kunstenaar"
    ),
    "en": (
        "president|prime minister|minister|mayor|governor|senator|chairman|chairwoman|director|"
        "chief executive|spokesman|spokeswoman|spokesperson|professor|researcher|analyst|economist|historian|"
        "author|coach|general|king|queen|lawyer|scientist|artist"
    ),
}
_NAME = r"[A-ZÀ-Þ][\w’'-]+(?:[ \xa0](?:(?:van|de|den|der|von|al|bin)[ \xa0])*[A-ZÀ-Þ][\w’'-]+){1,2}"
_PERSON = {
    language: re.compile(rf"\b(?i:{offices})[ \xa0](?P<name>{_NAME})")
    for language, offices in _OFFICES.items()
}
_WHO_IS: dict[Language, str] = {"nl": "Wie is {name}?", "en": "Who is {name}?"}


def examples_for(
    list_articles: Callable[[ArticleSelection, ListOrder, int], Sequence[ArticleEntry]],
    article_of: Callable[[str], Article],
) -> tuple[str, ...]:
    """Return up to four questions that the articles answer, in both languages.

    :param list_articles: the first articles of a selection, in an order.
    :param article_of: the whole article of an id.
    """
    wanted = ArticleSelection(ids={article_id for article_id, _ in EXAMPLES})
    ids = {entry.id for entry in list_articles(wanted, "title", len(EXAMPLES))}
    written = tuple(question for article_id, question in EXAMPLES if article_id in ids)
    return written or tuple(_made_from(list_articles, article_of))


def _made_from(
    list_articles: Callable[[ArticleSelection, ListOrder, int], Sequence[ArticleEntry]],
    article_of: Callable[[str], Article],
) -> Iterator[str]:
    """Yield questions after people: of the articles of a language, one is asked for in each language."""
    known: list[str] = []
    for language in LANGUAGES:
        asked_in = [language, *(other for other in LANGUAGES if other != language)]
        newest = list_articles(ArticleSelection(languages=(language,)), "newest", _LOOKED_AT)
        of_language = [entry for entry in newest if entry.language == language]
        for name in _people(of_language, article_of, known):
            yield _WHO_IS[asked_in.pop(0)].format(name=name)
            if not asked_in:
                break


def _people(
    entries: Iterable[ArticleEntry], article_of: Callable[[str], Article], known: list[str]
) -> Iterator[str]:
    """Yield a person of each article, none of them in ``known``, to which they are added."""
    for entry in entries:
        text = article_of(entry.id).text
        for found in _PERSON[entry.language].finditer(text):
            name = " ".join(found["name"].split()).removesuffix("’s").removesuffix("'s")
            if not any(name.split()[-1] in other for other in known):
                known.append(name)
                yield name
                break
