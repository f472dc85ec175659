"""Earlier messages that a message repeats, as a reply or when it is forwarded: they are another's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.reading.dates import iso_date
from index.reading.draft import one_line
from index.reading.kinds.mail_text import QUOTED

_MOST = 20
"""Messages in a thread: what is quoted below is so many times quoted that it stands there anyway."""

_FIELD = re.compile(r"[*_]*(?P<name>[A-Za-z][A-Za-z -]{1,20}?)[*_]*\s?:[*_]*\s*(?P<value>.*)")
_FIELDS = {
    "from": "author",
    "van": "author",
    "date": "date",
    "datum": "date",
    "sent": "date",
    "verzonden": "date",
    "subject": "title",
    "onderwerp": "title",
    "to": "",
    "aan": "",
    "cc": "",
    "reply-to": "",
    "antwoord aan": "",
    "beantwoorden aan": "",
    "importance": "",
    "urgentie": "",
}
_LEAST_FIELDS = 3
_LONGEST_HEADER = 20  # lines
_RULE = re.compile(
    r"\W*(?:(?:oorspronkelijk|doorgestuurd|original|forwarded) (?:bericht|message)"
    r"|begin (?:doorgestuurd bericht|forwarded message))\W*"
    r"|[-_*=]{5,}",
    re.IGNORECASE,
)
_TIME = (
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?[(]?(?:(?:UTC|GMT|CES?T|BST|E[SD]T|P[SD]T)(?:[+-]\d{1,4})?|[+-]\d{4})[)]?)?"
)
_HAS_WRITTEN = r"(?:het volgende geschreven|geschreven|schreef|wrote|wrote the following)"
# As Gmail, Outlook, Thunderbird and Apple Mail write it, in both languages.
_WROTE = tuple(
    re.compile(pattern + r" ?:", re.IGNORECASE)
    for pattern in (
        r"(?:Op|On) (?P<date>.{6,60}?) (?:schreef|wrote) (?P<author>.{2,100}?)",
        rf"(?:Op|On) (?P<date>.{{6,40}}?\b{_TIME}),? (?:heeft )?(?P<author>.{{2,100}}?),? {_HAS_WRITTEN}",
        rf"(?:Op|On) (?P<date>.{{4,30}}?\d{{4}}),? (?:heeft )?(?P<author>.{{2,100}}?),? {_HAS_WRITTEN}",
        r"(?P<author>.{2,80}?) (?:schreef|wrote) (?:op|on) (?P<date>.{6,40}?)",
        r"(?P<author>.{2,80}?) (?:schreef|wrote)(?P<date>)",
    )
)
_BLANKS = re.compile(r"\n{3,}")
_ADDRESSED = re.compile(r"(?P<name>[^<>\[]*?)\s*[<\[](?:mailto:)?(?P<address>[^<>\[\]]*)[>\]].*")
_LINES_OF_WROTE = 3
_LONGEST_WROTE = 200


@dataclass(frozen=True, slots=True)
class EarlierMessage:
    """A message within another; what is not said of it is None."""

    text: str
    title: str | None
    author: str | None
    published: str | None


def split_thread(text: str) -> tuple[str, list[EarlierMessage]]:
    """Return what a message says itself, and the earlier messages in it, the latest first.

    A line that begins with ``>`` belongs to an earlier one where a line says who wrote it (``On … wrote:``);
    what stands below its fields (``From:``, ``Sent:``, ``Subject:``) does to the end.
    """
    own, found = "", list[EarlierMessage]()
    lines = text.split("\n")
    fields: dict[str, str] = {}
    for number in range(_MOST + 1):
        said, rest, of_rest = (lines, [], {}) if number == _MOST else _split(lines)
        words = _BLANKS.sub("\n\n", "\n".join(said)).strip()
        if number == 0:
            own = words
        elif words:
            found.append(_message(words, fields))
        if not rest:
            break
        lines, fields = rest, of_rest
    return own, found


def _message(text: str, fields: dict[str, str]) -> EarlierMessage:
    written = one_line(fields.get("author", ""))
    found = _ADDRESSED.fullmatch(written)
    author = (found["name"] or found["address"]) if found else written
    return EarlierMessage(
        text,
        title=one_line(fields.get("title", "")) or None,
        author=author.strip("'\"* ") or None,
        published=iso_date(one_line(fields.get("date", ""))),
    )


def _split(lines: Sequence[str]) -> tuple[list[str], list[str], dict[str, str]]:
    """Return the lines before the first earlier message, its lines, and its fields."""
    was_field = False
    for at, line in enumerate(lines):
        if not line.strip() or line.startswith(QUOTED):
            continue
        # Fields begin with the first of them: those that are none are not tried again from each line on.
        is_first, was_field = not was_field, _is_field(line)
        end, fields = _header(lines, at) if was_field and is_first else (at, {})
        if fields:
            return _without_rule(lines[:at]), list(lines[end:]), fields
        end, fields = _wrote(lines, at)
        if fields and (quoted := [each for each in lines[end:] if each.startswith(QUOTED)]):
            after = [each for each in lines[end:] if not each.startswith(QUOTED)]
            return [*lines[:at], *after], list(_unquoted(quoted)), fields
    return list(lines), [], {}


def _header(lines: Sequence[str], at: int) -> tuple[int, dict[str, str]]:
    """Return the fields of a message that begin at a line, and where they end; none where none begin."""
    fields: dict[str, str] = {}
    end, seen = at, 0
    while end < min(len(lines), at + _LONGEST_HEADER):
        found = _FIELD.fullmatch(lines[end].strip())
        name = found["name"].lower() if found else None
        if found is None or name not in _FIELDS:
            if lines[end].strip() or seen == 0 or not _goes_on(lines, end):
                break
        else:
            seen += 1
            fields.setdefault(_FIELDS[name], found["value"])
        end += 1
    is_header = seen >= _LEAST_FIELDS and {"author", "title"} <= fields.keys()
    return (end, fields) if is_header else (at, {})


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether the line below a blank one is a field, as where each stands in a paragraph of its own."""
    return at + 1 < len(lines) and _is_field(lines[at + 1])


def _is_field(line: str) -> bool:
    found = _FIELD.fullmatch(line.strip())
    return found is not None and found["name"].lower() in _FIELDS


def _without_rule(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and (not kept[-1].strip() or _RULE.fullmatch(kept[-1].strip())):
        kept.pop()
    return kept


def _wrote(lines: Sequence[str], at: int) -> tuple[int, dict[str, str]]:
    """Return who wrote what is quoted below, where a line or some say it, and the line below."""
    for end in range(at + 1, min(at + _LINES_OF_WROTE, len(lines)) + 1):
        line = " ".join(each.strip() for each in lines[at:end])
        if len(line) > _LONGEST_WROTE or not lines[end - 1].strip():
            break
        if not line.endswith(":"):
            continue
        found = next((match for pattern in _WROTE if (match := pattern.fullmatch(line))), None)
        below = next((each for each in lines[end:] if each.strip()), "")
        if found is not None and below.startswith(QUOTED):
            return end, {"author": found["author"], "date": found["date"]}
    return at, {}


def _unquoted(lines: Sequence[str]) -> Iterator[str]:
    return (line.removeprefix(QUOTED).removeprefix(" ") for line in lines)
