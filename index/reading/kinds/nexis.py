"""Exports of Nexis, Nexis Uni and LexisNexis: old ones number their documents, newer ones end each."""

import re
from collections.abc import Sequence

from index.reading.dates import WRITTEN_DATE, date_readings
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.press_lines import press_draft, whole_file

_BEGINS = re.compile(
    r"\s*(?:FOCUS - )?(?:\d+ (?:of|van) \d+ DOCUMENT(?:S|EN)?"
    r"|Document \d+ (?:van|of|de) \d+|Dokument \d+ von \d+)\s*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:End of Document|Einde (?:van )?(?:het )?document|Ende des Dokuments)\s*", re.IGNORECASE
)
_BODY = re.compile(r"(?:Body|Tekst|Hoofdtekst|Volledige tekst|Full text)\s*:?", re.IGNORECASE)
_HEAD_FIELD = re.compile(
    r"(?P<name>BYLINE|AUTEURS?|AUTHORS?|DOOR|SECTION|SECTIE|RUBRIEK|KATERN|LENGTH|LENGTE|WOORDEN|HEADLINE|KOP|TITEL"
    r"|HIGHLIGHT|SAMENVATTING|DATELINE|SERIES|EDITION|EDITIE|PAGINA|PAGE|SOURCE|BRON):(?=\s|$)\s*(?P<value>.*)",
    re.IGNORECASE,
)
_FOOT_FIELD = re.compile(
    r"(?:LOAD[- ]DATE|LAADDATUM|OPLAADDATUM|LANGUAGE|TAAL|PUBLICATION[- ]TYPE|PUBLICATIETYPE|JOURNAL[- ]CODE"
    r"|SUBJECT|ONDERWERP|INDUSTRY|PERSON|COMPANY|ORGANIZATION|GEOGRAPHIC|CITY|STATE|COUNTRY|TICKER|ISSN|URL"
    r"|DOCUMENT[- ]TYPE|DISTRIBUTION|CORRECTION[- ]DATE|ACC-NO|(?-i:UPDATE|NOTES|TYPE)):(?=\s|$)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"Classification|Classificatie", re.IGNORECASE)
_ANY_FIELD = re.compile(r"[A-Z][\w &/-]{1,40}:\s")
_RIGHTS = re.compile(r"(?:copyright|©|\(c\)|all rights reserved|alle rechten voorbehouden)", re.IGNORECASE)
_COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Documents? \(\d+\)|Client/Matter|Search Terms|Search Type"
    r"|Narrowed by|Content Type|Download Request|Time Of Request|Send To|Terms|Source|Combined Source"
    r"|Project ID|Print Request|Printopdracht|Zoektermen|Gebruikersnaam)\b.*|\d+\. .*|-None-",
    re.IGNORECASE,
)
_GRAPHIC = re.compile(r"^(?:GRAPHIC|GRAFIEK|ILLUSTRATION|ILLUSTRATIE):\s*", re.IGNORECASE)
_AUTHOR_FIELDS = ("byline", "auteur", "auteurs", "author", "authors", "door")
_LEAD_FIELDS = ("highlight", "samenvatting")
_BROKEN_OFF = 55
"""Characters of a field's line that goes on in the next one."""
_LONGEST_DATE = 60
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def nexis_articles(lines: Sequence[str]) -> list[ArticleDraft | SkippedPart]:
    """Return the articles of an export; none where the lines are not one."""
    is_numbered = any(map(_BEGINS.fullmatch, lines))
    documents = _documents(lines, is_numbered=is_numbered)
    return whole_file(
        [_draft(each, str(number), is_numbered=is_numbered) for number, each in enumerate(documents, 1)]
    )


def is_nexis_mark(line: str) -> bool:
    """Whether a line divides two documents of an export."""
    return _BEGINS.fullmatch(line) is not None or _ENDS.fullmatch(line) is not None


def is_nexis_field(line: str) -> bool:
    """Whether a line of an export is one of its fields or marks, not of the article's text."""
    stripped = line.strip()
    return any(
        pattern.match(stripped) for pattern in (_BEGINS, _ENDS, _HEAD_FIELD, _FOOT_FIELD, _RIGHTS, _COVER)
    )


def _documents(lines: Sequence[str], *, is_numbered: bool) -> list[list[str]]:
    """Return the lines of each document, without its mark; what stands before the first mark is a cover."""
    marks = [at for at, line in enumerate(lines) if (_BEGINS if is_numbered else _ENDS).fullmatch(line)]
    if not marks:
        return []
    if is_numbered:
        spans = list(zip(marks, [*marks[1:], len(lines)], strict=True))
    else:
        spans = list(zip([-1, *marks], [*marks, len(lines)], strict=True))  # the last one may be cut off
    documents = [
        [line for line in lines[start + 1 : end] if not _ENDS.fullmatch(line)] for start, end in spans
    ]
    filled = [each for each in documents if any(map(str.strip, each))]
    has_fields = any(_HEAD_FIELD.match(line) or _FOOT_FIELD.match(line) for each in filled for line in each)
    return filled if has_fields else []


