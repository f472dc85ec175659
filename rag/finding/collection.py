"""What is asked about the articles themselves: how many there are, which, the newest, of which dates."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.article import Language
from index.filters import ArticleSelection, Filters, end_of
from index.text.keywords import index_words
from rag.finding.question_kind import is_frame_word
from rag.finding.question_signs import question_signs
from rag.finding.question_words import QuestionWords
from rag.finding.subject import Subject, subject_of
from rag.values.compare import values_in
from rag.values.dates import is_day_or_month


class CollectionAsk(StrEnum):
    """What of the articles is asked."""

    COUNT = "count"
    NEWEST = "newest"
    OLDEST = "oldest"
    LANGUAGES = "languages"
    PERIOD = "period"
    WHICH = "which"


class Relation(StrEnum):
    """How the time of an article stands to one that is named."""

    IN = "in"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"


_RELATIONS = tuple(
    (relation, re.compile(rf"\b(?:{words})(?: the| de| het)?\s+$", re.IGNORECASE))
    for relation, words in (
        (Relation.BEFORE, "before|voor|vóór|prior to|older than|ouder dan|eerder dan"),
        (Relation.AFTER, "after|na|later than|newer than|later dan|nieuwer dan"),
        (Relation.SINCE, "since|sinds|vanaf|sedert"),
    )
)


@dataclass(frozen=True, slots=True)
class CollectionQuestion:
    """A question about the articles: what of them, and of which of them.

    ``languages`` and ``times`` limit the articles; empty: not limited so.
    """

    ask: CollectionAsk
    subject: Subject
    languages: tuple[Language, ...]
    times: tuple["TimeLimit", ...]

    def selection(self, filters: Filters, ids: Collection[str]) -> ArticleSelection:
        """Return the articles of the language and the time that is asked about, among those of a filter.

        :param ids: those that tell of the subject; not looked at where there is none.
        """
        return ArticleSelection(
            filters=filters,
            languages=self.languages,
            within=tuple(time.within for time in self.times),
            ids=None if self.subject.is_empty else ids,
        )


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time that articles are of, before, after or not before; ISO 8601, ``2024`` or ``2024-10``."""

    relation: Relation
    time: str

    @property
    def within(self) -> tuple[str | None, str | None]:
        """From which date on and before which other one the articles are, as ISO 8601 texts compare."""
        after = end_of(self.time)
        return {
            Relation.IN: (self.time, after),
            Relation.BEFORE: (None, self.time),
            Relation.AFTER: (after, None),
            Relation.SINCE: (self.time, None),
        }[self.relation]


def collection_question(question: str, language: Language) -> CollectionQuestion:
    """Return what a question asks about the articles."""
    signs = question_signs()
    asks = (CollectionAsk(ask) for ask, sign in signs.asks if sign.search(question))
    languages = tuple(each for each, sign in signs.in_language.items() if sign.search(question))
    rest = question
    for sign in signs.in_language.values():
        rest = sign.sub(" ", rest)
    words = QuestionWords(rest, language)
    own = [
        word
        for at, word in enumerate(words.spelled)
        if words.is_content(at)
        and words.lower[at] not in signs.of_articles
        and not is_frame_word(words.lower[at])
    ]
    subject = subject_of(rest, language)
    named = {word for name in subject.names for word in name.text.split()}
    others = [
        word for word in own if not word.isdigit() and word not in named and not is_day_or_month(word.lower())
    ]
    stems = frozenset(index_words(" ".join(others), language))
    return CollectionQuestion(
        next(asks, CollectionAsk.WHICH),
        Subject(subject.names, language, bool(others), stems),
        languages,
        tuple(_times(question, language)),
    )


def _times(question: str, language: Language) -> Iterator[TimeLimit]:
    for moment in values_in(question, language).dates:
        one = moment.date
        if one is None or one.year is None:
            continue
        before = question[: moment.span.start]
        relation = next((name for name, sign in _RELATIONS if sign.search(before)), Relation.IN)
        yield TimeLimit(relation, f"{one.year}" if one.month is None else f"{one.year}-{one.month:02}")
