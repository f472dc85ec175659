"""Where in JSON the articles are: lists of objects with a text, at any depth."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.reading.field_names import names_for
from index.reading.field_values import plain_value, value_at

_DEEPEST = 8
"""Lists of articles stand no deeper in an export; what is deeper is within an article."""

JsonObject = Mapping[str, object]
HoldsText = Callable[[JsonObject], bool]
"""Tells whether an object holds the text of an article, at its own level."""


@dataclass(frozen=True, slots=True)
class ObjectList:
    """What stands in the lists under one path of names; of what is no object, the report says so."""

    path: str
    items: tuple[object, ...]
    has_titles: bool


def unfolded(values: JsonObject, holds: HoldsText) -> JsonObject:
    """Return an object with what stands in the one object within it that holds the text, if it is there.

    So it is in search engines (``_source``), in site builders (``attributes``), in Mastodon (``object``).
    """
    if not holds(values):
        inner = [each for each in values.values() if isinstance(each, Mapping) and holds(each)]
        if len(inner) == 1:
            values = {**values, **inner[0]}
    embedded = values.get("_embedded")
    if isinstance(embedded, Mapping) and embedded.get(
        "author"
    ):  # of WordPress, which gives a number beside it
        values = {**values, "author": embedded["author"]}
    account = values.get("account")
    if isinstance(account, Mapping) and "created_at" in values:  # of Mastodon: there it is when it appeared
        author = account.get("display_name") or account.get("username")
        return {"date": values["created_at"], "author": author, "title": values.get("spoiler_text"), **values}
    if values.get("type") == "Note":
        return {"title": values.get("summary"), **values}  # the warning that stands before the text
    return values


def lists_in(found: object, holds: HoldsText) -> tuple[ObjectList, ...]:
    """Return the lists that hold texts in what a file holds, in order; those of one path are one.

    An object of objects counts as a list, in which each has its name as its id.
    """
    lists: dict[str, list[object]] = {}
    for path, items in _lists(found, "", holds, 0):
        lists.setdefault(path, []).extend(items)
    return tuple(
        ObjectList(path, tuple(items), any(has_title(each, holds) for each in items))
        for path, items in lists.items()
    )


def list_at(found: object, path: str, holds: HoldsText) -> ObjectList | None:
    """Return the list under a path that is told, also where it holds no text; None where there is none."""
    value = value_at(found, path) if isinstance(found, Mapping) else None
    items = _of_objects(value, holds) if isinstance(value, Mapping) else value
    return ObjectList(path, tuple(items), has_titles=True) if isinstance(items, list) and items else None


def first_object(found: object) -> JsonObject | None:
    """Return the first object of the first list of objects, or what the file holds if it is an object."""
    waiting = [found]
    for each in waiting:  # it grows: the nearest lists come first
        if isinstance(each, list) and each and isinstance(each[0], Mapping):
            return each[0]
        if isinstance(each, Mapping):
            waiting += [inner for inner in each.values() if isinstance(inner, list | Mapping)]
    return found if isinstance(found, Mapping) else None


def _lists(value: object, path: str, holds: HoldsText, depth: int) -> Iterator[tuple[str, list[object]]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        objects = _of_objects(value, holds)
        if objects:
            yield path, objects
            return
        inner = [value]
    else:
        inner = [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
        if any(holds(unfolded(each, holds)) for each in inner):
            yield path, value if isinstance(value, list) else []
            return
    for each in inner:
        for name, below in each.items():
            yield from _lists(below, f"{path}.{name}" if path else str(name), holds, depth + 1)


def _of_objects(value: JsonObject, holds: HoldsText) -> list[object]:
    """Return the objects that an object holds by name, each with this name as its id; none of other ones."""
    objects = {name: each for name, each in value.items() if isinstance(each, Mapping)}
    texts = sum(holds(each) for each in objects.values())
    if texts > 1 or (texts and len(objects) == len(value)):
        return [{"id": name, **each} for name, each in objects.items()]
    return []


def has_title(value: object, holds: HoldsText) -> bool:
    """Whether a value is an object that names its title."""
    if not isinstance(value, Mapping):
        return False
    values = unfolded(value, holds)
    return any(plain_value(values[name]) for name in names_for("title", values))
