import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from test_ui_articles_article_files import DUTCH, ENGLISH

from ui.articles.article_files import ArticleFiles
from ui.articles.article_upload import (
    MAX_UPLOAD_BYTES,
    UploadedFile,
    UploadError,
    receive,
    safe_name,
    upload_router,
)
from ui.server.browser_guard import guarding

LIMIT = {".txt": 10_000_000, ".docx": 100_000_000}


@pytest.fixture
def files(tmp_path: Path) -> ArticleFiles:
    return ArticleFiles(tmp_path / "data")


@pytest.fixture
def taken() -> list[UploadedFile]:
    return []


@pytest.fixture
def client(files: ArticleFiles, taken: list[UploadedFile]) -> Iterator[TestClient]:
    app = FastAPI(lifespan=guarding("127.0.0.1"))
    app.include_router(upload_router(files, taken.append))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def send(client: TestClient, name: str, content: bytes, **headers: str) -> tuple[int, object]:
    answer = client.post("/articles/upload", params={"name": name}, content=content, headers=headers)
    return answer.status_code, answer.json()


def lying_in(files: ArticleFiles) -> list[str]:
    return sorted(
        path.relative_to(files.uploads).as_posix() for path in files.uploads.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("brug.txt", "brug.txt"),
        ("../../x.txt", "x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\b.PDF", "b.PDF"),
        ("  een \x00 nieuw\u202e\nbericht .txt", "een nieuw bericht.txt"),
        ('wat? "dit": <b>.txt', "wat dit b.txt"),
        ("con.txt", "_con.txt"),
        ("e\u0301\u0301n.txt", "\u00e9\u0301n.txt"),
        ("é" * 300 + ".html", "é" * 57 + ".html"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "trouble"), [("x.exe", "format"), ("x", "format"), ("", "format"), ("..txt", "format")]
)
def test_a_name_that_cannot_be_is_refused(name: str, trouble: str) -> None:
    with pytest.raises(UploadError) as raised:
        safe_name(name)
    assert raised.value.trouble == trouble


def test_a_file_is_read_at_once_and_handed_on(
    client: TestClient, files: ArticleFiles, taken: list[UploadedFile]
) -> None:
    assert send(client, "../../brug.txt", DUTCH.encode()) == (
        200,
        {"name": "brug.txt", "articles": ["De brug over de rivier"], "skipped": []},
    )
    assert lying_in(files) == ["added/brug.txt"]
    ((article,),) = (file.articles for file in taken)
    assert (article.id, article.language) == ("added/brug.txt", "nl")


def test_a_file_of_the_same_name_does_not_replace_another(client: TestClient, files: ArticleFiles) -> None:
    send(client, "a.txt", DUTCH.encode())
    status, answer = send(client, "a.txt", ENGLISH.encode())
    assert (status, answer) == (
        200,
        {"name": "a (2).txt", "articles": ["The harbour of the town"], "skipped": []},
    )
    assert (files.added / "a.txt").read_text("utf-8") == DUTCH
    assert send(client, "b.txt", ENGLISH.encode()) == (
        422,
        {"trouble": "there already", "detail": "", "limit": LIMIT[".txt"]},
    )
    assert lying_in(files) == ["added/a (2).txt", "added/a.txt"]


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 200_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "trouble", "detail"),
    [
        ("x.exe", b"MZ", "format", ".exe"),
        ("leeg.txt", b"", "unreadable", "empty: 0 bytes; copy it again"),
        (
            "scan.pdf",
            b"geen pdf",
            "unreadable",
            "not a PDF, or damaged; if it still opens, print it to PDF again, else download it",
        ),
        (
            "bom.docx",
            zip_bomb(),
            "unreadable",
            "unpacks to far more than an article: damaged, or a zip bomb; save its text alone",
        ),
        (
            "deutsch.txt",
            b"Der Bundestag hat gestern ein neues Gesetz beschlossen, das die Steuern senken soll. " * 5,
            "unreadable",
            "in German; only Dutch and English articles are indexed; others too with --other-languages index",
        ),
    ],
)
def test_what_is_no_article_leaves_nothing_behind(
    client: TestClient,
    files: ArticleFiles,
    taken: list[UploadedFile],
    name: str,
    content: bytes,
    trouble: str,
    detail: str,
) -> None:
    limit = LIMIT.get(Path(name).suffix, MAX_UPLOAD_BYTES)
    assert send(client, name, content) == (422, {"trouble": trouble, "detail": detail, "limit": limit})
    assert lying_in(files) == []
    assert taken == []


def test_a_huge_file_is_refused_before_it_is_read(client: TestClient, files: ArticleFiles) -> None:
    status, answer = send(client, "groot.txt", b"", **{"content-length": "500000000"})
    assert (status, answer) == (422, {"trouble": "too large", "detail": "", "limit": LIMIT[".txt"]})
    assert lying_in(files) == []


def test_a_file_that_does_not_say_its_length_is_cut_off_at_the_limit(tmp_path: Path) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b"a" * 1000

    with pytest.raises(UploadError) as raised:
        asyncio.run(receive(endless(), tmp_path, limit=5000))
    assert (raised.value.trouble, sent, list(tmp_path.iterdir())) == ("too large", 6, [])


def test_a_page_of_another_site_cannot_add_files(
    client: TestClient, files: ArticleFiles, taken: list[UploadedFile]
) -> None:
    status, _ = send(client, "a.txt", DUTCH.encode(), origin="https://evil.example")
    assert status == 403
    status, _ = send(client, "a.txt", DUTCH.encode(), host="evil.example")
    assert status == 403
    assert not files.uploads.exists()
    assert taken == []


def test_a_folder_that_cannot_be_written_is_said(client: TestClient, files: ArticleFiles) -> None:
    files.uploads.parent.mkdir(parents=True)
    files.uploads.write_text("a file where the folder belongs", "utf-8")
    status, answer = send(client, "a.txt", DUTCH.encode())
    assert (status, answer) == (
        422,
        {"trouble": "not written", "detail": "File exists", "limit": LIMIT[".txt"]},
    )
