"""Tells whether the numbers, dates and names of a sentence stand in its evidence, in Dutch or English.

It says what is surely absent, not that a sentence is true: ``Iran sold Russia 300 drones`` has no unsupported
fact where the evidence says that Russia sold them to Iran.
"""

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from index.article import Language
from index.span import Span
from rag.dates import PartialDate, date_is_in, dated_by, dates_in
from rag.names import Name, checked_words, name_stands_in, names_in
from rag.quantities import quantities_in
from rag.quantity import Quantity, quantity_is_in
from rag.relative_time import resolved_dates

_MARK = re.compile(r"\[[0-9]+\]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a text can be looked up in another."""

    quantities: tuple[Quantity, ...]
    dates: tuple[PartialDate, ...]
    names: tuple[Name, ...]

    @property
    def numbers(self) -> tuple[Quantity, ...]:
        """The quantities, and every year that stands alone: ``2000`` may also count something."""
        return (*self.quantities, *(_as_number(one) for one in self.dates if _is_year(one)))


@functools.lru_cache(maxsize=256)
def facts_in(text: str, language: Language) -> Facts:
    """Return the numbers, dates and names of ``text``. A number within a date or a name is no number."""
    quantities = quantities_in(text, language)
    decades = [one.span for one in quantities if one.unit == "decade"]
    dates = tuple(one for one in dates_in(text, language) if not _overlaps(one.span, decades))
    names = names_in(text)
    taken = [one.span for one in dates] + [one.span for one in names]
    return Facts(tuple(one for one in quantities if not _overlaps(one.span, taken)), dates, names)


def unsupported_facts(
    sentence: str,
    language: Language,
    *,
    evidence: str,
    evidence_language: Language,
    context: str = "",
    published: str | None = None,
) -> tuple[str, ...]:
    """Return the numbers, dates and names of ``sentence`` that are not in ``evidence``, as written, in order.

    Not looked at: a one or a first in words, citation marks, and, where the languages differ, the ordinary
    words of a name, which are translated.

    :param context: more text in which a name (no number, no date) may stand: the passage around the evidence
        and its article's title.
    :param published: when the article appeared, ISO 8601, as precise as known; gives ``1 oktober`` its year.
    """
    facts = facts_in(_without_marks(sentence), language)
    known = facts_in(_without_marks(evidence), evidence_language)
    dates = (
        *dated_by(known.dates, evidence, published),
        *resolved_dates(evidence, evidence_language, published),
    )
    numbers = known.numbers
    names_from = f"{evidence}\n{context}" if context else evidence
    same_language = language == evidence_language
    missing = [
        *(one.span for one in facts.quantities if _is_claim(one) and not _number_is_known(one, known)),
        *(one.span for one in facts.dates if not _date_is_known(one, dates, numbers)),
        *(
            one.span
            for one in facts.names
            if not name_stands_in(one, names_from, same_language=same_language)
        ),
    ]
    return tuple(span.of(sentence) for span in sorted(set(missing)))


def _is_claim(quantity: Quantity) -> bool:
    """Whether a number claims a count: ``een van de``, ``for the first time`` and ``both`` do not."""
    return quantity.kind != "implied" and not (quantity.in_words and quantity.value == 1)


def _is_telling(name: Name) -> bool:
    """Whether ``name`` holds a word that stands in a text only where the text names it."""
    return name.known is not None or bool(checked_words(name, same_language=False))


def _number_is_known(one: Quantity, known: Facts) -> bool:
    # ``Duizenden`` are not found in a year.
    return quantity_is_in(one, known.quantities if one.kind == "vague" else known.numbers)


def _date_is_known(one: PartialDate, dates: tuple[PartialDate, ...], numbers: tuple[Quantity, ...]) -> bool:
    return date_is_in(one, dates) or (_is_year(one) and quantity_is_in(_as_number(one), numbers))


def _is_year(one: PartialDate) -> bool:
    return one.year is not None and one.month is None and one.weekday is None


def _as_number(year: PartialDate) -> Quantity:
    return Quantity(Decimal(year.year or 0), None, year.span)


def _without_marks(text: str) -> str:
    return _MARK.sub(lambda mark: " " * len(mark[0]), text)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
