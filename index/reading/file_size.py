"""A file of articles that is to be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileSize:
    """A file that is to be read: its path as its articles name it, its bytes, and how many articles it holds.

    Their number is exact unless ``is_estimate``.
    """

    path: str
    bytes: int
    articles: int = 1
    is_estimate: bool = False
