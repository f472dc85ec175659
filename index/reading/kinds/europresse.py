"""Exports of Europresse (Eureka) as a web page: many articles, each with the class names of its parts."""

import re
from collections.abc import Sequence

from index.errors import ArticleError
from index.reading.dates import WRITTEN_DATE, date_readings
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.blocks import block_texts
from index.reading.kinds.press_lines import press_draft, whole_file

_STARTS = re.compile(r"<span[^<>]*\bclass=[\"']DocPublicationName\b[^<>]*>", re.IGNORECASE)
_HEADER = re.compile(
    r"<span[^<>]*\bclass=[\"']DocHeader\b[^<>]*>(?P<inside>.*?)</span>", re.DOTALL | re.IGNORECASE
)
_TITLE = re.compile(
    r"<(?:p|span|div)[^<>]*\bclass=[\"'][^\"']*titreArticleVisu[^<>]*>(?P<inside>.{0,2000}?)</(?:p|span|div)>"
    r"(?=\s*(?:<br|</?div|</?p|<p))",
    re.DOTALL | re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:</div>|<br\s*/?>|\s)*(?:<(?:div|p)[^<>]*>\s*)?(?P<inside>[^<>]{3,150}?)\s*(?:</div>|</p>|<br\s*/?>)",
    re.IGNORECASE,
)
_TEXT = re.compile(r"<div[^<>]*\bclass=[\"'](?:docOcurrContainer|DocText)\b[^<>]*>", re.IGNORECASE)
_ENDS = re.compile(
    r"</section>|<footer|<aside|<small>\s*©|<b><i>\s*©|Numéro de document|Document number"
    r"|Documentnummer|<article\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"news·\d{8}·[\w-]{1,20}·[\w-]{1,60}")


def europresse_articles(html: str) -> list[ArticleDraft | SkippedPart]:
    """Return the articles of an export, under their document numbers; none where the page is something else.

    :raises ArticleError: as ``index.reading.kinds.blocks.parse_page``.
    """
    starts = [found.end() for found in _STARTS.finditer(html)]
    ends = [*starts[1:], len(html)]
    pieces = [html[start:end] for start, end in zip(starts, ends, strict=False)]
    if not any(map(_TITLE.search, pieces)):
        return []
    return whole_file([_article(piece, str(number)) for number, piece in enumerate(pieces, 1)])


def _article(piece: str, number: str) -> ArticleDraft | SkippedPart:
    found = _NUMBER.search(piece)
    key = found.group() if found else number
    title = _TITLE.search(piece)
    below = piece[title.end() :] if title else piece
    author = _AUTHOR.match(below)
    text = _TEXT.search(below)
    start = text.end() if text else author.end() if author else 0
    end = _ENDS.search(below, start)
    try:
        paragraphs = block_texts(below[start : end.start() if end else len(below)])
        header = " ".join(_plain(each["inside"]) for each in _HEADER.finditer(piece))
        told = _plain(title["inside"]) if title else ""
        writer = _plain(author["inside"]) if author else ""
    except ArticleError as error:
        return SkippedPart(key, error.reason)
    return press_draft(told, _date(header), writer, _divided(paragraphs), key)


def _plain(html: str) -> str:
    return " ".join(block_texts(f"<p>{html}</p>")) if html.strip() else ""


def _date(header: str) -> str:
    """Return the date in ``Politique, mardi 14 mars 2006, p. 12``."""
    return next((each["date"] for each in WRITTEN_DATE.finditer(header) if date_readings(each["date"])), "")


def _divided(paragraphs: Sequence[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]
