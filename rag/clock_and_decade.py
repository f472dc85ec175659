"""Finds the times of day and the decades in a text."""

import re
from collections.abc import Iterator
from decimal import Decimal

from index.span import Span
from rag.quantity import MINUTES_OF_HOUR, Quantity

_NOON = 12 * MINUTES_OF_HOUR
_HOUR = r"(?<![0-9.,:])(?P<hour>[01]?[0-9]|2[0-3])"
_TIME = re.compile(
    rf"{_HOUR}(?:[:.](?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?m\b\.?"
    rf"|{_HOUR.replace('hour', 'hour2')}"
    r"(?::(?P<minute2>[0-5][0-9])(?![0-9:])|\.(?P<minute3>[0-5][0-9])(?=\s?(?:uur|u\b)))",
    re.IGNORECASE,
)
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_TIES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE_OF_WORD = {word: ten * 10 for words in (_TENS, _TIES) for ten, word in enumerate(words, start=2)}
_DECADE = re.compile(
    rf"\bjaren\s+['’]?(?P<dutch>[0-9]0|{'|'.join(_TENS)})\b|(?<![\w.,])['’]?(?P<english>(?:1[0-9]|20)?[0-9]0)['’]?s\b"
    rf"|\b(?P<word>{'|'.join(_TIES)})\b",
    re.IGNORECASE,
)
_LAST_DECADE_OF_NOW = 20


def times_in(text: str) -> Iterator[Quantity]:
    """Yield the times of day: ``14.30 uur``, ``2 p.m.``; an hour before noon may also be one after it."""
    for found in _TIME.finditer(text):
        hour = int(found["hour"] or found["hour2"])
        minute = int(found["minute"] or found["minute2"] or found["minute3"] or 0)
        value = hour * MINUTES_OF_HOUR + minute
        if found["half"]:
            value = value % _NOON + (_NOON if found["half"].lower() == "p" else 0)
        other = None if found["half"] or hour >= 12 else Decimal(value + _NOON)
        yield Quantity(Decimal(value), "time", Span(*found.span()), other=other)


def decades_in(text: str) -> Iterator[Quantity]:
    """Yield the decades: ``jaren negentig``, ``1990s``."""
    for found in _DECADE.finditer(text):
        said = (found["dutch"] or found["english"] or found["word"]).lower()
        year = _DECADE_OF_WORD.get(said) or int(said)
        in_century = year < 100
        other = Decimal(2000 + year) if in_century and year <= _LAST_DECADE_OF_NOW else None
        value = Decimal(1900 + year if in_century else year)
        yield Quantity(value, "decade", Span(*found.span()), other=other)
