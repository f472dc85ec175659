"""What the reader is trained on: a question, and the sentences among which its answer stands."""

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from index.article import Language
from index.span import Span
from index.text.sentences import sentence_spans

Spoken = Literal["en", "no", "nl"]
"""English alone can be put into Dutch; "nl" is also what is in Dutch in part."""
Split = Literal["train", "dev"]
_EDGES = " \t\n\xa0.,;:!?"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate. Spans are in characters of ``text``; empty where the words that answer are not known.

    ``distractors`` are words that a wrong answer of the source rests on. ``doubtful``: not marked as an
    answer by the source, but it holds the same words, so it makes no sure example of a wrong sentence.
    """

    text: str
    answers: bool
    spans: tuple[Span, ...] = ()
    distractors: tuple[Span, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A question and its candidates.

    ``article`` is what the split is by. ``ordered``: each sentence stands right behind the one before it in
    its article. ``lower``: the source has no capitals.
    """

    id: str
    source: str
    language: Spoken
    question: str
    title: str
    sentences: tuple[Sentence, ...]
    article: str = field(default="")
    ordered: bool = True
    lower: bool = False

    def row(self, split: Split) -> dict[str, Any]:
        """Return the group as it is written, spans as lists of two; what is empty or false is left out."""
        return {
            "id": self.id,
            "source": self.source,
            "language": self.language,
            "split": split,
            "question": self.question,
            "title": self.title,
            "ordered": self.ordered,
            "lower": self.lower,
            "sentences": [_sentence_row(each) for each in self.sentences],
        }


def _sentence_row(sentence: Sentence) -> dict[str, Any]:
    row = asdict(sentence)
    row["spans"] = [[span.start, span.end] for span in sentence.spans]
    row["distractors"] = [[span.start, span.end] for span in sentence.distractors]
    always = {"text", "answers", "spans"}
    return {name: value for name, value in row.items() if name in always or value}


def read_groups(path: Path, split: Split) -> list[Group]:
    """Read the questions of one half of a file that questions.py wrote; ``article`` is not in it."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [_group(row) for row in rows if row["split"] == split]


def _group(row: dict[str, Any]) -> Group:
    return Group(
        id=row["id"],
        source=row["source"],
        language=row["language"],
        question=row["question"],
        title=row["title"],
        sentences=tuple(
            Sentence(
                each["text"],
                each["answers"],
                _spans(each, "spans"),
                _spans(each, "distractors"),
                "doubtful" in each,
            )
            for each in row["sentences"]
        ),
        ordered=row["ordered"],
        lower=row["lower"],
    )


def _spans(row: dict[str, Any], name: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in row.get(name, ()))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a span without the blanks and stops at its ends; None where nothing else is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_EDGES))
    end -= len(piece) - len(piece.rstrip(_EDGES))
    return Span(start, end) if start < end else None


def within(sentence: Span, answer: Span) -> Span | None:
    """Return the part of an answer in a sentence, counted from the sentence's beginning; None: no part."""
    start, end = max(sentence.start, answer.start), min(sentence.end, answer.end)
    return Span(start - sentence.start, end - sentence.start) if start < end else None


def split_text(text: str, language: Language) -> list[Span]:
    """Return the sentences of a text, as the index splits it."""
    return list(sentence_spans(text, language))


def holds_words(text: str, words: str) -> bool:
    """Whether words of four letters or more, or a number, stand in a text as whole words, in any case."""
    if len(words) < 4 and not words.isdigit():
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None
