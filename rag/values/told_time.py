"""When what a sentence tells was, as precise as it says."""

import re
from datetime import date

from index.article import Language
from rag.values.compare import values_in

_BOUND = re.compile(
    r"\b(?:sinds|sedert|vanaf|tot|voordat|voor|nadat|na|since|until|till|from|before|after)\b[^,.;:]{0,60}$",
    re.IGNORECASE,
)
"""What stands before a date that is no time of what is told: ``since the invasion in February 2022``."""
_IN_YEAR = re.compile(
    r"\b(?:in|eind|begin|medio|halverwege|late|early|mid|during|gedurende)[ -]$", re.IGNORECASE
)
"""What stands before a year that tells when: the one of ``the war of 1950`` does not."""


def told_time(text: str, language: Language, published: str | None) -> str | None:
    """Return the time of the first date in a sentence, ISO 8601 (``2024``, ``2024-10``, ``2024-10-03``).

    None where it has no date, or one that is not known for sure, or of what is told since or until then.

    :param published: when its article appeared, as precise as known; gives ``1 oktober`` its year.
    """
    for moment in values_in(text, language, published).dates:
        before = text[: moment.span.start]
        if len(set(moment.days)) != 1 or _BOUND.search(before):
            continue
        written = _written(*moment.days[0])
        if len(written) > len("2024") or _IN_YEAR.search(before):
            return written
    return None


def _written(first: date, last: date) -> str:
    """Write the days from ``first`` to ``last`` by what they have in common."""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first:%Y}"
