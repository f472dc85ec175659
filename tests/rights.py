"""Files and folders that cannot be read or written, for root users too, who have all rights."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534
POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
"""What a command begins with that is to heed the rights of files."""


@contextmanager
def open_copy(folder: Path) -> Iterator[Path]:
    """A copy of a folder that every user of the machine can enter, as none can what pytest makes."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield shutil.copytree(folder, Path(name) / "copy")


@contextmanager
def without_permission(*paths: Path, leaving: int = 0) -> Iterator[None]:
    """Take all rights to paths away but those of a mode for the block."""
    with _with_modes(dict.fromkeys(paths, leaving)):
        yield


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write in a folder, and in all below it, away for the block."""
    with _with_modes({path: path.stat().st_mode & ~0o222 for path in (folder, *folder.rglob("*"))}):
        yield


@contextmanager
def _with_modes(modes: Mapping[Path, int]) -> Iterator[None]:
    user = os.geteuid()
    before = {path: path.stat().st_mode for path in modes}
    for path, mode in modes.items():
        path.chmod(mode)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for path, mode in before.items():
            path.chmod(mode)


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size and the time of the last change of all below a folder, by name."""
    found = {path: path.stat() for path in folder.rglob("*")}
    return {str(path): (status.st_size, status.st_mtime_ns) for path, status in found.items()}
