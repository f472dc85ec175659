"""QAMR: questions on each word of a sentence of an encyclopedia or of news, with the words that answer."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from groups import Group, Sentence, trimmed
from plain_text import Plain, plain_text

from index.span import Span

QUESTIONS_OF_A_SENTENCE = 4
NEIGHBOURS = 3
LEAST_WORDS = 5
"""Of a question: ``What is given?`` asks nothing that could be found."""


@dataclass(frozen=True, slots=True)
class _Asked:
    question: str
    words: tuple[int, ...]


def read_qamr(folder: Path, seed: int) -> Iterator[Group]:
    """Read some questions of each sentence, with other sentences of its article as candidates."""
    draw = Random(seed)
    texts = dict(line.split("\t", 1) for line in _lines(folder / "wiki-sentences.tsv"))
    of_article: dict[str, list[str]] = defaultdict(list)
    for name in sorted(texts, key=_place):
        of_article[_article(name)].append(name)
    for name, asked in sorted(_asked(folder).items()):
        plain = plain_text(texts[name])
        others = [other for other in of_article[_article(name)] if other != name]
        for place, each in enumerate(_chosen(asked, draw)):
            spans = _spans(texts[name], plain, each.words)
            near = draw.sample(others, min(NEIGHBOURS, len(others)))
            if spans:
                yield Group(
                    id=f"qamr-{name}-{place}",
                    source="qamr",
                    language="en",
                    question=each.question,
                    title="",
                    sentences=tuple(
                        Sentence(plain.text, answers=True, spans=spans)
                        if other == name
                        else Sentence(plain_text(texts[other]).text, answers=False)
                        for other in sorted([*near, name], key=_place)
                    ),
                    article=f"qamr {_article(name)}",
                    ordered=False,
                )


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _article(name: str) -> str:
    return ":".join(name.split(":")[:3])


def _place(name: str) -> tuple[str, list[int]]:
    return _article(name), [int(part) for part in name.split(":")[3:]]


def _asked(folder: Path) -> dict[str, list[_Asked]]:
    """Return the questions of each sentence of which both others who answered them saw a common word."""
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for path in sorted(folder.glob("*.tsv")):
        for line in _lines(path) if path.stem != "wiki-sentences" else ():
            name, _, _, _, _, question, answer, *others = line.split("\t")
            words = {int(word) for word in answer.split()}
            seen = [{int(w) for w in re.findall(r"\d+", other.split(":", 1)[1])} for other in others]
            if all(words & each for each in seen) and len(question.split()) >= LEAST_WORDS:
                asked[name].append(_Asked(question.strip(), tuple(sorted(words))))
    return asked


def _chosen(asked: Sequence[_Asked], draw: Random) -> list[_Asked]:
    """Draw questions with distinct answers, and then, where these are few, others."""
    drawn = draw.sample(list(asked), len(asked))
    first_of = {each.words: each for each in reversed(drawn)}
    return list(first_of.values())[:QUESTIONS_OF_A_SENTENCE]


def _spans(text: str, plain: Plain, words: Sequence[int]) -> tuple[Span, ...]:
    """Return the answer's words, those that follow each other as one span."""
    places = [Span(*token.span()) for token in re.finditer(r"\S+", text)]
    runs: list[Span] = []
    for at, word in enumerate(words):
        if word >= len(places):
            return ()
        if at and words[at - 1] == word - 1:
            runs[-1] = Span(runs[-1].start, places[word].end)
        else:
            runs.append(places[word])
    moved = (plain.span(run) for run in runs)
    trims = (trimmed(plain.text, span.start, span.end) for span in moved if span)
    return tuple(span for span in trims if span)
