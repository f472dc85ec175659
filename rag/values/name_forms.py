"""Reads ``name_forms.txt``, the table of names that Dutch and English write differently."""

import functools
from pathlib import Path

_FILE = Path(__file__).with_name("name_forms.txt")


@functools.cache
def name_forms() -> dict[str, tuple[str, ...]]:
    """Return the lines of each part of the table, without the comments."""
    parts: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = parts.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            part.append(line)
    return {name: tuple(lines) for name, lines in parts.items()}
