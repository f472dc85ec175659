"""Which passages a search may find, and which articles a list shows: by language, date, name and words."""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from index.article import LANGUAGES, Language
from index.errors import SettingError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; None does not limit.

    Dates are ISO 8601 of any precision (``2023``, ``2023-03``, ``2023-03-14``) and inclusive: to ``2023-03``
    is to its last day. An article of which only the month or the year is known is found if any day of it
    lies within; one without a date is not found between dates.

    :raises SettingError: a date is none, the dates are the wrong way round, or a language is not known.
    """

    languages: tuple[Language, ...] | None = None
    published_from: str | None = None
    published_to: str | None = None
    article_ids: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for language in self.languages or ():
            if language not in LANGUAGES:
                raise SettingError(
                    f"the language {language!r} is not one of {', '.join(LANGUAGES)}: choose among those"
                )
        for date in (self.published_from, self.published_to):
            if date is not None and not _is_date(date):
                raise SettingError(f"{date!r} is not a date: write 2023, 2023-03 or 2023-03-14")
        first, last = self.published_from, self.published_to
        if first is not None and last is not None and first > end_of(last):
            raise SettingError(f"from {first} to {last} is no time at all: put the earlier date first")

    @property
    def searched(self) -> tuple[Language, ...]:
        """The languages to search in."""
        wanted = LANGUAGES if self.languages is None else self.languages
        return tuple(language for language in LANGUAGES if language in wanted)

    @property
    def selects_articles(self) -> bool:
        """Whether not all articles of a language may be found."""
        return (self.published_from, self.published_to, self.article_ids) != (None, None, None)


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word of a search in a list: it stands in the title, a path or the date, or is part of a month's name.

    ``text`` is as ``index.text.plain.plain`` gives it, ``months`` those (1 to 12) that have it in their name.
    """

    text: str
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleSelection:
    """Which articles are listed or counted. What is None or empty does not limit them.

    ``languages``: one of these is the article's, or some of its passages'. ``within``: from a date on, and
    before another, as ISO 8601 texts compare. ``ids`` and ``paths``: the article, or a copy of it, has one of
    these. ``titles``: its title is one of these, by ``index.text.plain.title_key``. ``without``: ids that it
    must not have.
    """

    filters: Filters = NO_FILTERS
    languages: tuple[Language, ...] = ()
    within: tuple[tuple[str | None, str | None], ...] = ()
    words: tuple[ListedWord, ...] = ()
    ids: Collection[str] | None = None
    paths: Collection[str] | None = None
    titles: Collection[str] | None = None
    without: Collection[str] = ()


ALL_ARTICLES = ArticleSelection()
ListOrder = Literal["newest", "oldest", "title", "passages"]
"""Articles without a date come last, those of equal rank by title."""


def end_of(date: str) -> str:
    """Return a text that sorts after every date within ``date``, and before every later one."""
    return f"{date}~"


def _is_date(date: str) -> bool:
    found = _DATE.fullmatch(date)
    if found is None:
        return False
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return False
    return day is None or (month is not None and 1 <= day <= monthrange(year, month)[1])
