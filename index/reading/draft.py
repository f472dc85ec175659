"""What the reader of a format finds in a file, before it is an article with a place and a language."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.reading.characters import normalized
from index.unread import UnreadReason

MAX_ARTICLE_BYTES = 10_000_000
"""A longer text file is not an article but a collection or a mistake; so is a text of more characters."""

_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as its file has it. What the file does not say is None: the text may tell it.

    ``key`` tells apart the articles of one file (a number or a name that the file gives); it is empty where
    the file is the article. ``language`` is ``nl``, ``en``, or another as the file writes it. ``pages`` and
    the form of ``published`` are as in ``Article``. ``remarks`` say what of it could not be read (a date).
    """

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    key: str = ""
    remarks: tuple[UnreadReason, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedPart:
    """One of several articles in a file that cannot be read; ``key`` is empty for the rest of the file."""

    key: str
    why: UnreadReason


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file within a file, such as an attachment, which is to be read as its name says.

    ``key`` is that of the part that it belongs to, such as a message of a mailbox; empty where that is the
    file itself. ``sidecar`` is the name and the bytes of the file beside it that says more of it.
    """

    name: str
    raw: bytes
    key: str = ""
    sidecar: tuple[str, bytes] | None = None


def name_in_key(name: str) -> str:
    """Return the name of an enclosed file as a key can have it: letters and digits without accents."""
    return _NOT_IN_A_KEY.sub("-", name).strip("-") or "file"


FileReader = Callable[[bytes], Iterable[ArticleDraft | SkippedPart | EnclosedFile]]
"""Reads a format: the bytes of a file to the articles in it.

It raises ``ArticleError`` where nothing can be read; the message does not name the file.
"""


def one_line(text: str) -> str:
    """Return the text of a paragraph on one line, composed (NFC), without soft hyphens and the like."""
    return " ".join(normalized(text).split())


def article_text(title: str | None, paragraphs: Iterable[str]) -> str:
    """Return the text of an article: its title where it has one, and its paragraphs, one a line.

    They are divided by blank lines. A first paragraph that only repeats the title is left out.
    """
    lines = [line for line in map(one_line, paragraphs) if line]
    head = one_line(title or "")
    if lines and head and lines[0].casefold() == head.casefold():
        lines = lines[1:]
    return "\n\n".join([head, *lines] if head else lines)
