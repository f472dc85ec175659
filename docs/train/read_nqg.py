"""The part of SQuAD's train set in NQG: a sentence a question, lower case, without the words that answer.

Neighbouring lines are of one article, in the order of the list of articles, so that the neighbours of a
sentence are candidates that do not answer. Where an article begins is told by the words of its title.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from groups import Group, Sentence
from plain_text import plain_text

NEIGHBOURS = 3
_WORD = re.compile(r"\w{3,}")


def read_nqg(folder: Path) -> Iterator[Group]:
    """Read the questions, each with the sentence that answers and the distinct ones nearest to it."""
    answering = _lines(folder / "src-test.txt")
    questions = _lines(folder / "tgt-test.txt")
    titles = [unquote(title) for title in (folder / "doclist-test.txt").read_text("utf-8").split()]
    articles = article_of_lines(titles, [f"{a} {q}" for a, q in zip(answering, questions, strict=True)])
    positive: dict[tuple[int, str], set[str]] = defaultdict(set)
    asked_of: dict[str, set[str]] = defaultdict(set)
    for place, question in enumerate(questions):
        positive[articles[place], question].add(answering[place])
        asked_of[answering[place]].add(question)
    done = set()
    for place, question in enumerate(questions):
        key = articles[place], question
        if key in done:
            continue
        done.add(key)
        title = titles[articles[place]].replace("_", " ")
        near = _near(answering, articles, place, positive[key])
        yield Group(
            id=f"nqg-{place}",
            source="nqg_squad",
            language="en",
            question=question,
            title=title.lower(),
            sentences=tuple(Sentence(text, text in positive[key]) for text in near),
            article=title,
            ordered=False,
            lower=True,
        )


def _lines(path: Path) -> list[str]:
    return [plain_text(line).text for line in path.read_text("utf-8").splitlines()]


def _near(texts: Sequence[str], articles: Sequence[int], place: int, positive: set[str]) -> list[str]:
    """Return the sentences that answer and the nearest others of the article, in the article's order."""
    chosen = {text: texts.index(text) for text in positive}
    for away in range(1, 60):
        for at in (place - away, place + away):
            inside = 0 <= at < len(texts) and articles[at] == articles[place]
            if inside and len(chosen) < NEIGHBOURS + len(positive):
                chosen.setdefault(texts[at], at)
    return sorted(chosen, key=lambda text: chosen[text])


def article_of_lines(titles: Sequence[str], lines: Sequence[str]) -> list[int]:
    """Return each line's article, where articles follow each other in the order of their titles.

    The division is the one in which most lines hold a word of their article's title (dynamic programming).
    """
    words = [set(_WORD.findall(title.lower().replace("_", " "))) - {"the", "and"} for title in titles]
    held = [set(_WORD.findall(line.lower())) for line in lines]
    best = [0.0] + [float("-inf")] * (len(titles) - 1)
    came: list[list[bool]] = []
    for line in held:
        stays = []
        new = list(best)
        for article in range(len(titles)):
            from_before = best[article - 1] if article else float("-inf")
            stays.append(best[article] >= from_before)
            new[article] = max(best[article], from_before) + _likeness(line, words[article])
        best = new
        came.append(stays)
    article = len(titles) - 1
    path = []
    for stays in reversed(came):
        path.append(article)
        article -= not stays[article]
    return path[::-1]


def _likeness(line: set[str], title: set[str]) -> float:
    """Return the share of a title's words in a line; words count alike that begin alike."""
    return sum(any(word[:5] == other[:5] for other in line) for word in title) / max(len(title), 1)
