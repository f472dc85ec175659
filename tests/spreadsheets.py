"""Makes spreadsheets of Excel for tests."""

from collections.abc import Mapping, Sequence
from html import escape

from corpus_files import zip_of

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
Cell = str | float | tuple[float]
"""Text, a number, or in a tuple a number that is shown as a day."""


def cell(value: Cell) -> str:
    if isinstance(value, tuple):
        return f'<c s="1"><v>{value[0]}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def _links(links: Sequence[tuple[str, str, str]]) -> str:
    each = (f'<Relationship Id="{n}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for n, kind, to in links)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def xlsx_of(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, extra: str = "") -> bytes:
    """Return a workbook; ``extra`` is XML at the end of each sheet's rows."""
    named = list(enumerate(sheets, 1))
    lines = [f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in named]
    links = [(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in named]
    files = {
        "_rels/.rels": _links([("r1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{"".join(lines)}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _links([*links, ("s", "styles", "styles.xml")]),
        "xl/styles.xml": (
            f'<styleSheet {_MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>"
        ),
    }
    for number, rows in enumerate(sheets.values(), 1):
        inside = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        sheet = f"<worksheet {_MAIN}><sheetData>{inside}{extra}</sheetData></worksheet>"
        files[f"xl/worksheets/sheet{number}.xml"] = sheet
    return zip_of(files)
