"""The wordings of the prompts and their worked examples, in both languages.

The examples, in ``prompt_examples.jsonl``, are made up, and about nothing that is likely to be asked, so
that verification finds a small model out that copies from them. One joins two sources, two cross the
languages, two have no answer.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from index.article import Language

_EXAMPLES = Path(__file__).with_name("prompt_examples.jsonl")

REFUSAL: dict[Language, str] = {
    "nl": "De artikelen geven hier geen antwoord op.",
    "en": "The articles do not answer this.",
}
"""What is said where there is no answer: in the prompt, in the chat and in the tests."""


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """An article's sentences, a question, the number of the one that answers (0: none), and the answer."""

    language: Language
    title: str
    published: str
    sentences: tuple[str, ...]
    question: str
    number: int
    answer: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What the prompt says in one language.

    ``which`` asks for the number of the sentence that answers, ``then`` for the answer, and ``again`` for it
    once more, to begin with ``{first_words}``, where it was in the other language.
    """

    instructions: str
    article: str
    undated: str
    question: str
    which: str
    then: str
    again: str
    examples: tuple[WorkedExample, ...]


def _examples(language: Language) -> tuple[WorkedExample, ...]:
    rows: TypeAdapter[WorkedExample] = TypeAdapter(WorkedExample)
    lines = _EXAMPLES.read_text("utf-8").splitlines()
    return tuple(each for each in map(rows.validate_json, lines) if each.language == language)


WORDING: dict[Language, Wording] = {
    "nl": Wording(
        instructions=(
            "Je beantwoordt vragen met alleen de genummerde zinnen uit krantenartikelen. "
            "Sommige zinnen zijn Engels; vertaal wat je ervan gebruikt. "
            "Een tijd als 'vorige maand' telt vanaf de datum van het artikel."
        ),
        article="Artikel",
        undated="zonder datum",
        question="Vraag",
        which=(
            "Welke zin beantwoordt de vraag? Geef alleen het nummer, of 0 als geen zin de vraag beantwoordt."
        ),
        then="Beantwoord de vraag nu in het Nederlands, met het nummer erachter.",
        again=(
            "Dat was geen Nederlands. "
            "Beantwoord de vraag opnieuw, in het Nederlands, met het nummer erachter. "
            "Begin met: “{first_words}”"
        ),
        examples=_examples("nl"),
    ),
    "en": Wording(
        instructions=(
            "You answer questions using only the numbered sentences from newspaper articles. "
            "Some sentences are Dutch; translate what you use of them. "
            "A time such as 'last month' counts from the date of the article."
        ),
        article="Article",
        undated="undated",
        question="Question",
        which="Which sentence answers the question? Give only its number, or 0 if none answers it.",
        then="Now answer the question in English, with the number behind it.",
        again=(
            "That was not English. Answer the question again, in English, with the number behind it. "
            "Begin with: “{first_words}”"
        ),
        examples=_examples("en"),
    ),
}
