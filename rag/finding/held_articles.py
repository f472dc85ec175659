"""The articles that a question about them is about, counted and listed by the index."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from index.article import ArticleEntry
from index.filters import ArticleSelection, ListOrder
from index.storage.article_lists import ArticleCounts

if TYPE_CHECKING:  # it brings Chroma along
    from index.storage.searched_index import SearchedIndex


@dataclass(frozen=True)  # no slots: what was counted is kept with it
class HeldArticles:
    """A selection of an index's articles."""

    store: "SearchedIndex"
    selection: ArticleSelection

    @cached_property
    def counts(self) -> ArticleCounts:
        """How many they are."""
        return self.store.count_articles(self.selection)

    def first(self, limit: int, order: ListOrder = "newest") -> tuple[ArticleEntry, ...]:
        """Return the first of them."""
        return self.store.list_articles(self.selection, order, limit)

    def titled(self, titles: Collection[str]) -> tuple[ArticleEntry, ...]:
        """Return those that have one of these titles, the newest first."""
        return self.store.list_articles(replace(self.selection, titles=titles))
