"""Finds passages that answer a question, in either language, without favour.

A passage's score is what its text and its best sentence have in common with the question once what their
language alone adds is taken away (``index.language_means``). Such scores compare across languages as they
stand: nothing is ranked or scaled within a language, so that it makes no difference how many passages, or
how many good ones, a language has.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES
from index.encoder import Encoder
from index.passage import Passage
from index.span import Span
from index.store import Candidate, IndexStore

CANDIDATES = 40
"""Passages of each language that are looked at closely: the nearest by the vector of the whole chunk."""
_SENTENCE_WEIGHT_IN_PASSAGE = 1.5
_CHUNK_WEIGHT_IN_SENTENCE = 0.7


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of a found passage.

    ``score`` is how well it fits the question, its passage counted in, comparable across languages;
    about 0 for what has nothing to do with it, seldom over 0.5. ``span`` is in the article's text.
    """

    passage: Passage
    span: Span
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a question found: passages, and the sentences of all passages looked at, both best first."""

    passages: tuple[Passage, ...]
    sentences: tuple[FoundSentence, ...]


class Retriever:
    """Searches an index with the encoder that it was made with."""

    def __init__(self, store: IndexStore, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._means = store.language_means()

    def search(self, question: str, *, limit: int = 10) -> tuple[Passage, ...]:
        """Return the passages that fit a question best, best first."""
        return self.retrieve(question, limit=limit).passages

    def retrieve(self, question: str, *, limit: int = 10) -> Retrieval:
        """Return the passages that fit a question best, and the sentences to choose evidence from."""
        vector = self._encoder.encode_query(question)
        scored = [
            scored
            for language in LANGUAGES
            for scored in self._scored(self._store.search(language, vector, CANDIDATES), vector)
        ]
        passages = sorted((passage for passage, _ in scored), key=_by_score)
        sentences = sorted((sentence for _, found in scored for sentence in found), key=_by_score)
        return Retrieval(tuple(passages[:limit]), tuple(sentences))

    def _scored(
        self, candidates: Iterable[Candidate], question: NDArray[np.float32]
    ) -> Iterable[tuple[Passage, list[FoundSentence]]]:
        for candidate in candidates:
            language = candidate.passage.language
            chunk_score = candidate.passage.similarity - float(self._means.chunks[language] @ question)
            offset = float(self._means.sentences[language] @ question)
            sentence_scores = (candidate.sentence_vectors @ question - offset).tolist()
            passage = replace(
                candidate.passage, score=chunk_score + _SENTENCE_WEIGHT_IN_PASSAGE * max(sentence_scores)
            )
            yield passage, _found_sentences(passage, chunk_score, sentence_scores)


def _found_sentences(
    passage: Passage, chunk_score: float, sentence_scores: list[float]
) -> list[FoundSentence]:
    chunk = passage.chunk
    return [
        FoundSentence(
            passage=passage,
            span=span,
            text=chunk.text[span.start - chunk.start : span.end - chunk.start],
            score=score + _CHUNK_WEIGHT_IN_SENTENCE * chunk_score,
        )
        for span, score in zip(chunk.sentences, sentence_scores, strict=True)
    ]


def _by_score(found: Passage | FoundSentence) -> tuple[float, str, int]:
    """Sort best first; ties by place, so that the same question always gives the same order."""
    if isinstance(found, Passage):
        return -found.score, found.chunk.article_id, found.chunk.start
    return -found.score, found.passage.chunk.article_id, found.span.start
