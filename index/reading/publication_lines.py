"""Lines at the head or foot of an article that say when it was published and who wrote it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.reading.dates import WEEKDAY, WRITTEN_DATE, date_readings, iso_date
from index.reading.metadata import date_remarks
from index.text.boilerplate import DATE_MARK
from index.unread import UnreadReason

Role = Literal["published", "other", "bare"]

_HEAD_LINES = 8
_FOOT_LINES = 5
_LEAST_HEAD = 3  # a title and what stands below it are no foot, however short the article is
_MAX_LINE = 110
"""Characters: a longer line is running text."""

_LABEL = re.compile(
    r"\b(?:(?P<published>(?:(?:voor het )?eerst |oorspronkelijk |first |originally )?"
    r"(?:gepubliceerd|geplaatst|verschenen|gepost|publicatiedatum|publicatie|datum(?: publicatie)?"
    r"|published|posted|publication date|publish(?:ed)? date|date(?: published)?))"
    r"|(?P<other>(?:voor het )?(?:laatst|last)? ?(?:gewijzigd|bijgewerkt|aangepast|update|updated|modified"
    r"|changed|edited|revised|corrected|geopend|opgehaald|geraadpleegd|bezocht|bewaard|gearchiveerd|retrieved|accessed"
    r"|archived|saved|printed|afgedrukt|geprint)(?: date)?))(?: (?:op|on|at|in))?\b ?:?",
    re.IGNORECASE,
)
_TIME = (
    r"(?:T|\b)\d\d?[:.]\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?(?: ?(?:uur|u|hrs|h|Z|[A-Z]{1,4}T|UTC)\b)?"
    r"(?: ?[+-]\d\d:?\d\d)?"
)
_NUMBERED = re.compile(r"dat(?:e|um) \d", re.IGNORECASE)  # "Date 4" may be a title
_RANGE_OF_TIMES = re.compile(rf"{_TIME}\s*(?:-|–|tot|to|until)\s*{_TIME}", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:pagina|page|blz|pg|p)\.? ?\d+\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_WITHIN_NAMES = frozenset(("de", "het", "van", "voor", "the", "of", "and", "en"))
# What may stand around a date without telling anything more.
_AROUND = re.compile(
    rf"{_TIME}|\b(?:{WEEKDAY}|om|op|on|at|in|uur|eastern|editie|edition|jaargang)\b"
    r"|\b(?:no|nr|vol|pagina|page|blz|pg|p)\.? ?\d+"
    r"|\bleestijd:? \d+ min\w*|\b\d+ min(?:ute)?s? read|\([A-Z][\w/ .-]{1,30}\)|[\W_]",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-Z][A-Z'’ .-]{2,30}(?:/[A-Z][A-Z'’ .-]{2,30})?(?: ?\([A-Z][\w/ .-]{1,30}\))?,?")
_STRONG_BETWEEN = re.compile(r"\s*[•·|]\s*")
_WEAK_BETWEEN = re.compile(r"\s+[-–—]\s+")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’.-]+(?: [A-Z'’.-]+){0,3},?|[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3},) ?"
    rf"(?:\([A-Z][\w/ ]{{1,30}}\),? ?)?(?i:{WRITTEN_DATE.pattern})"
    r"(?:,? ?\([A-Z][\w/ ]{1,30}\))?\s*[-–—:]\s+\S",
)
_ISSUE = re.compile(r"\b(?:no|nr|n°)\.? ?\d+|\b(?:jaargang|volume|vol)\b", re.IGNORECASE)
_RELATED = re.compile(
    r"(?:lees ook|lees meer|lees verder|meer over|meer nieuws|meer lezen|gerelateerd|aanbevolen|zie ook"
    r"|related|read more|read also|also read|more on|more from|see also|recommended|you may also)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:locatie|plaats|waar|wanneer|aanvang|begin|tijd|entree|toegang|tickets?|kaarten|deadline|location|venue"
    r"|where|when|doors|admission|starts?|time)\s*:",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NUMBERS = re.compile(r"\d\d?-\d\d?-(?:\d\d|\d{4})")
_RUNNING = re.compile(r"[.!?…][’”\"')\]]*$")

_NAME_WORD = r"[A-ZÀ-Þ][\w’'.-]*"
_PARTICLE = r"(?:van|de|den|der|ten|ter|te|in ['’]t|['’]t|von|zu|da|di|del|la|le|el|al|bin|ibn)"
_ONE_NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,3}}{_NAME_WORD}){{1,4}}"
_NAMES = rf"{_ONE_NAME}(?:(?:,| en| and| &|, and|, en) {_ONE_NAME}){{0,5}}"
_BYLINE = re.compile(
    rf"^(?:(?:(?i:geschreven |written |tekst |text |story |words |report )?(?i:door|by)):? (?P<by>{_NAMES})"
    rf"|(?i:auteurs?|authors?|byline|journalist|verslaggever|redacteur|reporter|tekst|text|words)"
    rf" ?: ?(?P<labelled>{_NAMES}|{_NAME_WORD}))"
    r"(?P<rest>(?:[,|•·–—(-]|\s(?:in|for|voor|uit|from)\s|$).{0,70})?$"
)
_BY_BEHIND = re.compile(rf"(?:\d|\d ?[ap]\.?m\.?|uur) (?:door|by) (?P<by>{_NAMES})$")
_ROLE = re.compile(
    r",? (?:\w+ ){0,3}(?:editor|correspondent|reporter|writer|staff|desk|redacteur"
    r"|verslaggever|redactie)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PublicationLines:
    """What the lines around an article say of it.

    ``published`` is ISO 8601 to the day (or as precise as a mark ``date 2023-03`` has it); ``author`` is as
    it is written. ``lines`` are those that tell nothing else. ``remarks`` are of dates that cannot be told.
    """

    published: str | None = None
    author: str | None = None
    remarks: tuple[UnreadReason, ...] = ()
    lines: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A date in a line, and the dates that may be meant."""

    role: Role
    readings: tuple[str, ...]
    written: str
    line: str

    @property
    def iso(self) -> str | None:
        return self.readings[0] if len(self.readings) == 1 else None


