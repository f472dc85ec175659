"""The texts of the translation of a source, in Dutch and in English."""

from dataclasses import dataclass

from ui.texts.language_files import in_each_language


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
    starting: str
    unknown: str


TRANSLATION_TEXTS = in_each_language(TranslationTexts, "translation")
