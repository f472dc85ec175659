"""The statements by which the catalogue is read, and searched within filters.

Each comes with the values of its named parameters. The tables are those of ``index.storage.catalog``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Language
from index.filters import Filters, end_of

ARTICLES = """
select id, path, title, text, language, published, url, author, pages, parts, foreign_language
from article join content on content.number = article.content
"""
# Of the articles that hold a content, the first that may be found is the one that is shown.
_PASSAGES = """
select key, chunk.language, begins, ends, chunk.text, spans, vector, sentence_vectors, title, story,
    article.id, path, published, url, pages, author
from chunk join content on content.number = chunk.content
join article on article.id = (select min(id) from article where content = chunk.content and {let_through})
where key in (select value from json_each(:keys))
"""
# From the articles to their chunks, of which no more are looked at than are wanted.
_SELECTED = """
select distinct number from article cross join chunk on chunk.content = article.content
where chunk.language = :language and {let_through} limit :most
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """An SQL statement and the values of its named parameters."""

    sql: str
    values: dict[str, object]


def passages_by_key(keys: Sequence[str], filters: Filters) -> Statement:
    """Select what ``index.storage.catalog_rows.passage_of`` reads, of the chunks let through."""
    return Statement(
        _PASSAGES.format(let_through=let_through(filters)),
        {**filter_values(filters), "keys": json.dumps(list(keys))},
    )


def chunks_let_through(language: Language, filters: Filters, most: int) -> Statement:
    """Select the numbers of a language's chunks that ``filters`` let through, ``most`` at the most."""
    return Statement(
        _SELECTED.format(let_through=let_through(filters)),
        {**filter_values(filters), "language": language, "most": most},
    )


def is_found(filters: Filters) -> str:
    """Return the condition that a row of ``chunk`` has an article which is let through."""
    return f"exists (select 1 from article where content = chunk.content and {let_through(filters)})"


def filter_values(filters: Filters) -> dict[str, object]:
    """Return the values of the named parameters of a condition."""
    first, last, ids = filters.published_from, filters.published_to, filters.article_ids
    return {
        **({} if first is None else {"from": first}),
        **({} if last is None else {"to": end_of(last)}),
        **({} if ids is None else {"ids": json.dumps(sorted(ids))}),
    }


def let_through(filters: Filters) -> str:
    """Return the condition that a row of ``article`` is let through.

    An article of a month lies within a range of days if one of its days may: see ``index.filters.end_of``.
    The first condition on dates says no more than the second, but an index can be searched by it.
    """
    conditions = {
        "from": "published >= substr(:from, 1, 4) and published || '~' >= :from",
        "to": "published <= :to",
        "ids": "id in (select value from json_each(:ids))",
    }
    return " and ".join(conditions[name] for name in filter_values(filters)) or "true"
