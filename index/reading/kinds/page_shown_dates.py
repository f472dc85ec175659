"""Dates that a web page shows around the title of its article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.reading.dates import WRITTEN_DATE, date_readings
from index.reading.draft import one_line
from index.reading.kinds.blocks import BLOCKS, Element
from index.reading.kinds.page_title import plain_title
from index.reading.kinds.page_unwanted import text_of

_BESIDE = re.compile(
    r"comment(?!-?link)|reactie|kommentar|respon[ds]|related|gerelateerd|recommend|aanbevolen|(?<!has-)(?<!with-)(?<!no-)(?<!content-)sidebar\b(?!-)|zijbalk|recent|latest"
    r"|archive?|calendar|kalender|agenda|event|veranstalt|popul|trending|most-?|newest|carousel|slider|promo|advert"
    r"|teaser|copyright|cookie|consent|weather|weer\b|\bmenu|navbar|nav-|-nav\b|topbar|ticker|today|current-date",
    re.I,
)
_PUBLISHED_CLASS = re.compile(
    r"publi|entry-?date|post-?date|article-?date|date-?posted|posted|pub-?date|\bdt-published", re.I
)
_DATE_CLASS = re.compile(r"date|datum|time|posted|byline|erstell|submitted", re.I)
_OF_ITSELF = re.compile(
    r"^(?:\W*(?:dit|deze|this|the|der|dieser?|het) )?(?:artikel|bericht|article|entry|post|story|beitrag)\b",
    re.I,
)
_PUBLISHED = re.compile(
    r"gepubliceerd|geplaatst|verschenen|publi(?:shed|cation|catie|é)|posted|erstellt|veröffentlicht|erschienen"
    r"|geschrieben|geschreven|written|eingestellt|date of issue",
    re.I,
)
_CHANGED = re.compile(
    r"updat|modif|chang|edited|revis|gewijzigd|bijgewerkt|aangepast|aktualisi|ge[äa]ndert|änderung|mis à jour"
    r"|stand:?\s|laatste?\b|letzte?\b|retrieved|accessed|abgerufen|geraadpleegd|bezocht|expires|copyright|©",
    re.I,
)
_EVENT = re.compile(r"\b(?:until|till|tot|bis|vanaf|from|ab|wanneer|when|locatie|location|aanvang)\b", re.I)
_LONGEST_LINE = 200
_LONGEST_OF_ITSELF = 400
_MOST_WORDS = 14
_MOST_WORDS_ALONE = 4
_SENTENCE_END = re.compile(r"\w{3}[.!?…][’”\"')\]]*$")
_RUNNING_LINE = 120
_RUNNING_LETTERS = 600
_LINES_BEFORE = 8
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class _Line:
    """A block of text without blocks in it; ``at`` counts the elements of the page before it."""

    at: int
    element: Element
    text: str


def shown_dates(page: Element, titles: Sequence[str]) -> list[str]:
    """Return the dates, as they are written, that stand at the title or are marked as of publication.

    The likeliest comes first. Dates of changes, comments and other articles, and those of running text, are
    none of them.

    :param titles: what the page is called.
    """
    heading = _heading(page, titles)
    around = frozenset(() if heading is None else heading.iterancestors())
    lines = list(_lines(page))
    said = _Said(around)
    found: list[str] = []
    if heading is not None:
        at = next(n for n, each in enumerate(page.iter()) if each is heading)
        after = list(_head_after([line for line in lines if line.at >= at]))
        before = [line for line in lines if line.at < at][-_LINES_BEFORE:][::-1]
        for near in (after, before):
            for kind in (said.published, said.bare):
                found += [date for line in near for date in kind(line)][:1]
    for kind in (said.marked, said.published, said.bare):
        told = lines if kind != said.bare else [line for line in lines if _is_alone(line)]
        dates = [date for line in told for date in kind(line)]
        # Where there are several, all but one are of something else.
        if len(set(map(date_readings, dates))) == 1 and not (kind == said.bare and found):
            found += dates[:1]
    return found


def _lines(page: Element) -> Iterator[_Line]:
    for at, element in enumerate(page.iter()):
        if element.tag not in BLOCKS or element.tag in {"br", "hr", "html"}:
            continue
        words = [element.text or ""]
        for child in (*element, None):
            if child is None or (child.tag in BLOCKS and child.tag != "br"):
                if text := one_line("".join(words)):
                    yield _Line(at, element, text)
                words = [] if child is None else [child.tail or ""]
            elif child.tag in {"script", "style"}:
                words.append(child.tail or "")
            else:
                words += [" ", str(child.text_content()), child.tail or ""]


def _heading(page: Element, titles: Sequence[str]) -> Element | None:
    """Return the heading that is the title of the page, or stands in it."""
    plain = {plain_title(each) for each in titles} - {""}
    for tag in ("h1", "h2", "h3", "h4"):
        best = [
            each
            for each in page.iter(tag)
            if len(text := plain_title(text_of(each))) >= _SHORTEST_TITLE
            and any(text in title for title in plain)
        ]
        if best:
            return max(best, key=lambda each: len(text_of(each)))
    return None


def _is_alone(line: _Line) -> bool:
    return len(WRITTEN_DATE.sub("", line.text[:_LONGEST_LINE]).split()) <= _MOST_WORDS_ALONE


def _head_after(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the lines from the title on until some running text has passed."""
    letters = 0
    for line in lines:
        yield line
        if len(line.text) > _RUNNING_LINE:
            letters += len(line.text)
            if letters > _RUNNING_LETTERS:
                return


