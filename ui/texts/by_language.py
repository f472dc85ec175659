"""Every text of the interface by its language, and which language a browser asks for."""

from index.article import LANGUAGES, Language
from ui.texts.language_files import in_each_language
from ui.texts.wording import Texts

__all__ = ["DUTCH", "ENGLISH", "TEXTS", "Texts", "browser_language"]

TEXTS = in_each_language(Texts, "page")
DUTCH, ENGLISH = TEXTS["nl"], TEXTS["en"]


def browser_language(accept_language: str | None) -> Language:
    """Return the first of our languages that an ``Accept-Language`` header prefers, else English.

    The highest ``q`` wins; with equal ones the first named.
    """
    ranked: list[tuple[float, Language]] = []
    for item in (accept_language or "").split(","):
        tag, _, weight = item.strip().partition(";q=")
        spoken = tag.strip().lower().split("-")[0]
        ranked += [(_quality(weight), language) for language in LANGUAGES if language == spoken]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else "en"


def _quality(weight: str) -> float:
    if not weight:
        return 1.0
    try:
        return float(weight)
    except ValueError:
        return 0.0
