"""STSb in two languages: the same sentences in English and, by machine, in Dutch.

A sentence "asks" and the same one in the other language "answers", so that a reader learns that both say
the same.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from groups import Group, Sentence

LEAST_ALIKE = 2.5
"""Of 0 to 5: a second sentence that is more alike than this is no sure example of a wrong one."""


def read_stsb(folder: Path) -> Iterator[Group]:
    """Read the pairs of train and dev, asked by turns in English and in Dutch."""
    for part in ("train", "dev"):
        with (
            (folder / f"stsb-en-{part}.csv").open(encoding="utf-8", newline="") as english,
            (folder / f"stsb-nl-{part}.csv").open(encoding="utf-8", newline="") as dutch,
        ):
            rows = zip(csv.reader(english), csv.reader(dutch), strict=True)
            for place, (first, second) in enumerate(rows):
                asked, answer, other = (
                    (first[0], second[0], second[1]) if place % 2 else (second[0], first[0], first[1])
                )
                differs = float(first[2]) <= LEAST_ALIKE
                yield Group(
                    id=f"stsb-{part}-{place}",
                    source="stsb",
                    language="nl",
                    question=asked,
                    title="",
                    sentences=(
                        Sentence(answer, answers=True),
                        *([Sentence(other, answers=False)] if differs else ()),
                    ),
                    ordered=False,
                )
