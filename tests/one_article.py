"""Reads a file that holds one article, for tests."""

from pathlib import Path

from index.article import Article
from index.errors import ArticleError
from index.reading.folder import printable
from index.reading.reader import SkippedFile, read_file


def read_article(path: Path, *, root: Path) -> Article:
    """Return the one article in a file below ``root``.

    :raises ArticleError: it cannot be read; or it holds several articles.
    """
    found = list(read_file(path, root=root))
    whole = next((each for each in found if isinstance(each, SkippedFile)), None)
    if whole is not None:
        raise ArticleError(f"{printable(str(path))}: {whole.why}")
    (article,) = found if len(found) == 1 else (None,)
    if not isinstance(article, Article):
        raise ArticleError(f"{printable(str(path))}: {len(found)} articles in it, not one")
    return article
