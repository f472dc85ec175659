"""Remembers what files gave when they were read, so that a file that has not changed is not parsed again.

A digest of the bytes says whether it has: not a time, which copying or a clock can set. In it are the bytes
of the sidecar file too, and all that reads: the modules of this package and the libraries that they use.
"""

import functools
import hashlib
import importlib.metadata
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.article import Article, LanguagePart
from index.errors import IndexStoreError
from index.reading.skipped import SkippedFile
from index.storage.sqlite_file import SqliteFile
from index.unread import Unread, UnreadReason, Value

_SCHEMA = """
create table if not exists file (path text primary key, digest text not null, items blob not null) strict
"""
_LIBRARIES = (
    "feedparser",
    "ftfy",
    "lingua-language-detector",
    "lxml",
    "markdown-it-py",
    "olefile",
    "pypdfium2",
    "python-calamine",
    "python-docx",
    "PyYAML",
    "trafilatura",
)
_THAT_READ = ("reading", "text")
"""The folders of ``index/`` whose modules decide what a file gives, those of their folders too."""
_FILES_AT_ONCE = 200


class ReadingCache(SqliteFile):
    """What the files of one folder gave, in one SQLite file.

    :raises IndexStoreError: the file is no such file or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, _SCHEMA)
        self._waiting: dict[str, tuple[str, bytes]] = {}

    def items(self, path: str, digest: str) -> list[Article | SkippedFile] | None:
        """Return what a file gave when it had this digest; None where it had another or is not known."""
        row = self.row("select items from file where path = ? and digest = ?", path, digest)
        return None if row is None else [_item(facts) for facts in json.loads(zlib.decompress(row[0]))]

    def keep(self, path: str, digest: str, items: Iterable[Article | SkippedFile]) -> None:
        """Remember what a file gave. It is written with some others, or when the cache is closed."""
        facts = json.dumps([asdict(item) for item in items], default=lambda why: why.name)
        self._waiting[path] = digest, zlib.compress(facts.encode(), level=1)
        if len(self._waiting) >= _FILES_AT_ONCE:
            self._write()

    def forget_all_but(self, paths: Collection[str]) -> None:
        """Forget the files that are not among these."""
        gone = {path for (path,) in self.rows("select path from file")}.difference(paths)
        if gone:
            with self.transaction():
                for path in sorted(gone):
                    self.do("delete from file where path = ?", path)

    def _unusable(self, error: sqlite3.Error) -> IndexStoreError:
        return IndexStoreError(
            f"{self._path}, which remembers what was read, cannot be used ({error}); see to its rights and "
            "free disk space, or remove it: it is made again"
        )

    def close(self) -> None:
        """Write what waits, and close the file."""
        try:
            self._write()
        finally:
            super().close()

    def _write(self) -> None:
        if not self._waiting:
            return
        with self.transaction():
            for path, (digest, items) in self._waiting.items():
                self.do("insert or replace into file values (?, ?, ?)", path, digest, items)
        self._waiting.clear()


def file_digest(path: str, raw: bytes, sidecar: tuple[str, bytes] | None) -> str:
    """Return a digest of all that decides what a file gives.

    :param path: below the folder, as articles give it.
    :param sidecar: the name and the bytes of what stands beside it.
    """
    beside = None if sidecar is None else (sidecar[0], hashlib.sha256(sidecar[1]).hexdigest())
    digest = hashlib.sha256(json.dumps([what_reads(), path, beside]).encode())
    digest.update(raw)
    return digest.hexdigest()


def modules_that_read() -> list[Path]:
    """Return the modules whose change makes what was read before worthless."""
    index = Path(__file__).parents[1]
    below = sorted(module for folder in _THAT_READ for module in (index / folder).rglob("*.py"))
    return [index / "unread.py", *below]


@functools.cache
def what_reads() -> str:
    """Return a digest of all that reads."""
    digest = hashlib.sha256()
    for module in modules_that_read():
        digest.update(module.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    return digest.hexdigest()


def _item(facts: dict[str, Any]) -> Article | SkippedFile:
    if "why" in facts:
        return SkippedFile(**(facts | {"why": reason_of(facts["why"])}))
    parts = tuple(LanguagePart(**part) for part in facts["parts"])
    return Article(**(facts | {"pages": tuple(facts["pages"]), "parts": parts}))


def reason_of(facts: dict[str, Any]) -> UnreadReason:
    """Return a reason from its fields as JSON has them.

    :raises KeyError: this version does not know it.
    """
    values: dict[str, Value] = {
        name: reason_of(value) if isinstance(value, dict) else value
        for name, value in facts["values"].items()
    }
    return UnreadReason(Unread[facts["code"]], values)
