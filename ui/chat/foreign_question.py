"""Tells a question in another language than Dutch and English, so that its reader can be told."""

import functools
import re

import lingua

from index.text.keywords import word_set

_OURS = (lingua.Language.DUTCH, lingua.Language.ENGLISH)
_OTHERS = (
    lingua.Language.ARABIC,
    lingua.Language.CHINESE,
    lingua.Language.FRENCH,
    lingua.Language.GERMAN,
    lingua.Language.ITALIAN,
    lingua.Language.POLISH,
    lingua.Language.PORTUGUESE,
    lingua.Language.RUSSIAN,
    lingua.Language.SPANISH,
    lingua.Language.TURKISH,
    lingua.Language.UKRAINIAN,
)
# Words that questions are built with, and that none of the others has.
_OUR_WORDS = word_set(
    "wat waar wanneer waarom hoe hoeveel welke welk waarvan het een van werd heeft zijn"
    " who what where when why how which whose the did does has have are is"
)
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.8
_SURELY_NOT_OURS = 0.05


def foreign_language(question: str) -> str | None:
    """Return the ISO 639-1 code of a question's language where that is surely not Dutch or English.

    A detector (lingua) alone takes a short question with foreign names in it for another language; one word
    that Dutch or English questions are built with overrules it.
    """
    if any(word.lower() in _OUR_WORDS for word in _WORD.findall(question)):
        return None
    shares = {
        found.language: found.value for found in _detector().compute_language_confidence_values(question)
    }
    likeliest = max(_OTHERS, key=lambda language: shares[language])
    if shares[likeliest] < _SURE or sum(shares[language] for language in _OURS) > _SURELY_NOT_OURS:
        return None
    return likeliest.iso_code_639_1.name.lower()


@functools.cache
def _detector() -> lingua.LanguageDetector:
    """Trigrams alone: some 20 MB."""
    return lingua.LanguageDetectorBuilder.from_languages(*_OURS, *_OTHERS).with_low_accuracy_mode().build()
