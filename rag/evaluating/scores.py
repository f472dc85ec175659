"""Scores a run over a question set: was the right passage found, the right answer given and cited."""

import re
import statistics
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.article import Article, Language
from index.span import Span
from rag.evaluating.question_set import DIRECTIONS, Direction, GoldParagraph, Question, QuestionSet
from rag.evaluating.results import CitationRow, PassageRow, Result

HIT_DEPTHS = (1, 3, 5, 10)
Stage = Literal["retrieve", "first_token", "total"]
STAGES: tuple[Stage, ...] = ("retrieve", "first_token", "total")


@dataclass(frozen=True, slots=True)
class AnswerScores:
    """Shares (0 to 1) of the answerable questions of one direction; None where there is nothing to count.

    ``citation_recall``: of the answers given, those with a citation of a gold paragraph.
    ``citation_precision``: of the citations, those of a gold paragraph.
    """

    false_refusal: float | None
    answer_correct: float | None
    answer_or_quote_has_it: float | None
    citation_recall: float | None
    citation_precision: float | None


@dataclass(frozen=True, slots=True)
class DirectionScores:
    """One direction: ``hits[k]`` is the share of questions with a gold paragraph in the first k passages."""

    questions: int
    hits: Mapping[int, float | None]
    answers: AnswerScores | None


