"""QED: questions typed into a search engine, and the paragraph of an encyclopedia with the answer marked."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from groups import Group, Sentence, holds_words, split_text, trimmed, within
from plain_text import plain_text

from index.span import Span

_LONG_WORD = re.compile(r"\w{4,}")


def read_qed(folder: Path) -> Iterator[Group]:
    """Read both forms of file.

    Left out are questions whose answer could not be marked, and those that the marked sentence answers only
    to who knows another one: nothing in it says so.
    """
    seen = set()
    for path in sorted(folder.glob("*.jsonlines")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            group = _group(record, _marked(record))
            if group and (group.question, group.sentences[0].text) not in seen:
                seen.add((group.question, group.sentences[0].text))
                yield group


def _marked(record: dict[str, Any]) -> list[Span]:
    """Return the spans that answer; of several people's, the shortest."""
    if "answer_spans" in record:
        return [Span(start, end) for start, end in record["answer_spans"] if start < end]
    if record["annotation"]["explanation_type"] == "none":
        return []
    spans = {Span(each["start"], each["end"]) for one in record["original_nq_answers"] for each in one}
    return sorted(span for span in spans if not any(_holds(span, other) for other in spans))


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end


def _group(record: dict[str, Any], marked: list[Span]) -> Group | None:
    text = record["paragraph_text"]
    begins = record["sentence_starts"] or [span.start for span in split_text(text, "en")]
    words = [span.of(text).strip() for span in marked]
    sentences = []
    for start, end in zip(begins, [*begins[1:], len(text)], strict=True):
        if text[start:end].strip():
            sentences.append(_sentence(text, Span(start, end), marked, words))
    question = plain_text(record["question_text"], parted_hyphens=True).text
    if not any(sentence.answers for sentence in sentences):
        return None
    if _asked_elsewhere(question, record["title_text"], sentences) >= (1 if _answers_apart(record) else 2):
        return None
    return Group(
        id=f"qed-{record['example_id']}",
        source="qed",
        language="en",
        question=question,
        title=record["title_text"],
        sentences=tuple(sentences),
        article=record["title_text"],
    )


def _answers_apart(record: dict[str, Any]) -> bool:
    """Whether people found that it takes several sentences to see that the marked one answers."""
    kind = record["answer_type"] if "answer_type" in record else record["annotation"]["explanation_type"]
    return bool(kind == "multi_sentence")


def _asked_elsewhere(question: str, title: str, sentences: Sequence[Sentence]) -> int:
    """Return how many more of the question's words, the title's aside, a wrong sentence has."""
    words = _beginnings(question) - _beginnings(title)
    shared = [(len(words & _beginnings(each.text)), each.answers) for each in sentences]
    return max(count for count, _ in shared) - max(count for count, answers in shared if answers)


def _beginnings(text: str) -> set[str]:
    """Return how words of four letters or more begin, so that forms of one word count alike."""
    return {word[:5] for word in _LONG_WORD.findall(text.lower())}


def _sentence(text: str, sentence: Span, marked: list[Span], words: list[str]) -> Sentence:
    plain = plain_text(sentence.of(text), parted_hyphens=True)
    spans = []
    for answer in marked:
        part = within(sentence, answer)
        moved = plain.span(part) if part else None
        span = trimmed(plain.text, moved.start, moved.end) if moved else None
        if span:
            spans.append(span)
    doubtful = not spans and any(holds_words(sentence.of(text), each) for each in words)
    return Sentence(plain.text, bool(spans), tuple(spans), doubtful=doubtful)
