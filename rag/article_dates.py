"""Says when an article appeared, in the reader's language."""

from datetime import date

from babel.dates import format_date

from index.article import Language

_OF_DAY: dict[Language, str] = {"nl": "van", "en": "of"}
_FROM: dict[Language, str] = {"nl": "uit", "en": "from"}


def of_date(published: str, language: Language) -> str:
    """Return ``van 3 oktober 2024``, ``of 3 October 2024``, ``uit oktober 2024``, ``from 2024``, as known.

    :param published: ISO 8601, ``2024``, ``2024-10`` or ``2024-10-03``.
    """
    year, month, day = (*map(int, published.split("-")), None, None)[:3]
    if year is None or month is None:
        return f"{_FROM[language]} {published}"
    if day is None:
        return f"{_FROM[language]} {format_date(date(year, month, 1), 'MMMM y', language)}"
    return f"{_OF_DAY[language]} {format_date(date(year, month, day), 'd MMMM y', language)}"
