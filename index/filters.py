"""Which passages a search may find: by their language, and by the date and the name of their article."""

import re
from calendar import monthrange
from dataclasses import dataclass

from index.article import LANGUAGES, ArticleEntry, Language
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

    def holds(self, article: ArticleEntry) -> bool:
        """Whether an article may be used, in whole or in part."""
        languages = {article.language, article.also} & set(self.searched)
        published, first, last = article.published, self.published_from, self.published_to
        since = first is None or (published is not None and end_of(published) >= first)
        until = last is None or (published is not None and published <= end_of(last))
        chosen = self.article_ids is None or article.id in self.article_ids
        return bool(languages) and since and until and chosen


NO_FILTERS = Filters()


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
