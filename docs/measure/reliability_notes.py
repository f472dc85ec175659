"""What the clients of ``reliability.py`` saw, all together, and what went wrong."""

import threading
from collections import Counter
from dataclasses import dataclass, field

from reliability_pages import Shown

HINDERED = "questions that the full disk hindered, and it was said"


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer that a page showed as complete; ``shown`` is None where only its end came before a kill.

    :param kept: False where the page was told that it could not be kept; None where it was not told how it
        stands, and the disk was full.
    """

    conversation: int
    turn: int
    question: str
    shown: Shown | None
    kept: bool | None


@dataclass(slots=True)
class Notes:
    """Written by the threads of all clients. ``answers`` are those of the server's present life."""

    seen: list[Seen] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    _said: dict[str, str] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> None:
        """Count something that may happen."""
        with self._turn:
            self.tally[what] += 1

    def fault(self, what: str) -> None:
        """Note something that should not have happened."""
        with self._turn:
            self.faults.append(what)

    def complete(self, seen: Seen) -> None:
        """Note an answer that a page showed as complete."""
        with self._turn:
            self.seen.append(seen)
            self.tally["answers at pages"] += 1
            self.answers += 1

    def said(self, question: str, answer: str) -> None:
        """Note an answer to a program, which is always the same: it knows of no earlier questions."""
        with self._turn:
            self.tally["answers to programs"] += 1
            self.answers += 1
            first = self._said.setdefault(question, answer)
            if first != answer:
                self.faults.append(f"the API said to {question!r} first {first!r}, then {answer!r}")
