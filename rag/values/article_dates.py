"""Says when an article appeared, behind a sentence that counts time from it too."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from babel.dates import format_date

from index.article import Language
from rag.answer import Answer, AnswerSentence, Citation
from rag.values.relative_dates import has_relative_time

_OF_DAY: dict[Language, str] = {"nl": "van", "en": "of"}
_FROM: dict[Language, str] = {"nl": "uit", "en": "from"}
_ARTICLE: dict[Language, str] = {"nl": "artikel", "en": "article"}
_UNDATED: dict[Language, str] = {
    "nl": "datum van het artikel onbekend",
    "en": "date of the article unknown",
}
_PATTERNS = ("y", "MMMM y", "d MMMM y")
_END = re.compile(r"\s*(?:\[[0-9]+\])*[.!?…]*\s*$")


def of_date(published: str, language: Language) -> str:
    """Return ``van 3 oktober 2024``, ``of 3 October 2024``, ``uit oktober 2024``, ``from 2024``, as known.

    :param published: ISO 8601, ``2024``, ``2024-10`` or ``2024-10-03``.
    """
    is_day = len(published.split("-")) == len(_PATTERNS)
    return f"{(_OF_DAY if is_day else _FROM)[language]} {date_in_words(published, language)}"


def date_in_words(written: str, language: Language) -> str:
    """Return ``3 oktober 2024``, ``oktober 2024`` or ``2024``, as ``written`` (ISO 8601) is precise."""
    parts = [int(part) for part in written.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return format_date(date(year, month, day), _PATTERNS[len(parts) - 1], language)


def with_article_dates(answer: Answer) -> Answer:
    """Return ``answer`` with the date of its article behind each sentence that counts time from it.

    ``Het leger viel gisteren aan [1].`` becomes ``Het leger viel gisteren aan (artikel van 3 oktober 2024)
    [1].`` Once for an article, and only where what is cited counts time too, without a year of its own.
    Nothing else is changed.
    """
    by_number = {citation.number: citation for citation in answer.citations}
    said: set[str] = set()
    sentences = []
    for sentence in answer.sentences:
        cited = [by_number[number] for number in sentence.citations]
        counted_from = _counted_from(sentence, answer.language, cited)
        if counted_from is None or counted_from.passage.chunk.article_id in said:
            sentences.append(sentence)
            continue
        said.add(counted_from.passage.chunk.article_id)
        note = _note(counted_from.passage.published, answer.language)
        dated = _END.sub(rf" ({note})\g<0>", sentence.text, count=1)
        sentences.append(replace(sentence, text=dated))
    return answer.with_sentences(tuple(sentences)) if sentences else answer


def _counted_from(sentence: AnswerSentence, language: Language, cited: Sequence[Citation]) -> Citation | None:
    """Return the first citation by whose article's date the time in ``sentence`` counts."""
    relative = [one for one in cited if has_relative_time(one.quote, one.passage.language)]
    if not relative or (not sentence.is_quotation and not has_relative_time(sentence.text, language)):
        return None
    published = relative[0].passage.published
    says_so = published is not None and of_date(published, language) in sentence.text
    return None if says_so else relative[0]


def _note(published: str | None, language: Language) -> str:
    return _UNDATED[language] if published is None else f"{_ARTICLE[language]} {of_date(published, language)}"
