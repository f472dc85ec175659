"""Finds the fractions in a text of which the numbers are in digits: ``2 3e``, ``3/4``, ``1 op de 3``."""

import re
from collections.abc import Iterator
from decimal import Decimal

from index.article import Language
from index.span import Span
from rag.values.counting import is_counting
from rag.values.digits import TIMES
from rag.values.number import Number
from rag.values.units import unit_after

_FRACTION = re.compile(
    r"(?<![\w.,])(?:(?P<top>[0-9]{1,2})[ -](?P<bottom>[0-9]{1,2})(?:e|de|ste)\b"
    r"|(?P<top2>[0-9])/(?P<bottom2>[0-9])(?![\w/])"
    r"|(?P<quarters>(?:[0-9]|an?|g?een) )(?:kwart|quarters?)\b|(?<=[a-z] )(?P<bottom3>[3-9]|10)e(?= of\b)"
    r"|(?P<top4>[0-9]) (?:in|op de|out of) (?P<bottom4>[0-9]{1,3})(?![\w.,]))"
    r"|\b(?P<half>de helft|half(?= (?:of|the|all|their|its|his|her|our|an?\b|procent|percent|miljoen))"
    rf"|(?<!and )(?<!en )(?<!and a )(?<!en 1 )(?<!en een )(?:een |1 |an? )?half(?= {TIMES}))",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(rf"\s(?:(?:of|van) )?(?:an? |de |1 )?(?:{TIMES}(?P<scale>[0-9]+))?")
_NO_SHARE = re.compile(r"[0-9](?:e|de|ste|st|nd|rd|th) (?:de )?$")
# After ``een derde`` and ``a third`` only these make a share of it: ``a third race`` is an ordinal.
_SHARE_GOES_ON = re.compile(
    r"\s(?:of|van|deel|minder|meer|less|more|lower|higher|lager|hoger)\b|\s*[.,;)]|\s*$"
)
_SHARE_SLACK = Decimal("0.7")
"""Percents by which a fraction may be off: a third is 33 percent."""


def shares_in(text: str, language: Language) -> Iterator[Number]:
    """Yield fractions: of a percentage point, a million or a kilometre, or else as percents."""
    for found in _FRACTION.finditer(text):
        share = _share(text, found)
        if share is None:
            continue
        goes_on = _OF_WHAT.match(text, found.end())
        end = goes_on.end() if goes_on else found.end()
        unit = unit_after(text, end - 1 if goes_on and not goes_on["scale"] else end)
        start = found.start()
        if goes_on and goes_on["scale"]:
            value = share * Decimal(goes_on["scale"])
            counted = unit is None and is_counting(text, end, language)
            yield Number(value, value, Span(start, unit[1] if unit else end), unit and unit[0], counted)
        elif unit:
            yield Number(share, share, Span(start, unit[1]), unit[0], slack=Decimal("0.01"))
        else:
            percents = share * 100
            yield Number(percents, percents, Span(*found.span()), "percent", slack=_SHARE_SLACK)


def _share(text: str, found: re.Match[str]) -> Decimal | None:
    if found["half"]:
        return None if _NO_SHARE.search(text, 0, found.start()) else Decimal("0.5")
    if found["quarters"]:
        top = found["quarters"].strip()
        return Decimal(int(top) if top.isdigit() else 1) / 4
    top = int(found["top"] or found["top2"] or found["top4"] or 1)
    bottom = int(found["bottom"] or found["bottom2"] or found["bottom3"] or found["bottom4"])
    is_ordinal = found["bottom"] and top == 1 and not _SHARE_GOES_ON.match(text, found.end())
    is_choice = found["bottom4"] and top != 1 and bottom not in {5, 10, 100}
    if is_ordinal or is_choice or not 0 < top < bottom:
        return None
    return Decimal(top) / bottom
