"""SelQA: questions on articles of an encyclopedia, and the sentences of a section as candidates."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from groups import Group, Sentence

LEAST_WORDS = 3
"""Of a candidate that does not answer: shorter ones are quotes and stops that were cut off."""
_WORD = re.compile(r"\w+")


def read_selqa(folder: Path) -> Iterator[Group]:
    """Read the questions; the words that answer are not known."""
    for path in sorted(folder.glob("selqa-ass-*.json")):
        for place, record in enumerate(json.loads(path.read_text("utf-8"))):
            answers = set(record["answers"])
            if answers and len(answers) < len(record["candidates"]):
                yield Group(
                    id=f"{path.stem}-{place}",
                    source="selqa",
                    language="en",
                    question=record["question"].strip(),
                    title=record["article"].replace("_", " "),
                    sentences=tuple(
                        Sentence(text.strip(), at in answers)
                        for at, text in enumerate(record["candidates"])
                        if at in answers or len(_WORD.findall(text)) >= LEAST_WORDS
                    ),
                    article=record["article"],
                )
