"""A chunk as a search returns it, with all that a citation shows."""

from dataclasses import dataclass

from index.article import Language
from index.chunk import Chunk


@dataclass(frozen=True, slots=True)
class Passage:
    """A found chunk and what a reader wants to know of its article.

    ``score`` says how well it fits the question, comparable across the two languages (no fixed range);
    ``similarity`` is the raw cosine with the question, -1 to 1.
    """

    chunk: Chunk
    title: str
    language: Language
    published: str | None
    path: str
    url: str | None
    score: float
    similarity: float
