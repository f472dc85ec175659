"""What an article is."""

import hashlib
import json
from bisect import bisect_right
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class LanguagePart:
    """A part of an article in another language than the article's: ``start`` to ``end`` (exclusive).

    ``language`` is None where it is neither Dutch nor English; then ``foreign`` is its name in English.
    """

    start: int
    end: int
    language: Language | None
    foreign: str | None = None


@dataclass(frozen=True)  # no slots: its digests are kept with it, as they take as long as the text is
class Article:
    """One news article, in one language for the most part.

    ``id`` is stable: the path below the folder with forward slashes, or the id that a question set gives.
    ``text`` is what the reader produced and what the user is shown; every offset in the project is a
    character offset into it. ``published`` is ISO 8601 with the precision that is known: ``2023``,
    ``2023-03`` or ``2023-03-14``. ``author`` is as the file writes it. ``pages`` are the offsets at which the
    pages begin, from the first on, where the file has pages (a PDF). ``parts``, in order, are in another
    language; those in neither Dutch nor English are not searched. ``foreign`` is the name in English of the
    article's own language where that is neither: ``language`` is then the nearer of the two.
    """

    id: str
    path: str
    title: str
    text: str
    language: Language
    published: str | None = None
    url: str | None = None
    author: str | None = None
    pages: tuple[int, ...] = ()
    parts: tuple[LanguagePart, ...] = ()
    foreign: str | None = None

    @cached_property
    def digest(self) -> str:
        """A digest of everything in the article but its id: the same digest, nothing to do."""
        return _digest(
            self.path,
            self.title,
            self.text,
            self.language,
            self.published,
            self.url,
            self.author,
            self.pages,
            *map(astuple, self.parts),
        )

    @cached_property
    def content_digest(self) -> str:
        """A digest of its title, text and languages: what passages and vectors are made of."""
        return _digest(self.title, self.text, self.language, *map(astuple, self.parts))

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page, from 1, that a character stands on; None without pages."""
        return bisect_right(self.pages, offset) or None

    def language_at(self, offset: int) -> Language:
        """Return the language of a character; within a part in neither Dutch nor English the article's."""
        part = self.part_at(offset)
        return self.language if part is None else part.language or self.language

    def part_at(self, offset: int) -> LanguagePart | None:
        """Return the part that holds a character; None where that is in the article's own language."""
        place = bisect_right(self.parts, offset, key=_start) - 1
        return self.parts[place] if place >= 0 and offset < self.parts[place].end else None


def _digest(*facts: object) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _start(part: LanguagePart) -> int:
    return part.start


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """What is known of an article, the number of its passages, and what else tells the same.

    Where several files hold the same title and text, this is the one whose id comes first, and ``copies``
    are the paths of the others. ``story`` is shared by near-duplicates, such as one agency's text in two
    newspapers; None where there is no other. ``also`` is the other language where passages are in that.
    """

    id: str
    path: str
    title: str
    language: Language
    published: str | None
    author: str | None
    url: str | None
    passages: int
    copies: tuple[str, ...] = ()
    story: str | None = None
    also: Language | None = None
