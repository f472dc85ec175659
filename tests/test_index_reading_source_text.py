import json
from pathlib import Path

import pytest

from index.reading import source_text as module
from index.reading.source_text import SourceLine, SourceText, page_lines, source_text

ARTICLE = "De brug\n\nDe brug over de rivier is gisteren geopend.\n\nDe bouw duurde drie jaar."
PAGE = """<!doctype html><html><head><title>De brug - Krant</title><style>p {}</style>
<script>var x = "</p>";</script></head><body><nav><a href="/">Voorpagina</a> <a href="/s">Sport</a></nav>
<h1>De brug</h1><p>De brug over de
<b>rivier</b> is <time>gisteren</time> geopend.</p>
<div>De bouw duurde drie jaar.<br>Lees ook: de dijk</div>
<noscript>Zet scripts aan</noscript><p hidden>Niet te zien &amp; toch hier</p></body></html>"""


def test_a_page_shows_all_its_words_and_which_were_not_read(tmp_path: Path) -> None:
    path = tmp_path / "brug.html"
    path.write_text(PAGE, "utf-8")
    assert source_text(path, ARTICLE) == SourceText(
        (
            SourceLine("Voorpagina Sport", is_read=False),
            SourceLine("De brug", is_read=True),
            SourceLine("De brug over de rivier is gisteren geopend.", is_read=True),
            SourceLine("De bouw duurde drie jaar.", is_read=True),
            SourceLine("Lees ook: de dijk", is_read=False),
            SourceLine("Niet te zien & toch hier", is_read=False),
        ),
        is_cut=False,
    )


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>een<p>twee", ["een", "twee"]),
        ("<head><script>x<body><p>tekst", []),
        ("<head><style>x</style><body><p>tekst", ["tekst"]),
        ("</p></b>los & <onbekend>iets</onbekend>", ["los &", "iets"]),
        ("<svg><title>logo</title></svg>na", ["na"]),
        ("<" * 50, ["<" * 50]),
        ("", []),
    ],
)
def test_whatever_a_page_is_its_words_come_out(html: str, lines: list[str]) -> None:
    assert page_lines(html) == lines


def test_written_text_is_compared_by_its_words_alone(tmp_path: Path) -> None:
    path = tmp_path / "brug.md"
    path.write_bytes("# De **brug**\r\n\r\nDe bouw duurde drie jaar, of vier.\r\n".encode("utf-16"))
    assert source_text(path, ARTICLE) == SourceText(
        (
            SourceLine("# De **brug**", is_read=True),
            SourceLine("", is_read=None),
            SourceLine("De bouw duurde drie jaar, of vier.", is_read=False),
            SourceLine("", is_read=None),
        ),
        is_cut=False,
    )


def test_of_a_long_file_the_part_around_the_article_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST", 400)
    monkeypatch.setattr(module, "_BEFORE", 100)
    path = tmp_path / "export.jsonl"
    rows = [json.dumps({"title": f"Titel {number}", "text": "x" * 60}) for number in range(100)]
    rows[70] = json.dumps({"title": "De brug", "text": "De brug over de rivier is gisteren geopend."})
    path.write_text("\n".join(rows), "utf-8")
    found = source_text(path, ARTICLE)
    assert found is not None
    assert found.is_cut
    assert rows[70] in [line.text for line in found.lines]
    assert {line.is_read for line in found.lines} == {None}
    assert sum(len(line.text) + 1 for line in found.lines) <= 401
    path.write_text(f"{'y' * 1000}De brug over de rivier is gisteren geopend.{'z' * 1000}", "utf-8")
    shown = f"{'y' * 100}De brug over de rivier is gisteren geopend."
    assert source_text(path, ARTICLE) == SourceText(
        (SourceLine(shown + "z" * (400 - len(shown)), None),), is_cut=True
    )


def test_what_is_no_text_is_not_shown(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx", "a.epub"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")
        assert source_text(tmp_path / name, ARTICLE) is None
    (tmp_path / "a.txt").write_bytes(b"De brug\xff\x00 is open")
    assert source_text(tmp_path / "a.txt", ARTICLE) == SourceText(
        (SourceLine("De brug\ufffd  is open", is_read=False),), is_cut=False
    )
