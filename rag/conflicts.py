"""Says so where another article gives another figure or date than the one that an answer cites."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.article import Language
from index.passage import Passage
from index.span import Span
from rag.answer import Answer, AnswerSentence, Citation, EvidenceSentence
from rag.article_dates import of_date
from rag.asking.draft import without_brackets
from rag.names import Name, checked_words, name_stands_in, names_in
from rag.rival_values import Told, rival_date, rival_number

Likeness = Callable[[str, Language, Sequence[EvidenceSentence]], Sequence[float]]
"""The cosine, -1 to 1, of a sentence in a language with each sentence of evidence, in order. Nothing else may
be in it: what is looked for differs in a number."""

LEAST_LIKENESS = 0.5
"""How alike two sentences must be to tell of one thing."""

_MARKS = re.compile(r"\s*\[[0-9]+\]")
_OPENS: dict[Language, dict[str, str]] = {
    "nl": {"figure": "Het getal", "date": "De datum"},
    "en": {"figure": "The figure", "date": "The date"},
}
_WORDING: dict[Language, str] = {
    "nl": "{what} {value} staat in {source} [{first}]; {other} noemt een {another}: “{quote}” [{second}]",
    "en": "{what} {value} is from {source} [{first}]; {other} gives {another}: “{quote}” [{second}]",
}
_ANOTHER: dict[Language, dict[str, str]] = {
    "nl": {"figure": "ander", "date": "andere"},
    "en": {"figure": "another", "date": "another"},
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


def with_differences(answer: Answer, evidence: Sequence[EvidenceSentence], likeness: Likeness) -> Answer:
    """Return ``answer`` with a sentence for each article that gives another figure, or date of a plan.

    It gives the dates of both articles, says which is the newer, cites both and quotes the other. Only
    evidence of articles that the sentence does not cite counts, and only what is like it
    (``LEAST_LIKENESS``), has its names, and gives the same thing another value.

    :param evidence: what may differ; the model need not have read it.
    :param likeness: asked for the few that have another value.
    """
    for sentence in answer.sentences:
        answer = _with_difference(answer, sentence, evidence, likeness)
    return answer


def _with_difference(
    answer: Answer, sentence: AnswerSentence, evidence: Sequence[EvidenceSentence], likeness: Likeness
) -> Answer:
    cited = [one for one in answer.citations if one.number in sentence.citations]
    articles = {_article(one.passage) for one in cited}
    others = [one for one in evidence if _article(one.passage) not in articles]
    if not cited or not others:
        return answer
    claim = _claim(sentence, cited[0], answer.language)
    rivals = [found for other in others if (found := _rival(claim, cited, other))]
    if not rivals:
        return answer
    alike = likeness(claim.text, claim.language, [other for *_, other in rivals])
    rivals = [rival for rival, cosine in zip(rivals, alike, strict=True) if cosine >= LEAST_LIKENESS]
    if not rivals:
        return answer
    source, span, what, other = max(rivals, key=lambda rival: rival[3].passage.published or "")
    if _is_told(answer, source, other):
        return answer
    return _said(answer, what, span.of(claim.text), source, other)


def _claim(sentence: AnswerSentence, cited: Citation, language: Language) -> Told:
    if sentence.is_quotation:
        return Told(cited.quote, cited.passage.language)
    return Told(_MARKS.sub("", sentence.text), language)


def _rival(
    claim: Told, cited: Sequence[Citation], other: EvidenceSentence
) -> tuple[Citation, Span, str, EvidenceSentence] | None:
    told = Told(other.text, other.passage.language)
    for source in cited:
        if not _same_names(claim, source, other):
            continue
        if span := rival_number(claim, source.quote, told):
            return source, span, "figure", other
        if span := rival_date(claim, source.quote, told):
            return source, span, "date", other
    return None


def _same_names(claim: Told, source: Citation, other: EvidenceSentence) -> bool:
    """Whether two sentences are about the same: one's names stand in the other, and its places in ours.

    A sentence without names is about what its article's headline names.
    """
    quoted = source.quote
    names = _telling(claim.text) or _telling(quoted) or _telling(source.passage.title)
    theirs = _telling(other.text)
    passage = other.passage
    held_by = other.text if theirs else f"{passage.title}\n{passage.chunk.text}"
    same_language = claim.language == passage.language
    return (
        bool(names)
        and all(name_stands_in(one, held_by, same_language=same_language) for one in names)
        and all(
            name_stands_in(one, f"{claim.text}\n{quoted}\n{source.passage.title}", same_language=False)
            for one in theirs
            if one.known is not None
        )
    )


def _telling(text: str) -> tuple[Name, ...]:
    """Return the names with a word that stands in a text, in either language, only where it names that."""
    return tuple(
        one for one in names_in(text) if one.known is not None or checked_words(one, same_language=False)
    )


def _is_told(answer: Answer, source: Citation, other: EvidenceSentence) -> bool:
    """Whether a sentence that is added already sets these two articles against each other."""
    both = {_article(source.passage), _article(other.passage)}
    by_number = {one.number: _article(one.passage) for one in answer.citations}
    return any(
        len(one.citations) > 1 and {by_number[number] for number in one.citations} == both
        for one in answer.sentences
    )


def _said(answer: Answer, what: str, value: str, source: Citation, other: EvidenceSentence) -> Answer:
    language = answer.language
    known = [one for one in answer.citations if (_article(one.passage), one.span) == _place(other)]
    citation = Citation(len(answer.citations) + 1, other.passage, other.span, other.text, support=1.0)
    second = known[0].number if known else citation.number
    text = _WORDING[language].format(
        what=_OPENS[language][what],
        value=value.rstrip("."),
        source=_named(source.passage, _AN_ARTICLE[language], language),
        first=source.number,
        other=_other_named(source.passage, other.passage, language),
        another=_ANOTHER[language][what],
        quote=without_brackets(other.text),
        second=second,
    )
    added = AnswerSentence(text, (source.number, second), support=1.0, is_quotation=True)
    return replace(
        answer,
        text=f"{answer.text} {text}",
        citations=answer.citations if known else (*answer.citations, citation),
        sentences=(*answer.sentences, added),
    )


def _named(passage: Passage, article: str, language: Language) -> str:
    if passage.published is None:
        return _UNDATED[language].format(title=passage.title)
    return f"{article} {of_date(passage.published, language)}"


def _other_named(source: Passage, other: Passage, language: Language) -> str:
    if other.published is None:
        return _UNDATED[language].format(title=other.title)
    return (
        f"{_AGES[language][_age(source.published, other.published)]}, {of_date(other.published, language)},"
    )


def _age(of_source: str | None, of_other: str) -> str:
    """Tell which is newer; of ``2024`` and ``2024-10``, or the same day, neither is known to be."""
    if of_source is None or of_source.startswith(of_other) or of_other.startswith(of_source):
        return "other"
    return "newer" if of_other > of_source else "older"


def _place(sentence: EvidenceSentence) -> tuple[str, Span]:
    return _article(sentence.passage), sentence.span


def _article(passage: Passage) -> str:
    return passage.chunk.article_id
