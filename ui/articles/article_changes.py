"""What the Articles tab works with: the files, the index, and what changes the one to be as the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Article, ArticleEntry
from index.errors import IndexStoreError
from ui.articles.article_files import ArticleFiles
from ui.articles.article_upload import UploadedFile
from ui.articles.index_jobs import Change, IndexJobs
from ui.articles.to_read import ToRead, of_articles
from ui.texts.article_texts import ArticleTexts


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """All that the tab works with.

    ``entries`` lists what is in the index, ``article_of`` gives a whole article (or raises IndexStoreError).
    """

    entries: Callable[[], Sequence[ArticleEntry]]
    article_of: Callable[[str], Article]
    files: ArticleFiles
    work: IndexJobs

    def take(self, file: UploadedFile) -> None:
        """Make a file that was taken in searchable."""
        self.work.ask(Change("add", lambda: of_articles(file.articles)))

    def remove(self, article_id: str, own: ArticleTexts) -> tuple[str, str | None]:
        """Take an article out; return what to say, and its id where that can be undone."""
        try:
            article = self.article_of(article_id)
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
        self.work.ask(Change("restore", lambda: of_articles(self._in_file(path, article_id))))
        return own.said_restored.format(title=found.title)

    def reindex(self) -> None:
        """Make the index equal to the files again; without a known folder, to what it holds and was added."""
        if self.files.folder is None:
            self.work.ask(Change("reindex", self.files.added_to_read))
        else:
            self.work.ask(Change("reindex", self.files.to_read, is_all=True))

    def _in_file(self, path: Path, article_id: str) -> list[Article]:
        return [e for e in self.files.read(path) if isinstance(e, Article) and e.id == article_id]