@dataclass(frozen=True, slots=True)
class OverallScores:
    """Shares (0 to 1) over all directions, and counts of citations that their article does not hold."""

    refuses_unanswerable: float | None
    false_refusal: float | None
    right_language: float | None
    uncited_answers: float | None
    quote_words_median: float | None
    quotes_not_in_article: int


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that half and 95% of the questions took at most."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of a run. ``answers`` (here and in a direction) is None for a run of retrieval alone."""

    questions: int
    asked: int
    directions: Mapping[Direction, DirectionScores]
    answers: OverallScores | None
    passages_not_in_article: int
    seconds: Mapping[Stage, Timing]


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    result: Result
    gold: tuple[GoldParagraph, ...]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A question that was answered or refused."""

    question: Question
    gold: tuple[GoldParagraph, ...]
    text: str
    abstained: bool
    citations: tuple[CitationRow, ...]


def score(question_set: QuestionSet, results: Sequence[Result]) -> Scores:
    """Score the results of a run; questions that it did not ask are left out."""
    by_id = {result.id: result for result in results}
    asked = [
        _Asked(question, by_id[question.id], question_set.gold(question))
        for question in question_set.questions
        if question.id in by_id
    ]
    spoken = [one for each in asked if (one := _spoken(each)) is not None]
    articles = question_set.articles
    return Scores(
        questions=len(question_set.questions),
        asked=len(asked),
        directions={
            direction: _direction_scores(
                [
                    one
                    for one in asked
                    if one.question.answerable
                    and one.gold
                    and question_set.direction(one.question) == direction
                ]
            )
            for direction in DIRECTIONS
        },
        answers=_overall_scores(spoken, articles) if spoken else None,
        passages_not_in_article=sum(
            not _is_slice(articles, passage, passage.text) for one in asked for passage in one.result.passages
        ),
        seconds={stage: timing for stage in STAGES if (timing := _timing(asked, stage)) is not None},
    )


def _direction_scores(asked: Sequence[_Asked]) -> DirectionScores:
    ranks = [_gold_rank(one) for one in asked]
    spoken = [found for one in asked if (found := _spoken(one)) is not None]
    return DirectionScores(
        questions=len(asked),
        hits={depth: _mean(rank is not None and rank < depth for rank in ranks) for depth in HIT_DEPTHS},
        answers=_answer_scores(spoken) if spoken else None,
    )


def _answer_scores(spoken: Sequence[_Spoken]) -> AnswerScores:
    given = [one for one in spoken if not one.abstained]
    return AnswerScores(
        false_refusal=_mean(one.abstained for one in spoken),
        answer_correct=_mean(
            not one.abstained and _holds_any(one.text, one.question.answers) for one in spoken
        ),
        answer_or_quote_has_it=_mean(not one.abstained and _answer_or_quote_has_it(one) for one in spoken),
        citation_recall=_mean(any(_is_gold(c, one.gold) for c in one.citations) for one in given),
        citation_precision=_mean(_is_gold(c, one.gold) for one in given for c in one.citations),
    )


def _overall_scores(spoken: Sequence[_Spoken], articles: Mapping[str, Article]) -> OverallScores:
    given = [one for one in spoken if not one.abstained]
    citations = [citation for one in spoken for citation in one.citations]
    told = [(one.question.language, language_by_function_words(one.text)) for one in given]
    return OverallScores(
        refuses_unanswerable=_mean(one.abstained for one in spoken if not one.question.answerable),
        false_refusal=_mean(one.abstained for one in spoken if one.question.answerable),
        right_language=_mean(asked == seen for asked, seen in told if seen is not None),
        uncited_answers=_mean(not one.citations for one in given),
        quote_words_median=statistics.median(len(c.quote.split()) for c in citations) if citations else None,
        quotes_not_in_article=sum(not _is_slice(articles, c, c.quote) for c in citations),
    )


def _spoken(asked: _Asked) -> _Spoken | None:
    result = asked.result
    if result.answer is None or result.abstained is None or result.citations is None:
        return None
    return _Spoken(asked.question, asked.gold, result.answer, result.abstained, result.citations)


def _gold_rank(asked: _Asked) -> int | None:
    ranks = (rank for rank, passage in enumerate(asked.result.passages) if _is_gold(passage, asked.gold))
    return next(ranks, None)


def _answer_or_quote_has_it(spoken: _Spoken) -> bool:
    answers = spoken.question.answers
    quoted = (*answers, *(words for gold in spoken.gold for words in gold.answer_words))
    return _holds_any(spoken.text, answers) or any(_holds_any(c.quote, quoted) for c in spoken.citations)


def _is_gold(piece: PassageRow | CitationRow, gold: Iterable[GoldParagraph]) -> bool:
    return covers_gold(piece.article, Span(piece.start, piece.end), gold)


def covers_gold(article_id: str, span: Span, gold: Iterable[GoldParagraph]) -> bool:
    """Whether a span of an article shares at least half of the shorter of the two with a gold paragraph."""
    for paragraph in gold:
        shared = min(span.end, paragraph.span.end) - max(span.start, paragraph.span.start)
        shorter = min(span.end - span.start, paragraph.span.end - paragraph.span.start)
        if article_id == paragraph.article and shorter > 0 and shared >= 0.5 * shorter:
            return True
    return False


def _is_slice(articles: Mapping[str, Article], piece: PassageRow | CitationRow, text: str) -> bool:
    article = articles.get(piece.article)
    return article is not None and article.text[piece.start : piece.end] == text


def _holds_any(text: str, answers: Iterable[str]) -> bool:
    """Whether one of the answers stands in the text as whole words; case and punctuation do not count."""
    words = f" {_plain(text)} "
    return any(plain and f" {plain} " in words for plain in map(_plain, answers))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", " ", folded)).strip()


_DUTCH_FUNCTION_WORDS = (
    "de het een en van in op te dat die is was zijn met voor niet aan er om als bij ook naar uit door "
    "over worden werd heeft hebben of maar dit deze hij zij ze ik je we wordt geen nog dan"
)
_ENGLISH_FUNCTION_WORDS = (
    "the a an and of in on to that which is was are were with for not at there as by also from out "
    "through over be been has have or but this these he she they i we you it its no than his her"
)
FUNCTION_WORDS: Mapping[Language, frozenset[str]] = {
    "nl": frozenset(_DUTCH_FUNCTION_WORDS.split()),
    "en": frozenset(_ENGLISH_FUNCTION_WORDS.split()),
}
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")  # an apostrophe ends no quotation


def language_by_function_words(text: str) -> Language | None:
    """Tell the language of a text, quotations aside; None below four words or where neither prevails.

    Cruder than the detection of questions, and independent of it: a judge should not share its ways.
    """
    words = re.findall(r"[a-zà-ÿ]+", _QUOTED.sub(" ", text.lower()))
    dutch, english = (sum(word in FUNCTION_WORDS[language] for word in words) for language in ("nl", "en"))
    if len(words) < 4 or dutch == english:
        return None
    return "nl" if dutch > english else "en"


def _timing(asked: Sequence[_Asked], stage: Stage) -> Timing | None:
    times = sorted(t for one in asked if (t := getattr(one.result.seconds, stage)) is not None)
    if not times:
        return None
    return Timing(p50=times[len(times) // 2], p95=times[int(len(times) * 0.95)])


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return statistics.fmean(listed) if listed else None
