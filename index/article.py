"""What an article is."""

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
    ``2023-03`` or ``2023-03-14``.
    """

    id: str
    path: str
    title: str
    text: str
    language: Language
    published: str | None = None
    url: str | None = None
