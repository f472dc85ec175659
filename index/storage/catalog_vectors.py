"""Searches the vectors that the catalogue itself keeps, where those in Chroma cannot be opened."""

from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from index.article import Language
from index.storage.catalog import Catalog
from index.storage.chroma import FoundVector


class CatalogVectors:
    """The vectors of an index that may only be read: Chroma opens no files that it may not write.

    All are compared, which takes time by their number and memory by no more than a part of it. They are the
    ones that Chroma has, and nothing nearer is missed.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def search(self, language: Language, vector: NDArray[np.float32], limit: int) -> tuple[FoundVector, ...]:
        """Return the ``limit`` nearest entries, nearest first, by cosine with ``vector``, shape (d,)."""
        found: list[FoundVector] = []
        for keys, vectors in self._catalog.vectors(language):
            compared = map(FoundVector, keys, (vectors @ vector).tolist())
            found = nlargest(limit, [*found, *compared], key=lambda each: each.similarity)
        return tuple(found)
