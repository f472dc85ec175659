"""Files beside articles: they say what is known of one, or under which names a table keeps its fields."""

import errno
import json
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from index.errors import ArticleError, UnreadableError
from index.reading.decode import decode_text
from index.reading.draft import one_line
from index.reading.field_names import TableNames, names_for, told_names
from index.reading.metadata import Facts, facts_of, yaml_mapping
from index.unread import Unread

SIDECAR_SUFFIXES = (".meta.json", ".yaml", ".yml", ".json")
COLLECTIONS = frozenset(
    (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".rss", ".atom", ".xml", ".mbox", ".epub", ".zip")
)
"""Beside these, which hold articles of their own, a ``.json`` file is another collection, not a sidecar."""
_MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says: facts of the article, or the names of a table's fields."""

    facts: Facts = field(default_factory=Facts)
    names: TableNames = field(default_factory=TableNames)


def sidecar_stem(name: str) -> str | None:
    """Return the part of a sidecar's name that it shares with its article; None for other files."""
    suffix = next((each for each in SIDECAR_SUFFIXES if name.endswith(each)), None)
    return None if suffix is None else name[: -len(suffix)]


def sidecar_beside(article: Path) -> tuple[Path, bytes] | None:
    """Return the sidecar of an article (``a.meta.json``, ``a.yaml``, ``a.yml`` or ``a.json`` for ``a.txt``).

    With it comes what is in it, but for what is too much; None where there is none.

    :raises UnreadableError: it cannot be opened.
    """
    for suffix in SIDECAR_SUFFIXES:
        path = article.with_name(article.stem + suffix)
        if path != article and not (suffix == ".json" and article.suffix.lower() in COLLECTIONS):
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
        raise UnreadableError(Unread.SIDECAR_UNREADABLE(name=path.name, error=str(error.strerror))) from error


def sidecar_of(path: PurePath, raw: bytes) -> Sidecar:
    """Read what ``sidecar_beside`` gave.

    :raises ArticleError: it cannot be understood, or holds articles of its own.
    """
    if len(raw) > _MAX_BYTES:
        raise ArticleError(Unread.SIDECAR_TOO_LARGE(name=path.name, limit=_MAX_BYTES // 1000))
    try:
        text = decode_text(raw)
        values = _json_mapping(text) if path.suffix == ".json" else yaml_mapping(text, "what it holds")
        sidecar = _of_values(values)
    except ArticleError as error:
        raise ArticleError(Unread.SIDECAR(name=path.name, why=error.reason)) from error
    remarks = tuple(Unread.SIDECAR(name=path.name, why=why) for why in sidecar.facts.remarks)
    return replace(sidecar, facts=replace(sidecar.facts, remarks=remarks))


def _of_values(values: dict[str, object]) -> Sidecar:
    if names_for("text", values):
        raise ArticleError(Unread.OWN_ARTICLE())
    return Sidecar(facts_of(values, {}), told_names(values))


def _json_mapping(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(Unread.NO_JSON(error=one_line(str(error))[:100])) from error
    if not isinstance(found, dict):
        raise ArticleError(Unread.OWN_ARTICLE())
    return found
