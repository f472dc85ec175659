"""Articles chosen, put in order and counted in SQL, so that none is loaded but those that are shown.

An entry stands for a content: of several articles with one title and text the first, with the others as its
copies.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from index.article import ArticleEntry, Language
from index.filters import ALL_ARTICLES, ArticleSelection, ListOrder
from index.storage.catalog_rows import entry_of
from index.storage.catalog_search import Statement, filter_values, let_through
from index.storage.sqlite_file import SqliteFile
from index.text.plain import plain, title_key

_AT_ONCE = 1000
_ORDERS: dict[ListOrder, str] = {
    "newest": "published desc nulls last, title, id",
    "oldest": "published nulls last, title, id",
    "title": "title, id",
    "passages": "passages desc, title, id",
}
_PAGE = """
with page as materialized (
    select content, id, published, passages, title, also from listed
    where {condition} order by {order} limit :limit
)
select article.id, article.path, content.title, content.language, article.published, author, url, story,
    passages, also,
    (select json_group_array(path) from (
        select path from article as other
        where other.content = page.content and other.id <> page.id order by other.id
    ))
from page join content on content.number = page.content join article on article.id = page.id
order by {page_order}
"""
_COUNTS = """
select language, substr(published, 1, 7), count(*), sum(passages), min(published), max(published)
from listed where {condition} group by language, substr(published, 1, 7)
"""
_TO_LIST = """
select content.number, min(article.id), content.title, content.language,
    (select count(*) from chunk where chunk.content = content.number),
    (select chunk.language from chunk
        where chunk.content = content.number and chunk.language <> content.language limit 1),
    (select published from article as first where first.content = content.number order by id limit 1),
    json_group_array(path)
from content join article on article.content = content.number
where content.number in (select value from json_each(?)) group by content.number
"""


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many articles of a language there are of a month, ``2023-03``, or a year where that is all known.

    ``first`` and ``last`` are the earliest and the latest of their dates; all three are None without a date.
    """

    language: Language
    month: str | None
    articles: int
    passages: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """How many articles there are, by language and month."""

    months: tuple[MonthCount, ...] = ()

    @property
    def articles(self) -> int:
        """All of them."""
        return sum(each.articles for each in self.months)

    @property
    def passages(self) -> int:
        """Those of all articles."""
        return sum(each.passages for each in self.months)

    @property
    def undated(self) -> int:
        """The articles without a date."""
        return sum(each.articles for each in self.months if each.month is None)

    @property
    def by_language(self) -> Counter[Language]:
        """The articles of each language."""
        counts = Counter[Language]()
        for each in self.months:
            counts[each.language] += each.articles
        return counts

    @property
    def first(self) -> str | None:
        """The earliest date; None where none is known."""
        return min((each.first for each in self.months if each.first), default=None)

    @property
    def last(self) -> str | None:
        """The latest date; None where none is known."""
        return max((each.last for each in self.months if each.last), default=None)


def in_order(entries: Iterable[ArticleEntry], order: ListOrder) -> tuple[ArticleEntry, ...]:
    """Return entries of several indexes, each in its order, in that order together."""
    by_title = sorted(entries, key=lambda each: title_key(each.title))
    match order:
        case "newest":
            by_title.sort(key=lambda each: each.published or "", reverse=True)
        case "oldest":
            by_title.sort(key=lambda each: (each.published is None, each.published or ""))
        case "passages":
            by_title.sort(key=lambda each: -each.passages)
    return tuple(by_title)


class ListTables(SqliteFile):
    """The tables by which articles are listed."""

    def page(
        self, selection: ArticleSelection = ALL_ARTICLES, order: ListOrder = "newest", limit: int = -1
    ) -> tuple[ArticleEntry, ...]:
        """Return the first articles of a selection, without their text; -1 does not limit them."""
        chosen, by = _condition(selection), _ORDERS[order]
        page_order = ", ".join(f"page.{each}" for each in by.split(", "))
        sql = _PAGE.format(condition=chosen.sql, order=by, page_order=page_order)
        return tuple(map(entry_of, self.rows(sql, **chosen.values, limit=limit)))

    def counts(self, selection: ArticleSelection = ALL_ARTICLES) -> ArticleCounts:
        """Count the articles of a selection."""
        chosen = _condition(selection)
        rows = self.rows(_COUNTS.format(condition=chosen.sql), **chosen.values)
        return ArticleCounts(tuple(MonthCount(*row) for row in rows))

    def is_unlisted(self) -> bool:
        """Whether articles are there that are not listed: an earlier version wrote them."""
        found = self.row(
            "select 1 where exists (select 1 from unlisted) "
            "or (exists (select 1 from article) and not exists (select 1 from listed))"
        )
        return found is not None

    def list_all(self) -> None:
        """Make the rows of all contents."""
        self.do("insert or ignore into unlisted select content from article")
        self.list_anew()

    def list_anew(self) -> None:
        """Make the rows of all contents whose articles have changed; within a transaction."""
        while numbers := self.rows("select content from unlisted limit ?", _AT_ONCE):
            changed = json.dumps([number for (number,) in numbers])
            self.do("delete from listed where content in (select value from json_each(?))", changed)
            for row in self.rows(_TO_LIST, changed):
                self.do("insert into listed values (?, ?, ?, ?, ?, ?, ?, ?)", *_listed(row))
            self.do("delete from unlisted where content in (select value from json_each(?))", changed)


def _listed(row: tuple[Any, ...]) -> tuple[object, ...]:
    number, article_id, title, language, passages, also, published, paths = row
    words = plain("\n".join(filter(None, (title, published, *json.loads(paths)))))
    return number, article_id, language, also, published, passages, title_key(title), words


def _condition(selection: ArticleSelection) -> Statement:
    """Return the condition, on a row of ``listed``, that selects these articles."""
    filters, conditions = selection.filters, ["true"]
    values: dict[str, object] = {}
    for name, languages in (("searched", filters.languages), ("asked", selection.languages or None)):
        if languages is not None:
            values[name] = json.dumps(list(languages))
            each = f"in (select value from json_each(:{name}))"
            conditions.append(f"(language {each} or also {each})")
    if filters.selects_articles:
        conditions.append(let_through(filters))
        values |= filter_values(filters)
    for place, (first, before) in enumerate(selection.within):
        conditions.append(
            f"published is not null and (:first{place} is null or published >= :first{place}) "
            f"and (:before{place} is null or published < :before{place})"
        )
        values |= {f"first{place}": first, f"before{place}": before}
    for place, word in enumerate(selection.words):
        months = ", ".join(f"'{month:02}'" for month in word.months)
        conditions.append(f"(instr(words, :word{place}) or substr(published, 6, 2) in ({months}))")
        values[f"word{place}"] = word.text
    for column, wanted in (("id", selection.ids), ("path", selection.paths)):
        if wanted is not None:
            conditions.append(
                f"content in (select content from article where {column} in "
                f"(select value from json_each(:{column}_in)))"
            )
            values[f"{column}_in"] = _as_json(wanted)
    if selection.titles is not None:
        conditions.append("title in (select value from json_each(:titles))")
        values["titles"] = _as_json(set(map(title_key, selection.titles)))
    if selection.without:
        conditions.append("id not in (select value from json_each(:without))")
        values["without"] = _as_json(selection.without)
    return Statement(" and ".join(conditions), values)


def _as_json(values: Collection[str]) -> str:
    return json.dumps(sorted(values))
