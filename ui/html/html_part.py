"""A part of the page that draws itself: its own markup, its own script, and what that script may ask for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

Sent = Mapping[str, object]
"""What a script in the browser sends; nothing in it can be trusted to be of its type."""

_STATIC = files("ui") / "static"


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """A part of the page.

    :param name: the id of its element.
    :param markup: what stands in it at first; a template, in which ``${…}`` and ``{{…}}`` have a meaning.
    :param script: run once, with ``element``, ``props``, ``watch``, ``trigger`` and ``server``.
    :param functions: what the script calls as ``server.NAME(sent)``, by the names that they have.
    """

    name: str
    markup: str
    script: str
    functions: Sequence[Callable[[Sent], object]] = ()


def static_text(name: str) -> str:
    """Return a file of ``ui/static/``."""
    return (_STATIC / name).read_text("utf-8")
