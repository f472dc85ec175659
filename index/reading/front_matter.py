"""What stands before the text of a Markdown file: YAML, TOML or JSON of site generators and note programs."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from index.errors import ArticleError
from index.reading.draft import one_line
from index.reading.metadata import yaml_mapping
from index.reading.obsidian import without_links
from index.unread import Unread, UnreadReason

_YAML = re.compile(r"\A---[ \t]*\n(?P<values>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<values>.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_LONGEST = 20_000
_WHAT = "its front matter"
# A line of YAML such as note programs write it: what is behind the colon is the value, whatever it holds.
_PLAIN_LINE = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_LIST_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*?)[ \t]*")
_TO_BE_FILLED_IN = re.compile(r"\{\{.{0,200}?\}\}|<%.{0,200}?%>")
_FALSE, _TRUE = frozenset(("false", "no", "off", "nee")), frozenset(("true", "yes", "on", "ja", "1"))
_UNFINISHED = frozenset(("draft", "concept", "klad", "unpublished", "private", "trash"))
# Names of dates of publication that say "yes" or "no" on some sites.
_SWITCHES = ("published", "publish")
# Note programs write when a note was made. Of what was clipped from a page, that is not when it appeared.
_MADE = ("created", "aangemaakt", "date created", "created_at", "created-at")
_CLIPPED = ("published", "source", "url", "link", "bron")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values by their names, the text below them, and what of them could not be read."""

    values: Mapping[str, object]
    text: str
    remarks: tuple[UnreadReason, ...] = ()


def front_matter_of(text: str) -> FrontMatter:
    """Divide a file into its front matter and its text; YAML that is not quite YAML is read line by line.

    :raises ArticleError: it says that this is a draft, or a template to be filled in.
    """
    head = text[:_LONGEST]
    yaml_part = _YAML.match(head)
    if yaml_part is not None:
        values, remarks = _of_yaml(yaml_part["values"])
        if values is None:  # a text between two rules
            return FrontMatter({}, text)
        return FrontMatter(_used(values), text[yaml_part.end() :], remarks)
    toml_part = _TOML.match(head)
    if toml_part is not None:
        try:
            found = tomllib.loads(toml_part["values"])
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return FrontMatter({}, text[toml_part.end() :], (_unread(str(error)),))
        return FrontMatter(_used(found), text[toml_part.end() :])
    if head.startswith("{\n"):
        return _of_json(text)
    return FrontMatter({}, text)


def _of_yaml(written: str) -> tuple[dict[str, object] | None, tuple[UnreadReason, ...]]:
    try:
        return yaml_mapping(written, _WHAT), ()
    except ArticleError as error:
        if error.reason.code is Unread.NO_NAMES:
            return None, ()
        if error.reason.code is not Unread.NO_YAML:
            raise
        values = _line_by_line(written)
        return values, () if values else (error.reason,)


def _line_by_line(written: str) -> dict[str, object]:
    values: dict[str, object] = {}
    items: list[str] = []
    for line in written.split("\n"):
        found, item = _PLAIN_LINE.fullmatch(line), _LIST_ITEM.fullmatch(line)
        if item is not None:
            items.append(_unquoted(item["value"]))
        elif found is not None:
            items = []
            values[found["name"]] = _unquoted(found["value"]) if found["value"] else items
    return values


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _of_json(text: str) -> FrontMatter:
    try:
        found, end = json.JSONDecoder().raw_decode(text[:_LONGEST])
    except (ValueError, RecursionError):
        return FrontMatter({}, text)
    if not isinstance(found, dict):
        return FrontMatter({}, text)
    return FrontMatter(_used(found), text[end:])


def _unread(error: str) -> UnreadReason:
    return Unread.NO_FRONT_MATTER(error=one_line(error)[:100])


def _used(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values that are facts of the article, as text.

    :raises ArticleError: they say that it is a draft or a template.
    """
    found = {name: _plain(value) for name, value in values.items()}
    for value in found.values():
        if isinstance(value, str) and (hole := _TO_BE_FILLED_IN.search(value)):
            raise ArticleError(Unread.TEMPLATE(hole=one_line(hole.group())[:60]))
    lower = {name.lower(): value for name, value in found.items()}
    for name in ("draft", "concept"):
        if str(lower.get(name, "")).lower() in _TRUE:
            raise ArticleError(Unread.DRAFT(says=f"{name}: {lower[name]}"))
    for name in _SWITCHES:
        if str(lower.get(name, "")).lower() in _FALSE:
            raise ArticleError(Unread.DRAFT(says=f"{name}: {lower[name]}"))
    if str(lower.get("status", "")).lower() in _UNFINISHED:
        raise ArticleError(Unread.DRAFT(says=f"status: {lower['status']}"))
    made = next((lower[name] for name in _MADE if lower.get(name)), None)
    if made is not None and "date" not in lower and not any(name in lower for name in _CLIPPED):
        found["date"] = made
    return {name: value for name, value in found.items() if str(value).lower() not in _TRUE | _FALSE}


def _plain(value: object) -> object:
    """Return a value with its scalars as text, without the links of note programs."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        # [[Pim Ouwerkerk]] without quotes is a list within a list to YAML.
        return [_plain(each[0] if isinstance(each, list) and len(each) == 1 else each) for each in value]
    return without_links(str(value)) if value is not None else ""
