"""OneStopQA: news at three reading levels, with what right answers and one wrong one rest on."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from groups import Group, Sentence, split_text, trimmed, within

from index.span import Span

LEVELS = ("Adv", "Ele")
"""The two levels that differ most; the third is nearly the same as one of them."""
_SHARE_OF_LONGEST = 0.5


def read_onestop(folder: Path) -> Iterator[Group]:
    """Read the questions at two levels.

    What an answer rests on is often a name here and a clause there. A sentence answers where it holds the
    longest part, or one half as long; the others are doubtful.
    """
    data = json.loads((folder / "parsed_data.json").read_text("utf-8"))["data"]
    for number, article in enumerate(data):
        for place, paragraph in enumerate(article["paragraphs"]):
            for level in LEVELS:
                text = paragraph[level]["context"]
                for asked, question in enumerate(paragraph["qas"]):
                    sentences = tuple(
                        _sentences(
                            text,
                            _characters(text, paragraph[level]["a_spans"][asked]),
                            _characters(text, paragraph[level]["d_spans"][asked]),
                        )
                    )
                    if any(each.answers for each in sentences):
                        yield Group(
                            id=f"onestop-{number}-{place}-{level}-{asked}",
                            source="onestop_qa",
                            language="en",
                            question=question["question"].strip(),
                            title=article["title"],
                            sentences=sentences,
                            article=article["title"],
                        )


def _characters(text: str, words: Sequence[int]) -> list[Span]:
    """Return the characters of first and last words, which come in pairs."""
    places = [Span(*word.span()) for word in re.finditer(r"\S+", text)]
    return [
        Span(places[first].start, places[min(last, len(places) - 1)].end)
        for first, last in zip(words[::2], words[1::2], strict=True)
        if 0 <= first <= last and first < len(places)
    ]


def _sentences(text: str, answers: Sequence[Span], wrong: Sequence[Span]) -> Iterator[Sentence]:
    longest = max((span.end - span.start for span in answers), default=0)
    sure = [span for span in answers if span.end - span.start >= _SHARE_OF_LONGEST * longest]
    for sentence in split_text(text, "en"):
        spans = _parts(text, sentence, sure)
        yield Sentence(
            sentence.of(text),
            answers=bool(spans),
            spans=spans,
            distractors=_parts(text, sentence, wrong),
            doubtful=not spans and bool(_parts(text, sentence, answers)),
        )


def _parts(text: str, sentence: Span, spans: Sequence[Span]) -> tuple[Span, ...]:
    parts = (within(sentence, span) for span in spans)
    trims = (trimmed(sentence.of(text), part.start, part.end) for part in parts if part)
    return tuple(span for span in trims if span)
