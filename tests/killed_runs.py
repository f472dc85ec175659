"""A program that indexes in processes of its own, to be killed; and what it indexes.

It reads lines of the number of a state, the bytes that a file may have (0 for any number) and a folder from
its input, makes the index there hold that state in a forked process, and writes the id of that process. At
the next line it waits for its end and writes how it ended: with 3 where the index could not be written.
"""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from small_encoder import SmallEncoder
from small_index import make_article, open_small

from index.article import Article, Language
from index.errors import IndexStoreError
from index.syncing.sync import sync

STATES = 2


def state(number: int) -> list[Article]:
    """Return the articles of a state; to the other some are added, changed, renamed, copied and removed."""
    articles = list(_articles())
    if number == 0:
        return articles
    changed = [replace(each, text=each.text.replace("feit 3", "een ander feit")) for each in articles[:6]]
    renamed = [replace(each, id=f"new-{each.id}", path=f"new-{each.path}") for each in articles[6:12]]
    copies = [replace(each, id=f"z-{each.id}", path=f"z-{each.path}") for each in articles[12:15]]
    added = [replace(each, id=f"y-{each.id}", text=each.text[100:]) for each in articles[15:20]]
    return [*changed, *renamed, *articles[12:24], *copies, *added]


def _articles() -> Iterator[Article]:
    for number in range(30):
        language: Language = "nl" if number % 2 else "en"
        words = " ".join(f"w{number}x{word}" for word in range(90))
        paragraphs = [f"Bericht {number} meldt feit {place}. Het telt {words}." for place in range(9)]
        yield make_article(f"{number:02}", "\n\n".join(paragraphs), language)


def make_state(folder: Path, number: int) -> None:
    """Make the index in a folder hold a state."""
    with closing(open_small(folder)) as store:
        sync(store, SmallEncoder(), state(number))


def main() -> None:
    """Serve the lines of the input until it ends."""
    for line in sys.stdin:
        number, limit, folder = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if not child:
            os._exit(_ended(Path(folder), int(number), int(limit)))
        _tell(child)
        sys.stdin.readline()  # until then the id is that of no other process, though the child may have ended
        _, status = os.waitpid(child, 0)
        _tell(os.waitstatus_to_exitcode(status))


def _ended(folder: Path, number: int, limit: int) -> int:
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        make_state(folder, number)
    except IndexStoreError:
        return 3
    return 0


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
