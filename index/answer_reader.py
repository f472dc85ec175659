"""What tells whether a sentence answers a question: the built-in reader, or any cross-encoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.span import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence that may answer, as a reader is given it.

    ``before`` is the sentence before it, empty where there is none; ``title`` is its article's.
    """

    title: str
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of an excerpt.

    ``log_odds`` are those that its text answers, about -10 to 10. ``words`` are the words of it that would
    answer, in offsets of its text; None where the reader tells none.
    """

    log_odds: float
    words: Span | None = None


class AnswerReader(Protocol):
    """Reads a question beside each sentence that may answer it. Threads may share one."""

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> tuple[Reading, ...]:
        """Return what each excerpt is worth as an answer, in their order."""
        ...
