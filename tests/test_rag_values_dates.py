import pytest

from index.article import Language
from index.span import Span
from rag.values.dates import PartialDate, dates_in
from rag.values.moments import moment_is_in, moments_in


def _told(text: str, language: Language) -> list[str]:
    return [
        "-".join("?" if part is None else str(part) for part in (one.year, one.month, one.day))
        + ("" if one.weekday is None else f" day {one.weekday}")
        for one in dates_in(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("op 24 februari 2022", "nl", ["2022-2-24"]),
        ("on February 24, 2022", "en", ["2022-2-24"]),
        ("on 24 February 2022", "en", ["2022-2-24"]),
        ("the 24th of February 2022", "en", ["2022-2-24"]),
        ("On Oct. 1, Iran", "en", ["?-10-1"]),
        ("sinds 1 oktober", "nl", ["?-10-1"]),
        ("op 1 okt. jl.", "nl", ["?-10-1"]),
        ("in maart 2023", "nl", ["2023-3-?"]),
        ("since March 2023", "en", ["2023-3-?"]),
        ("in late 2022,", "en", ["2022-?-?"]),
        ("in 2022.", "nl", ["2022-?-?"]),
        ("op 24-02-2022", "nl", ["2022-2-24"]),
        ("on 2022-02-24", "en", ["2022-2-24"]),
        ("on 03/04/2022", "en", ["2022-3-4", "2022-4-3"]),
        ("on Friday", "en", ["?-?-? day 4"]),
        ("vrijdag", "nl", ["?-?-? day 4"]),
        ("dinsdagavond", "nl", ["?-?-? day 1"]),
        ("van 22 tot 24 oktober", "nl", ["?-10-22", "?-10-24"]),
        ("Kazan Oct. 23–24,", "en", ["?-10-23", "?-10-24"]),
        ("tussen 1990 en 1995", "nl", ["1990-?-?", "1995-?-?"]),
        ("1914-18", "en", ["1914-?-?", "1918-?-?"]),
        ("in mei", "nl", ["?-5-?"]),
        ("in May", "en", ["?-5-?"]),
        ("it may be; they march on", "en", []),
        ("Theresa May said", "en", []),
        ("$2000 and 2000%", "en", []),
        ("1.999 soldaten", "nl", []),
        ("Su-2000", "en", []),
    ],
)
def test_dates_in(text: str, language: Language, told: list[str]) -> None:
    assert _told(text, language) == told


def test_a_date_knows_its_place() -> None:
    assert dates_in("op 24 februari 2022 viel", "nl") == (PartialDate(2022, 2, 24, None, Span(3, 19)),)


@pytest.mark.parametrize(
    ("draft", "evidence", "published", "known"),
    [
        ("1 oktober", "Oct. 1", None, True),
        ("11 oktober", "Oct. 1", None, False),
        ("1 oktober", "Oct. 11", None, False),
        ("1 november", "Oct. 1", None, False),
        ("oktober", "Oct. 1", None, True),
        ("2022", "February 24, 2022", None, True),
        ("24 februari 2022", "February 2022", None, False),
        ("1 oktober 2024", "Oct. 1", None, False),
        ("1 oktober 2024", "Oct. 1", "2024-10", True),
        ("1 oktober 2024", "Oct. 1", "2024", True),
        ("1 oktober 2023", "Oct. 1", "2024-10", False),
        ("december 2022", "December", "2023-03", True),
        ("2024", "Oct. 1", "2024-10-11", True),
        ("vrijdag", "Friday", None, True),
        ("donderdag", "Friday", None, False),
        ("vrijdag", "October 11, 2024", None, True),
        ("11 oktober 2024", "Friday", "2024-10-12", True),
        ("oktober 2024", "earlier this month", "2024-10", True),
        ("september 2024", "last month", "2024-10", True),
        ("december 2023", "last month", "2024-01", True),
        ("2023", "last year", "2024", True),
        ("10 oktober 2024", "yesterday", "2024-10-11", True),
        ("2023", "it rained", "2023", False),
        ("31 februari 2022", "February 31, 2022", "2022-03-01", True),
    ],
)
def test_a_time_of_a_claim_stands_in_its_source(
    draft: str, evidence: str, published: str | None, *, known: bool
) -> None:
    (wanted,) = moments_in(draft, "nl", published)
    found = moment_is_in(wanted, moments_in(evidence, "en", published), evidence, published)
    assert (found == "stands") is known
