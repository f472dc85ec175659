"""Articles that are to be read, and what is known of them beforehand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from index.article import Article
from index.reading.folder import FileSize
from index.reading.skipped import SkippedFile
from index.reading.stamps import FolderItem, HeldFiles


@dataclass(frozen=True, slots=True)
class ToRead:
    """Articles, each read when it is asked for, and the files that they come from, in the same order.

    ``changed``, where that can be told, gives of files that an index holds as they are the files alone.
    """

    items: Iterable[Article | SkippedFile]
    files: tuple[FileSize, ...] = ()
    changed: Callable[[HeldFiles], Iterable[FolderItem]] | None = None

    def since(self, held: HeldFiles) -> Iterable[FolderItem]:
        """Return what an index that holds these files is to be made equal to."""
        return self.items if self.changed is None else self.changed(held)


@dataclass(frozen=True, slots=True)
class ChangedFiles:
    """What the files of a folder that have changed give, and the paths at and below which all may differ."""

    items: tuple[Article | SkippedFile, ...]
    within: frozenset[str]


def of_articles(articles: Sequence[Article]) -> ToRead:
    """Return articles that were read already."""
    return ToRead(articles, tuple(FileSize(each.path, len(each.text)) for each in articles))


def joined(parts: Sequence[ToRead]) -> ToRead:
    """Return all of these, one after another."""
    return ToRead(
        chain.from_iterable(part.items for part in parts),
        tuple(file for part in parts for file in part.files),
    )
