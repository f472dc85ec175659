"""A SQLite file that threads share and processes read while one writes: the only module that opens one."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexStoreError, TweespraakError


class SqliteFile:
    """A file of the index, or of a class that says whose. Threads may share it; one at a time is served.

    :param schema: statements that make the tables where they are not there yet.
    :param read_only: nothing is written, no table made, and no right to write is needed.
    :param patience: seconds to wait for another process that is writing.
    :raises TweespraakError: the file is no such file or cannot be written; an IndexStoreError of the index.
    """

    def __init__(self, path: Path, schema: str, *, read_only: bool = False, patience: float = 5.0) -> None:
        self._path = path
        self._schema = schema
        # Held for a whole transaction, so that no thread reads what another may yet take back.
        self._lock = threading.RLock()
        self._unlocked: _State = None
        with self._readable_errors():
            if read_only:
                self._connection, self._unlocked = _opened_to_read(path)
                return
            self._connection = _connected(path, patience)
            try:
                self._prepare()
            except (sqlite3.Error, TweespraakError):
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file."""
        with self._lock:
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

    def script(self, statements: str) -> None:
        """Run several statements."""
        with self._readable_errors():
            self._connection.executescript(statements)

    def do(self, statement: str, *values: object) -> int:
        """Change something; return how many rows were changed."""
        with self._readable_errors():
            return self._connection.execute(statement, values).rowcount

    def insert(self, statement: str, *values: object) -> int:
        """Add a row; return its number."""
        with self._readable_errors():
            return int(self._connection.execute(statement, values).lastrowid or 0)

    def row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that is found, or None."""
        with self._readable_errors():
            row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
            return row

    def rows(self, statement: str, *values: object, **named: object) -> list[tuple[Any, ...]]:
        """Return all rows that are found."""
        with self._readable_errors():
            return self._connection.execute(statement, named or values).fetchall()

    def _prepare(self) -> None:
        # Readers go on while another process writes.
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma foreign_keys = on")
        self._connection.executescript(self._schema)

    def _unusable(self, error: sqlite3.Error) -> TweespraakError:
        return IndexStoreError(
            f"the index file {self._path} cannot be used ({error}); see to its rights and free disk space, "
            "or make the index anew: tweespraak index FOLDER --rebuild"
        )

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
                self._see_that_nobody_writes()
        except sqlite3.Error as error:
            self._see_that_nobody_writes()
            raise self._unusable(error) from error

    def _see_that_nobody_writes(self) -> None:
        """Refuse what was read without a lock if the file has changed since it was opened."""
        if self._unlocked is not None and _state(self._path) != self._unlocked:
            raise IndexStoreError(f"the index file {self._path} has just been written by another; ask again")


_State = tuple[int, int] | None
"""Size in bytes and time of the last change, in nanoseconds; None where there is no file."""


def _state(path: Path) -> _State:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _connected(target: Path | str, patience: float = 5.0) -> sqlite3.Connection:
    is_uri = isinstance(target, str)
    return sqlite3.connect(
        target, uri=is_uri, check_same_thread=False, isolation_level=None, timeout=patience
    )


def _opened_to_read(path: Path) -> tuple[sqlite3.Connection, _State]:
    """Open a file that need not be ours to write; with its state, where it is read without a lock.

    SQLite reads a file with a write-ahead log by two files beside it, which it makes where they are missing.
    Where it may not, and nobody else has made them, nobody is writing either: the file alone is the whole.
    """
    state = _state(path)
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = _connected(address)
    try:
        connection.execute("select count(*) from sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        log = _state(path.with_name(f"{path.name}-wal"))
        if log is not None and log[0]:
            raise IndexStoreError(
                f"the index file {path} was left in the middle of writing and may only be read; ask once as "
                "a user who may write it, or make it whole again: tweespraak index FOLDER"
            ) from None
        return _connected(f"{address}&immutable=1"), state
    except sqlite3.Error:
        connection.close()
        raise
    return connection, None


def may_be_written(path: Path) -> bool:
    """Whether this process may write a file or folder, as which it need not be there."""
    effective = os.access in os.supports_effective_ids
    return not path.exists() or os.access(path, os.W_OK, effective_ids=effective)
