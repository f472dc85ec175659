"""Spreadsheets of Excel: sheets with a column for a text, days as Excel counts them, and traps."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from corpus_files import zip_of
from spreadsheets import Cell, xlsx_of

from index.article import Article
from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from index.unread import Unread, UnreadReason

BRUG = "De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke Hamstra."
BAKKER = "Bakkerij Smulders in Heibeek sluit in december de deuren. Niemand wil de zaak voortzetten."
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def read(path: Path, raw: bytes, mapping: str = "") -> tuple[list[Article], list[tuple[str, UnreadReason]]]:
    path.write_bytes(raw)
    if mapping:
        path.with_suffix(".yaml").write_text(mapping, "utf-8")
    items = list(read_file(path, root=path.parent))
    return (
        [each for each in items if isinstance(each, Article)],
        [(each.path, each.why) for each in items if isinstance(each, SkippedFile)],
    )


def test_the_rows_of_a_sheet_with_lines_above_it(tmp_path: Path) -> None:
    rows: Sequence[Sequence[Cell]] = [
        ["Archief van de Bode"],
        [],
        ["Nr", "Kop", "Tekst", "Datum", "Artikel_id"],
        [1, "Brug", f"{BRUG}\nHij zei: \"dicht\".", (45365.0,), 7001],
        [2, "Bakker", f"<p>{BAKKER}</p>", "3/4/2024", 7002],
        ["", "", "", "", ""],
    ]  # fmt: skip
    (brug, bakker), others = read(tmp_path / "a.xlsx", xlsx_of({"Blad1": rows}))
    assert (brug.id, brug.title, brug.published) == ("a.xlsx#7001", "Brug", "2024-03-14")
    assert brug.text == f'Brug\n\n{BRUG}\n\nHij zei: "dicht".'
    assert (bakker.id, bakker.text, bakker.published) == ("a.xlsx#7002", f"Bakker\n\n{BAKKER}", None)
    two = Unread.TWO_DATES(written="3/4/2024", first="2024-04-03", second="2024-03-04")
    assert others == [("a.xlsx#7002", two)]


def test_sheets_with_texts_are_read_and_others_said(tmp_path: Path) -> None:
    sheets: Mapping[str, Sequence[Sequence[Cell]]] = {
        "Uitleg": [["Wat", "Waarom"], ["x", "y"]],
        "2023": [["titel", "tekst"], ["Brug", BRUG]],
        "2024": [["titel", "tekst"], ["Bakker", BAKKER]],
        "Leeg": [],
    }
    articles, others = read(tmp_path / "a.xlsx", xlsx_of(sheets))
    assert [(each.id, each.title) for each in articles] == [("a.xlsx#1", "Brug"), ("a.xlsx#2024-1", "Bakker")]
    assert others == [("a.xlsx", Unread.SHEET_LEFT_OUT(name="Uitleg"))]


def test_columns_are_named_beside_it_or_the_report_says_how(tmp_path: Path) -> None:
    raw = xlsx_of({"Blad1": [["hl", "verhaal"], ["Brug", BRUG]]})
    assert read(tmp_path / "a.xlsx", raw) == ([], [("a.xlsx", Unread.NO_TEXT_COLUMN(names="hl, verhaal"))])
    (article,), others = read(tmp_path / "b.xlsx", raw, "fields: {title: hl, text: verhaal}\n")
    assert (article.title, others) == ("Brug", [])


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (zip_of({"xl/workbook.xml": b" " * 30_000_000}), "unpacks to far more than an article"),
        (xlsx_of({"a": []}, extra=FAR), "unpacks to far more than an article"),
        (xlsx_of({"a": []}, extra=FAR.replace("XFD", "xxxxxxB")), "unpacks to far more than an article"),
        (zip_of({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "its XML defines entities"),
        (zip_of({"word/document.xml": "<x/>"}), "not what its name says but a Word document"),
        (zip_of({"xl/workbook.xml": "<x/>"}), "not a spreadsheet (.xlsx), or damaged"),
        (xlsx_of({"a": []}), "no article in it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), str(Unread.OLD_OFFICE())),
        (b"titel,tekst\nBrug,x\n", "not a spreadsheet (.xlsx), or damaged"),
    ],
    ids=["bomb", "far-cells", "no-such-column", "entities", "word", "broken", "empty", "old", "csv"],
)  # fmt: skip
def test_what_is_no_spreadsheet_or_a_trap(tmp_path: Path, raw: bytes, why: str) -> None:
    articles, ((_, said),) = read(tmp_path / "a.xlsx", raw)
    assert articles == []
    assert str(said).startswith(why)
