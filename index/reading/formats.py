"""The formats that are read: for each suffix the reader, and how large a file may be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.reading.draft import MAX_ARTICLE_BYTES, ArticleDraft, EnclosedFile, FileReader, SkippedPart
from index.reading.field_names import TableNames
from index.reading.kinds.archive import read_archive
from index.reading.kinds.docx import read_docx
from index.reading.kinds.epub import read_epub
from index.reading.kinds.feed import read_feed
from index.reading.kinds.json_articles import read_json, read_json_lines
from index.reading.kinds.mail import read_mail
from index.reading.kinds.markdown import read_markdown
from index.reading.kinds.mbox import read_mailbox
from index.reading.kinds.mhtml import letters_of_mhtml, read_mhtml
from index.reading.kinds.msg import read_msg
from index.reading.kinds.odt import read_odt
from index.reading.kinds.office_letters import letters_of_docx, letters_of_epub, letters_of_odt
from index.reading.kinds.page import read_page
from index.reading.kinds.page_letters import letters_of_page
from index.reading.kinds.pdf import letters_of_pdf, read_pdf
from index.reading.kinds.plain_letters import (
    letters_of_csv,
    letters_of_feed,
    letters_of_json,
    letters_of_json_lines,
    letters_of_mail,
    letters_of_mailbox,
    letters_of_markdown,
    letters_of_text,
)
from index.reading.kinds.rtf import letters_of_rtf, read_rtf
from index.reading.kinds.spreadsheet import letters_of_spreadsheet, read_spreadsheet
from index.reading.kinds.table import read_csv
from index.reading.kinds.text import read_text

_MAX_PAGE_BYTES = 50_000_000  # saved as one file it holds its pictures
_MAX_COLLECTION_BYTES = 50_000_000
_MAX_DOCUMENT_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is read, the bytes that it may have, and what counts the letters that it holds."""

    read: FileReader
    max_bytes: int
    letters: Callable[[bytes], int]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """The same for a table, whose reader is told under which names its fields stand."""

    read: Callable[[bytes, TableNames], Iterable[ArticleDraft | SkippedPart]]
    max_bytes: int
    letters: Callable[[bytes], int]


def _read_zip(raw: bytes) -> Iterator[EnclosedFile | SkippedPart]:
    return read_archive(raw, FORMATS.keys())


def _not_counted(_: bytes) -> int:
    """Return that no letters are seen: what is enclosed says itself what could not be read of it."""
    return 0


_HTML = Format(read_page, _MAX_PAGE_BYTES, letters_of_page)
_MHTML = Format(read_mhtml, _MAX_PAGE_BYTES, letters_of_mhtml)
_MARKDOWN = Format(read_markdown, MAX_ARTICLE_BYTES, letters_of_markdown)
_FEED = Format(read_feed, _MAX_COLLECTION_BYTES, letters_of_feed)
_CSV = TableFormat(read_csv, _MAX_COLLECTION_BYTES, letters_of_csv)
_JSON_LINES = TableFormat(read_json_lines, _MAX_COLLECTION_BYTES, letters_of_json_lines)

FORMATS: dict[str, Format | TableFormat] = {
    ".txt": Format(read_text, MAX_ARTICLE_BYTES, letters_of_text),
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".mhtml": _MHTML,
    ".mht": _MHTML,
    ".pdf": Format(read_pdf, _MAX_DOCUMENT_BYTES, letters_of_pdf),
    ".docx": Format(read_docx, _MAX_DOCUMENT_BYTES, letters_of_docx),
    ".odt": Format(read_odt, _MAX_DOCUMENT_BYTES, letters_of_odt),
    ".epub": Format(read_epub, _MAX_DOCUMENT_BYTES, letters_of_epub),
    ".rtf": Format(read_rtf, _MAX_COLLECTION_BYTES, letters_of_rtf),
    ".zip": Format(_read_zip, _MAX_DOCUMENT_BYTES, _not_counted),
    ".msg": Format(read_msg, _MAX_COLLECTION_BYTES, _not_counted),
    ".eml": Format(read_mail, _MAX_COLLECTION_BYTES, letters_of_mail),
    ".mbox": Format(read_mailbox, _MAX_DOCUMENT_BYTES, letters_of_mailbox),
    ".csv": _CSV,
    ".tsv": _CSV,
    ".xlsx": TableFormat(read_spreadsheet, _MAX_COLLECTION_BYTES, letters_of_spreadsheet),
    ".json": TableFormat(read_json, _MAX_COLLECTION_BYTES, letters_of_json),
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".rss": _FEED,
    ".atom": _FEED,
    ".xml": _FEED,
}
"""In lower case; capitals in a file's name do not matter."""
