"""Answers what is asked about the articles themselves, by the catalogue and never by the model."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.article import LANGUAGES, ArticleEntry, Language
from index.storage.article_lists import ArticleCounts
from rag.answer import Answer, AnswerSentence, Citation, EvidenceSentence, QuestionKind
from rag.asking.draft import without_brackets
from rag.finding.collection import CollectionAsk, CollectionQuestion
from rag.finding.held_articles import HeldArticles
from rag.finding.retrieval import FoundSentence
from rag.values.article_dates import date_in_words

MOST_LISTED = 10

Opening = Callable[[str], FoundSentence]
"""Returns the first sentence of an article, by its id."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """What is said of articles; ``{count}`` is a number with the word for articles."""

    one: str
    several: str
    languages: dict[Language, str]
    naming: tuple[str, str]
    """Of one article and of several that name something."""
    telling: tuple[str, str]
    """Of one article and of several that are about what has no name."""
    no_naming: str
    no_telling: str
    none: str
    of_these: tuple[str, str]
    """Of one article and of several."""
    at_least: str
    newest: str
    oldest: str
    period: str
    time: str
    no_dates: str
    undated: str
    more: str
    others: str
    no_others: str
    joint: str


_WORDING: dict[Language, _Wording] = {
    "nl": _Wording(
        one="artikel",
        several="artikelen",
        languages={"nl": "in het Nederlands", "en": "in het Engels"},
        naming=("{count} noemt {names}:", "{count} noemen {names}:"),
        telling=("{count} gaat hier waarschijnlijk over:", "{count} gaan hier waarschijnlijk over:"),
        no_naming="Geen enkel artikel noemt {names}.",
        no_telling="Geen enkel artikel gaat hier duidelijk over.",
        none="Er is geen enkel artikel dat hieraan voldoet.",
        of_these=("Het gaat om {count}:", "Het gaat om {count}:"),
        at_least="Minstens {count}",
        newest="Het nieuwste artikel:",
        oldest="Het oudste artikel:",
        period="De artikelen zijn van {first} tot {last}.",
        time="De artikelen zijn van {first}.",
        no_dates="Van geen van deze artikelen is de datum bekend.",
        undated="Van {count} is de datum niet bekend.",
        more="En nog {count}.",
        others="De andere artikelen:",
        no_others="Meer artikelen zijn er niet gevonden.",
        joint=" en ",
    ),
    "en": _Wording(
        one="article",
        several="articles",
        languages={"nl": "in Dutch", "en": "in English"},
        naming=("{count} mentions {names}:", "{count} mention {names}:"),
        telling=("{count} is probably about this:", "{count} are probably about this:"),
        no_naming="No article mentions {names}.",
        no_telling="No article is clearly about this.",
        none="There is no such article.",
        of_these=("There is {count}:", "There are {count}:"),
        at_least="At least {count}",
        newest="The newest article:",
        oldest="The oldest article:",
        period="The articles are from {first} to {last}.",
        time="The articles are from {first}.",
        no_dates="Of none of these articles is the date known.",
        undated="Of {count} the date is not known.",
        more="And {count} more.",
        others="The other articles:",
        no_others="No more articles were found.",
        joint=" and ",
    ),
}


def about_collection(
    asked: CollectionQuestion,
    language: Language,
    articles: HeldArticles,
    told: Mapping[str, EvidenceSentence],
    opening: Opening,
    *,
    before: Sequence[Answer] = (),
    is_all: bool = True,
) -> Answer:
    """Return the answer that counts or lists articles.

    :param articles: those that are asked about.
    :param told: by the id of each article that tells of the subject, a sentence that does.
    :param before: the answers that this goes on from: what they list is left out.
    :param is_all: False where there may be more articles on the subject than were looked at.
    """
    words, counts, has_subject = _WORDING[language], articles.counts, not asked.subject.is_empty
    names = words.joint.join(name.text for name in asked.subject.names)
    empty = Answer("", language, (), (), abstained=False, kind=QuestionKind.COLLECTION)
    if not counts.articles:
        none = words.none if not has_subject else words.no_naming if names else words.no_telling
        return _saying(empty, none.format(names=names))
    sources = _Sources(told, opening)
    if before:
        others, count = _not_listed(articles, before)
        going_on = replace(empty, introduction=words.others)
        return _listing(going_on, others, count, sources) if count else _saying(empty, words.no_others)
    if asked.ask in {CollectionAsk.NEWEST, CollectionAsk.OLDEST}:
        return _first_by_date(empty, articles, sources, newest=asked.ask == CollectionAsk.NEWEST)
    if asked.ask == CollectionAsk.PERIOD:
        return _saying(empty, _period(counts, language))
    if not has_subject and asked.ask in {CollectionAsk.LANGUAGES, CollectionAsk.COUNT}:
        return _saying(empty, _by_language(counts, language))
    headings = words.of_these if not has_subject else words.naming if names else words.telling
    heading = headings[counts.articles > 1]
    count_said = _count(counts.articles, language)
    introduction = heading.format(
        count=count_said if is_all else words.at_least.format(count=count_said), names=names
    )
    return _listing(
        replace(empty, introduction=introduction), articles.first(MOST_LISTED), counts.articles, sources
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """What is cited of an article: the sentence on the subject where there is one, else its first."""

    told: Mapping[str, EvidenceSentence]
    opening: Opening

    def of(self, article_id: str) -> EvidenceSentence | FoundSentence:
        return self.told.get(article_id) or self.opening(article_id)


def _count(count: int, language: Language) -> str:
    words = _WORDING[language]
    return f"{count} {words.one if count == 1 else words.several}"


def _saying(answer: Answer, text: str) -> Answer:
    sentence = AnswerSentence(text, (), support=1.0)
    return answer.with_sentences((*answer.sentences, sentence))


def _by_language(counts: ArticleCounts, language: Language) -> str:
    words, each_of = _WORDING[language], counts.by_language
    parts = [f"{each_of[each]} {words.languages[each]}" for each in LANGUAGES if each_of[each]]
    return f"{_count(counts.articles, language)}: {words.joint.join(parts)}."


def _period(counts: ArticleCounts, language: Language) -> str:
    words = _WORDING[language]
    if counts.first is None or counts.last is None:
        return words.no_dates
    first, last = (date_in_words(time, language) for time in (counts.first, counts.last))
    said = (words.time if first == last else words.period).format(first=first, last=last)
    return " ".join(filter(None, (said, _undated(counts.undated, language))))


def _undated(count: int, language: Language) -> str:
    return _WORDING[language].undated.format(count=_count(count, language)) if count else ""


def _first_by_date(answer: Answer, articles: HeldArticles, sources: _Sources, *, newest: bool) -> Answer:
    words, counts = _WORDING[answer.language], articles.counts
    if counts.undated == counts.articles:
        no_dates = replace(answer, introduction=words.no_dates)
        return _listing(no_dates, articles.first(MOST_LISTED), counts.articles, sources)
    introduction = words.newest if newest else words.oldest
    first = articles.first(1, "newest" if newest else "oldest")
    listed = _listing(replace(answer, introduction=introduction), first, 1, sources)
    undated = _undated(counts.undated, answer.language)
    return _saying(listed, undated) if undated else listed


def _not_listed(articles: HeldArticles, before: Sequence[Answer]) -> tuple[list[ArticleEntry], int]:
    """Return the first articles, the newest first, that have no line in the answers before, and their number.

    By the text of these, which is all that a client of the API sends back, in whichever language. Of two
    with the same title and date each line stands for one.
    """
    lines = Counter(line.rpartition(" [")[0] for answer in before for line in answer.text.splitlines())
    titles = {title for line in lines for title in (line, line.rpartition(" (")[0])}
    listed = set()
    for each in articles.titled(titles):
        line = next((line for language in LANGUAGES if lines[line := _titled(each, language)]), None)
        if line is not None:
            lines[line] -= 1
            listed.add(each.id)
    first = articles.first(MOST_LISTED + len(listed))
    others = [each for each in first if each.id not in listed][:MOST_LISTED]
    return others, articles.counts.articles - len(listed)


def _titled(entry: ArticleEntry, language: Language) -> str:
    """Return an article's title and date; brackets in a title could pass for marks."""
    date = f" ({date_in_words(entry.published, language)})" if entry.published else ""
    return f"{without_brackets(entry.title)}{date}"


def _listing(answer: Answer, listed: Sequence[ArticleEntry], count: int, sources: _Sources) -> Answer:
    """Return ``answer`` with a line for each article: its title and date; and how many more there are."""
    for each in listed:
        source = sources.of(each.id)
        number = len(answer.citations) + 1
        citation = Citation(number, source.passage, source.span, source.text, support=1.0)
        line = AnswerSentence(f"{_titled(each, answer.language)} [{number}]", (number,), support=1.0)
        answer = replace(answer, citations=(*answer.citations, citation)).with_sentences(
            (*answer.sentences, line)
        )
    left = count - len(listed)
    return _saying(answer, _WORDING[answer.language].more.format(count=left)) if left > 0 else answer
