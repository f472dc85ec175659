"""Exports of Factiva: each article ends with its accession number; its fields have codes, or an order."""

import re
from collections.abc import Sequence

from index.reading.dates import date_readings
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.press_lines import press_draft, whole_file
from index.reading.publication_lines import author_in

_ENDS = re.compile(
    r"\s*(?:AN\s+)?Document\s+(?P<number>[A-Z][A-Za-z0-9]{2,12}\d{8}[a-z0-9]{6,})\s*", re.IGNORECASE
)
_LONGEST_MARK = 80
_CODES = (
    "AN|ART|BY|CLM|CO|CR|CT|CX|CY|DLN|ED|ET|GC|HD|HL|IN|IPC|IPD|LA|LP|NGC|NS|PD|PG|PUB|RE|RF|RST|SC|SE|SN|TD"
    "|VOL|WC"
)
_FIELD = re.compile(rf"\s*(?P<code>{_CODES})(?:\s*$|\t\s*|\s{{2,}})(?P<value>.*)")
_TEXT_CODES = ("HL", "LP", "TD", "CT")
_WORDS = re.compile(r"[\d.,]{1,7} (?:words|woorden|mots|Wörter|palabras|parole)", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b|alle rechten|all rights)", re.IGNORECASE)
_LANGUAGES = re.compile(r"(?:English|Engels|Dutch|Nederlands|French|German|Français|Deutsch)", re.IGNORECASE)
_NAMES = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*(?: |, )?(?:(?:van|de|den|der|ten|and|en|von) )*){2,8}")
_COVER = re.compile(
    r"(?:Search Summary|Factiva|Dow Jones|Page \d+ of \d+|©\s*\d{4} Factiva).*", re.IGNORECASE
)


def factiva_articles(lines: Sequence[str]) -> list[ArticleDraft | SkippedPart]:
    """Return the articles of an export; none where the lines are not one.

    They are kept under their accession numbers.
    """
    ends = [
        (at, found["number"])
        for at, line in enumerate(lines)
        if len(line) < _LONGEST_MARK and (found := _ENDS.fullmatch(line))
    ]
    drafts = []
    start = 0
    for at, number in ends:
        document = lines[start:at]
        coded = any((found := _FIELD.match(line)) and found["code"] == "HD" for line in document)
        drafts.append(_with_codes(document, number) if coded else _in_order(document, number))
        start = at + 1
    return whole_file(drafts)


def is_factiva_mark(line: str) -> bool:
    """Whether a line divides two articles of an export."""
    return len(line) < _LONGEST_MARK and _ENDS.fullmatch(line) is not None


def is_factiva_field(line: str) -> bool:
    """Whether a line of an export is one of its fields or marks, not of the article's text."""
    found = _FIELD.match(line)
    is_other = found is not None and found["code"] not in _TEXT_CODES
    stripped = line.strip()
    return is_other or any(pattern.match(stripped) for pattern in (_ENDS, _WORDS, _RIGHTS))


def _with_codes(document: Sequence[str], number: str) -> ArticleDraft | SkippedPart:
    fields: dict[str, list[str]] = {}
    code = ""
    for line in document:
        found = _FIELD.match(line)
        if found is not None:
            code = found["code"]
            fields.setdefault(code, []).append(found["value"])
        elif code:
            fields[code].append(line)
    texts = [line for each in _TEXT_CODES if each in fields for line in [*fields[each], ""]]
    title, date, author = (" ".join(fields.get(each, ())) for each in ("HD", "PD", "BY"))
    return press_draft(title, " ".join(date.split()), author, texts, number)


def _in_order(document: Sequence[str], number: str) -> ArticleDraft | SkippedPart:
    """Read title, author, number of words, date, source, language, rights and text, in this order."""
    words = next((at for at, line in enumerate(document) if _WORDS.fullmatch(line.strip())), None)
    if words is None:
        return press_draft(*_split_title(document), number)
    head = [line.strip() for line in document[:words] if line.strip() and not _COVER.fullmatch(line.strip())]
    author = ""
    if len(head) > 1 and (author_in(head[-1]) or _NAMES.fullmatch(head[-1])):
        author = author_in(head[-1]) or head.pop()
        head = head[:-1] if head and author_in(head[-1]) else head
    below = document[words + 1 :]
    date = next((line.strip() for line in below[:6] if date_readings(line.strip())), "")
    return press_draft(head[-1] if head else "", date, author, below[_text_at(below) :], number)


def _split_title(document: Sequence[str]) -> tuple[str, str, str, Sequence[str]]:
    first = next((at for at, line in enumerate(document) if line.strip()), 0)
    return (document[first].strip() if document else "", "", "", document[first + 1 :])


def _text_at(below: Sequence[str]) -> int:
    """Return where the text begins: behind the rights, else the language."""
    head = range(min(20, len(below)))
    rights = [at for at in head if _RIGHTS.match(below[at].strip())]
    languages = [at for at in head if _LANGUAGES.fullmatch(below[at].strip())]
    return max(rights or languages, default=-1) + 1
