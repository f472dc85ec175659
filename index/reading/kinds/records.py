"""An article of named values: a row of a table, an object of JSON."""

import re
from collections.abc import Mapping

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.field_names import FieldNames, names_for, summary_names
from index.reading.field_values import is_text, paragraphs_of, plain_value, value_at
from index.reading.metadata import facts_of, web_address
from index.unread import Unread, UnreadReason

# Of WordPress and of other programs, in both languages; what is scheduled has not appeared either.
_NOT_PUBLISHED = frozenset(
    (
        *("draft", "auto-draft", "pending", "private", "trash", "future", "scheduled", "inherit"),
        *("unpublished", "concept", "in behandeling", "privé", "prullenbak", "prullenmand", "gepland"),
        "niet gepubliceerd",
    )
)
_YES, _NO = frozenset(["true", "1", "yes", "ja"]), frozenset(["false", "0", "no", "nee"])
# NewsAPI gives the beginning of a text, and at its end how much was cut off.
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+(?P<count>\d+) (?:chars|characters|tekens)\]$")
_LONG = 60  # characters: what is longer and no address may be a text


def has_text(values: Mapping[str, object], told: FieldNames) -> bool:
    """Whether an object holds a text under the name that is told, or else a known one."""
    if "text" in told:
        return is_text(value_at(values, told["text"]))
    return any(is_text(values[name]) for name in names_for("text", values))


def has_summary(values: Mapping[str, object]) -> bool:
    """Whether an object holds a summary under a known name."""
    return any(is_text(values[name]) for name in summary_names(values))


def article_of(values: Mapping[str, object], told: FieldNames, number: int) -> ArticleDraft | SkippedPart:
    """Make one article of named values; of texts under several names, the one that is preferred.

    :param number: of the row or the object; 0 where it is the only one of its file.
    """
    name = _id(values, told) if number else ""
    key = name or (str(number) if number else "")
    try:
        status = _status(values)
        paragraphs = () if status else _paragraphs(values, told)
    except ArticleError as error:
        return SkippedPart(key, error.reason)
    except RecursionError:
        return SkippedPart(key, Unread.TOO_DEEP())
    if status:
        return SkippedPart(key, Unread.NOT_PUBLISHED(status=status))
    if not paragraphs:
        return SkippedPart(key, _why_no_text(values, told))
    cut = _CUT_OFF.search(paragraphs[-1])
    remarks = (Unread.TEXT_CUT(count=int(cut["count"][:9])),) if cut else ()
    if cut:
        paragraphs = (*paragraphs[:-1], paragraphs[-1][: cut.start()])
    facts = facts_of(values, told)
    return facts.onto(ArticleDraft(text=article_text(facts.title, paragraphs), key=key, remarks=remarks))


def no_text_reason(values: Mapping[str, object]) -> UnreadReason:
    """Say of a file by one of its objects why there is no article in it, and what to do."""
    said = [plain_value(value) for value in values.values()]
    addresses = list(filter(web_address, said))
    if addresses and not any(len(text) >= _LONG and text not in addresses for text in said):
        return Unread.LINKS_ONLY(names=shown_names(values))
    return Unread.NO_TEXT_COLUMN(names=shown_names(values))


def shown_names(values: Mapping[str, object]) -> str:
    """Return the names in an object as a file beside the table tells them, for a message."""
    names = (
        [f"{name}.{inner}" for inner in value] if isinstance(value, Mapping) and value else [name]
        for name, value in values.items()
    )
    return ", ".join(one_line(name) for each in names for name in each)[:300]


def _why_no_text(values: Mapping[str, object], told: FieldNames) -> UnreadReason:
    names = [told["text"]] if "text" in told else names_for("text", values) or summary_names(values)
    return Unread.NO_TEXT_IN_FIELD(field=names[0]) if names else no_text_reason(values)


def _paragraphs(values: Mapping[str, object], told: FieldNames) -> tuple[str, ...]:
    if "text" in told:
        return paragraphs_of(value_at(values, told["text"]))
    for name in [*names_for("text", values), *summary_names(values)]:
        paragraphs = paragraphs_of(values[name]) if is_text(values[name]) else ()
        if paragraphs:
            return paragraphs
    return ()


def _id(values: Mapping[str, object], told: FieldNames) -> str:
    names = [told["id"]] if "id" in told else names_for("id", values)
    return next(filter(None, (plain_value(value_at(values, name)) for name in names)), "")


def _status(values: Mapping[str, object]) -> str:
    """Return what a file calls an article that has not appeared; nothing of others."""
    for name in ("status", "post_status", "Status"):
        status = plain_value(values.get(name))
        if status.lower() in _NOT_PUBLISHED:
            return status
    if _flag(values, "draft") in _YES or _flag(values, "published") in _NO:
        return "draft"
    return ""


def _flag(values: Mapping[str, object], name: str) -> str:
    return str(values.get(name, "")).strip().lower()
