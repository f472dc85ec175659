"""The language of an article as a whole, where it holds several."""

from dataclasses import replace

import pytest
from corpus_articles import FERRY
from mixed_articles import DUTCH, DUTCH_TOO, ENGLISH, ENGLISH_TOO, FRENCH, FRENCH_TOO

from index.article import Article, Language, LanguagePart
from index.errors import ArticleError
from index.text.article_languages import article_languages, with_parts
from index.text.boilerplate import body_spans

Found = tuple[Language, str | None, list[tuple[str, Language | str | None]]]


def _found(*paragraphs: str, told: str | None = None) -> Found:
    text = "\n\n".join(paragraphs)
    found = article_languages(text, body_spans(text), told)
    parts = [(text[part.start : part.end], part.language or part.foreign) for part in found.parts]
    return found.language, found.foreign, parts


def test_an_article_is_in_the_language_that_there_is_most_of() -> None:
    assert _found(DUTCH, ENGLISH, DUTCH_TOO) == ("nl", None, [(ENGLISH, "en")])
    assert _found(ENGLISH, DUTCH, ENGLISH_TOO) == ("en", None, [(DUTCH, "nl")])
    # Words that questions are built with (who, where) are no measure of how much there is.
    assert _found(*FERRY.paragraphs)[:2] == ("nl", None)


def test_an_article_that_is_foreign_for_the_most_part_has_its_dutch_or_english_searched() -> None:
    ours = f"{DUTCH} {DUTCH_TOO}"
    assert _found(FRENCH, ours, FRENCH_TOO) == ("nl", None, [(FRENCH, "French"), (FRENCH_TOO, "French")])
    assert _found(FRENCH, FRENCH_TOO, ENGLISH, ENGLISH_TOO, FRENCH)[:2] == ("en", None)


def test_a_little_of_them_does_not_make_it_one_of_ours() -> None:
    assert _found(FRENCH, FRENCH_TOO, FRENCH, FRENCH_TOO, FRENCH, ENGLISH_TOO)[:2] == ("en", "French")


@pytest.mark.parametrize("told", ["nl", "en"])
def test_what_the_file_says_goes_first(told: Language) -> None:
    parts = [] if told == "nl" else [(f"{DUTCH}\n\n{DUTCH_TOO}", "nl")]
    assert _found(DUTCH, DUTCH_TOO, told=told) == (told, None, parts)
    assert _found(FRENCH, told=told) == (told, None, [(FRENCH, "French")])


def test_another_language_that_the_file_says_is_foreign_whatever_the_text() -> None:
    assert _found(DUTCH, told="de-DE") == ("nl", "what its file calls 'de-DE'", [])
    assert _found(FRENCH, told="fr") == ("en", "French", [(FRENCH, "French")])


def test_an_article_gets_its_parts() -> None:
    article = Article("a", "a", "T", f"{DUTCH}\n\n{ENGLISH}", "nl")
    at = len(DUTCH) + 2
    assert with_parts(article) == replace(article, parts=(LanguagePart(at, len(article.text), "en"),))


def test_text_without_words_is_an_error() -> None:
    with pytest.raises(ArticleError, match="no words in it: nothing but digits and signs"):
        _found("12345")
