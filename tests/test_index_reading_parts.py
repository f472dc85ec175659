"""Files within files: each is read as its name says, and none leads the reader on for ever."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from corpus_articles import DIJK

from index.article import Article
from index.reading.reader import SkippedFile, read_file


def message_with(name: str, content: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@x.example", "Bijlage"
    made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def read(tmp_path: Path, raw: bytes) -> list[tuple[str, str]]:
    """Return the id of each article with its title, and of each part that is skipped with the reason."""
    (tmp_path / "a.eml").write_bytes(raw)
    return [
        (each.id, each.title) if isinstance(each, Article) else (each.path, str(each.why))
        for each in read_file(tmp_path / "a.eml", root=tmp_path)
    ]


def test_the_articles_of_an_enclosed_table_have_its_name_and_their_number(tmp_path: Path) -> None:
    table = f'kop;tekst;datum\n"{DIJK.title}";"{DIJK.text}";2024-02-19\n"{DIJK.title}";"";2024-02-19\n'
    assert read(tmp_path, message_with("Export 2024.csv", table.encode())) == [
        ("a.eml#Export-2024-csv-1", DIJK.title),
        ("a.eml#Export-2024-csv-2", "'Export 2024.csv' in it: no text in 'tekst'"),
    ]


def test_only_so_many_files_within_one_another_are_opened(tmp_path: Path) -> None:
    raw = DIJK.text.encode()
    for name in ("d.txt", "c.eml", "b.eml", "a.eml"):
        raw = message_with(name, raw)
    assert read(tmp_path, raw) == [("a.eml#a-eml-b-eml-c-eml-d-txt", DIJK.title)]
    ((_, why),) = read(tmp_path, message_with("z.eml", raw))
    assert why.endswith("'d.txt' in it: more than 4 files within one another; take it out")


def test_only_so_many_bytes_of_enclosed_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.reading.parts.MAX_ENCLOSED_BYTES", 1_000_000)
    ((_, why),) = read(tmp_path, message_with("a.txt", b"woord " * 200_000))
    assert why == "'a.txt' in it: more than 1 MB of files in one; take them out"


def test_an_enclosed_file_has_the_limits_of_its_format(tmp_path: Path) -> None:
    assert read(tmp_path, message_with("a.txt", b"woord " * 1_700_000)) == [
        ("a.eml#a-txt", "'a.txt' in it: too large for an article: 10.2 MB, the limit is 10 MB; split it")
    ]


def test_a_file_that_is_not_read_is_told_of_with_the_reason_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(message_with("woord.docx", b"PK\x03\x04"))
    (skipped,) = read_file(tmp_path / "a.eml", root=tmp_path)
    assert isinstance(skipped, SkippedFile)
    assert skipped.path == "a.eml#woord-docx"
    assert str(skipped.why).startswith("'woord.docx' in it: not a Word document (.docx), or damaged")
