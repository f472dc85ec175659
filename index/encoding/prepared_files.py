"""The shared cache of prepared weights: each file or folder is built once and checked at every start.

What is asked for is built under a temporary name beside its place, checked, and renamed, so that the place
holds either all of it or nothing. A lock file keeps two processes from building at once: the second waits
and takes what the first made.

Beside each target lies a manifest, ``<name>.manifest.json``, with the size, the modification time and the
SHA-256 of every file. At a start the sizes and times are compared; only where a time differs are the bytes
hashed again, because hashing a gigabyte at every start costs seconds. A truncated or edited file is thus
found; one whose bytes rot on the disk while its size and time stay the same is not.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs
from filelock import FileLock

from index.errors import WeightsError

Progress = Callable[[str, int, int], None]
"""Told of long work: what is being done, bytes done, bytes in all."""


def silent(label: str, done: int, total: int) -> None:
    """Report no progress; the default of everything that takes a ``Progress``."""


def default_cache_dir() -> Path:
    """Return the platform's folder for caches of this application; it need not exist."""
    return Path(platformdirs.user_cache_dir("tweespraak", appauthor=False))


def cached_file(path: Path, *, sha256: str | None, size: int, build: Callable[[Path], None]) -> Path:
    """Return ``path``, after building it if it is missing or damaged.

    :param sha256: the digest that the file must have, in hexadecimal; None takes the one it is built with.
    :param size: its size in bytes, or about that where ``sha256`` is None; so much disk must be free.
    :param build: writes the whole file to the path that it is given.
    :raises WeightsError: no disk space, no permission, or what was built has another digest.
    """
    return _cached(_Target(path, is_folder=False, sha256=sha256, size=size), build)


def cached_folder(folder: Path, *, size: int, build: Callable[[Path], None]) -> Path:
    """Return ``folder``, after building it if it is missing or one of its files is missing or damaged.

    :param size: about the size of all its files in bytes; so much disk must be free.
    :param build: writes all files below the folder that it is given, which exists and is empty.
    :raises WeightsError: no disk space or no permission.
    """
    return _cached(_Target(folder, is_folder=True, sha256=None, size=size), build)


def human_bytes(count: int) -> str:
    """Return a number of bytes as people read it, in decimal units: ``1.12 GB``."""
    for unit, scale in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= scale:
            return f"{count / scale:.3g} {unit}"
    return f"{count} bytes"


@dataclass(frozen=True, slots=True)
class _Target:
    """What is to be in the cache. ``sha256`` is of a file only."""

    path: Path
    is_folder: bool
    sha256: str | None
    size: int

    @property
    def part(self) -> Path:
        return self.path.with_name(f"{self.path.name}.part")

    @property
    def manifest(self) -> Path:
        return self.path.with_name(f"{self.path.name}.manifest.json")

    @property
    def lock(self) -> Path:
        return self.path.with_name(f"{self.path.name}.lock")


@dataclass(frozen=True, slots=True)
class _Record:
    """One file as it was when its bytes were hashed; ``name`` is relative to the target's own folder."""

    name: str
    size: int
    mtime_ns: int
    sha256: str


def _cached(target: _Target, build: Callable[[Path], None]) -> Path:
    try:
        # Needs no lock and no right to write: a target is only ever renamed into place whole.
        if _is_as_recorded(target):
            return target.path
        target.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.lock):
            _remove(target.part)
            if not (_is_as_recorded(target) or _has_same_bytes(target)):
                _rebuild(target, build)
    except OSError as error:
        with suppress(OSError):
            if _records_of_right_bytes(target):
                return target.path  # in a cache that may only be read, and was copied without its times
        place = error.filename or target.path
        raise WeightsError(
            f"cannot prepare {target.path}: {error.strerror or error} ({place}); "
            "see to its rights and space or set TWEESPRAAK_CACHE_DIR to another folder"
        ) from error
    return target.path


