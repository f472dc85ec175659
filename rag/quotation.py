"""Answers with sentences of the articles in their own words and language, said to be quoted."""

from collections.abc import Sequence
from dataclasses import replace

from index.article import Language
from index.passage import Passage
from rag.answer import Answer, AnswerSentence, Citation, DroppedSentence, EvidenceSentence
from rag.asking.draft import without_brackets
from rag.asking.prompts import QUOTATION

_ALSO: dict[Language, str] = {
    "nl": "In de artikelen staat hierover ook:",
    "en": "On this the articles also say:",
}


def quotation(
    language: Language,
    sources: Sequence[EvidenceSentence],
    passages: Sequence[Passage],
    dropped: Sequence[DroppedSentence] = (),
) -> Answer:
    """Return the answer that only quotes one sentence or more, each with its own mark."""
    first, *others = sources
    answer = Answer(
        "",
        language,
        (),
        tuple(passages),
        abstained=False,
        is_quotation=True,
        dropped=tuple(dropped),
    )
    answer = _quoting(answer, first, QUOTATION[language])
    for source in others:
        answer = with_quotation(answer, source)
    return answer


def with_quotation(answer: Answer, source: EvidenceSentence) -> Answer:
    """Return ``answer`` with a sentence quoted behind it, unless it cites that sentence already."""
    places = {(each.passage.chunk.article_id, each.span) for each in answer.citations}
    if (source.passage.chunk.article_id, source.span) in places:
        return answer
    return _quoting(answer, source, _ALSO[answer.language])


def _quoting(answer: Answer, source: EvidenceSentence, introduction: str) -> Answer:
    number = len(answer.citations) + 1
    text = f"{introduction} “{without_brackets(source.text)}” [{number}]"
    return replace(
        answer,
        text=f"{answer.text} {text}".strip(),
        citations=(*answer.citations, Citation(number, source.passage, source.span, source.text, 1.0)),
        sentences=(*answer.sentences, AnswerSentence(text, (number,), support=1.0, is_quotation=True)),
    )
