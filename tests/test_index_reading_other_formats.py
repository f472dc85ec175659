"""What is not read: what it is, and what to do with it."""

import pytest
from corpus_articles import DIJK
from corpus_files import docx_of, epub_of, odt_of, pdf_of, zip_of

from index.reading.formats import FORMATS
from index.reading.other_formats import mislabelled, unknown_format


@pytest.mark.parametrize(
    ("suffix", "why"),
    [
        (".doc", ".doc files are not read; save it as .docx"),
        (".ods", ".ods files are not read; save it as .xlsx"),
        (".mobi", ".mobi files are not read; save it as .epub"),
        (".jpg", "a picture; have a program for OCR make a PDF with text of it"),
        (".mp3", "sound or film; put its text beside it as .txt"),
        (".7z", "packed; unpack it here"),
        (".exe", "not a format that is read; save it as one of those in docs/formats.md"),
    ],
)
def test_a_format_that_is_not_read(suffix: str, why: str) -> None:
    assert str(unknown_format(suffix)) == why


@pytest.mark.parametrize(
    ("raw", "suffix", "why"),
    [
        (pdf_of(DIJK), ".html", "not what its name says but a PDF; name it .pdf"),
        (docx_of(DIJK), ".epub", "not what its name says but a Word document; name it .docx"),
        (odt_of(DIJK), ".docx", "not what its name says but an OpenDocument text; name it .odt"),
        (epub_of("x", [DIJK]), ".json", "not what its name says but an e-book; name it .epub"),
        (
            zip_of({"xl/workbook.xml": "x"}),
            ".csv",
            "not what its name says but a workbook of Excel; name it .xlsx",
        ),
        (b"<!DOCTYPE html><html>", ".pdf", "not what its name says but a web page; name it .html"),
        (b"\xff\xd8\xff\xe0", ".pdf", "a picture; have a program for OCR make a PDF with text of it"),
        (b"\x1f\x8b\x08", ".xml", "packed; unpack it here"),
        (
            b"\xd0\xcf\x11\xe0",
            ".docx",
            "an old or encrypted Office file; save it as .docx or .xlsx without a password",
        ),
    ],
)
def test_a_file_that_is_something_else(raw: bytes, suffix: str, why: str) -> None:
    assert str(mislabelled(raw, suffix)) == why


def test_nobody_is_sent_to_a_format_that_is_not_read() -> None:
    for suffix in (".doc", ".xls", ".pptx", ".mobi", ".webarchive", ".emlx", ".pst"):
        assert str(unknown_format(suffix).values["instead"]) in FORMATS
