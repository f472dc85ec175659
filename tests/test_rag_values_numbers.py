from decimal import Decimal

import pytest

from index.article import Language
from index.span import Span
from rag.values.compare import values_in
from rag.values.number import Number, number_is_in

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
negende = 9 ordinal
tweehonderd = 200
tweehonderdvijftig = 250
vijfentwintig = 25
drieëntwintigste = 23 ordinal
vijfentwintigduizend = 25000
twaalfhonderd = 1200
duizendste = 1000 ordinal
drie miljoen = 3000000
anderhalf = 1.5
tweeënhalf = 2.5
twee en een half = 2.5
één = 1
vijfmaal = 5
driedaagse = 3 duration-day
tienjarige = 10 duration-year
twintigtal = 20
83-jarige = 83 duration-year
18e = 18 ordinal
honderden = 100
honderden miljoenen = 100000000
tienduizenden = 10000
14.30 uur = 870 time of day
1,7 miljard dollar = 1700000000 USD
0,25 procentpunt = 0.25 percentage point
een kwart procentpunt = 0.25 percentage point
de helft = 50 percent
driekwart = 75 percent
een op de vier = 25 percent
half negen = 510 time of day
kwart over drie = 195 time of day
vijf voor half negen = 505 time of day
acht uur 's avonds = 1200 time of day
58 cent = 58 cent
300 km/u = 300 speed-kilometer-per-hour
31 graden = 31 temperature-celsius
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
ninth = 9 ordinal
9th = 9 ordinal
two hundred = 200
two hundred and fifty = 250
twenty-five = 25
twenty-third = 23 ordinal
twenty-five thousand = 25000
three million = 3000000
two and a half = 2.5
a month and a half = 1.5 duration-month
five times = 5
a three-day visit = 3 duration-day
18th = 18 ordinal
hundreds = 100
hundreds of millions = 100000000
tens of thousands = 10000
2:30 p.m. = 870 time of day
half past eight = 510 time of day
quarter to three = 165 time of day
noon = 720 time of day
a quarter of a percentage point = 0.25 percentage point
half a million euros = 500000 EUR
three quarters of voters = 75 percent
one in three = 33.33333333333333333333333333 percent
$5m = 5000000 USD
three trillion = 3000000000000
12 miles = 12 length-mile
45-year-old = 45 duration-year
"""
NONE = """
een land
jaren negentig
achttiende-eeuwse
de rechter acht het bewezen
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
    return [
        f"{one.low.normalize():f} {one.unit or ''}".strip()
        for one in values_in(text, language).numbers
        if not one.implied
    ]


@pytest.mark.parametrize(("text", "told"), _cases(DUTCH))
def test_dutch(text: str, told: str) -> None:
    assert _told(text, "nl") == [told]


@pytest.mark.parametrize(("text", "told"), _cases(ENGLISH))
def test_english(text: str, told: str) -> None:
    assert _told(text, "en") == [told]


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_no_number(text: str) -> None:
    assert [one for one in values_in(text, "nl").numbers if not (one.in_words and one.low == 1)] == []


def test_whole_numbers() -> None:
    assert values_in("5 tot 10 miljoen euro", "nl").numbers == (
        Number(Decimal(5), Decimal(5), Span(0, 1), "EUR", other=Decimal(5_000_000)),
        Number(Decimal(10_000_000), Decimal(10_000_000), Span(6, 21), "EUR"),
    )
    assert values_in("meer dan tientallen mensen per dag", "nl").numbers == (
        Number(Decimal(20), Decimal(100), Span(9, 19), bound="over", in_words=True, per="day"),
    )
    assert values_in("14 doden", "nl").numbers == (
        Number(Decimal(14), Decimal(14), Span(0, 2), counted=True),
    )


@pytest.mark.parametrize(
    ("claim", "language", "source", "source_language", "same"),
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
        ("ten years", "en", "een decennium", "nl", True),
        ("negen", "nl", "ninth", "en", False),
        ("14.30 uur", "nl", "2:30 p.m.", "en", True),
        ("om 8 uur", "nl", "8 p.m.", "en", True),
        ("om 9 uur", "nl", "8 p.m.", "en", False),
    ],
)
def test_the_same_number(
    claim: str, language: Language, source: str, source_language: Language, *, same: bool
) -> None:
    (number,) = values_in(claim, language).numbers
    assert number_is_in(number, values_in(source, source_language).numbers) is same
