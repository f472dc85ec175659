"""An article as a list of articles shows it, without its text."""

from dataclasses import dataclass

from index.article import Language


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
