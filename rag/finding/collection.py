"""What is asked about the articles themselves: how many there are, which, the newest, of which dates."""

from dataclasses import dataclass
from enum import StrEnum

from index.article import ArticleEntry, Language
from rag.finding.question_kind import is_frame_word
from rag.finding.question_signs import question_signs
from rag.finding.question_words import QuestionWords
from rag.finding.subject import Subject, subject_of
from rag.values.compare import values_in


class CollectionAsk(StrEnum):
    """What of the articles is asked."""

    COUNT = "count"
    NEWEST = "newest"
    OLDEST = "oldest"
    LANGUAGES = "languages"
    PERIOD = "period"
    WHICH = "which"


@dataclass(frozen=True, slots=True)
class CollectionQuestion:
    """A question about the articles: what of them, and of which of them.

    ``languages`` and ``times`` (ISO 8601, ``2024`` or ``2024-10``) limit the articles; empty: not limited so.
    """

    ask: CollectionAsk
    subject: Subject
    languages: tuple[Language, ...]
    times: tuple[str, ...]

    def holds(self, entry: ArticleEntry) -> bool:
        """Whether an article is of the language and the time that is asked about."""
        in_language = not self.languages or entry.language in self.languages or entry.also in self.languages
        in_time = not self.times or any((entry.published or "").startswith(time) for time in self.times)
        return in_language and in_time


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
    dates = [one.date for one in values_in(question, language).dates if one.date is not None]
    times = tuple(
        f"{one.year}" if one.month is None else f"{one.year}-{one.month:02}" for one in dates if one.year
    )
    named = {word for name in subject.names for word in name.text.split()}
    has_words = any(not word.isdigit() and word not in named for word in own)
    return CollectionQuestion(
        next(asks, CollectionAsk.WHICH), Subject(subject.names, language, has_words), languages, times
    )
