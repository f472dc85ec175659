"""What the judge asks of the language model.

Small models judge well behind worked examples and read by their probabilities, and not at all when they are
asked outright. The examples come first and never change, so that an engine reads them once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.asking.source_prompt import SourceText, labelled_lines, source_prompt
from rag.engines.engine import Message
from rag.judging.worked_examples import Verdict, WorkedExample

LETTERS = {Verdict.SAYS: "A", Verdict.DENIES: "B", Verdict.NEITHER: "C"}
"""Each is one token in every vocabulary that was looked at."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, and the sentence of an article that may say it.

    ``title`` and ``before`` (the sentence before the source) tell who "he" is; with ``question`` the claim
    must answer it too. Any of the three may be empty.
    """

    text: str
    source: str
    title: str = ""
    before: str = ""
    question: str = ""


_INSTRUCTIONS = (
    "Beoordeel of de bron zegt wat de zin zegt. Let op wie wat doet, op getallen, data, ontkenning en "
    "zekerheid. Antwoord met één letter.\n"
    "A: de bron zegt dit\n"
    "B: de bron zegt iets anders of het tegendeel\n"
    "C: de bron zegt dit niet"
)
"""In Dutch for both languages: English instructions, and both summed, judge no better (docs/quality.md)."""
_OR_NO_ANSWER = ", of de zin beantwoordt de vraag niet"


def judge_prompt(claim: Claim, examples: Sequence[WorkedExample]) -> list[Message]:
    """Return the instructions, each example with its letter, and the pair to be judged."""
    has_question = bool(claim.question)
    messages = [Message("system", _INSTRUCTIONS + (_OR_NO_ANSWER if has_question else ""))]
    for example in examples:
        if example.question_only and not has_question:
            continue
        question = example.question if has_question else ""
        shown = Claim(example.claim, example.source, before=example.before, question=question)
        messages.append(Message("user", _shown(shown)))
        messages.append(Message("assistant", LETTERS[example.verdict]))
    return [*messages, Message("user", _shown(claim))]


def trained_prompt(claim: Claim) -> list[Message]:
    """Return the pair as weights that were trained to judge are asked."""
    source = SourceText(claim.source, claim.title, claim.before)
    return source_prompt(source, question=claim.question, claim=claim.text)


def _shown(claim: Claim) -> str:
    source = SourceText(claim.source, claim.title, claim.before)
    return labelled_lines((("Vraag", claim.question), ("Zin", claim.text), *source.labelled))
