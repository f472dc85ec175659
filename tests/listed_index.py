"""An index that only lists articles, so that tests about pages and files need not encode."""

import threading
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from listed_articles import catalog_of

from index.article import Article, ArticleEntry
from index.errors import IndexStoreError
from index.filters import ALL_ARTICLES, ArticleSelection, ListOrder
from index.reading.skipped import SkippedFile
from index.storage.article_lists import ArticleCounts
from index.syncing.left_out import LeftOutFile
from index.syncing.sync import SyncReport
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_files import ArticleFiles
from ui.articles.index_jobs import IndexJobs, IndexWrites, Told
from ui.articles.time_left import HowFar
from ui.articles.to_read import ToRead
from ui.commands.compose_index import untold

WAIT = 300.0
"""Seconds after which a gate that nobody opens lets go, so that a broken test ends even on a busy machine."""


@dataclass(slots=True)
class ListedIndex:
    """Articles by id. A change waits at ``gate``, where there is one, before each article."""

    articles: dict[str, Article] = field(default_factory=dict)
    gate: threading.Event | None = None
    problem: str = ""
    _same: set[str] = field(default_factory=set)

    def list_articles(
        self, selection: ArticleSelection = ALL_ARTICLES, order: ListOrder = "newest", limit: int = -1
    ) -> tuple[ArticleEntry, ...]:
        with closing(catalog_of(tuple(self.articles.values()))) as catalog:
            return catalog.page(selection, order, limit)

    def count_articles(self, selection: ArticleSelection) -> ArticleCounts:
        with closing(catalog_of(tuple(self.articles.values()))) as catalog:
            return catalog.counts(selection)

    def article(self, article_id: str) -> Article:
        if article_id not in self.articles:
            raise IndexStoreError(f"{article_id}: not in the index")
        return self.articles[article_id]

    def sync(self, to_read: ToRead, told: Told) -> SyncReport:
        known = set(self.articles)
        added, changed, skipped = self._put(to_read, told)
        gone = known - {article.id for article in (*added, *changed)}
        gone = {each for each in gone if each not in self._same}
        for article_id in gone:
            del self.articles[article_id]
        return self._report(added, changed, len(gone), skipped)

    def update(self, to_read: ToRead, removed: Collection[str], told: Told) -> SyncReport:
        for article_id in removed:
            self.articles.pop(article_id, None)
        added, changed, skipped = self._put(to_read, told)
        return self._report(added, changed, len(removed), skipped)

    def _put(self, to_read: ToRead, told: Told) -> tuple[list[Article], list[Article], list[SkippedFile]]:
        if self.problem:
            raise IndexStoreError(self.problem)
        added, changed, skipped = list[Article](), list[Article](), list[SkippedFile]()
        self._same = set()
        for count, item in enumerate(to_read.items, 1):
            if self.gate is not None and not self.gate.wait(WAIT):
                raise IndexStoreError("nobody opened the gate")
            if isinstance(item, SkippedFile):
                skipped.append(item)
                continue
            told(HowFar(count, len(to_read.files)))
            if self.articles.get(item.id) == item:
                self._same.add(item.id)
            elif item.id in self.articles:
                changed.append(item)
            else:
                added.append(item)
            self.articles[item.id] = item
        return added, changed, skipped

    def _report(
        self,
        added: Collection[Article],
        changed: Collection[Article],
        removed: int,
        skipped: Collection[SkippedFile],
    ) -> SyncReport:
        return SyncReport(
            read=len(added) + len(changed) + len(self._same),
            added=len(added),
            changed=len(changed),
            removed=removed,
            unchanged=len(self._same),
            skipped=tuple(skipped),
            passages=len(self.articles),
            seconds=0.0,
        )


def desk_of(index: ListedIndex, data_dir: Path, *, folder: Path | None = None) -> ArticleChanges:
    """Return what the Articles tab works with, over this index; close its ``work`` at the end."""
    files = ArticleFiles(data_dir, folder)
    base = data_dir / "index"
    base.mkdir(parents=True, exist_ok=True)

    def sync(to_read: ToRead, told: Told) -> SyncReport:
        report = index.sync(to_read, told)
        with closing(LeftOutFile(base)) as left_out:
            left_out.replace_all(report)
        return report

    if folder is not None:
        files.follow()
        sync(files.to_read(), untold)
    work = IndexJobs(IndexWrites(sync, index.update))
    return ArticleChanges(index.list_articles, index.count_articles, index.article, files, work, base)
