"""Searches the passages of one language: the nearest by vector, and the best by their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.article import Language
from index.filters import Filters
from index.passage import Passage
from index.storage.catalog import Catalog
from index.storage.catalog_rows import StoredPassage
from index.storage.catalog_vectors import CatalogVectors
from index.storage.vectors import VectorStore
from index.storage.word_statistics import WordStatistics, word_scores, word_statistics

_SPARE = 16
_MOST_COMPARED = 5000
"""Passages whose vectors are all compared with the question, where a filter leaves no more of a language."""
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found passage with the vectors of its sentences, shape (sentences, d), unit length.

    ``keyword_score`` is its BM25 for the words that were searched for, comparable within its language; 0
    where it has none of them. ``key`` is the same for the same place of the same article in any index.
    """

    passage: Passage
    sentence_vectors: NDArray[np.float32]
    keyword_score: float
    key: str


class IndexSearch:
    """Searches catalogue and vectors together; what the catalogue does not name is not found."""

    def __init__(self, catalog: Catalog, vectors: VectorStore | CatalogVectors) -> None:
        self._catalog = catalog
        self._vectors = vectors

    def search(
        self,
        language: Language,
        vector: NDArray[np.float32],
        limit: int,
        *,
        words: Sequence[str],
        word_limit: int,
        filters: Filters,
        statistics: WordStatistics | None = None,
    ) -> tuple[Candidate, ...]:
        """Search as ``index.storage.store.IndexStore.search`` says."""
        nearest = self._nearest(language, vector, limit, filters)
        scores = self._catalog.keyword_scores(
            language,
            self.related_words(language, words) if statistics is None else list(statistics.holding),
            word_limit,
            filters=filters,
            others=list(nearest),
        )
        if statistics is not None:
            scores = word_scores(self._catalog, language, scores, statistics)
        by_words = self._catalog.passages([key for key in scores if key not in nearest], filters)
        found = nearest | {
            key: _compared(by_words[key], _similarity(by_words[key], vector))
            for key in scores
            if key in by_words
        }
        return tuple(
            Candidate(stored.passage, stored.sentence_vectors, scores.get(key, 0.0), key)
            for key, stored in found.items()
        )

    def _nearest(
        self, language: Language, vector: NDArray[np.float32], limit: int, filters: Filters
    ) -> dict[str, StoredPassage]:
        """Return the passages nearest to a vector by key, nearest first."""
        if filters.selects_articles:
            selected = self._catalog.selected_vectors(language, filters, _MOST_COMPARED)
            if selected is not None:
                keys, vectors = selected
                order = np.argsort(-(vectors @ vector), kind="stable")[:limit] if keys else ()
                chosen = [keys[place] for place in order]
                stored = self._catalog.passages(chosen, filters)
                return {
                    key: _compared(stored[key], _similarity(stored[key], vector))
                    for key in chosen
                    if key in stored
                }
        asked = limit + _SPARE
        while True:
            found = self._vectors.search(language, vector, asked)
            findable = self._catalog.findable([each.key for each in found], filters)
            nearest = [each for each in found if each.key in findable][:limit]
            if len(nearest) >= limit or len(found) < asked:
                stored = self._catalog.passages([each.key for each in nearest], filters)
                return {
                    each.key: _compared(stored[each.key], each.similarity)
                    for each in nearest
                    if each.key in stored
                }
            # Vectors that are not of the articles asked for, that a writer is just adding, or that a crash
            # left, do not count: look further.
            asked *= 4

    def related_words(self, language: Language, words: Sequence[str]) -> list[str]:
        """Return the words that are looked for, as ``index.storage.store.IndexStore.search`` says."""
        looked_for = words[:_MOST_WORDS]
        if language != "nl":  # English writes its compounds apart
            return list(looked_for)
        related = self._catalog.dutch_words().related
        return list(dict.fromkeys(each for word in looked_for for each in (word, *related(word))))

    def word_statistics(self, language: Language, words: Iterable[str]) -> WordStatistics:
        """Count the passages of a language, and those that hold each of the words."""
        return word_statistics(self._catalog, language, words)


def _similarity(stored: StoredPassage, vector: NDArray[np.float32]) -> float:
    return float(stored.vector @ vector)


def _compared(stored: StoredPassage, similarity: float) -> StoredPassage:
    return replace(stored, passage=replace(stored.passage, score=similarity, similarity=similarity))
