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
    why: str
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
        impossible="(deze zin niet)",
        why="Van een zin die hier ontbreekt, week de vertaling te ver af van het origineel, of hij was te "
        "lang. Een groter taalmodel vertaalt beter: start met tweespraak chat --model MODEL.",
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
        impossible="(not this sentence)",
        why="Where a sentence is missing, its translation was too far from the original, or it was too long. "
        "A larger language model translates better: start with tweespraak chat --model MODEL.",
        failed="Translating did not work: {reason}",
        unknown="Not so in the original: {facts}.",
    ),
}
