"""What of a folder is not read."""

from dataclasses import dataclass

from index.unread import UnreadReason


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file of the folder, or an article in it, that is not read, and why.

    ``path`` is written as ``Article.path`` is; for one of several articles in a file, as its id is. The path
    is not in ``why``. With ``is_for_now`` it could not be opened, which may pass: nothing is known of what is
    in it, nor below it if it is a folder, and the index keeps what it has of that. With ``is_remark`` the
    article is read, and only what ``why`` says of it is not, such as its date.
    """

    path: str
    why: UnreadReason
    is_for_now: bool = False
    is_remark: bool = False
