"""Articles in JSON and JSON Lines: exports of sites, feeds, scrapers, messengers, reference managers."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart, one_line
from index.reading.field_names import FieldNames, TableNames, names_for
from index.reading.field_values import is_text, value_at
from index.reading.kinds.json_lists import (
    HoldsText,
    JsonObject,
    ObjectList,
    first_object,
    has_title,
    list_at,
    lists_in,
    unfolded,
)
from index.reading.kinds.records import article_of, has_summary, has_text, no_text_reason, shown_names
from index.unread import Unread

_JSON_FEED = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def read_json(raw: bytes, told: TableNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Read one object, or the lists of objects with a title and a text, wherever they stand in the file.

    Where no object has a title, as in messengers, all with a text are read; where none has a text, those
    with a summary. Lists that are left out are reported. JSON Lines are read under this name too.

    :raises ArticleError: it is not JSON, or has no article in it.
    """
    text = decode_text(raw)
    try:
        found = _loaded(text)
    except ArticleError:
        if not _is_lines(text):
            raise
        yield from _articles_of_lines(text, told.fields)
        return
    holds: HoldsText = partial(has_text, told=told.fields)
    lists = _told_list(found, told.articles, holds) if told.articles else lists_in(found, holds)
    if not told.articles and isinstance(found, dict) and _is_article(found, lists, holds):
        only = article_of(unfolded(found, holds), told.fields, 0)
        if isinstance(only, SkippedPart):
            raise ArticleError(only.why)
        yield only
        return
    if not lists and "text" not in told.fields:
        lists, holds = lists_in(found, has_summary), has_summary
    if not lists:
        raise _nothing_in(found, told.fields)
    chosen = [each for each in lists if each.has_titles] or lists
    items = [each for objects in chosen for each in objects.items]
    yield from _articles(items, told.fields, holds, feed=_feed_facts(found))
    for each in lists:
        if each not in chosen:
            yield SkippedPart("", Unread.LIST_LEFT_OUT(path=one_line(each.path)[:100]))


def read_json_lines(raw: bytes, told: TableNames) -> Iterator[ArticleDraft | SkippedPart]:
    """Read an object a line; lines that cannot be read are reported one by one."""
    yield from _articles_of_lines(decode_text(raw), told.fields)


def _articles_of_lines(text: str, told: FieldNames) -> Iterator[ArticleDraft | SkippedPart]:
    lines = (_line(line) for line in text.split("\n"))
    yield from _articles(lines, told, partial(has_text, told=told), feed={})


def _line(line: str) -> object:
    """Return what a line holds, or what is wrong with it; None where it is blank."""
    try:
        return _loaded(line) if line.strip() else None
    except ArticleError as error:
        return error


def _loaded(text: str) -> object:
    try:
        found: object = json.loads(text)
    except RecursionError as error:
        raise ArticleError(Unread.TOO_DEEP()) from error
    except ValueError as error:
        raise ArticleError(Unread.NO_JSON(error=one_line(str(error))[:100])) from error
    return found


def _is_lines(text: str) -> bool:
    """Whether the first two lines that are not blank hold an object each."""
    lines = [line for line in text.split("\n", 20)[:20] if line.strip()][:2]
    return len(lines) == 2 and all(isinstance(_line(line), dict) for line in lines)


def _is_article(found: JsonObject, lists: Iterable[ObjectList], holds: HoldsText) -> bool:
    """Whether a file holds one article: it has a text, and a title unless there are lists with titles."""
    if not holds(unfolded(found, holds)):
        return False
    return has_title(found, holds) or not any(each.has_titles for each in lists)


def _told_list(found: object, path: str, holds: HoldsText) -> tuple[ObjectList, ...]:
    told = list_at(found, path, holds)
    if told is None:
        names = ", ".join(each.path or "the whole file" for each in lists_in(found, holds)) or "none"
        raise ArticleError(Unread.NO_LIST(path=path[:100], names=one_line(names)[:300]))
    return (told,)


def _nothing_in(found: object, told: FieldNames) -> ArticleError:
    example = first_object(found)
    if example is None:
        return ArticleError(Unread.NO_OBJECTS())
    if "text" in told and not is_text(value_at(example, told["text"])):
        names = shown_names(example)
        return ArticleError(Unread.NO_COLUMN(name=told["text"], field="text", names=names))
    return ArticleError(no_text_reason(example))


def _articles(
    items: Iterable[object], told: FieldNames, holds: HoldsText, *, feed: JsonObject
) -> Iterator[ArticleDraft | SkippedPart]:
    """Yield the article of each object; each that has none is reported, but for what is passed over: once.

    :param feed: what a feed says of all its articles, where these do not say it.
    """
    passed_over = 0
    unseen = set(told)
    for number, item in enumerate(items, 1):
        if isinstance(item, ArticleError):
            yield SkippedPart(str(number), item.reason)
        elif isinstance(item, Mapping) and _is_passed_over(item):
            passed_over += 1
        elif isinstance(item, Mapping):
            values = unfolded(item, holds)
            unseen -= {field for field in unseen if value_at(values, told[field]) is not None}
            own = {name: value for name, value in feed.items() if not _says(name, values)}
            yield article_of({**own, **values}, told, number)
        elif item is not None:
            yield SkippedPart(str(number), Unread.NO_OBJECT())
    if passed_over:
        yield SkippedPart("", Unread.PASSED_OVER(count=passed_over))
    for field in sorted(unseen):
        yield SkippedPart("", Unread.NO_FIELD_SEEN(name=told[field], field=field))


def _is_passed_over(values: JsonObject) -> bool:
    """Whether an object is no article of who exported it: a boost, a notice, a message that is a picture."""
    if values.get("type") == "Announce" or isinstance(values.get("reblog"), Mapping):
        return True
    is_notice = values.get("type") == "service" and "action" in values
    return is_notice or (values.get("type") == "message" and values.get("text") in ("", []))


def _feed_facts(found: object) -> JsonObject:
    """Return the authors and the language that a JSON Feed gives for all its items."""
    if not isinstance(found, Mapping) or not str(found.get("version")).startswith(_JSON_FEED):
        return {}
    return {name: found[name] for name in ("author", "authors", "language") if name in found}


def _says(name: str, values: JsonObject) -> bool:
    return any(values[each] for each in names_for("language" if name == "language" else "author", values))