def publication_lines(lines: Sequence[str]) -> PublicationLines:
    """Read the first and last lines of an article; lines in the middle are never looked at.

    A date is taken from a line that says that it is that of publication, from a line at the head that holds
    nothing beside it but a time, a place, an agency or a source, or from a dateline (``AMSTERDAM, 14 maart
    2024 - …``). Not taken are dates of a change, of an event and of running text, two that differ, those
    without a year, and ``03/04/2024``, which can be read in two ways; where such a one is the only date of
    publication, it is a remark.
    """
    filled = [" ".join(line.split()) for line in _ends(lines)]
    mark = DATE_MARK.search(filled[0]) if filled else None
    if mark is not None:
        return PublicationLines(published=iso_date(mark["date"]))
    head, foot = _head(filled), _foot(filled)
    stamps = [stamp for line in head for stamp in _stamps(line)]
    bare = {stamp.iso for stamp in stamps if stamp.role == "bare"}
    if _is_title(head):
        stamps = [stamp for stamp in stamps if stamp.role != "bare" or stamp.line != head[0]]
    if len(bare) > 1 or any(map(_EVENT.match, head)):
        stamps = [stamp for stamp in stamps if stamp.role != "bare"]
    stamps += [stamp for line in foot for stamp in _stamps(line) if stamp.role == "published"]
    told = sorted((each for each in stamps if each.role != "other"), key=lambda each: each.role == "bare")
    published = next((each.iso for each in told if each.iso), None)
    return PublicationLines(
        published=published,
        author=next(filter(None, map(author_in, [*head[_is_title(head) :], *foot])), None),
        remarks=() if published or not told else date_remarks(told[0].written, told[0].readings),
        lines=frozenset(each.line for each in stamps if _DATELINE.match(each.line) is None)
        | {line for line in head[_is_title(head) :] if _BYLINE.match(line)}
        | _masthead(head, stamps),
    )


def _masthead(head: Sequence[str], stamps: Sequence[_Stamp]) -> frozenset[str]:
    """Return the lines above a date with the number of the issue: the name of the newspaper."""
    numbered = {stamp.line for stamp in stamps if _ISSUE.search(stamp.line)}
    at = next((at for at, line in enumerate(head) if line in numbered), 0)
    return frozenset(head[:at])


def author_in(line: str) -> str | None:
    """Return the names in a line such as ``Door Karin Veldstra`` or ``By Jane Doe, Political Editor``."""
    parts = _STRONG_BETWEEN.split(line) if len(line) <= _MAX_LINE else []
    found = next(filter(None, map(_BYLINE.match, parts)), None)
    if found is None:
        behind = _BY_BEHIND.search(line) if len(line) <= _MAX_LINE and _LABEL.match(line) else None
        return behind["by"] if behind else None
    return _ROLE.sub("", found["by"] or found["labelled"]).strip(" ,") or None


def _ends(lines: Sequence[str]) -> list[str]:
    """Return the first and the last lines that are not blank."""
    first: list[str] = []
    at = 0
    while at < len(lines) and len(first) < _HEAD_LINES:
        if lines[at].strip():
            first.append(lines[at][: 4 * _MAX_LINE])
        at += 1
    last: list[str] = []
    end = len(lines) - 1
    while end >= at and len(last) < _FOOT_LINES:
        if lines[end].strip():
            last.append(lines[end][: 4 * _MAX_LINE])
        end -= 1
    return [*first, *reversed(last)]


