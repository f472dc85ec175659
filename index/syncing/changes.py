"""What a folder and an index differ in."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.article import Article
from index.errors import FolderError
from index.reading.other_languages import ForeignTally
from index.reading.skipped import SkippedFile
from index.reading.stamps import HeldFile, ReadFile
from index.storage.catalog_contents import ContentTables
from index.storage.catalogs import all_places, places_in
from index.storage.compared_articles import UnseenArticle
from index.storage.store import IndexStore

_FILES_AT_ONCE = 500
Difference = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Rename:
    """An article whose id is another now, its title and text the same."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The articles that differ, by their ids, in order; ``unchanged`` are those that do not.

    One that was renamed is neither among those added nor among those removed. ``kept`` are those whose file
    cannot be read for now: what has become of them is not known, and the index keeps them as they were.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    renamed: tuple[Rename, ...]
    removed: tuple[str, ...]
    unchanged: int
    kept: tuple[str, ...] = ()


class Comparison:
    """Compares articles, as they are read, with those that an index holds.

    ``skipped`` are the files that give no articles, and folders that give no files, as far as they were met.

    :param index: one run at a time compares with it.
    """

    def __init__(self, index: ContentTables) -> None:
        self._index = index
        self._index.begin_comparison()
        self._files: list[str] = []
        self._added: dict[str, int | None] = {}
        self._changed: list[str] = []
        self.read = 0
        """The number of articles so far."""
        self.skipped: list[SkippedFile] = []
        self.tally = ForeignTally()

    def see(self, article: Article) -> Difference:
        """Tell in what an article differs from the index.

        :raises ValueError: an article of this id was seen before.
        """
        if not self._index.see(article.id):
            raise ValueError(f"two articles have the id {article.id}")
        self.read += 1
        self.tally.see(article)
        held = self._index.held_article(article.id)
        if held is None:
            self._added[article.id] = self._index.content_number(article.content_digest)
            return "added"
        if held.digest == article.digest:
            return "unchanged"
        self._changed.append(article.id)
        return "changed"

    def see_held(self, file: HeldFile) -> bool:
        """Take in a file whose articles the index holds as they are; True where ``read`` counts it now."""
        self._files.append(file.path)
        if len(self._files) < _FILES_AT_ONCE:
            return False
        self._see_files()
        return True

    def note(self, file: ReadFile) -> None:
        """Take in that all articles of a file came before."""
        self._index.note_file(file.path, file.stamp)

    def _see_files(self) -> None:
        self.read += self._index.see_files(self._files)
        self._files.clear()

    def unseen(self, ids: Collection[str] | None = None) -> tuple[UnseenArticle, ...]:
        """Return the articles that the index holds and that were not seen; with ``ids`` of these alone."""
        self._see_files()
        return tuple(self._index.unseen(ids))

    def kept(self) -> tuple[UnseenArticle, ...]:
        """Return those of the unseen whose file cannot be read for now, or is in a folder that cannot."""
        unreadable = {file.path for file in self.skipped if file.is_for_now}
        unseen = self.unseen() if unreadable else ()
        return tuple(each for each in unseen if is_within(each.path, unreadable))

    def gone(self) -> tuple[UnseenArticle, ...]:
        """Return those of the unseen whose file is no longer there."""
        kept = set(self.kept())
        return tuple(each for each in self.unseen() if each not in kept)

    def changes(self, removed: tuple[UnseenArticle, ...], kept: tuple[UnseenArticle, ...] = ()) -> Changes:
        """Return the differences, where these articles of the index are removed, and those kept."""
        left = defaultdict[int, list[str]](list)
        for each in removed:
            left[each.content].append(each.id)
        renamed = [
            Rename(left[content].pop(0), article_id)
            for article_id, content in sorted(self._added.items())
            if content is not None and left.get(content)
        ]
        old, new = {each.old for each in renamed}, {each.new for each in renamed}
        return Changes(
            added=tuple(sorted(self._added.keys() - new)),
            changed=tuple(sorted(self._changed)),
            renamed=tuple(renamed),
            removed=tuple(each.id for each in removed if each.id not in old),
            unchanged=self.read - len(self._added) - len(self._changed),
            kept=tuple(each.id for each in kept),
        )


def is_within(path: str, places: Collection[str]) -> bool:
    """Whether a path, as articles give it, is one of these or lies below one."""
    return path in places or any(path[: each.start()] in places for each in re.finditer("/", path))


def gone_within(held: Collection[UnseenArticle], items: Collection[Article | SkippedFile]) -> list[str]:
    """Return the ids of the articles of an index that are gone: what cannot be read for now may be there."""
    there = {item.id for item in items if isinstance(item, Article)}
    unreadable = {item.path for item in items if isinstance(item, SkippedFile) and item.is_for_now}
    return [each.id for each in held if each.id not in there and not is_within(each.path, unreadable)]


def lost_articles(base: Path, store: IndexStore, skipped: Collection[SkippedFile]) -> list[str]:
    """Return the paths of what an index lacks of those in ``base``, for files that cannot be read now."""
    unread = {each.path for each in skipped if each.is_for_now}
    if not unread:
        return []
    held = places_in(store.folder)
    return [path for each, path in all_places(base).items() if each not in held and is_within(path, unread)]


def refuse_loss(base: Path, store: IndexStore, skipped: Collection[SkippedFile]) -> None:
    """See that an index lacks nothing of those whose place it is to take, for files that cannot be read now.

    :param skipped: what the run that filled it could not read.
    :raises FolderError: it lacks articles of theirs.
    """
    lost = lost_articles(base, store, skipped)
    if lost:
        path, why = next((each.path, each.why) for each in skipped if each.is_for_now)
        raise FolderError(
            f"articles of the index that is there that cannot be read now: {len(lost)} ({path}: {why}); it "
            "stays beside the new one; see to the rights and the connection, or take out what is not wanted, "
            "and go on: tweespraak index FOLDER"
        )
