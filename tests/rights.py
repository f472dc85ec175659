"""Files and folders that cannot be read, for whoever runs the tests."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

NOBODY = 65534


@contextlib.contextmanager
def without_permission(*paths: Path, leaving: int = 0) -> Iterator[None]:
    """Take all rights to paths away but those of a mode, also from a root user, who has them all."""
    user = os.geteuid()
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(leaving)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for path, mode in modes.items():
            path.chmod(mode)