@dataclass(frozen=True, slots=True)
class _Said:
    """What a line says of the date of the article; ``around`` are the elements that its title stands in."""

    around: frozenset[Element]

    def published(self, line: _Line) -> list[str]:
        """Return the date beside words such as ``Published on``."""
        of_itself = _OF_ITSELF.match(line.text) is not None
        if len(line.text) > (_LONGEST_OF_ITSELF if of_itself else _LONGEST_LINE):
            return []
        label = _PUBLISHED.search(line.text)
        found = None if label is None else WRITTEN_DATE.search(line.text, label.end())
        if label is None or self._is_beside(line.element):
            return []
        if found is None:
            # "Dit artikel is op 14 december 2015 door Jan geplaatst"
            found = WRITTEN_DATE.search(line.text, 0, label.start())
            return [found["date"]] if found and not _CHANGED.search(line.text, 0, label.start()) else []
        return [] if _CHANGED.search(line.text, label.end(), found.start()) else [found["date"]]

    def bare(self, line: _Line) -> list[str]:
        """Return the only date of a short line that says nothing else of it."""
        words = len(WRITTEN_DATE.sub("", line.text).split())
        is_said = _CHANGED.search(line.text) or _EVENT.search(line.text) or _SENTENCE_END.search(line.text)
        if words > _MOST_WORDS or is_said:
            return []
        dates = [found["date"] for found in WRITTEN_DATE.finditer(line.text)] or _attributes(line.element)
        is_one = len(set(map(date_readings, dates))) == 1
        return dates[:1] if is_one and not self._is_beside(line.element) else []

    def marked(self, line: _Line) -> list[str]:
        """Return the date of an element that is named for the date of publication."""
        found = []
        for each in line.element.iter():
            if _PUBLISHED_CLASS.search(_names(each)) and not self._is_beside(each):
                text = text_of(each)[:_LONGEST_LINE]
                dates = [date["date"] for date in WRITTEN_DATE.finditer(text)] or _attributes(each)
                if len(set(map(date_readings, dates))) == 1 and not _CHANGED.search(text):
                    found.append(dates[0])
        return found

    def _is_beside(self, element: Element) -> bool:
        """Whether an element is named as something else than the article, or an element around it."""
        for each in (element, *element.iterancestors()):
            if each in self.around or each.tag in {"body", "html", "main"}:
                return False
            if each.tag in {"nav", "aside"} or _BESIDE.search(_names(each)):
                return True
        return False


def _attributes(element: Element) -> list[str]:
    """Return the dates that elements of a line hold for programs."""
    found = []
    for each in element.iter("time", "abbr", "span"):
        written = (
            each.get("datetime") or (each.get("title") if _DATE_CLASS.search(_names(each)) else None) or ""
        )
        if date_readings(written) and not _CHANGED.search(_names(each)):
            found.append(written)
    return found


def _names(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
