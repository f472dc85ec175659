"""What the model is asked, in the language of the question.

Everything before the sources of a question is the same for every question of a language: an engine that keeps
the beginning of its last prompt reads it once.
"""

from collections.abc import Sequence
from itertools import groupby

from index.article import Language
from rag.answer import EvidenceSentence
from rag.asking.answer_language import first_words
from rag.asking.harmless_text import plain_source
from rag.asking.prompt_wordings import REFUSAL, WORDING, Wording, WorkedExample
from rag.engines.engine import Message

__all__ = [
    "MAX_ANSWER_TOKENS",
    "QUOTATION",
    "REFUSAL",
    "again_prompt",
    "answer_prompt",
    "could_become_refusal",
    "is_refusal",
]

QUOTATION: dict[Language, str] = {
    "nl": "In de artikelen staat hierover:",
    "en": "On this the articles say:",
}
"""What introduces a sentence that is quoted because the model's own words did not hold."""

MAX_ANSWER_TOKENS = 160


def answer_prompt(
    question: str, language: Language, evidence: Sequence[EvidenceSentence], number: int
) -> tuple[Message, ...]:
    """Return the messages that ask for the answer, by the sentence ``number`` more than by the others.

    In the examples the model names the sentence itself, and then answers by it; here it finds itself to have
    named the one that most likely answers.
    """
    wording = WORDING[language]
    messages = [Message("system", wording.instructions)]
    for example in wording.examples:
        messages += [
            Message("user", _worked_question(example, wording)),
            Message("assistant", str(example.number)),
            Message("user", wording.then),
            Message("assistant", example.answer),
        ]
    sources = "\n".join(_sources(evidence, wording))
    asked = f"{wording.question}: {plain_source(question)}\n{wording.which}"
    return (
        *messages,
        Message("user", f"{sources}\n\n{asked}"),
        Message("assistant", str(number)),
        Message("user", wording.then),
    )


def again_prompt(
    question: str, language: Language, prompt: Sequence[Message], draft: str
) -> tuple[Message, ...]:
    """Return the messages that ask once more, for an answer in the right language, its first words given.

    :param prompt: what ``answer_prompt`` gave, and ``draft`` what the model made of it.
    """
    again = WORDING[language].again.format(first_words=first_words(language, question))
    return (*prompt, Message("assistant", draft), Message("user", again))


def is_refusal(draft: str) -> bool:
    """Whether a draft says, in either language, that there is no answer, and nothing before that."""
    start = draft.strip().lower()
    return any(start.startswith(refusal.lower().rstrip(".")) for refusal in REFUSAL.values())


def could_become_refusal(draft: str) -> bool:
    """Whether the beginning of a draft may still turn out to be, or is, a refusal."""
    start = draft.strip().lower()
    return is_refusal(draft) or any(refusal.lower().startswith(start) for refusal in REFUSAL.values())


def _worked_question(example: WorkedExample, wording: Wording) -> str:
    lines = [f"{wording.article}: {example.title} ({example.published})"]
    lines += [f"[{number}] {sentence}" for number, sentence in enumerate(example.sentences, start=1)]
    return "\n".join(lines) + f"\n\n{wording.question}: {example.question}\n{wording.which}"


def _sources(evidence: Sequence[EvidenceSentence], wording: Wording) -> list[str]:
    lines = []
    for _, group in groupby(evidence, key=lambda sentence: sentence.passage.chunk.article_id):
        sentences = list(group)
        passage = sentences[0].passage
        published = passage.published or wording.undated
        lines.append(f"{wording.article}: {plain_source(passage.title)} ({published})")
        lines += [f"[{sentence.number}] {plain_source(sentence.text)}" for sentence in sentences]
    return lines
