"""An archive of articles is read as the folder would be that it was packed from."""

import io
import zipfile
from pathlib import Path

import pytest
from corpus_articles import BRIDGE, DIJK, MUSEUM
from corpus_files import docx_of, epub_of, zip_of

from index.article import Article
from index.reading.reader import SkippedFile, read_file, read_folder


def read(tmp_path: Path, raw: bytes) -> tuple[list[Article], list[tuple[str, str]]]:
    """Return the articles of an archive, and the path and the reason of what is skipped."""
    (tmp_path / "a.zip").write_bytes(raw)
    found = list(read_file(tmp_path / "a.zip", root=tmp_path))
    return (
        [each for each in found if isinstance(each, Article)],
        [(each.path, str(each.why)) for each in found if isinstance(each, SkippedFile)],
    )


def test_the_files_of_an_archive_are_read_with_what_stands_beside_them(tmp_path: Path) -> None:
    table = f'kop;verhaal\n"{BRIDGE.title}";"{BRIDGE.paragraphs[0]}"\n'
    files: dict[str, str | bytes] = {
        "2024/dijk.txt": DIJK.text,
        "2024/dijk.yaml": "author: Marijke van den Bosch\ndate: 19 februari 2024\nurl: https://x.example/dijk\n",
        "2024/museum.docx": docx_of(MUSEUM),
        "export.csv": table,
        "export.yaml": "fields: {title: kop, text: verhaal}\n",
        "foto.jpg": b"\xff\xd8\xff",
        "foto.json": '{"title": "Foto", "text": "De brug gaat open."}',
        "__MACOSX/2024/._dijk.txt": b"\0\5\x16\7",
        ".DS_Store": b"\0",
        "pagina.html": f"<article><h1>x</h1><p>{'</p><p>'.join(BRIDGE.paragraphs)}</p></article>",
        "pagina_files/los.html": "<p>Reclame</p>",
    }
    articles, skipped = read(tmp_path, zip_of(files))
    assert [(each.id, each.title, each.published, each.author) for each in articles] == [
        ("a.zip#2024-dijk-txt", DIJK.title, "2024-02-19", "Marijke van den Bosch"),
        ("a.zip#2024-museum-docx", MUSEUM.title, None, MUSEUM.author),
        ("a.zip#export-csv-1", BRIDGE.title, None, None),
        ("a.zip#foto-json", "Foto", None, None),
        ("a.zip#pagina-html", "x", None, None),
    ]
    assert articles[0].url == "https://x.example/dijk"
    assert {each.path for each in articles} == {"a.zip"}
    assert skipped == [
        ("a.zip#foto-jpg", "'foto.jpg' in it: a picture; have a program for OCR make a PDF with text of it")
    ]


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    raw = bytearray(zip_of({"a.docx": b"PK", "b.txt": DIJK.text, "c.txt": b"\0" * 2_000_000, "d.txt": b""}))
    articles, skipped = read(tmp_path, bytes(raw))
    assert [each.id for each in articles] == ["a.zip#b-txt"]
    assert [(path, why.split(":")[0], why.split(": ")[1][:30]) for path, why in skipped] == [
        ("a.zip#a-docx", "'a.docx' in it", "not a Word document (.docx), o"),
        ("a.zip#c-txt", "'c.txt' in it", "unpacks to far more than an ar"),
        ("a.zip#d-txt", "'d.txt' in it", "empty"),
    ]


def test_an_archive_in_an_archive_and_an_encrypted_file(tmp_path: Path) -> None:
    inner = bytearray(zip_of({"geheim.txt": DIJK.text}))
    inner[6] |= 1
    inner[inner.index(b"PK\x01\x02") + 8] |= 1
    articles, skipped = read(
        tmp_path, zip_of({"binnen.zip": zip_of({"b.txt": DIJK.text}), "slot.zip": bytes(inner)})
    )
    assert [each.id for each in articles] == ["a.zip#binnen-zip-b-txt"]
    assert skipped == [
        (
            "a.zip#slot-zip-geheim-txt",
            "'slot.zip' in it: 'geheim.txt' in it: encrypted; save it without a password",
        )
    ]


def test_only_so_much_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.reading.kinds.archive.MAX_UNPACKED", len(DIJK.text.encode()) + 10)
    articles, skipped = read(
        tmp_path, zip_of({"a.txt": DIJK.text, "b.txt": BRIDGE.text, "c.txt": "Kort en goed."})
    )
    assert [each.id for each in articles] == ["a.zip#a-txt"]
    assert [path for path, _ in skipped] == ["a.zip#b-txt", "a.zip#c-txt"]
    monkeypatch.setattr("index.reading.kinds.archive.MAX_FILES", 2)
    assert read(tmp_path, zip_of({"a.txt": "a", "b.txt": "b", "c.txt": "c"})) == (
        [],
        [("a.zip", "3 files in it, the limit is 2; divide it over some archives")],
    )


def test_an_archive_that_holds_itself_for_ever(tmp_path: Path) -> None:
    raw = zip_of({"d.txt": DIJK.text})
    for _ in range(8):
        raw = zip_of({"a.zip": raw, "b.zip": raw})
    articles, skipped = read(tmp_path, raw)
    assert articles == []
    assert len(skipped) == 2**5
    assert {why.rpartition("in it: ")[2] for _, why in skipped} == {
        "more than 4 files within one another; take it out"
    }


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (docx_of(DIJK), "not what its name says but a Word document; name it .docx"),
        (epub_of("Zomer", [DIJK]), "not what its name says but an e-book; name it .epub"),
        (zip_of({}), "an archive without files, or with hidden ones alone; pack the articles again"),
        (zip_of({".verborgen": "x"}), "an archive without files, or with hidden ones alone"),
        (
            b"PK\x03\x04",
            "not an archive (.zip), or damaged (File is not a zip file); open it and save it again",
        ),
    ],
)
def test_what_is_no_archive_of_articles(tmp_path: Path, raw: bytes, why: str) -> None:
    articles, ((path, said),) = read(tmp_path, raw)
    assert (articles, path, said[: len(why)]) == ([], "a.zip", why)


def test_an_archive_in_a_folder(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("map\\dijk.txt", DIJK.text)
    (tmp_path / "A.ZIP").write_bytes(made.getvalue())
    assert [each.id for each in read_folder(tmp_path) if isinstance(each, Article)] == ["A.ZIP#map-dijk-txt"]
