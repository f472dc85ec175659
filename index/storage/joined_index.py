"""Several indexes of one encoder searched as one, each made and kept by itself.

What is found of them compares as it stands: what a language adds to a vector is the same in all, as it is
measured on sentences of our own (``index.encoding.language_means``), and how rare a word is is counted over
all (``index.storage.word_statistics``). The ids and paths of the first index are as they are; those of the
others begin with the name of theirs, ``2021//kunst/a.txt``. What two of them hold with the same title and
text is found once, in the first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.article import Article, ArticleEntry, Language
from index.encoding.language_means import LanguageMeans
from index.errors import SettingError
from index.filters import ALL_ARTICLES, NO_FILTERS, ArticleSelection, Filters, ListOrder
from index.storage.article_lists import ArticleCounts, in_order
from index.storage.index_names import in_index, parted
from index.storage.search import Candidate
from index.storage.store import IndexStore
from index.storage.word_statistics import WordStatistics, added_up


@dataclass(frozen=True, slots=True)
class JoinedIndex:
    """The indexes by their names, the first without one. Threads may share it."""

    stores: Mapping[str, IndexStore]

    def article(self, article_id: str) -> Article:
        """As of ``IndexStore``."""
        name, own = parted(article_id, self.stores)
        found = self.stores[name].article(own)
        return replace(found, id=article_id, path=in_index(name, found.path)) if name else found

    def list_articles(
        self, selection: ArticleSelection = ALL_ARTICLES, order: ListOrder = "newest", limit: int = -1
    ) -> tuple[ArticleEntry, ...]:
        """As of ``IndexStore``."""
        found = (
            _entry_in(name, each)
            for name, own in self._selections(selection)
            for each in self.stores[name].list_articles(own, order, limit)
        )
        return in_order(found, order)[: None if limit < 0 else limit]

    def count_articles(self, selection: ArticleSelection = ALL_ARTICLES) -> ArticleCounts:
        """As of ``IndexStore``; what several indexes hold is counted in each."""
        return ArticleCounts(
            tuple(
                month
                for name, own in self._selections(selection)
                for month in self.stores[name].count_articles(own).months
            )
        )

    def passage_count(self, language: Language | None = None) -> int:
        """As of ``IndexStore``."""
        return sum(store.passage_count(language) for store in self.stores.values())

    def language_means(self) -> LanguageMeans:
        """As of ``IndexStore``: they are the encoder's, and so the same in all indexes that hold anything."""
        filled = (store for store in self.stores.values() if store.passage_count())
        return next(filled, self.stores[""]).language_means()

    def check(self, filters: Filters) -> None:
        """As of ``IndexStore``."""
        for name, own in self._filters(filters):
            try:
                self.stores[name].check(own)
            except SettingError as error:
                raise SettingError(f"{name}: {error}" if name else str(error)) from error

    def search(
        self,
        language: Language,
        vector: NDArray[np.float32],
        limit: int,
        *,
        words: Sequence[str] = (),
        word_limit: int = 0,
        filters: Filters = NO_FILTERS,
    ) -> tuple[Candidate, ...]:
        """As of ``IndexStore``."""
        statistics = self._statistics(language, words) if words else None
        found: dict[str, Candidate] = {}
        for name, own in self._filters(filters):
            for each in self.stores[name].search(
                language,
                vector,
                limit,
                words=words,
                word_limit=word_limit,
                filters=own,
                statistics=statistics,
            ):
                found.setdefault(each.key, _candidate_in(name, each))
        nearest = sorted(found, key=lambda key: -found[key].passage.similarity)[:limit]
        by_words = sorted(found, key=lambda key: (-found[key].keyword_score, key))[:word_limit]
        chosen = dict.fromkeys((*nearest, *(key for key in by_words if found[key].keyword_score)))
        return tuple(found[key] for key in chosen)

    def _statistics(self, language: Language, words: Sequence[str]) -> WordStatistics:
        """Count the words of a question, and those related to them in whichever index, over all indexes."""
        stores = self.stores.values()
        related = dict.fromkeys(word for each in stores for word in each.related_words(language, words))
        return added_up(each.word_statistics(language, tuple(related)) for each in stores)

    def _filters(self, filters: Filters) -> Iterator[tuple[str, Filters]]:
        """Yield the indexes that may have what a filter lets through, and the filter as it is for each."""
        if filters.article_ids is None:
            yield from ((name, filters) for name in self.stores)
            return
        ids = self._by_index(filters.article_ids)
        yield from ((name, replace(filters, article_ids=frozenset(own))) for name, own in ids.items() if own)

    def _selections(self, selection: ArticleSelection) -> Iterator[tuple[str, ArticleSelection]]:
        """Yield the indexes that may have what is selected, and the selection as it is for each."""
        ids, paths = (
            None if named is None else self._by_index(named) for named in (selection.ids, selection.paths)
        )
        without = self._by_index(selection.without)
        for name, filters in self._filters(selection.filters):
            yield (
                name,
                replace(
                    selection,
                    filters=filters,
                    ids=None if ids is None else ids[name],
                    paths=None if paths is None else paths[name],
                    without=without[name],
                ),
            )

    def _by_index(self, article_ids: Iterable[str]) -> dict[str, set[str]]:
        """Return the ids that articles have in their own index, by the names of all indexes."""
        ids: dict[str, set[str]] = {name: set() for name in self.stores}
        for name, own in (parted(each, self.stores) for each in article_ids):
            ids[name].add(own)
        return ids


def _candidate_in(name: str, found: Candidate) -> Candidate:
    if not name:
        return found
    passage = found.passage
    chunk = replace(passage.chunk, article_id=in_index(name, passage.chunk.article_id))
    return replace(found, passage=replace(passage, chunk=chunk, path=in_index(name, passage.path)))


def _entry_in(name: str, entry: ArticleEntry) -> ArticleEntry:
    if not name:
        return entry
    copies = tuple(in_index(name, path) for path in entry.copies)
    return replace(entry, id=in_index(name, entry.id), path=in_index(name, entry.path), copies=copies)
