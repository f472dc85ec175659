"""The statements by which the catalogue is searched: by words, and within filters.

Each comes with the values of its named parameters. The tables are those of ``index.catalog``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Language
from index.filters import Filters, end_of

# An article of a month lies within a range of days if one of its days may: see index.filters.end_of.
_SELECTED = """article_id in (
    select id from article
    where (:from is null or published || '~' >= :from) and (:to is null or published <= :to)
    and (:ids is null or id in (select value from json_each(:ids)))
)"""
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


def chunks_by_key(keys: Sequence[str], filters: Filters) -> Statement:
    """Select key, article_id, language, vector, sentences and sentence_vectors of the chunks let through."""
    return Statement(
        "select key, article_id, language, vector, sentences, sentence_vectors from chunk "
        f"where key in (select value from json_each(:keys)) and {_condition(filters)}",
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
