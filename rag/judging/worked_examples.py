"""The pairs that show how to judge: news that never was, a true and a false claim on each sentence."""

import functools
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

_FILE = Path(__file__).with_suffix(".jsonl")


class Verdict(StrEnum):
    """What a source does with a claim; the member's value stands in the file of examples."""

    SAYS = "says"
    DENIES = "denies"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A claim that is judged.

    ``kind`` is the error that the false claim of the pair makes. ``before`` is the sentence before
    ``source``, where who is meant stands there. ``question`` is one that the true claim answers; with
    ``question_only`` the other claim is said too, and is no answer.
    """

    kind: str
    source: str
    claim: str
    verdict: Verdict
    question: str
    before: str = ""
    question_only: bool = False


@functools.cache
def worked_examples() -> tuple[WorkedExample, ...]:
    """Return the examples in the order in which the model reads them."""
    rows: TypeAdapter[WorkedExample] = TypeAdapter(WorkedExample)
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(rows.validate_json(line) for line in lines)
