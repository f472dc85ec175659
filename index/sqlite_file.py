"""One SQLite file that threads share and processes read while one writes: the only module that opens one."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexStoreError


class SqliteFile:
    """A file of the index. Threads may share it; one at a time is served.

    :param schema: statements that make the tables where they are not there yet.
    :raises IndexStoreError: the file is no such file or cannot be written.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        # Held for a whole transaction, so that no thread reads what another may yet take back.
        self._turn = threading.RLock()
        with self._readable_errors():
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            try:
                # Readers go on while another process writes.
                self._connection.execute("pragma journal_mode = wal")
                self._connection.execute("pragma foreign_keys = on")
                self._connection.executescript(schema)
            except sqlite3.Error:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside at once, or none if anything goes wrong."""
        with self._readable_errors():
            self._connection.execute("begin immediate")
            try:
                yield
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself ends one on a full disk
                    self._connection.execute("rollback")
                raise

    def _script(self, statements: str) -> None:
        with self._readable_errors():
            self._connection.executescript(statements)

    def _do(self, statement: str, *values: object) -> None:
        with self._readable_errors():
            self._connection.execute(statement, values)

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        with self._readable_errors():
            row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
            return row

    def _all(self, statement: str, *values: object, **named: object) -> list[tuple[Any, ...]]:
        with self._readable_errors():
            return self._connection.execute(statement, named or values).fetchall()

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            with self._turn:
                yield
        except sqlite3.Error as error:
            raise IndexStoreError(
                f"the index file {self._path} cannot be used ({error}); see to its rights and free disk "
                "space, or make the index anew: tweespraak index FOLDER --rebuild"
            ) from error