def _rebuild(target: _Target, build: Callable[[Path], None]) -> None:
    if target.path.exists() and target.path.is_dir() != target.is_folder:
        found, wanted = ("file", "folder") if target.is_folder else ("folder", "file")
        raise WeightsError(f"{target.path} is a {found} where a {wanted} belongs; move it away")
    target.manifest.unlink(missing_ok=True)
    _remove(target.path)
    _check_free_space(target)
    try:
        if target.is_folder:
            target.part.mkdir()
        build(target.part)
        records = _hash_files(target.part, target.path.name)
        if target.sha256 is not None and records[0].sha256 != target.sha256:
            raise WeightsError(
                f"{target.path} came out with SHA-256 {records[0].sha256} and not {target.sha256}; "
                "reinstall the packages it is made from"
            )
        target.part.replace(target.path)
        _write_manifest(target, records)
    finally:
        # Also after Ctrl-C: gigabytes of half a file are of no use to anyone.
        _remove(target.part)


def _check_free_space(target: _Target) -> None:
    free = shutil.disk_usage(target.path.parent).free
    if free < target.size:
        raise WeightsError(
            f"{target.path.parent} has {human_bytes(free)} free and {target.path.name} needs "
            f"{human_bytes(target.size)}; free some space or set TWEESPRAAK_CACHE_DIR to a folder elsewhere"
        )


def _is_as_recorded(target: _Target) -> bool:
    """Whether every file has the size and time at which its bytes were last hashed."""
    records = _read_manifest(target)
    return bool(records) and all(
        status is not None and (status.st_size, status.st_mtime_ns) == (record.size, record.mtime_ns)
        for record in records
        for status in (_status(target.path.parent / record.name),)
    )


def _has_same_bytes(target: _Target) -> bool:
    """Whether every file has the digest it should have; if so, record the times it has now."""
    records = _records_of_right_bytes(target)
    if records:
        _write_manifest(target, records)
    return bool(records)


def _records_of_right_bytes(target: _Target) -> tuple[_Record, ...]:
    """Return the records of all files if each has the digest it should have, else none."""
    expected = {record.name: record.sha256 for record in _read_manifest(target)}
    if target.sha256 is not None:
        expected = {target.path.name: target.sha256}
    paths = [target.path.parent / name for name in expected]
    if not paths or not all(path.is_file() for path in paths):
        return ()
    records = tuple(_hash_file(path, name) for path, name in zip(paths, expected, strict=True))
    return records if {record.name: record.sha256 for record in records} == expected else ()


def _hash_files(part: Path, name: str) -> tuple[_Record, ...]:
    """Hash what was built, and see to it that it is on the disk before it gets its name."""
    files = sorted(path for path in part.rglob("*") if path.is_file()) if part.is_dir() else [part]
    for path in files:
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    return tuple(_hash_file(path, (Path(name) / path.relative_to(part)).as_posix()) for path in files)


def _hash_file(path: Path, name: str) -> _Record:
    # The status is taken first: a change while hashing then shows as a changed time at the next start.
    status = path.stat()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return _Record(name=name, size=status.st_size, mtime_ns=status.st_mtime_ns, sha256=digest)


def _read_manifest(target: _Target) -> tuple[_Record, ...]:
    """Return the records; none where there is no manifest or one that this version cannot read."""
    try:
        records = tuple(_Record(**record) for record in json.loads(target.manifest.read_text("utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return ()
    if target.sha256 is not None and [record.sha256 for record in records] != [target.sha256]:
        return ()
    return records


def _write_manifest(target: _Target, records: tuple[_Record, ...]) -> None:
    # Renamed into place too, as another process may read it without the lock.
    beside = target.manifest.with_name(f"{target.manifest.name}.part")
    beside.write_text(json.dumps([asdict(record) for record in records], indent=1), "utf-8")
    beside.replace(target.manifest)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
