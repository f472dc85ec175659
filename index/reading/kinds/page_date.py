"""When the article of a web page was published, from what the page says of it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from index.reading.dates import date_readings
from index.reading.kinds.blocks import Element
from index.reading.kinds.page_facts import Node, dated_in_head, published_in_head, published_in_microdata
from index.reading.kinds.page_shown_dates import shown_dates
from index.reading.metadata import date_remarks
from index.unread import UnreadReason

# What Movable Type and others wrote for programs, in a comment, as old pages still have it.
_RDF_DATE = re.compile(r"<rdf:Description\b[^>]{0,3000}?\bdc:date=[\"'](?P<date>[^\"']{4,40})[\"']")
_UTC = re.compile(r"(?P<day>\d{4}-?\d\d-?\d\d)[T ](?P<time>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]00:?00)")
# A month alone, or a number that begins a title ("/2023/10/3-questions"), is no day.
_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:/(?P<m>\d\d)/(?P<d>\d\d)(?=/|$)|-(?P<m2>\d\d)-(?P<d2>\d\d)(?=[-/_.]|$)"
    r"|(?P<m3>\d\d)(?P<d3>\d\d)(?=[-/_.]|$))"
)
# Hours of UTC from which, and until which, it is another day where many people live.
_NEXT_DAY_FROM = 14
_DAY_BEFORE_UNTIL = 9


@dataclass(frozen=True, slots=True)
class PageDate:
    """The date of publication in ISO 8601, or none; ``remarks`` say of a date why it is not taken."""

    published: str | None = None
    remarks: tuple[UnreadReason, ...] = ()


def date_of_page(
    html: str, page: Element, nodes: Sequence[Node], titles: Sequence[str], addresses: Sequence[str]
) -> PageDate:
    """Return when the article was published, where the page says so, to the day of who wrote it.

    The surest come first: JSON-LD of the article, ``meta`` of publication, microdata, RDF, the address, what
    is shown at the title. Of ``03/04/2024``, which may be one of two, another one tells which.

    :param page: as it was parsed, with all its elements.
    :param nodes: what JSON-LD says of the article.
    :param titles: what the page is called.
    :param addresses: where the page says that it is from.
    """
    in_address = list(filter(None, map(_in_address, addresses)))
    shown = shown_dates(page, titles)
    days = {day for written in (*in_address, *shown) for day in date_readings(written)}
    doubtful: list[tuple[str, tuple[str, ...]]] = []
    for written in (*_for_programs(html, page, nodes), *in_address, *shown, *dated_in_head(page)):
        readings = _readings(written, days)
        if len(readings) > 1:
            doubtful.append((written, readings))
        elif readings and all(readings[0] in others for _, others in doubtful):
            return PageDate(readings[0])
    return PageDate(None, date_remarks(*doubtful[0]) if doubtful else ())


def _for_programs(html: str, page: Element, nodes: Sequence[Node]) -> Iterator[str]:
    yield from (value for node in nodes if isinstance(value := node.get("datePublished"), str))
    yield from published_in_head(page)
    yield from published_in_microdata(page)
    yield from (found["date"] for found in _RDF_DATE.finditer(html))


def _in_address(address: str) -> str | None:
    found = _IN_ADDRESS.search(address)
    if found is None:
        return None
    month, day = (found[name] or found[f"{name}2"] or found[f"{name}3"] for name in "md")
    return f"{found['y']}-{month}-{day}"


def _readings(written: str, shown: Collection[str]) -> tuple[str, ...]:
    """Return the days that may be meant; of a moment in UTC the day before or behind where that is shown."""
    utc = _UTC.match(written)
    if utc is None:
        return date_readings(written)
    try:
        moment = datetime.fromisoformat(f"{utc['day']}T{utc['time']}")
        other = 1 if moment.hour >= _NEXT_DAY_FROM else -1 if moment.hour < _DAY_BEFORE_UNTIL else 0
        days = [(moment + timedelta(days=number)).date().isoformat() for number in (0, other)]
    except (ValueError, OverflowError):  # 0001-01-01T00:00Z, which some programs write for no date
        return ()
    return date_readings(next((day for day in days if day in shown), days[0]))
