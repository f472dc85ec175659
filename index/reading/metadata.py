"""What files say about articles beside their text: in columns, in front matter, in sidecar files."""

import dataclasses
import errno
import json
import stat
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

import yaml

from index.article import LANGUAGES, Language
from index.errors import ArticleError, UnreadableError
from index.reading.dates import date_readings
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, one_line
from index.unread import Unread, UnreadReason

Field = Literal["title", "text", "date", "url", "language", "author", "id"]
FIELDS: tuple[Field, ...] = get_args(Field)
FieldNames = Mapping[Field, str]
"""Under which name a file keeps each field."""

KNOWN_NAMES: dict[Field, tuple[str, ...]] = {
    "title": ("title", "headline", "titel", "kop", "heading", "subject", "onderwerp"),
    "text": ("text", "body", "content", "tekst", "inhoud", "article", "artikel", "article_text", "bodytext"),
    "date": (
        "date",
        "published",
        "published_at",
        "publication_date",
        "date_published",
        "datepublished",
        "pubdate",
        "datum",
        "gepubliceerd",
        "publicatiedatum",
    ),
    "url": ("url", "link", "permalink", "canonical_url", "webadres"),
    "language": ("language", "lang", "taal"),
    "author": ("author", "byline", "auteur", "creator", "authors", "auteurs"),
    "id": ("id", "guid", "article_id", "artikel_id"),
}
"""The names that are known without being told, in order of preference; capitals do not matter."""

_LANGUAGE_NAMES: dict[str, Language] = {
    "dutch": "nl",
    "nederlands": "nl",
    "nld": "nl",
    "dut": "nl",
    "english": "en",
    "engels": "en",
    "eng": "en",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about an article outside its text."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    remarks: tuple[UnreadReason, ...] = ()

    def onto(self, draft: ArticleDraft) -> ArticleDraft:
        """Return the draft with these facts, where there are any, in place of its own."""
        return replace(
            draft,
            title=self.title or draft.title,
            published=self.published or draft.published,
            url=self.url or draft.url,
            author=self.author or draft.author,
            language=self.language or draft.language,
            remarks=(*draft.remarks, *self.remarks),
        )


def known_fields(names: Collection[str], told: FieldNames) -> dict[Field, str]:
    """Find the name of each field among the names of a file.

    :param told: names that are given for the file; they go before the known ones.
    :raises ArticleError: a name that is given is not there.
    """
    for field, name in told.items():
        if name not in names:
            raise ArticleError(
                Unread.NO_COLUMN(name=name, field=field, names=", ".join(map(one_line, names)))
            )
    plain = {_plain(name): name for name in reversed(list(names))}
    return {
        field: told.get(field) or next(plain[name] for name in KNOWN_NAMES[field] if name in plain)
        for field in FIELDS
        if field in told or any(name in plain for name in KNOWN_NAMES[field])
    }


def told_fields(value: object, what: str) -> dict[Field, str]:
    """Return the field names that a sidecar's ``fields`` gives.

    :param what: the sidecar, for a message.
    :raises ArticleError: there is no such field, or the value is not a name.
    """
    if not isinstance(value, Mapping):
        raise ArticleError(Unread.NO_FIELDS(what=what))
    wrong = [str(field) for field in value if field not in FIELDS]
    if wrong:
        raise ArticleError(Unread.NO_FIELD(name=wrong[0], what=what, fields=", ".join(FIELDS)))
    return {field: str(value[field]) for field in FIELDS if field in value}


def facts_of(values: Mapping[str, object], fields: Mapping[Field, str]) -> Facts:
    """Read the facts of an article from named values; a date that cannot be understood is a remark."""
    texts = {field: plain_value(values.get(name)) for field, name in fields.items()}
    written = texts.get("date", "")
    readings = date_readings(written)
    return Facts(
        title=texts.get("title") or None,
        published=readings[0] if len(readings) == 1 else None,
        url=web_address(texts.get("url", "")),
        author=texts.get("author") or None,
        language=_language(texts.get("language", "")),
        remarks=date_remarks(written, readings),
    )


def date_remarks(written: str, readings: Sequence[str]) -> tuple[UnreadReason, ...]:
    """Say why a date is not taken; nothing where it is, or where nothing is written."""
    if not written or len(readings) == 1:
        return ()
    shown = written[:60]
    if readings:
        return (Unread.TWO_DATES(written=shown, first=readings[0], second=readings[1]),)
    return (Unread.NO_DATE(written=shown),)


def plain_value(value: object) -> str:
    """Return a value as one line of text; several values with commas between; nothing for a mapping."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (one_line(each) for each in value if isinstance(each, str))))
    return ""


def web_address(written: str | None) -> str | None:
    """Return an address of the web, or None where it is anything else."""
    address = (written or "").strip()
    is_web = address.lower().startswith(("https://", "http://")) and address.isprintable()
    return address if is_web and " " not in address else None


def _language(written: str) -> str | None:
    """Return ``nl`` or ``en`` for all that means these, another language as it is written."""
    name = written.lower()
    code = _LANGUAGE_NAMES.get(name, name.replace("_", "-").split("-")[0])
    return code if code in LANGUAGES else written[:40] or None


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


SIDECAR_SUFFIXES = (".meta.json", ".yaml", ".yml", ".json")
JSON_TABLES = frozenset((".json", ".jsonl", ".ndjson"))
"""Beside these a ``.json`` file is a table too, not a sidecar."""
_MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says: facts of the article, or the names of a table's fields."""

    facts: Facts = dataclasses.field(default_factory=Facts)
    fields: Mapping[Field, str] = dataclasses.field(default_factory=dict)


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
        raise UnreadableError(Unread.SIDECAR_UNREADABLE(name=path.name, error=str(error.strerror))) from error


def sidecar_of(path: Path, raw: bytes) -> Sidecar:
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
    names = known_fields(values, {})
    if "text" in names:
        raise ArticleError(Unread.OWN_ARTICLE())
    fields = told_fields(values["fields"], "it") if "fields" in values else {}
    return Sidecar(facts_of(values, names), fields)


def _json_mapping(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(Unread.NO_JSON(error=one_line(str(error))[:100])) from error
    if not isinstance(found, dict):
        raise ArticleError(Unread.OWN_ARTICLE())
    return found


_MAX_BRACKETS = 300


def yaml_mapping(text: str, what: str) -> dict[str, object]:
    """Return the mapping that YAML text holds; its scalars stay text as they are written.

    An empty text is an empty mapping.

    :param what: what is read, for a message, such as ``its front matter``.
    :raises ArticleError: it is not YAML, or not a mapping.
    """
    if text.count("[") + text.count("{") > _MAX_BRACKETS:
        # Thousands within each other take the parser minutes.
        raise ArticleError(Unread.TOO_MANY_BRACKETS(what=what, limit=_MAX_BRACKETS))
    try:
        # The base loader makes no types: a date stays as written, and nothing is ever constructed.
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ArticleError(Unread.NO_YAML(what=what, error=one_line(str(error))[:150])) from error
    if not found:
        return {}
    if not isinstance(found, dict):
        raise ArticleError(Unread.NO_NAMES(what=what))
    return {str(name): value for name, value in found.items()}
