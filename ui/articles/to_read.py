"""Articles that are to be read, and what is known of them beforehand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from index.article import Article
from index.reading.folder import FileSize
from index.reading.skipped import SkippedFile


@dataclass(frozen=True, slots=True)
class ToRead:
    """Articles, each read when it is asked for, and the files that they come from, in the same order."""

    items: Iterable[Article | SkippedFile]
    files: tuple[FileSize, ...] = ()


def of_articles(articles: Sequence[Article]) -> ToRead:
    """Return articles that were read already."""
    return ToRead(articles, tuple(FileSize(each.path, len(each.text)) for each in articles))


def joined(parts: Sequence[ToRead]) -> ToRead:
    """Return all of these, one after another."""
    return ToRead(
        chain.from_iterable(part.items for part in parts),
        tuple(file for part in parts for file in part.files),
    )
