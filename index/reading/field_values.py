"""The values of named fields as text, whatever a program made of them: HTML, lists, objects, numbers."""

import json
import math
import re
from collections.abc import Mapping

from index.reading.characters import mended, normalized
from index.reading.draft import one_line
from index.reading.field_names import Field, names_for
from index.reading.kinds.blocks import block_texts
from index.reading.rich_text import is_rich, rich_texts

_INLINE_TAGS = "a|abbr|b|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u"
_BLOCK_TAGS = (
    "article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|html|li|main"
    "|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul|script|style|iframe"
)
_TAG = re.compile(rf"</?(?:{_INLINE_TAGS}|{_BLOCK_TAGS})(?:\s[^<>]*)?/?>|<!--", re.I)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s[^<>]*)?/?>", re.I)
_PARAGRAPH_TAG = re.compile(r"</?p(?:\s[^<>]*)?>", re.I)
# The one value within an object that says it: of WordPress, of Drupal, of XML and BSON made JSON, of people.
_WRAPPERS = ("rendered", "processed", "value", "#text", "_text", "__cdata", "name", "display_name", "literal")
_WRAPPERS_OF_HEADS = ("main", "original")
_WRAPPERS_OF_DATES = ("$date", "$oid", "$numberLong", "_seconds", "date-parts", "raw", "iso")
_FACTS: tuple[Field, ...] = ("title", "date")
_NAMES = (("given", "family"), ("firstName", "lastName"), ("first_name", "last_name"))


def value_at(values: Mapping[str, object], name: str) -> object:
    """Return the value of a name, or of a path of names such as ``title.rendered``; None where there is none.

    A list on the way stands for what each of its objects has under the rest of the path.
    """
    found: object = values.get(name)
    if name in values or "." not in name:
        return found
    found = values
    for step in name.split("."):
        found = _inside(found, step)
    return found


def _inside(value: object, step: str) -> object:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list):
        if step.isdecimal():
            return value[int(step)] if int(step) < len(value) else None
        return [each[step] for each in value if isinstance(each, Mapping) and step in each] or None
    return None


def plain_value(value: object) -> str:
    """Return a value as one line of text, several with commas between; nothing where it says nothing."""
    if isinstance(value, str):
        return one_line(" ".join(_lines(value)))
    if value is None or isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain_value, value)))
    return _plain_mapping(value) if isinstance(value, Mapping) else ""


def _plain_mapping(value: Mapping[str, object]) -> str:
    for names in _NAMES:
        if value.get(names[-1]):
            return " ".join(filter(None, (plain_value(value.get(name)) for name in names)))
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(plain_value(part).zfill(2) for part in parts[0])
    name = next(
        (name for name in (*_WRAPPERS, *_WRAPPERS_OF_HEADS, *_WRAPPERS_OF_DATES) if value.get(name)), None
    )
    return "" if name is None else plain_value(value[name])


def is_text(value: object) -> bool:
    """Whether a value may be the text of an article: not blank, and no list of objects of another kind."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return isinstance(value.get("rendered") or value.get("value"), str) or (
            is_rich(value) and not _is_record(value)
        )
    if isinstance(value, list) and any(isinstance(each, Mapping) and _is_record(each) for each in value):
        return False
    return isinstance(value, list) and (any(isinstance(each, str) for each in value) or is_rich(value))


def _is_record(value: Mapping[str, object]) -> bool:
    """Whether an object is an article rather than a node of formatted text."""
    return any(plain_value(value[name]) for field in _FACTS for name in names_for(field, value))


def paragraphs_of(value: object) -> tuple[str, ...]:
    """Return the paragraphs of a text: its lines, the blocks of HTML or of an editor, the items of a list.

    :raises ArticleError: HTML that is too large, or nested too deep.
    """
    if isinstance(value, str):
        nodes = _nodes(value)
        return _lines(value) if nodes is None else paragraphs_of(nodes)
    if isinstance(value, Mapping):
        wrapped = next((each for name in _WRAPPERS[:6] if isinstance(each := value.get(name), str)), None)
        if wrapped is not None and not is_rich(value):
            return _lines(wrapped)
    return tuple(line for text in rich_texts(value) for line in _lines(text))


def _nodes(text: str) -> object:
    """Return what an editor has written as JSON within a text field; None where it is plain text."""
    if not text.lstrip().startswith(('{"', '[{"')):
        return None
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if is_rich(found) else None


def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text, or the blocks of HTML, without tags and with its entities as characters."""
    if not _TAG.search(text):
        text = mended(text)
        # Whole HTML that was escaped begins with a tag; text that speaks of tags does not.
        if not (text.lstrip().startswith("<") and _BLOCK_TAG.search(text)):
            return tuple(line for line in normalized(text).split("\n") if line.strip())
    if not _BLOCK_TAG.search(text):
        text = normalized(text).replace("\n", "<br>")
    elif not _PARAGRAPH_TAG.search(text):
        # As WordPress keeps it: a blank line divides paragraphs.
        text = re.sub(r"\n[ \t]*\n", "<p>", normalized(text))
    return block_texts(text)
