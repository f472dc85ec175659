"""A catalogue in memory that lists articles, of which nothing was encoded."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from index.article import Article, Language
from index.chunk import Chunk
from index.span import Span
from index.storage.catalog import Catalog, ChunkRecord

NO_PASSAGES: Mapping[str, list[Language]] = {}


def catalog_of(articles: Iterable[Article], passages: Mapping[str, list[Language]] = NO_PASSAGES) -> Catalog:
    """Return a catalogue of articles.

    :param passages: the languages of an article's passages, by its id; else one, of the article's.
    """
    catalog = Catalog(Path(":memory:"))
    catalog.make_tables()
    for article in articles:
        if catalog.content_number(article.content_digest) is None:
            content = catalog.put_content(article, np.zeros(128, np.uint32))
            for place, language in enumerate(passages.get(article.id, [article.language])):
                chunk = Chunk(article.id, place, place + 1, "x", (Span(place, place + 1),))
                vector = np.zeros(4, np.float32)
                key = f"{article.id} {place}"
                catalog.put_chunk(content, ChunkRecord(key, language, chunk, vector, vector[None], ()))
        catalog.put_article(article)
    catalog.list_anew()
    return catalog
