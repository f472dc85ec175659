"""What weights that were trained for it are asked of one source: to answer a question, or judge a claim.

There are no worked examples, and the source comes first, so that the claim that answers a question is judged
behind a beginning which has been read already. ``docs/train/README.md`` tells how they were trained.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rag.asking.harmless_text import plain_source
from rag.engines.engine import Message

_INSTRUCTIONS = "Zegt de bron dit?"
"""The weights know no other."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A sentence of an article. ``title`` and ``before``, the sentence before it, tell who "he" is."""

    text: str
    title: str = ""
    before: str = ""

    @property
    def labelled(self) -> tuple[tuple[str, str], ...]:
        """The texts behind their labels."""
        return ("Titel", self.title), ("Ervoor", self.before), ("Bron", self.text)


def source_prompt(source: SourceText, *, question: str = "", claim: str = "") -> list[Message]:
    """Return the messages for a source.

    With a question alone the reply is the answer in the question's language, or the refusal in it. With a
    claim it is a letter (``rag.judging.prompt.LETTERS``): whether the source says the claim, and, with both,
    whether that answers the question.
    """
    return [
        Message("system", _INSTRUCTIONS),
        Message("user", labelled_lines((*source.labelled, ("Vraag", question), ("Zin", claim)))),
    ]


def labelled_lines(texts: Iterable[tuple[str, str]]) -> str:
    """Return texts behind their labels, one a line: nothing in one can look like another's label.

    What is empty is left out.
    """
    return "\n".join(f"{label}: {plain_source(text)}" for label, text in texts if text)
