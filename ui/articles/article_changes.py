"""What the Articles tab works with: the files, the index, and what changes the one to be as the other."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.article import Article, ArticleEntry
from index.errors import IndexStoreError, SettingError
from index.filters import ArticleSelection, ListOrder
from index.reading.skipped import SkippedFile
from index.storage.article_lists import ArticleCounts
from ui.articles.article_files import ArticleFiles
from ui.articles.article_list import FoundArticles, ListQuery, chosen_of_removed, selected
from ui.articles.article_place import ArticlePlace, place_of
from ui.articles.article_upload import UploadedFile
from ui.articles.corrections import checked_date, checked_title
from ui.articles.index_jobs import Change, IndexJobs
from ui.articles.to_read import ToRead, of_articles
from ui.texts.article_texts import ArticleTexts


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """All that the tab works with.

    ``list_articles`` lists what is in the index, ``count_articles`` counts it, ``article_of`` gives a whole
    article (or raises IndexStoreError). What was left out lies in ``base``, the folder of the indexes.
    ``further`` are the data folders that are searched with this one and not changed, by the names of their
    indexes; ``article_of`` knows theirs, too.
    """

    list_articles: Callable[[ArticleSelection, ListOrder, int], Sequence[ArticleEntry]]
    count_articles: Callable[[ArticleSelection], ArticleCounts]
    article_of: Callable[[str], Article]
    files: ArticleFiles
    work: IndexJobs
    base: Path
    further: Mapping[str, Path] = field(default_factory=dict)

    def place_of(self, article_id: str) -> ArticlePlace:
        """Return where an article is kept."""
        return place_of(article_id, self.files, self.base, self.further)

    def _to_change(self, article_id: str) -> Article:
        """Return an article that may be changed.

        :raises IndexStoreError: the index does not hold it (any more), or it is in another one.
        """
        folder = self.place_of(article_id).folder
        if folder is not None:
            raise IndexStoreError(f"{article_id} is in {folder}, which is only read here")
        return self.article_of(article_id)

    def found(self, query: ListQuery, corrected: Collection[str]) -> FoundArticles:
        """Return what a reader wants to see; ``corrected`` are the ids of what was corrected."""
        removed = self.files.removed
        if query.which == "removed":
            return chosen_of_removed(removed, query)
        selection = selected(
            query,
            removed={each.id for each in removed},
            added=self.files.added_paths() if query.which == "added" else (),
            corrected=corrected,
        )
        count = self.count_articles(selection).articles
        return FoundArticles(self.list_articles(selection, query.order, query.limit), count)

    def take(self, file: UploadedFile) -> None:
        """Make a file that was taken in searchable."""
        to_read = of_articles(file.articles)
        self.work.ask(Change("add", lambda: replace(to_read, items=(*file.articles, *file.skipped))))

    def remove(self, article_id: str, own: ArticleTexts) -> tuple[str, str | None]:
        """Take an article out; return what to say, and its id where that can be undone."""
        try:
            article = self._to_change(article_id)
        except IndexStoreError:
            return own.said_gone, None
        is_added = self.files.was_added(article.path)
        self.files.remove(article)
        self.work.ask(Change("remove", lambda: ToRead(()), removed=(article_id,)))
        said = own.said_removed if is_added else own.said_removed_file
        return said.format(title=article.title), article_id

    def restore(self, article_id: str, own: ArticleTexts) -> str:
        """Put an article back that was removed; return what to say."""
        found = next((each for each in self.files.removed if each.id == article_id), None)
        if found is None:
            return own.said_gone
        path = self.files.restore(article_id)
        if path is None:
            return own.said_not_restored.format(title=found.title)
        self.work.ask(Change("restore", lambda: self._in_file(path, article_id)))
        return own.said_restored.format(title=found.title)

    def correct(self, article_id: str, title: str, published: str, own: ArticleTexts) -> str:
        """Have an article be found and shown by another title and date; return what to say.

        :param published: as people write dates; empty where there is to be none.
        :raises SettingError: the title is empty, or the date is none; in the reader's language.
        """
        try:
            wanted = checked_title(title)
        except SettingError as error:
            raise SettingError(own.no_title) from error
        try:
            date = checked_date(published)
        except SettingError as error:
            raise SettingError(own.no_date.format(written=published[:40])) from error
        try:
            article = self._to_change(article_id)
        except IndexStoreError:
            return own.said_gone
        self._becomes(self.files.correct(article, wanted, date))
        return own.said_corrected

    def take_back(self, article_id: str, own: ArticleTexts) -> str:
        """Have an article be found and shown as its file says again; return what to say."""
        correction = self.files.corrections().get(article_id)
        try:
            article = self._to_change(article_id)
        except IndexStoreError:
            return own.said_gone
        if correction is not None:
            of_file = correction.off(article)
            self._becomes(self.files.correct(article, of_file.title, of_file.published))
        return own.said_taken_back

    def _becomes(self, article: Article) -> None:
        self.work.ask(Change("correct", lambda: of_articles([article])))

    def reindex(self) -> None:
        """Make the index equal to the files again; without a known folder, to what it holds and was added."""
        if self.files.folder is None:
            self.work.ask(Change("reindex", self.files.added_to_read))
        else:
            self.work.ask(Change("reindex", self.files.to_read, is_all=True))

    def _in_file(self, path: Path, article_id: str) -> ToRead:
        items = [item for item in self.files.read(path) if _id(item) == article_id]
        return replace(of_articles([item for item in items if isinstance(item, Article)]), items=items)


def _id(item: Article | SkippedFile) -> str:
    return item.id if isinstance(item, Article) else item.path
