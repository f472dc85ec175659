"""Articles and their contents in the catalogue: what is there, what is the same, and what tells the same."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.storage.catalog_rows import article_of
from index.storage.catalog_search import ARTICLES
from index.storage.compared_articles import ComparedTables
from index.storage.near_duplicates import (
    SAME_STORY,
    Signature,
    bands_of,
    connected,
    near_each,
    similarity,
    stars,
)


class ContentTables(ComparedTables):
    """The tables of articles and contents; ``index.storage.catalog.Catalog`` adds those of chunks."""

    def paths(self, among: Collection[str] | None = None) -> frozenset[str]:
        """Return the paths of all files that articles come from, or of those among some."""
        if among is None:
            rows = self.rows("select path from article")
        else:
            paths = json.dumps(list(among))
            rows = self.rows("select path from article where path in (select value from json_each(?))", paths)
        return frozenset(path for (path,) in rows)

    def places(self) -> dict[str, str]:
        """Return the path of every article's file, by the article's id."""
        return dict(self.rows("select id, path from article"))

    def content_number(self, digest: str) -> int | None:
        """Return the number of the content of this digest, or None."""
        row = self.row("select number from content where digest = ?", digest)
        return None if row is None else int(row[0])

    def put_content(self, article: Article, signature: Signature) -> int:
        """Add the content of an article, which must not be there yet, and return its number."""
        number = self.insert(
            "insert into content values (null, ?, ?, ?, ?, ?, ?, ?, null, false)",
            article.content_digest,
            article.title,
            article.text,
            article.language,
            json.dumps(list(map(astuple, article.parts))),
            article.foreign,
            signature.tobytes(),
        )
        bands = json.dumps(bands_of(signature))
        self.do("insert or ignore into band select value, ? from json_each(?)", number, bands)
        return number

    def content_of(self, article_id: str) -> int | None:
        """Return the content that an article holds; None where there is no such article."""
        row = self.row("select content from article where id = ?", article_id)
        return None if row is None else int(row[0])

    def put_article(self, article: Article) -> None:
        """Add an article whose content is there, in place of an older one of the same id."""
        self.do(
            "insert or replace into article values "
            "(?, ?, (select number from content where digest = ?), ?, ?, ?, ?, ?)",
            article.id,
            article.path,
            article.content_digest,
            article.published,
            article.url,
            article.author,
            json.dumps(article.pages),
            article.digest,
        )

    def remove_article(self, article_id: str) -> None:
        """Remove an article; nothing happens if there is none. Its content stays until it is removed."""
        self.do("delete from article where id = ?", article_id)

    def unheld_contents(self) -> list[int]:
        """Return the contents that no article holds (any more)."""
        rows = self.rows(
            "select number from content "
            "where not exists (select 1 from article where article.content = content.number)"
        )
        return [number for (number,) in rows]

    def remove_contents(self, numbers: Sequence[int]) -> None:
        """Remove contents that no article holds, with their chunks."""
        removed = json.dumps(list(numbers))
        # What told the same story as one of them may now be on its own.
        self.do(
            "update content set is_grouped = false where story in "
            "(select story from content where number in (select value from json_each(?)))",
            removed,
        )
        self.do("delete from content where number in (select value from json_each(?))", removed)

    def group_stories(self) -> None:
        """Find out which contents tell the same story, as far as it is not known."""
        ungrouped = [number for (number,) in self.rows("select number from content where not is_grouped")]
        for group in connected(ungrouped, self._near):
            rows = self.rows(
                "select number, digest from content where number in (select value from json_each(?))",
                json.dumps(list(group)),
            )
            digests: dict[int, str] = dict(rows)
            for story in stars(group, digests.__getitem__):
                name = min(digests[number] for number in story)[:16] if len(story) > 1 else None
                self.do(
                    "update content set is_grouped = true, story = ? "
                    "where number in (select value from json_each(?))",
                    name,
                    json.dumps(story),
                )

    def near_contents(self, signature: Signature) -> list[int]:
        """Return the contents that are nearly the same as a text of this signature, the nearest first."""
        rows = self.rows(
            "select number, signature from content where number in "
            "(select content from band where band in (select value from json_each(?)))",
            json.dumps(bands_of(signature)),
        )
        if not rows:
            return []
        others = np.frombuffer(b"".join(each for _, each in rows), np.uint32).reshape(len(rows), -1)
        similarities = similarity(signature, others).tolist()
        near = [(-each, number) for (number, _), each in zip(rows, similarities, strict=True)]
        return [number for each, number in sorted(near) if -each >= SAME_STORY]

    def _near(self, numbers: Sequence[int]) -> dict[int, NDArray[np.int64]]:
        """Return for each of these contents which others are nearly the same.

        All that share a band with one of them are read once, however many of them they are near to.
        """
        rows = self.rows(
            "select number, signature from content where number in (select content from band where band in "
            "(select band from band where content in (select value from json_each(?))))",
            json.dumps(list(numbers)),
        )
        found = np.array([number for number, _ in rows])
        signatures = np.frombuffer(b"".join(each for _, each in rows), np.uint32).reshape(len(rows), -1)
        wanted = np.flatnonzero(np.isin(found, numbers))
        near = near_each(signatures[wanted], signatures)
        return {
            number: np.setdiff1d(found[each], [number])
            for number, each in zip(found[wanted].tolist(), near, strict=True)
        }

    def article(self, article_id: str) -> Article | None:
        """Return one article, or None."""
        row = self.row(f"{ARTICLES} where article.id = ?", article_id)
        return None if row is None else article_of(row)

    def copies(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of the articles that share a content, those of each content in order."""
        rows = self.rows(
            "select json_group_array(id) from (select id, content from article where content in "
            "(select content from article group by content having count(*) > 1) order by id) "
            "group by content order by min(id)"
        )
        return tuple(tuple(sorted(json.loads(ids))) for (ids,) in rows)

    def story_count(self) -> int:
        """Return how many stories are told by more than one content."""
        ((count,),) = self.rows("select count(distinct story) from content where story is not null")
        return int(count)

    def missing_articles(self, article_ids: Iterable[str]) -> list[str]:
        """Return which of these ids no article has, in order."""
        rows = self.rows(
            "select value from json_each(:ids) where value not in (select id from article) order by value",
            ids=json.dumps(list(article_ids)),
        )
        return [article_id for (article_id,) in rows]
