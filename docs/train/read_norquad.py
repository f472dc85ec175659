"""NorQuAD: questions on Norwegian news and encyclopedia articles, with the words that answer."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from groups import Group, Sentence, holds_words, split_text, trimmed, within

from index.span import Span

CANDIDATES = 8
"""Sentences kept of an article, one behind the other, the one that answers among them."""


def read_norquad(folder: Path, seed: int) -> Iterator[Group]:
    """Read the questions; answers that reach over two sentences, or stand in the headline, are left out."""
    draw = Random(seed)
    for path in sorted((folder / "annotation").glob("*/*.json")):
        for record in json.loads(path.read_text("utf-8"))["data"]:
            for paragraph in record["paragraphs"]:
                yield from _groups(f"{path.parent.name}-{path.stem[-1]}", paragraph, draw)


def _groups(name: str, paragraph: dict[str, Any], draw: Random) -> Iterator[Group]:
    context: str = paragraph["context"]
    title = context.split("\n", 1)[0].strip()
    # Norwegian is near enough to Dutch for its rules of where sentences end.
    sentences = [each for each in split_text(context, "nl") if each.start >= len(title)]
    for asked in paragraph["qas"]:
        answer = asked["answers"][0]
        span = Span(answer["answer_start"], answer["answer_end"])
        if span.of(context).strip() != answer["text"].strip():
            continue
        held = [at for at, each in enumerate(sentences) if each.start <= span.start and span.end <= each.end]
        if not held or not asked["question"].strip():
            continue
        first = max(0, held[0] - draw.randrange(CANDIDATES))
        near = sentences[first : first + CANDIDATES]
        yield Group(
            id=f"norquad-{name}-{asked['id']}",
            source="norquad",
            language="no",
            question=asked["question"].strip(),
            title=title,
            sentences=tuple(_sentence(context, each, span) for each in near),
            article=f"norquad {title}",
        )


def _sentence(context: str, sentence: Span, answer: Span) -> Sentence:
    text = sentence.of(context)
    part = within(sentence, answer)
    span = trimmed(text, part.start, part.end) if part else None
    if span:
        return Sentence(text, answers=True, spans=(span,))
    return Sentence(text, answers=False, doubtful=holds_words(text, answer.of(context).strip(" .,")))
