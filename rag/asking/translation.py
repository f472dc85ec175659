"""Translates a sentence of an article for a reader of the other language, by the local model.

Sentence by sentence, since a small model keeps to what is there over one sentence and not over three. What
comes back is checked: its language by its words, its length, and its numbers, dates and names.
"""

from dataclasses import dataclass
from threading import Event

from index.article import Language
from rag.asking.answer_language import is_in_language
from rag.asking.harmless_text import plain_source
from rag.engines.engine import Engine, Message
from rag.values.compare import compare

LONGEST_SENTENCE = 600
"""Characters: what is longer is no sentence, and would take a small model half a minute."""
_CHARACTERS_A_TOKEN = 2
"""At least, in either language, under the tokenizers of today; a runaway reply ends there."""
_TOKENS_TO_SPARE = 24
_LONGEST_GROWTH = 2
"""A translation of more than twice the length, and some, is not one."""
_MOST_UNKNOWN = 1
"""Numbers, dates and names that the original lacks: one may be a spelling, more are another sentence."""

_INSTRUCTIONS: dict[Language, str] = {
    "nl": (
        "Je vertaalt zinnen uit krantenartikelen van het Engels naar het Nederlands. "
        "Geef alleen de vertaling, precies wat er staat, met dezelfde getallen en namen."
    ),
    "en": (
        "You translate sentences from newspaper articles from Dutch into English. "
        "Give the translation alone, exactly what it says, with the same numbers and names."
    ),
}
# Made up, as those of the other prompts are; each has a number and a quotation or a name.
_EXAMPLES: dict[Language, tuple[tuple[str, str], ...]] = {
    "nl": (
        (
            "The bridge across the Lomen will cost 2.4 million euros, said Mayor Ilse Brandt on Tuesday.",
            "De brug over de Lomen gaat 2,4 miljoen euro kosten, zei burgemeester Ilse Brandt dinsdag.",
        ),
        (
            "“We have been waiting for this since 1998,” one of the farmers told reporters.",
            "“Hier wachten we al sinds 1998 op”, zei een van de boeren tegen verslaggevers.",
        ),
    ),
    "en": (
        (
            "De brug over de Lomen gaat 2,4 miljoen euro kosten, zei burgemeester Ilse Brandt dinsdag.",
            "The bridge across the Lomen will cost 2.4 million euros, said Mayor Ilse Brandt on Tuesday.",
        ),
        (
            "“Hier wachten we al sinds 1998 op”, zei een van de boeren tegen verslaggevers.",
            "“We have been waiting for this since 1998,” one of the farmers told reporters.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence as the model put it; ``unknown``: its numbers, dates and names that the original lacks."""

    text: str
    unknown: tuple[str, ...] = ()


def translation_prompt(sentence: str, target: Language) -> tuple[Message, ...]:
    """Return the messages that ask for a sentence of the other language in ``target``."""
    messages = [Message("system", _INSTRUCTIONS[target])]
    for original, translated in _EXAMPLES[target]:
        messages += [Message("user", original), Message("assistant", translated)]
    return (*messages, Message("user", plain_source(sentence)))


def translate(engine: Engine, sentence: str, target: Language, *, stop: Event) -> Translation | None:
    """Return a sentence of the other language in ``target``, or None where the model could not do it.

    None: the sentence is too long, or what came is empty, endless, not in ``target``, or has several numbers,
    dates or names that the sentence has not.

    :param stop: once set, the model stops soon, and the translation is None.
    :raises ModelError: the engine failed.
    """
    original = " ".join(sentence.split())
    if not original or len(original) > LONGEST_SENTENCE:
        return None
    tokens = len(original) // _CHARACTERS_A_TOKEN + _TOKENS_TO_SPARE
    reply = "".join(engine.stream(translation_prompt(original, target), max_tokens=tokens, stop=stop))
    text = " ".join(reply.split())
    if stop.is_set() or not _is_translation(text, original, target):
        return None
    source: Language = "en" if target == "nl" else "nl"
    unknown = compare(text, original, languages=(target, source)).missing
    return Translation(text, unknown) if len(unknown) <= _MOST_UNKNOWN else None


def _is_translation(text: str, original: str, target: Language) -> bool:
    longest = _LONGEST_GROWTH * len(original) + _TOKENS_TO_SPARE
    return 0 < len(text) <= longest and text != original and is_in_language(text, target)
