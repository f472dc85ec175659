"""Stamps of files: by them a file that has not changed since it was read is known without being opened."""

import errno
import hashlib
import os
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.article import Article
from index.reading.sidecar import SIDECAR_SUFFIXES
from index.reading.skipped import SkippedFile

_SETTLED_NS = 2_000_000_000
"""What was changed so shortly before it is looked at may change again within a tick of the clock that dates
it (two seconds on FAT), and would look the same. Git reads such files again, too."""


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that is as it was when the index took its articles in: none of them is read.

    ``path`` is as articles give it.
    """

    path: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of which all articles came just before this, and nothing else.

    ``stamp`` is from before it was read.
    """

    path: str
    stamp: bytes


FolderItem = Article | SkippedFile | HeldFile | ReadFile
"""What comes of the files of a folder that an index is compared with."""
SomeItem = TypeVar("SomeItem", bound=FolderItem)
HeldFiles = Callable[[Mapping[str, bytes]], Collection[str]]
"""Tells which files, by their paths and stamps, an index holds as they are."""


def stamp_of(path: Path, read_by: str) -> bytes | None:
    """Return a stamp of a file and of what may stand beside it: if it is another, they may have changed.

    In it are the number of the file, its size, the time of its content, and the time at which anything of the
    file was last changed, which no program can set (on Windows: when it was made). None where they cannot be
    told, or are too recent to tell anything.

    :param read_by: what else decides what the file gives.
    """
    text = str(path)
    stem = text[: len(text) - len(path.suffix)]
    facts: list[object] = [read_by]
    trusted_until = time.time_ns() - _SETTLED_NS
    for name in (text, *(stem + suffix for suffix in SIDECAR_SUFFIXES)):
        try:
            status = os.stat(name)  # noqa: PTH116 - paths take longer to make than this
        except OSError as error:
            if name == text or error.errno not in {errno.ENOENT, errno.ENAMETOOLONG}:
                return None
            facts.append(None)
            continue
        if max(status.st_mtime_ns, status.st_ctime_ns) > trusted_until:
            return None
        facts.append((status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return hashlib.blake2b(repr(facts).encode(), digest_size=16).digest()
