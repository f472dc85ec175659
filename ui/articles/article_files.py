"""Which files the index is made of: the user's folder, what was added in the chat, and not what was removed.

Below the data folder lie ``uploads/added/`` with the files that were added, ``removed/`` with those of them
that were removed again, and ``articles.json``, which names the user's folder and all articles that were
removed. The user's own files are never touched: an article of theirs that is removed is only left out.
"""

import logging
import threading
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path

from index.article import Article
from index.errors import FolderError
from index.reading.changed_paths import list_changed
from index.reading.folder import FolderListing, file_at, file_sizes, id_of, list_folder, refuse_nothing
from index.reading.other_languages import OtherLanguages
from index.reading.reader import read_changed, read_file, read_folder
from index.reading.skipped import SkippedFile
from index.reading.stamps import FolderItem, HeldFiles, SomeItem
from index.unread import Unread
from ui.articles.article_record import RemovedArticle, read_record, write_record
from ui.articles.corrections import Correction, Corrections
from ui.articles.to_read import ChangedFiles, ToRead

ADDED = "added/"
"""With this begin the ids of all articles that were added in the chat; the user's folder may have it, too."""
_log = logging.getLogger(__name__)


class ArticleFiles:
    """The files that the index is made of. Threads may share it.

    :param data_dir: all is kept below it; nothing need exist.
    :param folder: the user's; without it the one that was followed last, by whatever process.
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
        self._corrections = Corrections(data_dir)
        self._lock = threading.Lock()
        followed, self._removed = read_record(self._record)
        self._folder = followed if folder is None else folder
        self._is_told = folder is not None
        self._other_languages = other_languages

    @property
    def folder(self) -> Path | None:
        """The user's folder of articles, as far as one is known."""
        return self._folder

    @property
    def removed(self) -> tuple[RemovedArticle, ...]:
        """What is left out of the present folder and of what was added, the last removed first.

        What was removed of the latter counts only while no file of the user's has its name.
        """
        own, added = self._named(self._folder), self._named(self.uploads)
        return tuple(
            each
            for each in reversed(self._removed)
            if each.folder == own or (each.folder == added and not self._is_own(each.path))
        )

    def was_added(self, path: str) -> bool:
        """Whether a file, by the path of its articles, was added in the chat and is none of the user's."""
        return path.startswith(ADDED) and not self._is_own(path) and _is_file(self.uploads / path)

    def added_paths(self) -> list[str]:
        """Return the paths of the files that were added in the chat and are none of the user's."""
        files = self.added.iterdir() if self.added.is_dir() else ()
        return [path for file in files if self.was_added(path := id_of(file, self.uploads))]

    def follow(self) -> None:
        """Keep in mind which folder the index is made of.

        :raises FolderError: it cannot be written down.
        """
        with self._lock:
            self._see_others()
            self._write(self._removed)
            self._is_told = False  # from now on another process may follow another

    def to_read(self) -> ToRead:
        """Return all articles, what cannot be read, and the files; what was removed is left out.

        :raises FolderError: the user's folder is not there (any more), or nothing is in it. At the end of the
            articles, if nothing in it could be read.
        """
        with self._lock:
            self._see_others()
        return self._to_read(None if self._folder is None else list_folder(self._folder))

    def added_to_read(self) -> ToRead:
        """Return the articles that were added, but for those removed again, with their files."""
        return self._to_read(None)

    def changed_to_read(self, changed: Collection[Path]) -> ChangedFiles | None:
        """Return what the user's folder gives where these paths have changed; None where all is to be read.

        That is so, too, where no article comes of them: the folder may have none any more.

        :param changed: as ``index.reading.changed_paths.list_changed`` takes them.
        """
        with self._lock:
            self._see_others()
        listed = None if self._folder is None else list_changed(self._folder, changed)
        if listed is None or any(path.startswith(ADDED) for path in listed.within):
            return None
        found = read_folder(listed.listing, other_languages=self._other_languages)
        removed = {each.id for each in self.removed}
        items = tuple(
            each
            for each in self._corrections.laid_over(found, self._named(listed.listing.folder))
            if _id(each) not in removed
        )
        has_articles = any(isinstance(each, Article) for each in items)
        return ChangedFiles(items, listed.within) if has_articles else None

    def _to_read(self, own: FolderListing | None) -> ToRead:
        added = list_folder(self.uploads) if self._has_added() else None
        files = tuple(chain.from_iterable(file_sizes(each) for each in (own, added) if each is not None))
        if own is None:
            return ToRead(self._items((), added), files)

        def changed(held: HeldFiles) -> Iterator[FolderItem]:
            return self._items(refuse_nothing(own.folder, self._read_changed(own, held)), added)

        items = refuse_nothing(own.folder, self._read_folder(own, "reading.sqlite"))
        return ToRead(self._items(items, added), files, changed)

    def _items(
        self, own: Iterable[SomeItem], added: FolderListing | None
    ) -> Iterator[SomeItem | Article | SkippedFile]:
        """Yield what the user's folder gives and then what was added, without what was removed of either."""
        removed = {each.id for each in self.removed}
        seen: set[str] = set()
        for each in own:
            if not isinstance(each, Article):
                yield each
            elif each.id not in removed:
                if each.id.startswith(ADDED):
                    seen.add(each.id)
                yield each
        for item in () if added is None else self._read_folder(added, "reading-added.sqlite"):
            if isinstance(item, SkippedFile):
                yield item
            elif item.id in seen:
                yield SkippedFile(item.id, Unread.NAME_TAKEN())
            elif item.id not in removed:
                yield item

    def _read_changed(self, own: FolderListing, held: HeldFiles) -> Iterator[FolderItem]:
        """Yield what the user's folder gives; a file of which a reader has changed something is read."""
        name = self._named(own.folder)
        corrected = {each.path for each in self._corrections.of_folder(name).values()}
        changed = corrected | {each.path for each in self.removed}
        items = read_changed(
            own,
            held,
            cache=self._index / "reading.sqlite",
            other_languages=self._other_languages,
            may_be_held=lambda path: path not in changed and not path.startswith(ADDED),
        )
        return self._corrections.laid_over(items, name)

    def _read_folder(self, listing: FolderListing, cache: str) -> Iterator[Article | SkippedFile]:
        items = read_folder(listing, cache=self._index / cache, other_languages=self._other_languages)
        return self._corrections.laid_over(items, self._named(listing.folder))

    def _has_added(self) -> bool:
        try:
            return any(not path.name.startswith(".") for path in self.added.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # reading it will say why it cannot be

    def remove(self, article: Article) -> None:
        """Leave an article out from now on; a file that was added for it alone is moved aside.

        :raises FolderError: it cannot be written down, and the article stays.
        """
        with self._lock:
            self._see_others()
            is_added = self.was_added(article.path)
            record = RemovedArticle(
                article.id,
                article.path,
                article.title,
                article.language,
                article.published,
                self._origin(article.path),
            )
            same = (record.id, record.folder)
            self._write((*(each for each in self._removed if (each.id, each.folder) != same), record))
            if is_added and article.id == article.path:
                self._move_aside(self.uploads / article.path)

    def _move_aside(self, path: Path) -> None:
        try:
            self._bin.mkdir(parents=True, exist_ok=True)
            path.replace(self._bin / path.name)
        except OSError as error:
            # The record decides what is left out, and restoring looks in both places.
            _log.warning("%s was removed, but stays where it is: %s", path, error.strerror)

    def restore(self, article_id: str) -> Path | None:
        """Take an article in again; return its file, where that is found.

        :raises FolderError: the file cannot be moved back, or it cannot be written down; the article stays
            removed.
        """
        with self._lock:
            self._see_others()
            found = next((each for each in self.removed if each.id == article_id), None)
            if found is None:
                return None
            is_added = found.folder == self._named(self.uploads)
            path = (self.uploads if is_added else Path(found.folder)) / found.path
            aside = self._bin / path.name
            if is_added and _is_file(aside) and not _is_file(path):
                self._move_back(aside, path)
            self._write(tuple(each for each in self._removed if each is not found))
        return path if _is_file(path) else None

    @staticmethod
    def _move_back(aside: Path, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.replace(path)
        except OSError as error:
            raise FolderError(
                f"{aside} cannot be moved back to {path} ({error.strerror}); see to the rights of both"
            ) from error

    def read(self, path: Path) -> list[Article | SkippedFile]:
        """Return what is in one of the files, but for articles that were removed."""
        root = self.uploads if path.is_relative_to(self.uploads) or self._folder is None else self._folder
        removed = {each.id for each in self.removed}
        found = read_file(path, root=root, other_languages=self._other_languages)
        items = self._corrections.laid_over(found, self._named(root))
        return [each for each in items if _id(each) not in removed]

    def name_for(self, wanted: str) -> Path:
        """Return where a file to be added can lie: by its own name, or with a number where that is taken.

        Two names that differ only behind the first full stop do not stand together: one of the files could
        be taken for what is known of the other (``index.reading.metadata``).
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

    def corrections(self) -> dict[str, Correction]:
        """Return what was corrected, by the ids of the articles.

        :raises SettingError: what is kept of it cannot be read.
        """
        own = self._corrections.of_folder(self._named(self._folder))
        added = self._corrections.of_folder(self._named(self.uploads))
        return {each.id: each for each in added.values() if self.was_added(each.path)} | own

    def correct(self, article: Article, title: str, published: str | None) -> Article:
        """Keep a title and a date of an article, and return it with them; those of its file take all back.

        :param article: as the index has it.
        :raises TweespraakError: it cannot be written down.
        """
        return self._corrections.correct(article, self._origin(article.path), title, published)

    def file_of(self, path: str) -> Path | None:
        """Return the file of the articles with a path; None where it is not there (any more)."""
        root = self.uploads if self.was_added(path) else self._folder
        return None if root is None else file_at(root, path)

    def _origin(self, path: str) -> str:
        """Name the folder that the articles with a path come from."""
        return self._named(self.uploads if self.was_added(path) else self._folder)

    @staticmethod
    def _named(folder: Path | None) -> str:
        return "" if folder is None else str(folder.resolve())

    def _is_own(self, path: str) -> bool:
        """Whether the user's folder has a file of this path, which then goes before one that was added."""
        return self._folder is not None and _is_file(self._folder / path)

    def _see_others(self) -> None:
        """Take in what another process has removed, restored or followed since."""
        followed, self._removed = read_record(self._record)
        if not self._is_told:
            self._folder = followed

    def _write(self, removed: tuple[RemovedArticle, ...]) -> None:
        """Write down what is removed; it counts from then on."""
        folder = None if self._folder is None else self._named(self._folder)
        write_record(self._record, folder, removed)
        self._removed = removed


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # it cannot be looked at


def _id(item: Article | SkippedFile) -> str:
    return item.id if isinstance(item, Article) else ""
