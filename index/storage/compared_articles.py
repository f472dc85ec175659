"""What a run has seen of the articles in the catalogue, and the files that need not be read again."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from index.storage.article_lists import ListTables

_SEEN = """
drop table if exists temp.seen;
create temp table seen (id text primary key) strict, without rowid;
drop table if exists temp.read_file;
create temp table read_file (path text primary key, stamp blob not null) strict, without rowid;
"""
_UNSEEN = """
select id, path, content from article
where not exists (select 1 from seen where seen.id = article.id)
    and (:ids is null or id in (select value from json_each(:ids)))
order by id
"""


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """An article in the index: its id, its digest, the number of its content, and the path of its file."""

    id: str
    digest: str
    content: int
    path: str


@dataclass(frozen=True, slots=True)
class UnseenArticle:
    """An article of the index that a run has not met: its id, the path of its file, its content's number."""

    id: str
    path: str
    content: int


class ComparedTables(ListTables):
    """The tables by which a run compares files with the catalogue.

    ``file`` has the stamps (``index.reading.stamps``) of files whose articles are in the catalogue just as
    they give them; triggers take a row away when an article of the file changes.
    """

    def begin_comparison(self) -> None:
        """Forget what another run has seen."""
        self.script(_SEEN)

    def held_article(self, article_id: str) -> HeldArticle | None:
        """Return what is held of an article, or None."""
        row = self.row("select id, digest, content, path from article where id = ?", article_id)
        return None if row is None else HeldArticle(*row)

    def see(self, article_id: str) -> bool:
        """Note that an article was met; False where it was before."""
        return bool(self.do("insert or ignore into seen values (?)", article_id))

    def see_files(self, paths: Collection[str]) -> int:
        """Note that all articles of these files were met; return how many they are."""
        return self.do(
            "insert or ignore into seen "
            "select id from article where path in (select value from json_each(?))",
            json.dumps(list(paths)),
        )

    def unseen(self, ids: Collection[str] | None = None) -> list[UnseenArticle]:
        """Return the articles that were not met, in the order of their ids; with ``ids`` of these alone."""
        wanted = None if ids is None else json.dumps(list(ids))
        return [UnseenArticle(*row) for row in self.rows(_UNSEEN, ids=wanted)]

    def articles_within(self, paths: Collection[str]) -> list[UnseenArticle]:
        """Return the articles of the files of these paths, and of those below them."""
        rows = self.rows(
            "select article.id, article.path, content from json_each(?) as given cross join article "
            "on article.path = value or (article.path > value || '/' and article.path < value || '0')",
            json.dumps(list(paths)),
        )
        return [UnseenArticle(*row) for row in rows]

    def held_files(self, stamps: Mapping[str, bytes]) -> set[str]:
        """Return the paths of the files whose articles are here as files of these stamps gave them."""
        rows = self.rows(
            "select path, stamp from file where path in (select value from json_each(?))",
            json.dumps(list(stamps)),
        )
        return {path for path, stamp in rows if stamps[path] == stamp}

    def note_file(self, path: str, stamp: bytes) -> None:
        """Keep in mind, until ``keep_files``, that this run has met all articles of a file."""
        self.do("insert or replace into read_file values (?, ?)", path, stamp)

    def keep_files(self) -> None:
        """Keep the stamps of the files that were noted, once their articles are written."""
        self.do("insert or replace into file select path, stamp from read_file")
