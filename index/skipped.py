"""What of a folder is not read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file of the folder, or an article in it, that is not read, and why: one line for a person.

    ``path`` is written as ``Article.path`` is; for one of several articles in a file, as its id is. The path
    is not in ``why``.
    """

    path: str
    why: str
