"""Chooses the few sentences that the model reads. Reading the prompt is what an answer costs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.span import Span
from rag.answer import EvidenceSentence
from rag.asking.harmless_text import looks_like_an_instruction
from rag.finding.retrieval import FoundSentence

MAX_SENTENCES = 6
MAX_READ_SENTENCES = 3
"""Sentences that the reader of answers has ordered, which knows better than search what answers."""
MAX_CHARACTERS = 1100
"""About 250 tokens of a language model, in either language."""
LEAST_SHARE_OF_BEST = 0.5
"""A sentence with a smaller share of the best one's score costs more reading than it is worth."""
_HEADING_WORDS = 6
_ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_LEANS_ON_THE_ONE_BEFORE = re.compile(
    r"[\"'“‘„«(]*(?:hij|zij|ze|die|dat|dit|deze|daar\w*|hun|haar|he|she|it|they|this|that|these|those|his|her|their)\b",
    re.IGNORECASE,
)


def choose_evidence(sentences: Sequence[FoundSentence]) -> tuple[EvidenceSentence, ...]:
    """Return the best sentences, numbered 1, 2, …, those of one article together and in its order.

    A sentence that begins with a pronoun brings the one before it along. Articles come in the order of
    their best sentence. Headings are left out, since they say nothing, and so is what is addressed to a
    language model. The best sentence is taken whatever its length; one that does not fit with the others is
    passed over.

    :param sentences: best first.
    """
    chosen: dict[tuple[str, Span], FoundSentence] = {}
    before = _predecessors(sentences)
    best = max((sentence.score for sentence in sentences), default=0.0)
    for sentence in sentences:
        if sentence.reading is None:
            is_enough = bool(chosen) and sentence.score < LEAST_SHARE_OF_BEST * best
        else:
            is_enough = len(chosen) >= MAX_READ_SENTENCES
        if is_enough or len(chosen) == MAX_SENTENCES:
            break
        if not says_something(sentence):
            continue
        _take(sentence, chosen)
        predecessor = before.get(_place(sentence))
        if (
            leans_on_the_one_before(sentence.text)
            and predecessor is not None
            and not looks_like_an_instruction(predecessor.text)
        ):
            _take(predecessor, chosen)
    return _numbered(list(chosen.values()))


def as_evidence(sentences: Sequence[FoundSentence]) -> tuple[EvidenceSentence, ...]:
    """Return sentences numbered 1, 2, … in their order."""
    return tuple(
        EvidenceSentence(number, each.passage, each.span, each.text, each.score, each.reading)
        for number, each in enumerate(sentences, start=1)
    )


def says_something(sentence: FoundSentence) -> bool:
    """Whether a sentence tells a reader something: no heading, no headline, no order to a language model."""
    return not (
        is_heading(sentence.text) or _is_headline(sentence) or looks_like_an_instruction(sentence.text)
    )


def leans_on_the_one_before(text: str) -> bool:
    """Whether a sentence begins with a pronoun, and so needs the one before it."""
    return _LEANS_ON_THE_ONE_BEFORE.match(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line is too short and too open at its end to be a sentence: ``Enorme dienst``."""
    return len(text.split()) <= _HEADING_WORDS and not _ENDS_LIKE_A_SENTENCE.search(text)


def _is_headline(sentence: FoundSentence) -> bool:
    """Whether a line is its article's headline, which the model reads above its sentences anyway."""
    return sentence.text == sentence.passage.title and not _ENDS_LIKE_A_SENTENCE.search(sentence.text)


def _take(sentence: FoundSentence, chosen: dict[tuple[str, Span], FoundSentence]) -> None:
    """Add a sentence if there is room, and if not the same words, as of one agency, are there already."""
    texts = [other.text for other in chosen.values()]
    fits = not texts or sum(map(len, texts)) + len(sentence.text) <= MAX_CHARACTERS
    if fits and sentence.text not in texts and len(chosen) < MAX_SENTENCES:
        chosen[_place(sentence)] = sentence


def _place(sentence: FoundSentence) -> tuple[str, Span]:
    return sentence.passage.chunk.article_id, sentence.span


def _predecessors(sentences: Sequence[FoundSentence]) -> dict[tuple[str, Span], FoundSentence]:
    """Return for each sentence the one before it in its chunk, where there is one."""
    ordered = sorted(sentences, key=_place)
    return {
        _place(sentence): previous
        for previous, sentence in pairwise(ordered)
        if previous.passage.chunk.id == sentence.passage.chunk.id
    }


def _numbered(chosen: Sequence[FoundSentence]) -> tuple[EvidenceSentence, ...]:
    article_ids = dict.fromkeys(sentence.passage.chunk.article_id for sentence in chosen)
    ordered = [
        sentence
        for article_id in article_ids
        for sentence in sorted(chosen, key=lambda sentence: sentence.span)
        if sentence.passage.chunk.article_id == article_id
    ]
    return as_evidence(ordered)
