"""The part of the composition root that looks into an index, and corrects what it says of an article.

Imports inside its functions, for the reason that ``ui.commands.compose`` gives.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.encoding.prepared_files import Progress
from index.errors import IndexStoreError, SettingError
from ui.articles.to_read import of_articles
from ui.commands.compose_index import index_folder, open_index
from ui.settings import Settings

if TYPE_CHECKING:
    from index.article import Article
    from index.storage.listing import IndexListing, ListedArticle
    from index.syncing.left_out import LeftOutFile, LeftOutLine
    from ui.articles.article_files import ArticleFiles
    from ui.articles.corrections import Correction


@dataclass(frozen=True, slots=True)
class OpenListing:
    """What an index holds, what was corrected of it, by the ids of the articles, and where the files are."""

    listing: "IndexListing"
    files: "ArticleFiles"
    corrections: "dict[str, Correction]"
    base: Path

    def one(self, name: str) -> "ListedArticle":
        """Return an article by its id or its path, or by where its file is, with its text.

        :raises SettingError: there is none, or there are several.
        """
        found: tuple[ListedArticle, ...] = ()
        for each in self._names(name):
            found = self.listing.find(each)
            if found:
                break
        if not found:
            raise SettingError(self._why_not(name))
        if len(found) > 1:
            raise SettingError(
                f"{name} holds {len(found)} articles: name one of them, such as {found[0].id}; "
                f"tweespraak articles --search {name} lists them"
            )
        return found[0] if found[0].text is not None else self.listing.find(found[0].id)[0]

    def left_out_of(self, article_id: str) -> "list[LeftOutLine]":
        """Return what was left out of an article, or why a file is not read."""
        from index.syncing.left_out import lines_left_out

        return lines_left_out(self.base, article_id)

    def _names(self, name: str) -> Iterator[str]:
        """Yield what a name may be in the index: as it is, or as the name of a file in this folder."""
        from index.reading.folder import id_of

        yield name
        path = Path(name).parent.resolve() / Path(name).name  # a link to a file has its own name
        for root in (self.files.folder, self.files.uploads):
            if root is not None and path.is_relative_to(root.resolve()):
                yield id_of(path, root.resolve())

    def _why_not(self, name: str) -> str:
        for each in self._names(name):
            for line in self.left_out_of(each):
                return f"{each} is not in the index: {line.why}"
        if any(name in (each.id, each.path) for each in self.files.removed):
            return f"{name} was removed in the chat: put it back there, in the tab Articles, under “removed”"
        near = self.listing.near(name)
        like = f"; the nearest: {', '.join(near)}" if near else ""
        return f"no article in the index has the path {name!r}{like} (tweespraak articles lists all)"


@contextmanager
def open_articles(settings: Settings) -> Iterator[OpenListing]:
    """Open what the index holds, to be read: no encoder is loaded, and nothing is written.

    :raises TweespraakError: there is no index, or it cannot be read.
    """
    from index.storage.listing import open_listing
    from index.syncing.sync import INDEX_VERSION
    from ui.articles.article_files import ArticleFiles

    base = index_folder(settings)
    files = ArticleFiles(settings.data_dir, other_languages=settings.other_languages)
    with open_listing(base, INDEX_VERSION) as listing:
        yield OpenListing(listing, files, files.corrections(), base)


@contextmanager
def open_left_out(settings: Settings) -> "Iterator[LeftOutFile]":
    """Open what the last runs left out.

    :raises TweespraakError: nothing was written down, or it cannot be read.
    """
    from index.syncing.left_out import FILE, LeftOutFile

    base = index_folder(settings)
    if not (base / FILE).is_file():
        raise IndexStoreError(
            f"what was left out is not known in {base}; it is written down by: tweespraak index FOLDER"
        )
    with closing(LeftOutFile(base, read_only=True)) as file:
        yield file


def correct_article(
    settings: Settings,
    article_id: str,
    *,
    title: str | None = None,
    published: str | None = None,
    undo: bool = False,
    progress: Progress,
) -> "Article":
    """Keep what a reader says of an article, put it in the index, and return the article.

    :param title: None: as it is.
    :param published: as people write dates; empty where there is to be none; None: as it is.
    :param undo: take back what was corrected; the other two do not count.
    :raises TweespraakError: it cannot be kept; or it is kept, but the index cannot be written now.
    """
    from ui.articles.article_files import ArticleFiles
    from ui.articles.corrections import checked_date, checked_title

    wanted = None if title is None else checked_title(title)
    date = None if published is None else checked_date(published)
    with open_index(settings, progress=progress, writes=True) as opened:
        files = ArticleFiles(settings.data_dir, other_languages=settings.other_languages)
        article = opened.store.article(article_id)
        correction = files.corrections().get(article_id)
        before = article if correction is None or not undo else correction.off(article)
        now = files.correct(article, wanted or before.title, before.published if published is None else date)
        try:
            opened.update(of_articles([now]))
        except IndexStoreError as error:
            raise IndexStoreError(
                "the correction is kept, and taken in when the folder is indexed again; now it cannot be: "
                f"{error}"
            ) from error
    return now
