"""Sidecar files: what is known of an article, in a small file of the same name beside it."""

import errno
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import ArticleError, UnreadableError
from index.reading.decode import decode_text
from index.reading.read_fields import Facts, Field, facts_of, known_fields, told_fields
from index.reading.read_yaml import yaml_mapping

SIDECAR_SUFFIXES = (".meta.json", ".yaml", ".yml", ".json")
JSON_TABLES = frozenset((".json", ".jsonl", ".ndjson"))
"""Beside these a ``.json`` file is a table too, not a sidecar."""
_OWN_ARTICLE = "it holds an article of its own; give it another name"
_MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says: facts of the article, or the names of a table's fields."""

    facts: Facts = field(default_factory=Facts)
    fields: Mapping[Field, str] = field(default_factory=dict)


def sidecar_stem(name: str) -> str | None:
    """Return the part of a sidecar's name that it shares with its article; None for other files."""
    suffix = next((each for each in SIDECAR_SUFFIXES if name.endswith(each)), None)
    return None if suffix is None else name[: -len(suffix)]


def read_sidecar(article: Path) -> Sidecar:
    """Read what stands beside an article: ``a.meta.json``, ``a.yaml``, ``a.yml`` or ``a.json`` for ``a.txt``.

    :raises ArticleError: it cannot be read or understood, or holds articles of its own.
    """
    found = sidecar_beside(article)
    return Sidecar() if found is None else _sidecar(*found)


def sidecar_beside(article: Path) -> tuple[Path, bytes] | None:
    """Return the sidecar file of an article and what is in it, but for what is too much; None without one.

    :raises UnreadableError: it cannot be opened.
    """
    for suffix in SIDECAR_SUFFIXES:
        path = article.with_name(article.stem + suffix)
        if path != article and not (suffix == ".json" and article.suffix.lower() in JSON_TABLES):
            raw = _bytes(path)
            if raw is not None:
                return path, raw
    return None


def _bytes(path: Path) -> bytes | None:
    """Return what is in a file, but for what is too much; None where there is no such file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        with path.open("rb") as file:
            return file.read(_MAX_BYTES + 1)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENAMETOOLONG}:
            return None
        raise UnreadableError(f"its sidecar file {path.name!r} cannot be read: {error.strerror}") from error


def _sidecar(path: Path, raw: bytes) -> Sidecar:
    what = f"its sidecar file {path.name!r}"
    if len(raw) > _MAX_BYTES:
        raise ArticleError(f"{what} is larger than {_MAX_BYTES // 1000} kB; give it another name")
    try:
        text = decode_text(raw)
        values = _json_mapping(text) if path.suffix == ".json" else yaml_mapping(text, "what it holds")
        return _of_values(values)
    except ArticleError as error:
        raise ArticleError(f"{what}: {error}") from error


def _of_values(values: dict[str, object]) -> Sidecar:
    names = known_fields(values, {})
    if "text" in names:
        raise ArticleError(_OWN_ARTICLE)
    fields = told_fields(values["fields"], "it") if "fields" in values else {}
    return Sidecar(facts_of(values, names), fields)


def _json_mapping(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError("not JSON") from error
    if not isinstance(found, dict):
        raise ArticleError(_OWN_ARTICLE)
    return found
