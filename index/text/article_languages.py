"""In which languages an article is: as a whole, and the parts of it that are in another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import LANGUAGES, Article, Language, LanguagePart
from index.span import Span
from index.text.boilerplate import body_spans
from index.text.language import detect_article_language
from index.text.language_parts import is_surely_in, language_parts, the_other

_LEAST_OURS = 0.25
"""Share of an article's letters in Dutch or English with which it is not foreign as a whole."""


@dataclass(frozen=True, slots=True)
class ArticleLanguages:
    """The languages of an article; the fields are those of ``index.article.Article``."""

    language: Language
    foreign: str | None = None
    parts: tuple[LanguagePart, ...] = ()


def article_languages(text: str, paragraphs: Sequence[Span], told: str | None) -> ArticleLanguages:
    """Return the languages of an article.

    What its file says goes before what the text shows. Otherwise it is the one of which there is most. An
    article that is foreign for the most part is not so as a whole where a quarter of it is surely in Dutch or
    English.

    :param paragraphs: of the body, in order, as ``index.text.boilerplate.body_spans`` gives them.
    :param told: what the file gives as its language, if anything: ``nl``, ``en``, or another as it writes it.
    :raises ArticleError: the text holds no words. The message does not name the file.
    """
    ours = next((language for language in LANGUAGES if language == told), None)
    if ours is not None:
        return ArticleLanguages(ours, parts=language_parts(text, paragraphs, ours))
    detected = detect_article_language(text)
    language, foreign = detected.language, detected.foreign
    if told is not None:
        foreign = foreign or f"what its file calls {told!r}"
    elif foreign is not None:
        within = _language_within(text, paragraphs)
        language, foreign = (language, foreign) if within is None else (within, None)
    parts = language_parts(text, paragraphs, language)
    if foreign is None and _is_mostly_in_other(parts, paragraphs):
        language = the_other(language)
        parts = language_parts(text, paragraphs, language)
    return ArticleLanguages(language, foreign, parts)


def with_parts(article: Article) -> Article:
    """Return an article, whose language is known, with its parts in other languages."""
    parts = language_parts(article.text, body_spans(article.text), article.language)
    return replace(article, parts=parts)


def _language_within(text: str, paragraphs: Sequence[Span]) -> Language | None:
    """Return the one of the two that most is surely in, of a text that seems foreign; None of too little."""
    letters = Counter[Language]()
    for paragraph in paragraphs:
        for language in LANGUAGES:
            if is_surely_in(language, paragraph.of(text)):
                letters[language] += _letters(paragraph.of(text))
    if letters.total() < _LEAST_OURS * sum(_letters(paragraph.of(text)) for paragraph in paragraphs):
        return None
    return max(LANGUAGES, key=letters.__getitem__)


def _letters(paragraph: str) -> int:
    return sum(map(str.isalpha, paragraph))


def _is_mostly_in_other(parts: Sequence[LanguagePart], paragraphs: Sequence[Span]) -> bool:
    other = sum(part.end - part.start for part in parts if part.language is not None)
    foreign = sum(part.end - part.start for part in parts if part.language is None)
    return 2 * other > sum(each.end - each.start for each in paragraphs) - foreign
