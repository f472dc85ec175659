"""What is to be read of a folder of which it is known what has changed: that alone, and what goes with it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from index.reading.folder import SAVED_PAGE_FOLDER, FolderListing, by_stem, entries_below, id_of
from index.reading.skipped import SkippedFile

_MOST = 1000
"""Files; for more of them all of the folder is looked at, which takes no longer."""


@dataclass(frozen=True, slots=True)
class ChangedListing:
    """The files to be read, as ``list_folder`` gives them; paths at and below which all may have changed."""

    listing: FolderListing
    within: frozenset[str]


def list_changed(folder: Path, changed: Collection[Path]) -> ChangedListing | None:
    """Return what is to be read where these paths have changed; None where all is to be looked at.

    Files of a folder whose names begin alike are taken together: a sidecar decides what its article is, and a
    saved page what the folder beside it is.

    :param changed: below ``folder``, there or not there any more.
    """
    names = defaultdict[Path, set[str]](set)
    for path in changed:
        names[path.parent].add(path.name)
    if any(_is_passed_over(parent, folder) for parent in names):
        return None
    entries, within = dict[str, Path | SkippedFile](), set[str]()
    for parent, of_parent in sorted(names.items()):
        keys = set(map(_key, of_parent))
        try:
            alike = sorted(path for path in parent.iterdir() if _key(path.name) in keys)
        except (FileNotFoundError, NotADirectoryError):
            alike = []  # gone, and what was in it
        except OSError:
            return None  # who looks at all says why it cannot be listed
        within |= {id_of(path, folder) for path in (*alike, *(parent / name for name in of_parent))}
        suffixes = by_stem(alike)
        for path in alike:
            for entry in entries_below(path, folder, suffixes):
                # What has come within a folder that has come is met twice.
                entries[entry.path if isinstance(entry, SkippedFile) else id_of(entry, folder)] = entry
                if len(entries) > _MOST:
                    return None
    return ChangedListing(FolderListing(folder, tuple(entries.values())), frozenset(within))


def _is_passed_over(folder: Path, root: Path) -> bool:
    """Whether a folder below ``root`` may be one of those that are not read: a link, or of a saved page."""
    above = [folder, *folder.parents][: len(folder.parts) - len(root.parts)]
    return any(each.is_symlink() or SAVED_PAGE_FOLDER.fullmatch(each.name) for each in above)


def _key(name: str) -> str:
    """Return what the names of an article, its sidecars and its pictures' folder have in common."""
    page = SAVED_PAGE_FOLDER.fullmatch(name)
    return (name if page is None else page["page"]).partition(".")[0]
