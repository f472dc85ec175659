"""The formats that are read: for each suffix the reader, and how large a file may be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from index.reading.draft import MAX_ARTICLE_BYTES, ArticleDraft, EnclosedFile, FileReader, SkippedPart
from index.reading.field_names import TableNames
from index.reading.kinds.archive import read_archive
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


def _later(name: str) -> "partial[Any]":
    """Return a function of a module of ``kinds/`` that is imported when the first file is read by it.

    So a folder of text files waits for no library that reads pages, documents or tables.
    """
    return partial(_called, name)


def _called(name: str, *given: object) -> Any:
    module, _, function = name.partition(".")
    return getattr(import_module(f"index.reading.kinds.{module}"), function)(*given)


def _read_zip(raw: bytes) -> Iterator[EnclosedFile | SkippedPart]:
    return read_archive(raw, FORMATS.keys())


def _not_counted(_: bytes) -> int:
    """Return that no letters are seen: what is enclosed says itself what could not be read of it."""
    return 0


_HTML = Format(_later("page.read_page"), _MAX_PAGE_BYTES, _later("page_letters.letters_of_page"))
_MHTML = Format(_later("mhtml.read_mhtml"), _MAX_PAGE_BYTES, _later("mhtml.letters_of_mhtml"))
_MARKDOWN = Format(
    _later("markdown.read_markdown"), MAX_ARTICLE_BYTES, _later("plain_letters.letters_of_markdown")
)
_FEED = Format(_later("feed.read_feed"), _MAX_COLLECTION_BYTES, _later("plain_letters.letters_of_feed"))
_CSV = TableFormat(_later("table.read_csv"), _MAX_COLLECTION_BYTES, _later("plain_letters.letters_of_csv"))
_JSON_LINES = TableFormat(
    _later("json_articles.read_json_lines"),
    _MAX_COLLECTION_BYTES,
    _later("plain_letters.letters_of_json_lines"),
)

FORMATS: dict[str, Format | TableFormat] = {
    ".txt": Format(read_text, MAX_ARTICLE_BYTES, _later("plain_letters.letters_of_text")),
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".mhtml": _MHTML,
    ".mht": _MHTML,
    ".pdf": Format(_later("pdf.read_pdf"), _MAX_DOCUMENT_BYTES, _later("pdf.letters_of_pdf")),
    ".docx": Format(_later("docx.read_docx"), _MAX_DOCUMENT_BYTES, _later("office_letters.letters_of_docx")),
    ".odt": Format(_later("odt.read_odt"), _MAX_DOCUMENT_BYTES, _later("office_letters.letters_of_odt")),
    ".epub": Format(_later("epub.read_epub"), _MAX_DOCUMENT_BYTES, _later("office_letters.letters_of_epub")),
    ".rtf": Format(_later("rtf.read_rtf"), _MAX_COLLECTION_BYTES, _later("rtf.letters_of_rtf")),
    ".zip": Format(_read_zip, _MAX_DOCUMENT_BYTES, _not_counted),
    ".msg": Format(_later("msg.read_msg"), _MAX_COLLECTION_BYTES, _not_counted),
    ".eml": Format(_later("mail.read_mail"), _MAX_COLLECTION_BYTES, _later("plain_letters.letters_of_mail")),
    ".mbox": Format(
        _later("mbox.read_mailbox"), _MAX_DOCUMENT_BYTES, _later("plain_letters.letters_of_mailbox")
    ),
    ".csv": _CSV,
    ".tsv": _CSV,
    ".xlsx": TableFormat(
        _later("spreadsheet.read_spreadsheet"),
        _MAX_COLLECTION_BYTES,
        _later("spreadsheet.letters_of_spreadsheet"),
    ),
    ".json": TableFormat(
        _later("json_articles.read_json"), _MAX_COLLECTION_BYTES, _later("plain_letters.letters_of_json")
    ),
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".rss": _FEED,
    ".atom": _FEED,
    ".xml": _FEED,
}
"""In lower case; capitals in a file's name do not matter."""
