from decimal import Decimal

import pytest

from index.article import Language
from index.span import Span
from rag.quantities import quantities_in
from rag.quantity import Quantity, quantity_is_in

DUTCH = """
1,7 miljard = 1700000000
1.700.000.000 = 1700000000
145.000 = 145000
145 duizend = 145000
12 mln euro = 12000000 EUR
€ 3,5 = 3.5 EUR
45 procent = 45 percent
45% = 45 percent
negen = 9
negende = 9
tweehonderd = 200
tweehonderdvijftig = 250
vijfentwintig = 25
drieëntwintigste = 23
vijfentwintigduizend = 25000
twaalfhonderd = 1200
duizendste = 1000
drie miljoen = 3000000
anderhalf = 1.5
tweeënhalf = 2.5
twee en een half = 2.5
één = 1
vijfmaal = 5
driedaagse = 3
tienjarige = 10
twintigtal = 20
83-jarige = 83
18e = 18
achttiende-eeuwse = 18
honderden = 100
honderden miljoenen = 100000000
tienduizenden = 10000
jaren negentig = 1990 decade
14.30 uur = 870 time
1,7 miljard dollar = 1700000000 USD
"""
ENGLISH = """
1.7 billion = 1700000000
$1.7 billion = 1700000000 USD
a $5bn deal = 5000000000 USD
145,000 = 145000
12 million euros = 12000000 EUR
£20 = 20 GBP
45 percent = 45 percent
45 per cent = 45 percent
nine = 9
ninth = 9
9th = 9
two hundred = 200
two hundred and fifty = 250
twenty-five = 25
twenty-third = 23
twenty-five thousand = 25000
three million = 3000000
two and a half = 2.5
a month and a half = 1.5
five times = 5
a three-day visit = 3
18th = 18
hundreds = 100
hundreds of millions = 100000000
tens of thousands = 10000
1990s = 1990 decade
the nineties = 1990 decade
2:30 p.m. = 870 time
"""
NONE = """
een land
SU-35
Mi-28
G7
een aantal
de wacht
het getal
iedereen
[3]
"""


def _cases(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(" = ")) for line in table.strip().splitlines()]


def _told(text: str, language: Language) -> list[str]:
    return [f"{one.value.normalize():f} {one.unit or ''}".strip() for one in quantities_in(text, language)]


@pytest.mark.parametrize(("text", "told"), _cases(DUTCH))
def test_dutch(text: str, told: str) -> None:
    assert _told(text, "nl") == [told]


@pytest.mark.parametrize(("text", "told"), _cases(ENGLISH))
def test_english(text: str, told: str) -> None:
    assert _told(text, "en") == [told]


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_no_number(text: str) -> None:
    assert quantities_in(text, "nl") == ()


def test_whole_quantities() -> None:
    assert quantities_in("5 tot 10 miljoen euro", "nl") == (
        Quantity(Decimal(5), "EUR", Span(0, 1), other=Decimal(5_000_000)),
        Quantity(Decimal(10_000_000), "EUR", Span(6, 21)),
    )
    assert quantities_in("tientallen", "nl") == (
        Quantity(Decimal(10), None, Span(0, 10), "vague", in_words=True),
    )


@pytest.mark.parametrize(
    ("draft", "language", "evidence", "evidence_language", "same"),
    [
        ("145,000", "nl", "145.000", "nl", True),
        ("145.000", "nl", "145", "nl", False),
        ("145", "nl", "145.000", "nl", False),
        ("1,5", "nl", "1.5", "en", True),
        ("1,5", "nl", "15", "en", False),
        ("45 procent", "nl", "45 countries", "en", False),
        ("45 countries", "en", "45 procent", "nl", False),
        ("3 dollar", "nl", "3 euros", "en", False),
        ("3 dollar", "nl", "3", "en", True),
        ("honderden", "nl", "180 missiles", "en", True),
        ("honderden", "nl", "hundreds", "en", True),
        ("honderden", "nl", "thousands", "en", False),
        ("180", "nl", "hundreds", "en", False),
        ("tientallen", "nl", "dozens", "en", True),
        ("twee", "nl", "both sides", "en", True),
        ("ten", "en", "een decennium", "nl", True),
        ("negen", "nl", "ninth", "en", True),
        ("14.30 uur", "nl", "2:30 p.m.", "en", True),
        ("8 uur", "nl", "8 p.m.", "en", True),
        ("9 uur", "nl", "8 p.m.", "en", False),
        ("jaren negentig", "nl", "1990s", "en", True),
        ("jaren tachtig", "nl", "1990s", "en", False),
    ],
)
def test_the_same_number(
    draft: str, language: Language, evidence: str, evidence_language: Language, *, same: bool
) -> None:
    (quantity,) = quantities_in(draft, language)
    assert quantity_is_in(quantity, quantities_in(evidence, evidence_language)) is same
