"""A chunk as a search returns it, with all that a citation shows."""

from bisect import bisect_right
from dataclasses import dataclass

from index.article import Language
from index.chunk import Chunk


@dataclass(frozen=True, slots=True)
class Passage:
    """A found chunk and what a reader wants to know of its article.

    ``language`` is the chunk's, not always its article's. ``score`` says how well it fits the question,
    comparable across the two languages (no fixed range); ``similarity`` is the raw cosine with the question,
    -1 to 1. ``story`` is shared by the articles that tell
    the same in nearly the same words; None where no other does. ``first_page`` is the page that the chunk
    begins on, None where its file has no pages, and ``page_breaks`` are the offsets in the chunk, into the
    article's text, at which a next page begins.
    """

    chunk: Chunk
    title: str
    language: Language
    published: str | None
    path: str
    url: str | None
    score: float
    similarity: float
    story: str | None = None
    first_page: int | None = None
    page_breaks: tuple[int, ...] = ()
    author: str | None = None

    def page_of(self, offset: int) -> int | None:
        """Return the page, from 1, of a character of the chunk; None where the file has no pages.

        :param offset: into the article's text, as those of a citation are.
        """
        if self.first_page is None:
            return None
        return self.first_page + bisect_right(self.page_breaks, offset)
