"""Passages and evidence made by hand, for tests that are about what is done with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event

from index.answer_reader import Excerpt, Reading
from index.article import Language
from index.chunk import Chunk
from index.passage import Passage
from index.span import Span
from rag.answer import EvidenceSentence
from rag.engines.engine import Message
from rag.finding.retrieval import FoundSentence


def passage(
    *sentences: str, article: str = "a.txt", language: Language = "nl", title: str = "Titel"
) -> Passage:
    """Return a passage of these sentences, a space between them, at the start of its article."""
    spans = []
    start = 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    text = " ".join(sentences)
    return Passage(
        chunk=Chunk(article, 0, len(text), text, tuple(spans)),
        title=title,
        language=language,
        published="2024-10",
        path=article,
        url=None,
        score=0.5,
        similarity=0.5,
    )


def found(source: Passage, *scores: float) -> list[FoundSentence]:
    """Return the sentences of a passage with these scores."""
    chunk = source.chunk
    return [
        FoundSentence(source, span, span.of(chunk.text), score)
        for span, score in zip(chunk.sentences, scores, strict=True)
    ]


def evidence(*sources: Passage) -> tuple[EvidenceSentence, ...]:
    """Return every sentence of some passages as evidence, numbered on."""
    sentences = [
        sentence for source in sources for sentence in found(source, *[0.5] * len(source.chunk.sentences))
    ]
    return tuple(
        EvidenceSentence(number, each.passage, each.span, each.text, each.score)
        for number, each in enumerate(sentences, start=1)
    )


@dataclass
class LengthReader:
    """Takes the length of a text for its log-odds, and notes what it was given."""

    given: list[tuple[str, tuple[Excerpt, ...]]] = field(default_factory=list)

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> tuple[Reading, ...]:
        self.given.append((question, tuple(excerpts)))
        return tuple(Reading(float(len(each.text))) for each in excerpts)


@dataclass(frozen=True)
class ScriptedReader:
    """Gives the log-odds that are written down for a question and a text, and -5 for any other."""

    log_odds: dict[str, dict[str, float]]

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> tuple[Reading, ...]:
        return tuple(Reading(self.log_odds[question].get(each.text, -5.0)) for each in excerpts)


class NeverAsked:
    """An engine that must not be asked anything."""

    name = "never asked"
    trained = None

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        raise AssertionError((messages, max_tokens, stop))

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        raise AssertionError((messages, choices, stop))

    def close(self) -> None: ...