def _head(filled: Sequence[str]) -> list[str]:
    """Return the lines before the article's second running line, with a label and its date on one."""
    head: list[str] = []
    running = 0
    for line in filled[:_HEAD_LINES]:
        if _RELATED.match(line) or running > 1:
            break
        running += len(line) > _MAX_LINE or (len(line) > 60 and _RUNNING.search(line) is not None)
        if head and _LABEL.fullmatch(head[-1].strip()):
            head[-1] = f"{head[-1]} {line}"
        else:
            head.append(line)
    return head


def _foot(filled: Sequence[str]) -> list[str]:
    start = max(_LEAST_HEAD, len(filled) - _FOOT_LINES)
    is_whole = len(filled) < _HEAD_LINES + _FOOT_LINES
    between = range(1 if is_whole else start, len(filled))
    ends = next((at for at in between if _RELATED.match(filled[at])), len(filled))
    return list(filled[start:ends])


def _is_title(head: Sequence[str]) -> bool:
    """Whether the first line is the title if anything is: running text follows, and is no dateline."""
    return len(head) > 1 and _RUNNING.search(head[1]) is not None and _DATELINE.match(head[0]) is None


def _stamps(line: str) -> Iterator[_Stamp]:
    dateline = _DATELINE.match(line) if _DIGIT.search(line) else None
    if dateline is not None and not _LABEL.search(dateline["place"]):
        yield _Stamp("bare", date_readings(dateline["date"]), dateline["date"], line)
    elif len(line) <= _MAX_LINE and _DIGIT.search(line) and not _RANGE_OF_TIMES.search(line):
        for segment in _STRONG_BETWEEN.split(line):
            parts = _WEAK_BETWEEN.split(segment)
            if len(parts) == 1 or all(_tells_nothing(each) or WRITTEN_DATE.search(each) for each in parts):
                for part in parts:
                    yield from _stamps_of(part, line)


def _tells_nothing(segment: str) -> bool:
    return (
        _PLACE.fullmatch(segment) is not None
        or _BYLINE.match(segment) is not None
        or not _AROUND.sub("", _LABEL.sub("", segment))
    )


def _stamps_of(segment: str, line: str) -> Iterator[_Stamp]:
    dates = list(WRITTEN_DATE.finditer(segment))
    labels = list(_LABEL.finditer(segment))
    starts_with_label = bool(labels) and labels[0].start() == 0
    left = WRITTEN_DATE.sub(" ", segment)
    left = _LABEL.sub(" ", left) if labels else left
    around = _AROUND.sub("", left)
    place = left.strip(" ,")
    is_byline = _BYLINE.match(segment) and not labels
    is_stamp = not around or _PLACE.fullmatch(place) or is_byline or _is_page_of_a_paper(left)
    is_said = starts_with_label and len(left.split()) <= 6 and not segment.endswith(".")
    if not (is_stamp or is_said):
        return
    if not dates:
        is_promised = starts_with_label and labels[0]["published"] and not _NUMBERED.match(segment)
        if is_promised and re.match(r"\s*\d", segment[labels[0].end() :]):
            yield _Stamp("published", (), segment[labels[0].end() :].strip(), line)
        return
    for date in dates:
        before = [label for label in labels if label.end() <= date.start() + 1]
        role: Role = "bare"
        if before:
            role = "published" if before[-1]["published"] else "other"
            if not is_stamp and not _follows(segment[before[-1].end() : date.start()]):
                return
        elif labels and not is_stamp:
            return
        label = before[-1].group() if before else ""
        yield _Stamp(role, _readings(date["date"], label), date["date"], line)


def _is_page_of_a_paper(left: str) -> bool:
    """Whether a line without its date is the name of a newspaper and the number of a page."""
    words = _WORD.findall(re.sub(rf"\b(?:{WEEKDAY})\b", " ", _PAGE.sub(" ", left), flags=re.IGNORECASE))
    is_name = 1 <= len(words) <= 5 and words[0][0].isupper()
    return (
        is_name
        and _PAGE.search(left) is not None
        and all(word[0].isupper() or word in _WITHIN_NAMES for word in words)
    )


def _follows(between: str) -> bool:
    """Whether what stands between a label and its date leaves it the label's: ``in de Volkskrant op``."""
    return all(
        word[0].isupper() or word in {"in", "de", "het", "the", "op", "on"} for word in between.split()
    )


def _readings(written: str, label: str) -> tuple[str, ...]:
    """Return the dates that may be meant: behind an English word ``03-04-2024`` is one of two as well."""
    is_english = re.search(r"\b(?:publish|post|date|publication)", label, re.IGNORECASE) is not None
    return date_readings(written.replace("-", "/") if is_english and _NUMBERS.fullmatch(written) else written)
