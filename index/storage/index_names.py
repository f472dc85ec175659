"""What the articles of several indexes are called where they are searched as one.

Those of the first keep their ids and paths; those of the others begin with the name of their index,
``2021//kunst/a.txt``.
"""

from collections.abc import Container, Sequence
from pathlib import Path

SEPARATOR = "//"
"""Between the name of an index and the path of an article, which has no two slashes together."""


def names_of(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return a name for each of some folders: as much of the ends of their paths as tells them apart."""
    parts = [folder.resolve().parts[1:] for folder in folders]
    length = 1
    while len({each[-length:] for each in parts}) < len(parts):
        length += 1
    return tuple("/".join(each[-length:]) for each in parts)


def in_index(name: str, own: str) -> str:
    """Return the id or path that an article of an index has among all; an empty name is the first's."""
    return f"{name}{SEPARATOR}{own}" if name else own


def parted(article_id: str, names: Container[str]) -> tuple[str, str]:
    """Return the name of the index that an article is in, empty of the first, and its id there.

    :param names: of the indexes that are searched.
    """
    name, separator, own = article_id.partition(SEPARATOR)
    return (name, own) if separator and name in names else ("", article_id)
