"""Answers with a list: what the articles name, each once in whatever language, each with its sources.

Members are taken from a sentence that has one list alone, which the reader of answers marks at least in part.
Any other sentence that answers is quoted: of two lists in a sentence (who was there, who came) no reader here
tells for sure which is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.article import Language
from rag.answer import Answer, AnswerSentence, Citation, EvidenceSentence, QuestionKind
from rag.deciding.asked import Asked
from rag.deciding.quotation import quoting, with_the_one_before
from rag.finding.members import Member, listed_in, name_lists
from rag.values.known_names import territory_name
from rag.values.named import stands_in

_NEGATION = re.compile(
    r"\b(?:niet|geen|noch|nooit|zonder|behalve|not|no|nor|neither|never|without|except)\b|n['’]t\b",
    re.IGNORECASE,
)
_QUOTING: dict[Language, str] = {"nl": "De artikelen zeggen hierover:", "en": "On this the articles say:"}
_INTRODUCTIONS: dict[Language, str] = {
    "nl": "De artikelen noemen in elk geval:",
    "en": "The articles name at least:",
}


def listing(asked: Asked) -> Answer:
    """Return the answer that names what the evidence lists, and quotes what of it lists nothing plainly."""
    answer = Answer(
        "",
        asked.language,
        (),
        asked.passages,
        abstained=False,
        kind=QuestionKind.LIST,
        introduction=_INTRODUCTIONS[asked.language],
    )
    listed = [(each, _members(each, asked.language)) for each in asked.evidence]
    if not any(members for _, members in listed):
        answer = replace(answer, introduction=_QUOTING[asked.language])
    answer = _naming(answer, [(each, members) for each, members in listed if members])
    for each, members in listed:
        if not members:
            answer = quoting(answer, with_the_one_before(each), words=each.words)
    return answer


def _members(sentence: EvidenceSentence, language: Language) -> tuple[Member, ...]:
    """Return what a sentence lists, where that is plain and can be said in the reader's language."""
    words = None if sentence.reading is None else sentence.reading.words
    if words is None or _NEGATION.search(sentence.text):
        return ()
    lists = name_lists(sentence.text)
    if len(lists) == 1:
        first, last = lists[0][0].span, lists[0][-1].span
        return lists[0] if words.start < last.end and first.start < words.end else ()
    if lists or sentence.passage.language != language:
        return ()
    return listed_in(sentence.text, words)


def _naming(answer: Answer, listed: Sequence[tuple[EvidenceSentence, tuple[Member, ...]]]) -> Answer:
    """Return ``answer`` with a line for each member, behind which all its sources stand."""
    citations = [
        Citation(number, each.passage, each.span, each.text, support=1.0, words=each.words)
        for number, (each, _) in enumerate(listed, start=len(answer.citations) + 1)
    ]
    named: list[tuple[Member, list[int]]] = []
    for citation, (_, members) in zip(citations, listed, strict=True):
        for member in members:
            same = next((numbers for other, numbers in named if _is_same(member, other)), None)
            if same is None:
                named.append((member, [citation.number]))
            elif citation.number not in same:
                same.append(citation.number)
    lines = (_line(member, numbers, answer.language) for member, numbers in named)
    return replace(answer, citations=(*answer.citations, *citations)).with_sentences(
        (*answer.sentences, *lines)
    )


def _line(member: Member, numbers: Sequence[int], language: Language) -> AnswerSentence:
    name = (member.known and territory_name(member.known, language)) or member.text
    marks = "".join(f"[{number}]" for number in numbers)
    return AnswerSentence(f"{name} {marks}", tuple(numbers), support=1.0)


def _is_same(one: Member, other: Member) -> bool:
    if one.known or other.known:
        return one.known == other.known
    return one.text.lower() == other.text.lower() or _names_the_same(one.text, other.text)


def _names_the_same(one: str, other: str) -> bool:
    """Whether two names are one in two spellings: ``Poetin``, ``Vladimir Putin``."""
    return stands_in(one, other, same_language=False) or stands_in(other, one, same_language=False)
