"""Answers what the articles tell of a subject: their own sentences, each thing once, or by time."""

from collections.abc import Collection
from dataclasses import replace

from index.article import Language
from index.span import Span
from rag.answer import Answer, EvidenceSentence, QuestionKind
from rag.asking.harmless_text import looks_like_an_instruction
from rag.deciding.asked import Asked
from rag.deciding.quotation import quoting, with_the_one_before
from rag.finding.evidence import is_heading
from rag.values.article_dates import date_in_words, of_date
from rag.values.told_time import told_time

_INTRODUCTIONS: dict[QuestionKind, dict[Language, str]] = {
    QuestionKind.OVERVIEW: {
        "nl": "Dit zeggen de artikelen hierover:",
        "en": "This is what the articles say about it:",
    },
    QuestionKind.CHANGE: {
        "nl": "Dit zeggen de artikelen hierover, in de volgorde van de tijd:",
        "en": "This is what the articles say about it, in the order of time:",
    },
}
_LEADS: dict[Language, str] = {"nl": "Artikel {of_date}:", "en": "Article {of_date}:"}


def overview(asked: Asked) -> Answer:
    """Return the answer that quotes the evidence, each sentence a line; by time for what changed."""
    kind = asked.kind
    told = [
        (each, told_time(each.text, each.passage.language, each.passage.published)) for each in asked.evidence
    ]
    by_time = kind == QuestionKind.CHANGE
    if by_time:
        told.sort(key=lambda pair: (pair[1] is None, pair[1] or ""))
    # Of what differs, and not over time, no sentence may have a date.
    said_as = kind if any(when for _, when in told) else QuestionKind.OVERVIEW
    answer = Answer(
        "",
        asked.language,
        (),
        asked.passages,
        abstained=False,
        kind=kind,
        introduction=_INTRODUCTIONS[said_as][asked.language],
    )
    before = ""
    shown = {(each.passage.chunk.article_id, each.span) for each in asked.evidence}
    for line, when in told:
        lead = _lead(line, asked.language, before) if not by_time else ""
        if by_time and when is not None:
            lead = f"{date_in_words(when, asked.language)}:"
        before = line.passage.chunk.article_id
        answer = quoting(answer, _whole(line, shown), lead, when=when if by_time else None)
    return answer


def reasons(asked: Asked, answer: Answer) -> Answer:
    """Return the answer that quotes what most likely tells why or how, in place of one sentence.

    The first brings the sentence after it along, which often goes on with it. No words are set off: of
    reasons the reader marks what is asked about as often as what answers.
    """
    told = replace(
        answer, sentences=(), citations=(), introduction=_INTRODUCTIONS[QuestionKind.OVERVIEW][asked.language]
    )
    shown = {(each.passage.chunk.article_id, each.span) for each in asked.reasons}
    for line in asked.reasons:
        source = _whole(line, shown)
        if line == asked.reasons[0]:
            source = _with_the_one_after(source, shown)
        told = quoting(told, source)
    return told


def _with_the_one_after(source: EvidenceSentence, shown: Collection[tuple[str, Span]]) -> EvidenceSentence:
    chunk = source.passage.chunk
    after = next((span for span in chunk.sentences if span.start >= source.span.end), None)
    if after is None or (chunk.article_id, after) in shown:
        return source
    following = chunk.text[after.start - chunk.start : after.end - chunk.start]
    if looks_like_an_instruction(following) or is_heading(following):
        return source
    both = Span(source.span.start, after.end)
    return replace(source, span=both, text=chunk.text[both.start - chunk.start : both.end - chunk.start])


def _whole(line: EvidenceSentence, shown: Collection[tuple[str, Span]]) -> EvidenceSentence:
    """Return a line with the sentence that it leans on, unless that is a line itself."""
    before = line.passage.chunk.span_before(line.span)
    return line if (line.passage.chunk.article_id, before) in shown else with_the_one_before(line)


def _lead(line: EvidenceSentence, language: Language, before: str) -> str:
    """Say of which date the article is, where it is known and not that of the line before."""
    published = line.passage.published
    if published is None or line.passage.chunk.article_id == before:
        return ""
    return _LEADS[language].format(of_date=of_date(published, language))
