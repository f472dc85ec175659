"""What an article is."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, in one language.

    ``id`` is stable: the path below the folder with forward slashes, or the id that a question set gives.
    ``text`` is what the reader produced and what the user is shown; every offset in the project is a
    character offset into it. ``published`` is ISO 8601 with the precision that is known: ``2023``,
    ``2023-03`` or ``2023-03-14``. ``author`` is as the file writes it. ``pages`` are the offsets at which the
    pages begin, from the first on, where the file has pages (a PDF).
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

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page, from 1, that a character stands on; None without pages."""
        return bisect_right(self.pages, offset) or None
