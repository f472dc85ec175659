"""Where an article is kept: in the data folder that is written, or in one that is only searched."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.article import Article
from index.storage.index_names import parted
from ui.articles.article_files import ArticleFiles
from ui.articles.corrections import Correction


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """The place of one article: its ``id`` there, the files, and ``base``, the folder of the indexes.

    ``folder`` is the data folder, where that is only searched; None where the article may be changed.
    """

    id: str
    files: ArticleFiles
    base: Path
    folder: Path | None = None

    def file_of(self, article: Article) -> Path | None:
        """Return the file of the article, as it is found among all; None where it is not there (any more)."""
        return self.files.file_of(article.path[len(article.id) - len(self.id) :])

    @property
    def correction(self) -> Correction | None:
        """What was corrected of the article.

        :raises SettingError: what is kept of it cannot be read.
        """
        return self.files.corrections().get(self.id)


def place_of(article_id: str, files: ArticleFiles, base: Path, further: Mapping[str, Path]) -> ArticlePlace:
    """Return the place of an article.

    :param files: of the data folder that is written, with its ``base``.
    :param further: the other data folders, by the names of their indexes.
    :raises SettingError: which files another one follows cannot be read.
    """
    name, own = parted(article_id, further)
    if not name:
        return ArticlePlace(own, files, base)
    return ArticlePlace(own, ArticleFiles(further[name]), further[name] / "index", further[name])
