"""Looks at a GGUF file before it is loaded."""

import os
from pathlib import Path

from index.encoding.prepared_files import human_bytes
from index.errors import ModelError


def check_gguf(path: Path) -> None:
    """Find out before a file is loaded whether it can be.

    :raises ModelError: it cannot be read, is no GGUF file, or does not fit in memory.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelError(
            f"the model {path} cannot be read: {error.strerror}; check the setting model"
        ) from error
    if magic != b"GGUF":
        raise ModelError(f"the model {path} is not a GGUF file; check the setting model")
    size, memory = path.stat().st_size, _memory_bytes()
    if memory is not None and size > memory:
        raise ModelError(
            f"the model {path} has {human_bytes(size)} and this machine {human_bytes(memory)} of memory; "
            "choose a smaller model"
        )


def _memory_bytes() -> int | None:
    """Return the size of this machine's memory; None where the platform does not tell."""
    if not hasattr(os, "sysconf"):
        return None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