def _draft(document: Sequence[str], key: str, *, is_numbered: bool) -> ArticleDraft | SkippedPart:
    body_at = _body_at(document)
    fields, plain = _head(document[:body_at])
    date_at = next((at for at, line in enumerate(plain) if _is_date(line) and (at or is_numbered)), None)
    if date_at is None:
        date, above, below = "", plain, plain
    else:
        date, above, below = plain[date_at].strip(), plain[:date_at], plain[date_at + 1 :]
    title = _last_block(below) if is_numbered else ""
    if body_at == 0:  # no field says where the head ends
        body_at = next((at for at, line in enumerate(document) if line.strip() == date), -1) + 1
    told = fields.get("headline") or fields.get("kop") or fields.get("titel") or title or _title_above(above)
    author = next((fields[name] for name in _AUTHOR_FIELDS if fields.get(name)), "")
    lead = [fields[name] for name in _LEAD_FIELDS if fields.get(name)]
    body = [_GRAPHIC.sub("", line) for line in document[body_at : _foot_at(document, body_at)]]
    return press_draft(told, date, author, [*lead, "", *body], key)


def _body_at(document: Sequence[str]) -> int:
    """Return where the text begins: behind the line Body, else the fields of the head; 0 if neither."""
    named = next((at for at, line in enumerate(document) if _BODY.fullmatch(line.strip())), None)
    if named is not None:
        return named + 1
    behind = 0
    for at, line in enumerate(document):
        stripped = line.strip()
        if _HEAD_FIELD.match(stripped):
            behind = at + 1
        elif stripped and not _RIGHTS.match(stripped) and not _is_date(line):
            is_wrapped = at == behind and behind and len(document[at - 1].strip()) >= _BROKEN_OFF
            if is_wrapped:
                behind = at + 1
            elif behind:
                break
    return behind


def _head(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a head by their names in lower case, and its other lines."""
    fields: dict[str, str] = {}
    plain: list[str] = []
    open_field = ""
    for line in lines:
        stripped = line.strip()
        found = _HEAD_FIELD.match(stripped)
        if found is not None:
            open_field = found["name"].lower() if len(stripped) >= _BROKEN_OFF else ""
            fields.setdefault(found["name"].lower(), found["value"])
        elif open_field and stripped:
            fields[open_field] = f"{fields[open_field]} {stripped}"
        else:
            open_field = ""
            if not _RIGHTS.match(stripped) and not _BODY.fullmatch(stripped):
                plain.append(line)
    return fields, plain


def _last_block(lines: Sequence[str]) -> str:
    """Return the last lines that stand together: a line or two of an edition may stand before the title."""
    block: list[str] = []
    for line in reversed(lines):
        if line.strip():
            block.insert(0, line.strip())
        elif block:
            break
    return " ".join(block)


def _title_above(lines: Sequence[str]) -> str:
    """Return the title before the source: all lines, or the last one below the cover of an export."""
    filled = [line.strip() for line in lines if line.strip()]
    cover = max((at for at, line in enumerate(filled) if _COVER.fullmatch(line)), default=-1)
    titles = filled[cover + 1 : -1] if len(filled) > cover + 2 else filled[cover + 1 :]
    return " ".join(titles[-1:] if cover >= 0 else titles)


def _foot_at(document: Sequence[str], body_at: int) -> int:
    """Return where the fields below the text begin."""
    foot = _classification_at(document, body_at)
    at = foot - 1
    while at >= body_at:
        stripped = document[at].strip()
        if _FOOT_FIELD.match(stripped) or _RIGHTS.match(stripped):
            foot = at
        elif stripped:
            above = at
            while (
                above > body_at
                and document[above - 1].strip()
                and not _FOOT_FIELD.match(document[above].strip())
            ):
                above -= 1
            if not _FOOT_FIELD.match(document[above].strip()):
                break
            foot = at = above
        at -= 1
    return foot


def _classification_at(document: Sequence[str], body_at: int) -> int:
    """Return where the heading Classification stands with nothing but fields below it, else the end."""
    at = next(
        (at for at in range(len(document) - 1, body_at, -1) if _HEADING.fullmatch(document[at].strip())), None
    )
    below = [line.strip() for line in document[at + 1 :] if line.strip()] if at is not None else []
    fields = sum(_ANY_FIELD.match(line) is not None for line in below)
    return at if at is not None and 2 * fields >= len(below) else len(document)


def _is_date(line: str) -> bool:
    stripped = line.strip()
    if len(stripped) > _LONGEST_DATE or not _YEAR.search(stripped):
        return False
    return bool(WRITTEN_DATE.match(stripped) or date_readings(stripped))
