"""What of a folder is not read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file of the folder, or an article in it, that is not read, and why: one line for a person.

    ``path`` is written as ``Article.path`` is; for one of several articles in a file, as its id is. The path
    is not in ``why``. With ``is_for_now`` it could not be opened, which may pass: nothing is known of what is
    in it, nor below it if it is a folder, and the index keeps what it has of that.
    """

    path: str
    why: str
    is_for_now: bool = False
