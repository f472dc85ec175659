"""The texts of the translation of a source, in Dutch and in English."""

from dataclasses import dataclass

from index.article import Language


@dataclass(frozen=True, slots=True)
class TranslationTexts:
    """The texts of one language, that of the reader; ``unknown`` is filled with facts."""

    translate: str
    stop: str
    hide: str
    show: str
    machine_made: str
    busy: str
    impossible: str
    failed: str
    unknown: str


TRANSLATION_TEXTS: dict[Language, TranslationTexts] = {
    "nl": TranslationTexts(
        translate="Vertaal in het Nederlands",
        stop="Stop de vertaling",
        hide="Verberg de vertaling",
        show="Toon de vertaling",
        machine_made="Vertaald door het taalmodel, niet nagekeken. Het origineel geldt.",
        busy="Wordt vertaald…",
        impossible="Deze zin kon niet worden vertaald.",
        failed="Vertalen lukte niet: {reason}",
        unknown="Staat niet zo in het origineel: {facts}.",
    ),
    "en": TranslationTexts(
        translate="Translate into English",
        stop="Stop translating",
        hide="Hide the translation",
        show="Show the translation",
        machine_made="Translated by the language model, not checked. The original counts.",
        busy="Being translated…",
        impossible="This sentence could not be translated.",
        failed="Translating did not work: {reason}",
        unknown="Not so in the original: {facts}.",
    ),
}
