"""Keeps what stands in a question set out of the training data: by title, and by eight words in a row."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from groups import Group

WORDS_IN_A_ROW = 8
_WORD = re.compile(r"\w+")
_TITLES = Path(__file__).with_name("squad_dev_titles.txt")
"""English titles of SQuAD's dev set: the question sets have half of its articles in Dutch alone."""
Run = tuple[str, ...]


class HeldOut:
    """The articles that nothing may be trained on.

    :param articles: JSON lines with ``title`` and ``text``.
    :param questions: JSON lines with ``input`` and ``passages``, as of clapnq.
    """

    def __init__(self, articles: Iterable[Path], questions: Iterable[Path] = ()) -> None:
        self._titles = {_plain_title(line) for line in _TITLES.read_text("utf-8").splitlines()}
        self._named = tuple(line for line in _TITLES.read_text("utf-8").splitlines() if line)
        self._runs: set[Run] = set()
        self._questions: set[str] = set()
        for path in articles:
            for line in path.read_text("utf-8").splitlines():
                article = json.loads(line)
                self._titles.add(_plain_title(article["title"]))
                self._runs.update(_runs(article["text"]))
        for path in questions:
            for line in path.read_text("utf-8").splitlines():
                asked = json.loads(line)
                self._questions.add(_plain_title(asked["input"]))
                for passage in asked["passages"]:
                    self._runs.update(_runs(passage["text"]))

    def why(self, group: Group) -> str | None:
        """Return in what way a group is held out; None where it is not."""
        if group.title and _plain_title(group.title) in self._titles:
            return "title"
        if _plain_title(group.question) in self._questions:
            return "question"
        if any(run in self._runs for each in group.sentences for run in _runs(each.text)):
            return "words in a row"
        if not group.title and any(name in each.text for name in self._named for each in group.sentences):
            return "names such an article"  # has no title to go by
        return None


def _plain_title(title: str) -> str:
    return " ".join(_WORD.findall(title.replace("_", " ").casefold()))


def _runs(text: str) -> Iterator[Run]:
    words = _WORD.findall(text.casefold())
    for start in range(len(words) - WORDS_IN_A_ROW + 1):
        yield tuple(words[start : start + WORDS_IN_A_ROW])
