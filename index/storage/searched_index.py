"""What a question needs of an index: one (``IndexStore``) gives it, and several joined (``JoinedIndex``)."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.article import Article, ArticleEntry, Language
from index.encoding.language_means import LanguageMeans
from index.filters import ALL_ARTICLES, NO_FILTERS, ArticleSelection, Filters, ListOrder
from index.storage.article_lists import ArticleCounts
from index.storage.search import Candidate


class SearchedIndex(Protocol):
    """An index that is searched and not written. ``IndexStore`` tells what each method raises."""

    def article(self, article_id: str) -> Article:
        """Return an article as it was indexed."""
        ...

    def list_articles(
        self, selection: ArticleSelection = ALL_ARTICLES, order: ListOrder = "newest", limit: int = -1
    ) -> tuple[ArticleEntry, ...]:
        """Return the first articles of a selection, without their text."""
        ...

    def count_articles(self, selection: ArticleSelection = ALL_ARTICLES) -> ArticleCounts:
        """Count the articles of a selection."""
        ...

    def passage_count(self, language: Language | None = None) -> int:
        """Return the number of passages, in one language or in all."""
        ...

    def language_means(self) -> LanguageMeans:
        """Return what the language alone adds to the encoder's vectors."""
        ...

    def check(self, filters: Filters) -> None:
        """Find out whether every article of ``filters`` is there."""
        ...

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
        """Return the passages nearest to a vector, and the best by their words."""
        ...
