"""What the model is asked, in the language of the question.

Everything before the sources of a question is the same for every question of a language, so that an engine
which keeps the beginning of its last prompt reads it once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.article import Language
from rag.answer import EvidenceSentence
from rag.engine import Message

REFUSAL: dict[Language, str] = {
    "nl": "De artikelen geven hier geen antwoord op.",
    "en": "The articles do not answer this.",
}
"""What is said where there is no answer: in the prompt, in the chat and in the tests."""

QUOTATION: dict[Language, str] = {
    "nl": "In de artikelen staat hierover:",
    "en": "On this the articles say:",
}
"""What introduces a sentence that is quoted because the model's own words did not hold."""

MAX_ANSWER_TOKENS = 160


@dataclass(frozen=True, slots=True)
class _Example:
    """A worked example: an article's sentences, a question, and what should be answered."""

    title: str
    published: str
    sentences: tuple[str, ...]
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """What the prompt says in one language."""

    instructions: str
    article: str
    undated: str
    question: str
    examples: tuple[_Example, ...]


# The examples are made up, and about nothing that is likely to be asked, so that verification finds a small
# model out that copies from them. One joins two sources, one crosses languages, one refuses.
_WORDING: dict[Language, _Wording] = {
    "nl": _Wording(
        instructions=(
            "Je beantwoordt een vraag met alleen de genummerde zinnen uit krantenartikelen. "
            "Antwoord in het Nederlands, kort: één of twee zinnen. "
            "Zet achter elke zin het nummer van de zin waarin het staat, zoals [2]. "
            "Sommige zinnen zijn Engels; vertaal wat je ervan gebruikt. "
            "Een tijd als 'vorige maand' telt vanaf de datum van het artikel. "
            f"Staat het antwoord niet in de zinnen, schrijf dan alleen: {REFUSAL['nl']}"
        ),
        article="Artikel",
        undated="zonder datum",
        question="Vraag",
        examples=(
            _Example(
                title="Brug bij Veldzicht dicht",
                published="2019-03",
                sentences=(
                    "De brug bij Veldzicht gaat in mei zes weken dicht voor onderhoud.",
                    "Fietsers kunnen de pont nemen, die om het kwartier vaart.",
                ),
                question="Hoe lang is de brug bij Veldzicht dicht en wat kunnen fietsers doen?",
                answer="De brug bij Veldzicht is zes weken dicht [1]. Fietsers kunnen de pont nemen [2].",
            ),
            _Example(
                title="Bakery wins prize",
                published="2021-06-04",
                sentences=(
                    "Baker Ann Tolley won the Golden Loaf for her rye bread on Friday.",
                    "Her shop opened in 1998.",
                ),
                question="Waarmee won Ann Tolley de prijs?",
                answer="Ann Tolley won de prijs met haar roggebrood [1].",
            ),
            _Example(
                title="Nieuwe school in Oostkapel",
                published="2020-08",
                sentences=(
                    "In Oostkapel gaat maandag een nieuwe school open.",
                    "De wethouder noemde het gebouw een aanwinst voor het dorp.",
                ),
                question="Hoeveel leerlingen heeft de nieuwe school in Oostkapel?",
                answer=REFUSAL["nl"],
            ),
        ),
    ),
    "en": _Wording(
        instructions=(
            "You answer a question using only the numbered sentences from newspaper articles. "
            "Answer in English, briefly: one or two sentences. "
            "After each sentence put the number of the sentence that says so, like [2]. "
            "Some sentences are Dutch; translate what you use of them. "
            "A time such as 'last month' counts from the date of the article. "
            f"If the sentences do not hold the answer, write only: {REFUSAL['en']}"
        ),
        article="Article",
        undated="undated",
        question="Question",
        examples=(
            _Example(
                title="Bridge at Fairview to close",
                published="2019-03",
                sentences=(
                    "The bridge at Fairview will close for six weeks of repairs in May.",
                    "Cyclists can take the ferry, which sails every fifteen minutes.",
                ),
                question="How long will the bridge at Fairview be closed and what can cyclists do?",
                answer=(
                    "The bridge at Fairview will be closed for six weeks [1]. "
                    "Cyclists can take the ferry [2]."
                ),
            ),
            _Example(
                title="Bakker wint prijs",
                published="2021-06-04",
                sentences=(
                    "Bakker Anna Tol won vrijdag het Gouden Brood met haar roggebrood.",
                    "Haar winkel ging in 1998 open.",
                ),
                question="What did Anna Tol win the prize for?",
                answer="Anna Tol won the prize for her rye bread [1].",
            ),
            _Example(
                title="New school in Westbury",
                published="2020-08",
                sentences=(
                    "A new school opens in Westbury on Monday.",
                    "The mayor called the building an asset to the village.",
                ),
                question="How many pupils does the new school in Westbury have?",
                answer=REFUSAL["en"],
            ),
        ),
    ),
}


def answer_prompt(
    question: str, language: Language, evidence: Sequence[EvidenceSentence]
) -> tuple[Message, ...]:
    """Return the messages that ask a question of numbered evidence."""
    wording = _WORDING[language]
    messages = [Message("system", wording.instructions)]
    for example in wording.examples:
        messages.append(Message("user", _worked_question(example, wording)))
        messages.append(Message("assistant", example.answer))
    sources = "\n".join(_sources(evidence, wording))
    return (*messages, Message("user", f"{sources}\n\n{wording.question}: {question}"))


def is_refusal(draft: str) -> bool:
    """Whether a draft says, in either language, that there is no answer, and nothing before that."""
    start = draft.strip().lower()
    return any(start.startswith(refusal.lower().rstrip(".")) for refusal in REFUSAL.values())


def could_become_refusal(draft: str) -> bool:
    """Whether the beginning of a draft may still turn out to be, or is, a refusal."""
    start = draft.strip().lower()
    return is_refusal(draft) or any(refusal.lower().startswith(start) for refusal in REFUSAL.values())


def _worked_question(example: _Example, wording: _Wording) -> str:
    lines = [f"{wording.article}: {example.title} ({example.published})"]
    lines += [f"[{number}] {sentence}" for number, sentence in enumerate(example.sentences, start=1)]
    return "\n".join(lines) + f"\n\n{wording.question}: {example.question}"


def _sources(evidence: Sequence[EvidenceSentence], wording: _Wording) -> list[str]:
    lines = []
    for _, group in groupby(evidence, key=lambda sentence: sentence.passage.chunk.article_id):
        sentences = list(group)
        passage = sentences[0].passage
        lines.append(f"{wording.article}: {passage.title} ({passage.published or wording.undated})")
        lines += [f"[{sentence.number}] {_one_line(sentence.text)}" for sentence in sentences]
    return lines


def _one_line(text: str) -> str:
    """Marks within an article's text must not pass for our numbers."""
    return " ".join(text.split()).replace("[", "(").replace("]", ")")
