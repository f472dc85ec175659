"""Pages that a browser saved: as MHTML, as SingleFile, and with a folder beside them."""

import quopri
from pathlib import Path

import pytest

from index.article import Article
from index.errors import ArticleError
from index.reading.kinds.html import read_html
from index.reading.kinds.mhtml import letters_of_mhtml, read_mhtml
from index.reading.reader import SkippedFile, read_folder
from index.unread import Unread

BRIDGE = "De brug over het kanaal blijft tot juli dicht, zegt de wethouder van verkeer in de raad."
FERRY = "Fietsers kunnen met één pontje over, dat elke tien minuten vaart en niets kost."
PAGE = (
    "<html lang=nl><head><title>Brug blijft dicht</title></head><body><article><h1>Brug blijft dicht</h1>"
    f"<p>{BRIDGE}</p><p>{FERRY}</p></article></body></html>"
)
TEXT = f"Brug blijft dicht\n\n{BRIDGE}\n\n{FERRY}"


def part(kind: str, content: bytes, location: str) -> bytes:
    """Return a part of a file as browsers write it."""
    encoded = quopri.encodestring(content).replace(b"\n", b"\r\n")
    head = (
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {location}"
    )
    return head.encode() + b"\r\n\r\n" + encoded + b"\r\n"


def saved(*parts: bytes) -> bytes:
    """Return the file that Chromium saves of a page with these parts."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bode.nl/brug\r\nSubject: Brug\r\n"
        "Date: Sat, 5 Oct 2024 12:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
    )
    return head.encode() + b"".join(b"------b\r\n" + each for each in parts) + b"------b--\r\n"


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("text/html", "utf-8"),
        ("text/html; charset=windows-1252", "cp1252"),
        ("text/html; charset=nonsense", "utf-8"),
    ],
)
def test_a_page_saved_as_one_file(kind: str, charset: str) -> None:
    frame = part(
        "text/html", b"<p>Een advertentie in een kader van de pagina, die er niet bij hoort.</p>", "cid:x"
    )
    raw = saved(part(kind, PAGE.encode(charset), "https://bode.nl/brug?ref=x"), frame)
    (draft,) = read_mhtml(raw)
    assert (draft.title, draft.text, draft.url, draft.published) == (
        "Brug blijft dicht",
        TEXT,
        "https://bode.nl/brug",
        None,
    )
    assert letters_of_mhtml(raw) == 134


def test_the_page_of_an_old_browser_stands_deeper_and_says_where_it_is_from() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="i"\r\n\r\n--i\r\n'
    inner += part("text/html", PAGE.encode(), "https://bode.nl/oud") + b"--i--\r\n"
    raw = saved(inner).replace(b"Snapshot-Content-Location: https://bode.nl/brug\r\n", b"")
    (draft,) = read_mhtml(raw)
    assert (draft.text, draft.url) == (TEXT, "https://bode.nl/oud")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Hallo daar\n",
        saved(),
        saved(part("image/png", b"x", "a.png")),
        saved(part("text/html", b" ", "a")),
    ],
)
def test_a_file_without_a_page(raw: bytes) -> None:
    with pytest.raises(ArticleError, match="not a page saved as one file"):
        read_mhtml(raw)


def test_a_page_of_singlefile_has_its_pictures_in_it_and_what_was_not_shown() -> None:
    picture = '<img src="data:image/png;base64,' + "iVBORw0KGgo" * 100_000 + '=">'
    hidden = "<p class=sf-hidden>Uw proefabonnement is afgelopen; word nu lid en lees verder.</p>"
    style = "<style>.sf-hidden{display:none!important}</style>"
    raw = "<!DOCTYPE html><!--\n Page saved with SingleFile\n url: https://bode.nl/brug\n saved date: x\n-->"
    raw += PAGE.replace("</head>", f"{style}</head>").replace("</h1>", f"</h1>{picture}{hidden}")
    (draft,) = read_html(raw.encode())
    assert (draft.text, draft.url, draft.published) == (TEXT, "https://bode.nl/brug", None)


@pytest.mark.parametrize("folder", ["brug_bestanden", "brug_files", "brug-files", "brug-Dateien"])
def test_the_folder_beside_a_saved_page_is_reported_and_not_read(tmp_path: Path, folder: str) -> None:
    (tmp_path / "brug.html").write_text(
        f"<!-- saved from url=(0020)https://bode.nl/brug -->{PAGE}", encoding="utf-8"
    )
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "saved_resource.html").write_text(PAGE, encoding="utf-8")
    found = list(read_folder(tmp_path))
    (article,) = (each for each in found if isinstance(each, Article))
    (skipped,) = (each for each in found if isinstance(each, SkippedFile))
    assert (article.path, article.url) == ("brug.html", "https://bode.nl/brug")
    assert skipped == SkippedFile(folder, Unread.OF_SAVED_PAGE())
