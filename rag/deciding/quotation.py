"""Answers in the articles' own words and language."""

import re
from dataclasses import replace

from index.article import Language
from index.span import Span
from rag.answer import Answer, AnswerSentence, Citation, EvidenceSentence
from rag.asking.draft import without_brackets
from rag.asking.harmless_text import looks_like_an_instruction
from rag.finding.evidence import leans_on_the_one_before

QUOTATION: dict[Language, dict[Language, str]] = {
    "nl": {"nl": "In de artikelen staat:", "en": "In een Engels artikel staat:"},
    "en": {"en": "The articles say:", "nl": "A Dutch article says:"},
}
"""What introduces a quotation, by the reader's language and then the source's."""

_DOUBLE_QUOTES = str.maketrans({"“": "‘", "„": "‘", "«": "‘", "”": "’", "»": "’"})
_OPENING = re.compile(r'(?<!\S)"(?=\S)')
"""One without its end, as where a quotation goes on in the next sentence."""
_STRAIGHT = re.compile(r'"([^"]*)"')


def with_quotation(answer: Answer, source: EvidenceSentence, words: Span | None = None) -> Answer:
    """Return ``answer`` with a sentence quoted behind it, unless it cites that sentence already.

    :param words: the words of the source that answer, in offsets of its article.
    """
    places = {(each.passage.chunk.article_id, each.span) for each in answer.citations}
    if (source.passage.chunk.article_id, source.span) in places:
        return answer
    introduction = "" if answer.sentences else QUOTATION[answer.language][source.passage.language]
    return quoting(answer, source, introduction, words)


def quoting(
    answer: Answer,
    source: EvidenceSentence,
    introduction: str = "",
    words: Span | None = None,
    when: str | None = None,
) -> Answer:
    """Return ``answer`` with a sentence quoted behind it, as one of its own.

    :param introduction: what stands before the quotation, without a blank at its end.
    :param words: the words of the source that answer, in offsets of its article.
    :param when: as in ``AnswerSentence``.
    """
    number = len(answer.citations) + 1
    text = f"{introduction} “{within_quotes(source.text)}” [{number}]".strip()
    citation = Citation(number, source.passage, source.span, source.text, support=1.0, words=words)
    sentence = AnswerSentence(text, (number,), support=1.0, is_quotation=True, when=when)
    quoted = replace(
        answer,
        is_quotation=all(each.is_quotation for each in answer.sentences),
        citations=(*answer.citations, citation),
    )
    return quoted.with_sentences((*answer.sentences, sentence))


def with_the_one_before(source: EvidenceSentence) -> EvidenceSentence:
    """Return a sentence that leans on the one before it together with that, as one slice of the article."""
    chunk = source.passage.chunk
    before = chunk.span_before(source.span)
    if before is None or not leans_on_the_one_before(source.text) or looks_like_an_instruction(source.before):
        return source
    both = Span(before.start, source.span.end)
    return replace(source, span=both, text=chunk.text[both.start - chunk.start : both.end - chunk.start])


def is_told_in(text: str, answer: Answer) -> bool:
    """Whether an answer has a sentence of an article: quoted, with the one before it perhaps, or cited.

    Of an answer that a client of the API sends back there is the text alone.
    """
    return within_quotes(text) in answer.text or any(text in each.quote for each in answer.citations)


def within_quotes(text: str) -> str:
    """Return a sentence of an article as it stands within quotation marks: its own become single ones."""
    single = _STRAIGHT.sub(r"‘\1’", without_brackets(text)).translate(_DOUBLE_QUOTES)
    return _OPENING.sub("‘", single).replace('"', "’")
