"""Says so where another article denies what an answer says, or gives another figure or date."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from index.article import Language
from index.passage import Passage
from rag.answer import Answer, AnswerSentence, Citation, EvidenceSentence
from rag.asking.harmless_text import looks_like_an_instruction
from rag.deciding.policy import Policy
from rag.deciding.quotation import within_quotes
from rag.values.article_dates import of_date
from rag.values.compare import compare

Denied = Callable[[str, EvidenceSentence], float]
"""Returns how likely it is, 0 to 1, that a source denies a sentence."""

_MOST_JUDGED = 2
"""Sentences of other articles that are judged: each costs the model a reading."""
_MARKS = re.compile(r"\s*\[[0-9]+\]")
_WORDING: dict[Language, str] = {
    "nl": "Dit staat in {source} [{first}]; {other} zegt iets anders: “{quote}” [{second}]",
    "en": "This is from {source} [{first}]; {other} says otherwise: “{quote}” [{second}]",
}
_AGES: dict[Language, dict[str, str]] = {
    "nl": {"newer": "een nieuwer artikel", "older": "een ouder artikel", "other": "een ander artikel"},
    "en": {"newer": "a newer article", "older": "an older article", "other": "another article"},
}
_AN_ARTICLE: dict[Language, str] = {"nl": "een artikel", "en": "an article"}
_UNDATED: dict[Language, str] = {
    "nl": "het artikel ‘{title}’ (zonder datum)",
    "en": "the article ‘{title}’ (undated)",
}


def with_difference(
    answer: Answer, found: tuple[EvidenceSentence, ...], denied: Denied, policy: Policy
) -> Answer:
    """Return ``answer`` with what another article says against it, if one does.

    It gives the dates of both articles, says which is the newer, cites both and quotes the other. Judged are
    the first sentences of other articles that have the names of what is said and another number or date.

    :param found: the best sentences that were found, best first; the model need not have read them.
    """
    if not answer.sentences or not answer.citations:
        return answer
    claim, language, source = _claimed(answer)
    others = _other_values(claim, language, source, found)
    for other in islice(others, _MOST_JUDGED):
        if denied(claim, other) >= policy.denied:
            return _said(answer, source, other)
    return answer


def _claimed(answer: Answer) -> tuple[str, Language, Citation]:
    """Return what the first sentence says, in which language, and its source."""
    sentence = answer.sentences[0]
    source = next(each for each in answer.citations if each.number in sentence.citations)
    if sentence.is_quotation:
        return source.quote, source.passage.language, source
    return _MARKS.sub("", sentence.text), answer.language, source


def _other_values(
    claim: str, language: Language, source: Citation, found: tuple[EvidenceSentence, ...]
) -> Iterator[EvidenceSentence]:
    """Yield the sentences of other articles that have all names of a claim and not its numbers or dates."""
    for other in found:
        passage = other.passage
        if _article(passage) == _article(source.passage) or looks_like_an_instruction(other.text):
            continue
        values = compare(
            claim,
            other.text,
            languages=(language, passage.language),
            context=f"{passage.title}\n{other.before}",
            published=passage.published,
        )
        if values.names and values.unmatched_kinds and "name" not in values.unmatched_kinds:
            yield other


def _said(answer: Answer, source: Citation, other: EvidenceSentence) -> Answer:
    language = answer.language
    number = len(answer.citations) + 1
    text = _WORDING[language].format(
        source=_named(source.passage, _AN_ARTICLE[language], language),
        first=source.number,
        other=_other_named(source.passage, other.passage, language),
        quote=within_quotes(other.text),
        second=number,
    )
    citation = Citation(number, other.passage, other.span, other.text, support=1.0)
    added = AnswerSentence(text, (source.number, number), support=1.0, is_quotation=True)
    conflicting = replace(answer, citations=(*answer.citations, citation))
    return conflicting.with_sentences((*answer.sentences, added))


def _named(passage: Passage, article: str, language: Language) -> str:
    if passage.published is None:
        return _UNDATED[language].format(title=within_quotes(passage.title))
    return f"{article} {of_date(passage.published, language)}"


def _other_named(source: Passage, other: Passage, language: Language) -> str:
    if other.published is None:
        return _UNDATED[language].format(title=within_quotes(other.title))
    return (
        f"{_AGES[language][_age(source.published, other.published)]}, {of_date(other.published, language)},"
    )


def _age(of_source: str | None, of_other: str) -> str:
    """Tell which is newer; of ``2024`` and ``2024-10``, or the same day, neither is known to be."""
    if of_source is None or of_source.startswith(of_other) or of_other.startswith(of_source):
        return "other"
    return "newer" if of_other > of_source else "older"


def _article(passage: Passage) -> str:
    return passage.chunk.article_id
