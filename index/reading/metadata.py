"""What files say about articles beside their text: in columns, in front matter, in sidecar files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import yaml

from index.article import LANGUAGES, Language
from index.errors import ArticleError
from index.reading.dates import date_readings
from index.reading.draft import ArticleDraft, one_line
from index.reading.field_names import Field, FieldNames, names_for
from index.reading.field_values import plain_value, value_at
from index.unread import Unread, UnreadReason

_LANGUAGE_NAMES: dict[str, Language] = {
    "dutch": "nl",
    "nederlands": "nl",
    "nld": "nl",
    "dut": "nl",
    "english": "en",
    "engels": "en",
    "eng": "en",
}


_BY = re.compile(r"^(?i:by|door):? (?=[A-ZÀ-Þ])")  # a field of a byline may hold it as it is printed


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


def facts_of(values: Mapping[str, object], told: FieldNames) -> Facts:
    """Read the facts of an article from named values: of each, under the first name that says something.

    A date that cannot be understood is a remark.

    :param told: names, or paths of names, that are given for the file; they go before the known ones.
    """
    written = next(_written("date", values, told), "")
    readings = date_readings(written)
    addresses = map(web_address, _written("url", values, told))
    # A number is who wrote it in a table that is not there, an address their page.
    authors = (
        name for name in _written("author", values, told) if not (name.isdecimal() or web_address(name))
    )
    return Facts(
        title=next(_written("title", values, told), None),
        published=readings[0] if len(readings) == 1 else None,
        url=next(filter(None, addresses), None),
        author=next(filter(None, (_BY.sub("", name) for name in authors)), None),
        language=_language(next(_written("language", values, told), "")),
        remarks=date_remarks(written, readings),
    )


def _written(field: Field, values: Mapping[str, object], told: FieldNames) -> Iterator[str]:
    """Yield what stands under the names of a field, in order of preference, where it says anything."""
    names = [told[field]] if field in told else names_for(field, values)
    return filter(None, (plain_value(value_at(values, name)) for name in names))


def date_remarks(written: str, readings: Sequence[str]) -> tuple[UnreadReason, ...]:
    """Say why a date is not taken; nothing where it is, or where nothing is written."""
    if not written or len(readings) == 1:
        return ()
    shown = written[:60]
    if readings:
        return (Unread.TWO_DATES(written=shown, first=readings[0], second=readings[1]),)
    return (Unread.NO_DATE(written=shown),)


def web_address(written: str | None) -> str | None:
    """Return an address of the web, or None where it is anything else."""
    address = (written or "").strip()
    is_web = address.lower().startswith(("https://", "http://")) and address.isprintable()
    if not is_web or " " in address:
        return None
    try:
        return address if urlsplit(address).hostname else None
    except ValueError:  # a bracket without its other
        return None


def _language(written: str) -> str | None:
    """Return ``nl`` or ``en`` for all that means these, another language as it is written."""
    name = written.lower()
    code = _LANGUAGE_NAMES.get(name, name.replace("_", "-").split("-")[0])
    return code if code in LANGUAGES else written[:40] or None


_MAX_BRACKETS = 300


def _yaml_error(error: yaml.YAMLError) -> str:
    """Say in which line something is wrong and what, without the name that the parser has for a text."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return one_line(f"line {error.problem_mark.line + 1}: {error.problem}")[:150]
    return one_line(str(error))[:150]


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
        raise ArticleError(Unread.NO_YAML(what=what, error=_yaml_error(error))) from error
    if not found:
        return {}
    if not isinstance(found, dict):
        raise ArticleError(Unread.NO_NAMES(what=what))
    return {str(name): value for name, value in found.items()}
