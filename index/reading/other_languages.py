"""What is done with text in neither Dutch nor English: left out and said so, or indexed where asked for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from index.article import Article
from index.reading.skipped import SkippedFile
from index.unread import Unread

OtherLanguages = Literal["skip", "index"]
"""``skip`` leaves text in other languages out; ``index`` takes it in as if it were the nearer of the two."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of an article is not searched since it is in another language; ``characters`` over all its parts.

    ``path`` is the article's id, ``foreign`` the name of the language in English.
    """

    path: str
    foreign: str
    characters: int


def taken(item: Article | SkippedFile, other_languages: OtherLanguages) -> Article | SkippedFile:
    """Return an article as it is to be indexed, or as skipped where it is in another language."""
    if isinstance(item, SkippedFile):
        return item
    if other_languages == "index":
        # All of it is searched, so that these parts are the article's like any other.
        return replace(item, parts=tuple(part for part in item.parts if part.language is not None))
    if item.foreign is not None:
        return SkippedFile(item.id, Unread.OTHER_LANGUAGE(language=item.foreign))
    return item


def is_foreign(article: Article) -> bool:
    """Whether an article, or a part of it, is in neither Dutch nor English."""
    return article.foreign is not None or any(part.language is None for part in article.parts)


class ForeignTally:
    """Counts, as articles go by, what is in neither Dutch nor English."""

    def __init__(self) -> None:
        self._articles = Counter[str]()
        self._left_out: list[LeftOut] = []

    def see(self, article: Article) -> None:
        """Take an article in."""
        if article.foreign is not None:
            self._articles[article.foreign] += 1
        self._left_out += left_out(article)

    @property
    def articles(self) -> tuple[tuple[str, int], ...]:
        """The articles that were indexed though they are in another language, counted by its name."""
        return tuple(sorted(self._articles.items()))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What of the articles was left out, in their order."""
        return tuple(self._left_out)


def left_out(article: Article) -> Iterable[LeftOut]:
    """Return how much of an article is not searched, by language."""
    characters = Counter[str]()
    for part in article.parts:
        if part.foreign is not None:
            characters[part.foreign] += part.end - part.start
    return [LeftOut(article.id, foreign, count) for foreign, count in sorted(characters.items())]
