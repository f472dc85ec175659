"""Which files the index is made of: the user's folder, what was added in the chat, and not what was removed.

Below the data folder lie ``uploads/added/`` with the files that were added, ``removed/`` with those of them
that were removed again, and ``articles.json``, which names the user's folder and all articles that were
removed. The user's own files are never touched: an article of theirs that is removed is only left out.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.article import Article, Language
from index.errors import FolderError, SettingError
from index.file_size import FileSize
from index.folder_size import file_sizes
from index.other_languages import OtherLanguages
from index.reader import read_file, read_folder
from index.skipped import SkippedFile
from ui.to_read import ToRead

ADDED = "added/"
"""With this begin the ids of all articles that were added in the chat."""
_SAME_NAME = "the folder of articles has one of this name, which is read instead; rename one of the two"


@dataclass(frozen=True, slots=True)
class RemovedArticle:
    """An article that the index leaves out. ``folder`` is the one that it was read from."""

    id: str
    path: str
    title: str
    language: Language
    published: str | None
    folder: str


class ArticleShelf:
    """The files that the index is made of. Threads may share it.

    :param data_dir: all is kept below it; nothing need exist.
    :param folder: the user's; without it the one that was followed last.
    :param other_languages: what is done with what is in neither Dutch nor English.
    :raises SettingError: what is kept there cannot be read.
    """

    def __init__(
        self, data_dir: Path, folder: Path | None = None, *, other_languages: OtherLanguages = "skip"
    ) -> None:
        self._index = data_dir / "index"
        self.uploads = data_dir / "uploads"
        self.added = self.uploads / ADDED
        self._bin = data_dir / "removed"
        self._record = data_dir / "articles.json"
        self._turn = threading.Lock()
        followed, self._removed = _read(self._record)
        self._folder = followed if folder is None else folder
        self._other_languages = other_languages

    @property
    def folder(self) -> Path | None:
        """The user's folder of articles, as far as one is known."""
        return self._folder

    @property
    def removed(self) -> tuple[RemovedArticle, ...]:
        """What is left out of the present folder and of what was added, the last removed first."""
        folders = {self._named(self._folder), self._named(self.uploads)}
        return tuple(each for each in reversed(self._removed) if each.folder in folders)

    def follow(self) -> None:
        """Keep in mind which folder the index is made of.

        :raises FolderError: it cannot be written down.
        """
        with self._turn:
            self._write()

    def to_read(self) -> ToRead:
        """Return all articles, as ``items`` does, with the files that they come from."""
        items = self.items()
        own = () if self._folder is None else file_sizes(self._folder)
        return ToRead(items, (*own, *self._added_sizes()))

    def added_to_read(self) -> ToRead:
        """Return the articles that were added, as ``added_items`` does, with their files."""
        return ToRead(self.added_items(), self._added_sizes())

    def _added_sizes(self) -> tuple[FileSize, ...]:
        return file_sizes(self.uploads) if self._has_added() else ()

    def items(self) -> Iterator[Article | SkippedFile]:
        """Yield all articles, and what cannot be read; those that were removed are left out.

        :raises FolderError: at once; the user's folder is not there (any more), or nothing is in it.
        """
        own = iter(()) if self._folder is None else self._read_folder(self._folder, "reading.sqlite")
        return self._kept(own)

    def added_items(self) -> Iterator[Article | SkippedFile]:
        """Yield the articles that were added, but for those removed again."""
        return self._kept(iter(()))

    def _kept(self, own: Iterator[Article | SkippedFile]) -> Iterator[Article | SkippedFile]:
        removed = {each.id for each in self.removed}
        seen: set[str] = set()
        for item in own:
            if isinstance(item, SkippedFile):
                yield item
            elif item.id not in removed:
                seen.add(item.id)
                yield item
        for item in self._read_folder(self.uploads, "reading-added.sqlite") if self._has_added() else ():
            if isinstance(item, SkippedFile):
                yield item
            elif item.id in seen:
                yield SkippedFile(item.id, _SAME_NAME)
            elif item.id not in removed:
                yield item

    def _read_folder(self, folder: Path, cache: str) -> Iterator[Article | SkippedFile]:
        return read_folder(folder, cache=self._index / cache, other_languages=self._other_languages)

    def _has_added(self) -> bool:
        return self.added.is_dir() and any(not path.name.startswith(".") for path in self.added.iterdir())

    def remove(self, article: Article) -> None:
        """Leave an article out from now on; a file that was added for it alone is moved aside."""
        path = self._file_added_for(article)
        folder = self.uploads if article.id.startswith(ADDED) else self._folder
        record = RemovedArticle(
            article.id, article.path, article.title, article.language, article.published, self._named(folder)
        )
        with self._turn:
            self._see_others()
            self._removed = (*(each for each in self._removed if each.id != article.id), record)
            self._write()
            if path is not None:
                self._bin.mkdir(parents=True, exist_ok=True)
                path.replace(self._bin / path.name)

    def restore(self, article_id: str) -> Path | None:
        """Take an article in again; return its file, where that is found."""
        with self._turn:
            self._see_others()
            found = next((each for each in self.removed if each.id == article_id), None)
            if found is None:
                return None
            self._removed = tuple(each for each in self._removed if each is not found)
            self._write()
            path = Path(found.folder) / found.path
            aside = self._bin / path.name
            if found.folder == self._named(self.uploads) and aside.is_file() and not path.exists():
                aside.replace(path)
        return path if path.is_file() else None

    def read(self, path: Path) -> list[Article | SkippedFile]:
        """Return what is in one file of the shelf, but for articles that were removed."""
        root = self.uploads if path.is_relative_to(self.uploads) or self._folder is None else self._folder
        removed = {each.id for each in self.removed}
        items = read_file(path, root=root, other_languages=self._other_languages)
        return [each for each in items if _id(each) not in removed]

    def name_for(self, wanted: str) -> Path:
        """Return where a file to be added can lie: by its own name, or with a number where that is taken.

        Two names that differ only behind the first full stop do not stand together: one of the files could
        be taken for what is known of the other (``index.read_sidecar``).
        """
        stem, dot, rest = wanted.partition(".")
        taken = {
            path.name.partition(".")[0].casefold()
            for folder in (self.added, self._bin)
            if folder.is_dir()
            for path in folder.iterdir()
        }
        free, number = stem, 1
        while free.casefold() in taken:
            number += 1
            free = f"{stem} ({number})"
        return self.added / f"{free}{dot}{rest}"

    @staticmethod
    def _named(folder: Path | None) -> str:
        return "" if folder is None else str(folder.resolve())

    def _file_added_for(self, article: Article) -> Path | None:
        path = self.uploads / article.path
        alone = article.id.startswith(ADDED) and article.id == article.path
        return path if alone and path.is_file() else None

    def _see_others(self) -> None:
        """Take in what another process has removed or restored since."""
        _, self._removed = _read(self._record)

    def _write(self) -> None:
        told = {
            "folder": None if self._folder is None else self._named(self._folder),
            "removed": [asdict(each) for each in self._removed],
        }
        beside = self._record.with_name(f"{self._record.name}.part")
        try:
            self._record.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
            beside.replace(self._record)
        except OSError as error:
            raise FolderError(
                f"{self._record} cannot be written ({error.strerror}); see to its rights"
            ) from error


def _id(item: Article | SkippedFile) -> str:
    return item.id if isinstance(item, Article) else ""


def _read(record: Path) -> tuple[Path | None, tuple[RemovedArticle, ...]]:
    try:
        told = json.loads(record.read_text("utf-8"))
        folder: str | None = told["folder"]
        removed: Sequence[RemovedArticle] = [RemovedArticle(**each) for each in told["removed"]]
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SettingError(
            f"{record}, which says what was removed, cannot be read ({error}); mend it or move it away"
        ) from error
    return None if folder is None else Path(folder), tuple(removed)
