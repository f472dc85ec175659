"""The statements by which the catalogue is searched: by words, and within filters.

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
ENTRIES = """
select article.id, article.path, title, language, published, author, url, story,
    (select count(*) from chunk where chunk.content = content.number),
    (select chunk.language from chunk
        where chunk.content = content.number and chunk.language <> content.language limit 1),
    (select json_group_array(path) from (
        select path from article as other
        where other.content = content.number and other.id <> article.id order by other.id
    ))
from content
join article on article.id = (select min(id) from article where article.content = content.number)
order by article.id
"""
# An article of a month lies within a range of days if one of its days may: see index.filters.end_of.
_LET_THROUGH = """(:from is null or published || '~' >= :from) and (:to is null or published <= :to)
    and (:ids is null or id in (select value from json_each(:ids)))"""
# Of the articles that hold a content, the first that may be found is the one that is shown.
_PASSAGES = """
select key, chunk.language, begins, ends, chunk.text, spans, vector, sentence_vectors, title, story,
    article.id, path, published, url, pages, author
from chunk join content on content.number = chunk.content
join article on article.id = (select min(id) from article where content = chunk.content and {let_through})
where key in (select value from json_each(:keys))
"""
_SELECTED = f"content in (select content from article where {_LET_THROUGH})"
_ALL = "true"
# Scores of thousands of passages are compared before the few that are wanted are looked up; of equal ones at
# the end of the list the keys decide, which are the same at every run.
_BEST_BY_WORDS = """
with scored as materialized (
    select rowid as number, -bm25({table}) as score from {table} where {table} match :words
),
found as materialized (
    select number, score from scored
    where :all or number in (select number from chunk where {condition})
),
best as (
    select key, score from found join chunk using (number)
    where score >= (select min(score) from (select score from found order by score desc limit :limit))
    order by score desc, key limit :limit
)
select key, score from best
union
select key, score from scored join chunk using (number)
where number in (select number from chunk where key in (select value from json_each(:others)))
order by score desc, key
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """An SQL statement and the values of its named parameters."""

    sql: str
    values: dict[str, object]


def passages_by_key(keys: Sequence[str], filters: Filters) -> Statement:
    """Select what ``index.storage.catalog_rows.passage_of`` reads, of the chunks let through."""
    return Statement(
        _PASSAGES.format(let_through=_LET_THROUGH if filters.selects_articles else _ALL),
        {**_values(filters), "keys": json.dumps(list(keys))},
    )


def keys_let_through(language: Language, filters: Filters, most: int) -> Statement:
    """Select the keys of a language's chunks that ``filters`` let through, ``most`` at the most."""
    return Statement(
        f"select key from chunk where language = :language and {_condition(filters)} limit :most",
        {**_values(filters), "language": language, "most": most},
    )


def best_by_words(
    language: Language, words: Sequence[str], limit: int, *, filters: Filters, others: Sequence[str]
) -> Statement:
    """Select key and BM25 of the ``limit`` best chunks, best first, then of any ``others`` with a word."""
    return Statement(
        _BEST_BY_WORDS.format(table=f"words_{language}", condition=_condition(filters)),
        {
            **_values(filters),
            "words": " OR ".join('"' + word.replace('"', '""') + '"' for word in words),
            "limit": limit,
            "others": json.dumps(list(others)),
            "all": not filters.selects_articles,
        },
    )


def _condition(filters: Filters) -> str:
    return _SELECTED if filters.selects_articles else _ALL


def _values(filters: Filters) -> dict[str, object]:
    return {
        "from": filters.published_from,
        "to": None if filters.published_to is None else end_of(filters.published_to),
        "ids": None if filters.article_ids is None else json.dumps(sorted(filters.article_ids)),
    }
