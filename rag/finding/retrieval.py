"""Finds passages that answer a question, in either language, without favour.

A passage's score is what its text and its best sentence have in common with the question once what their
language alone adds is taken away (``index.encoding.language_means``). Such scores compare across languages as
they stand: nothing is ranked or scaled within a language, so that it makes no difference how many passages,
or how many good ones, a language has.

Words in common (BM25; numbers alone where the languages differ) decide within a language only: they bring
passages in and change the order of a language's passages, which then take that language's scores in the new
order. So a question's own language gains nothing on the other by its words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.answer_reader import Reading
from index.article import Language
from index.chunk import Chunk
from index.encoder import Encoder
from index.filters import NO_FILTERS, Filters
from index.passage import Passage
from index.span import Span
from index.text.keywords import query_words
from index.text.language import detect_question_language
from index.text.sentences import sentence_spans

if TYPE_CHECKING:  # it brings Chroma along, which takes a second that the chat's page need not wait
    from index.storage.search import Candidate
    from index.storage.searched_index import SearchedIndex

CANDIDATES = 40
"""Passages of each language that are looked at closely: the nearest by the vector of the whole chunk."""
WIDE = 200
"""Passages of each language that are looked at for what tells of a subject."""
KEYWORD_CANDIDATES = 20
"""Passages of each language that are looked at for their words, near by vector or not."""
_SENTENCE_WEIGHT_IN_PASSAGE = 1.5
_CHUNK_WEIGHT_IN_SENTENCE = 0.7
_KEYWORD_WEIGHT = 0.05
"""What the best BM25 of a language adds to a passage's score where its language's passages are ordered."""


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of a found passage.

    ``score`` is how well it fits the question, its passage counted in, comparable across languages;
    about 0 for what has nothing to do with it, seldom over 0.5. ``span`` is in the article's text.
    ``reading`` is what the reader of answers makes of it, where it was read (``rag.finding.readings``).
    ``vector``, shape (d,), is the sentence's less the mean of its language, unit length: about the same for
    what says the same in two languages.
    """

    passage: Passage
    span: Span
    text: str
    score: float
    reading: Reading | None = None
    vector: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a question found: passages, and the sentences of all passages looked at, both best first.

    Behind all others come those of articles that tell in nearly the same words what a better one tells.
    """

    passages: tuple[Passage, ...]
    sentences: tuple[FoundSentence, ...]

    def may_be_more(self, candidates: int) -> bool:
        """Whether there may be more passages in a language than the ``candidates`` that were looked at."""
        looked_at = {(each.passage.language, each.passage.chunk.id) for each in self.sentences}
        return max(Counter(language for language, _ in looked_at).values(), default=0) >= candidates


@dataclass(frozen=True, slots=True)
class _Scored:
    """A passage with its score by vectors, its sentences, and its BM25."""

    passage: Passage
    vectors: NDArray[np.float32]
    sentence_scores: list[float]
    chunk_score: float
    keyword_score: float


class Retriever:
    """Searches an index with the encoder that it was made with.

    :param keywords: False to search by vectors alone.
    """

    def __init__(self, store: "SearchedIndex", encoder: Encoder, *, keywords: bool = True) -> None:
        self._store = store
        self._encoder = encoder
        self._keywords = keywords
        self._means = store.language_means()
        self._encoded: tuple[str, NDArray[np.float32]] | None = None

    def search(self, question: str, *, limit: int = 10, filters: Filters = NO_FILTERS) -> tuple[Passage, ...]:
        """Return the passages that fit a question best, best first."""
        return self.retrieve(question, limit=limit, filters=filters).passages

    def retrieve(
        self,
        question: str,
        *,
        asked_in: Language | None = None,
        limit: int = 10,
        filters: Filters = NO_FILTERS,
        candidates: int = CANDIDATES,
    ) -> Retrieval:
        """Return the passages that fit a question best, and the sentences to choose evidence from.

        :param asked_in: the question's language, where it has been told already.
        :param candidates: passages of each language that are looked at closely.
        :raises SettingError: ``filters`` name an article that is not in the index.
        """
        self._store.check(filters)
        vector = self.query_vector(question)
        asked_in = asked_in or detect_question_language(question)
        scored = [
            each
            for language in filters.searched
            for each in self._scored(question, asked_in, vector, language, filters, candidates)
        ]
        passages = sorted((each.passage for each in scored), key=_by_score)
        sentences = sorted(
            (sentence for each in scored for sentence in _found_sentences(each)), key=_by_score
        )
        echoes = _echoes(passages)
        return Retrieval(
            tuple(sorted(passages, key=lambda each: each.chunk.article_id in echoes)[:limit]),
            tuple(sorted(sentences, key=lambda each: each.passage.chunk.article_id in echoes)),
        )

    def query_vector(self, question: str) -> NDArray[np.float32]:
        """Return what the encoder makes of a question, shape (d,), unit length.

        The last one is remembered: its kind is told by its vector before it is searched for.
        """
        encoded = self._encoded
        if encoded is None or encoded[0] != question:
            encoded = self._encoded = question, self._encoder.encode_query(question)
        return encoded[1]

    @property
    def store(self) -> "SearchedIndex":
        """The index that it searches."""
        return self._store

    def opening(self, article_id: str) -> FoundSentence:
        """Return the first sentence of an article.

        :raises IndexStoreError: the index does not hold it any more.
        """
        article = self._store.article(article_id)
        first = sentence_spans(article.text, article.language)[:1] or (Span(0, 0),)
        text = first[0].of(article.text)
        chunk = Chunk(article.id, first[0].start, first[0].end, text, first)
        passage = Passage(
            chunk, article.title, article.language, article.published, article.path, article.url, 0.0, 0.0
        )
        return FoundSentence(passage, first[0], text, 0.0)

    def _scored(
        self,
        question: str,
        asked_in: Language,
        vector: NDArray[np.float32],
        language: Language,
        filters: Filters,
        candidates: int,
    ) -> list[_Scored]:
        words: tuple[str, ...] = ()
        if self._keywords:
            words = query_words(question, asked_in=asked_in, language=language)
        found = self._store.search(
            language,
            vector,
            candidates,
            words=words,
            word_limit=candidates * KEYWORD_CANDIDATES // CANDIDATES,
            filters=filters,
        )
        return _ordered_by_words([self._score(candidate, vector) for candidate in found])

    def _score(self, candidate: "Candidate", question: NDArray[np.float32]) -> _Scored:
        language = candidate.passage.language
        chunk_score = candidate.passage.similarity - float(self._means.chunks[language] @ question)
        offset = float(self._means.sentences[language] @ question)
        sentence_scores = (candidate.sentence_vectors @ question - offset).tolist()
        passage = replace(
            candidate.passage, score=chunk_score + _SENTENCE_WEIGHT_IN_PASSAGE * max(sentence_scores)
        )
        centred = candidate.sentence_vectors - self._means.sentences[language]
        vectors = centred / np.linalg.norm(centred, axis=1, keepdims=True)
        return _Scored(passage, vectors, sentence_scores, chunk_score, candidate.keyword_score)


def _ordered_by_words(scored: Sequence[_Scored]) -> list[_Scored]:
    """Order the passages of one language by vectors and words; the best takes the best score, and so on."""
    best = max((each.keyword_score for each in scored), default=0.0)
    if best <= 0:
        return list(scored)

    def order(each: _Scored) -> tuple[float, str, int]:
        combined = each.passage.score + _KEYWORD_WEIGHT * each.keyword_score / best
        return -combined, each.passage.chunk.article_id, each.passage.chunk.start

    scores = sorted((each.passage.score for each in scored), reverse=True)
    return [
        replace(each, passage=replace(each.passage, score=score))
        for each, score in zip(sorted(scored, key=order), scores, strict=True)
    ]


def _found_sentences(scored: _Scored) -> list[FoundSentence]:
    chunk = scored.passage.chunk
    return [
        FoundSentence(
            passage=scored.passage,
            span=span,
            text=chunk.text[span.start - chunk.start : span.end - chunk.start],
            score=score + _CHUNK_WEIGHT_IN_SENTENCE * scored.chunk_score,
            vector=vector,
        )
        for span, score, vector in zip(chunk.sentences, scored.sentence_scores, scored.vectors, strict=True)
    ]


def _echoes(passages: Sequence[Passage]) -> set[str]:
    """Return the articles that tell in nearly the same words what an article of a better passage tells.

    They come behind all others, so that one agency's text in six papers does not fill the sources.

    :param passages: best first.
    """
    told_by: dict[str, str] = {}
    for passage in passages:
        if passage.story is not None:
            told_by.setdefault(passage.story, passage.chunk.article_id)
    return {
        passage.chunk.article_id
        for passage in passages
        if passage.story is not None and told_by[passage.story] != passage.chunk.article_id
    }


def _by_score(found: Passage | FoundSentence) -> tuple[float, str, int]:
    """Sort best first; ties by place, so that the same question always gives the same order."""
    if isinstance(found, Passage):
        return -found.score, found.chunk.article_id, found.chunk.start
    return -found.score, found.passage.chunk.article_id, found.span.start
