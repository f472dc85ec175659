"""Takes in files that a reader drops on the chat: where their bytes go, and at once what is in them."""

import re
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from index.article import Article, Language
from index.reading.formats import FORMATS
from index.reading.skipped import SkippedFile
from index.unread import UnreadReason
from ui.articles.article_files import ArticleFiles
from ui.texts.article_texts import Trouble
from ui.texts.unread_texts import reason_in

MAX_UPLOAD_BYTES = max(each.max_bytes for each in FORMATS.values())
"""Of any format; each has its own limit below it."""
ROUTE = "/articles/upload"
_NAME_LENGTH = 120
"""Characters; with their bytes in UTF-8 they stay within what file systems take, 255 bytes."""
_UNSAFE = re.compile(r'[<>:"|?*\\/]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that was taken in: the articles in it, and what of it cannot be read."""

    name: str
    articles: tuple[Article, ...]
    skipped: tuple[SkippedFile, ...]


class UploadError(Exception):
    """A file that is not taken in; nothing of it stays. ``detail`` says more of it."""

    def __init__(self, trouble: Trouble, detail: str | UnreadReason = "") -> None:
        super().__init__(str(detail) or trouble)
        self.trouble = trouble
        self.detail = detail


def safe_name(name: str) -> str:
    """Return the last part of a file's name, in signs that every file system takes.

    >>> safe_name("../../etc/passwd.txt")
    'passwd.txt'

    :raises UploadError: nothing is left of it, or it is of no format that is read.
    """
    composed = unicodedata.normalize("NFC", name).replace("\\", "/")
    last = PurePosixPath(composed).name
    shown = "".join(each if each.isprintable() else " " for each in last)
    words = " ".join(_UNSAFE.sub(" ", shown).split()).strip(". ")
    stem, suffix = PurePosixPath(words).stem, PurePosixPath(words).suffix
    if suffix.lower() not in FORMATS:
        raise UploadError("format", suffix)
    stem = stem.encode("utf-8", "ignore").decode()
    while len(f"{stem}{suffix}".encode()) > _NAME_LENGTH:
        stem = stem[:-1]
    stem = stem.strip(". ")
    if not stem:
        raise UploadError("name")
    return f"_{stem}{suffix}" if _RESERVED.fullmatch(stem) else f"{stem}{suffix}"


def take_in(files: ArticleFiles, part: Path, name: str) -> UploadedFile:
    """Put a file that has been received among them, and read it.

    :param part: where its bytes lie; it is gone afterwards.
    :raises UploadError: it is not taken in.
    """
    try:
        files.added.mkdir(parents=True, exist_ok=True)
        if _is_there(files, part, name):
            raise UploadError("there already")
        path = files.name_for(name)
        part.replace(path)
        items = files.read(path)
        articles = tuple(each for each in items if isinstance(each, Article))
        skipped = tuple(each for each in items if isinstance(each, SkippedFile))
        if not articles:
            path.unlink()
            raise UploadError("unreadable", skipped[0].why if skipped else "")
    except OSError as error:
        raise UploadError("not written", error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return UploadedFile(path.name, articles, skipped)


def _is_there(files: ArticleFiles, part: Path, name: str) -> bool:
    same = (path for path in files.added.iterdir() if path.suffix.lower() == Path(name).suffix.lower())
    size = part.stat().st_size
    return any(path.stat().st_size == size and path.read_bytes() == part.read_bytes() for path in same)


async def receive(chunks: AsyncIterator[bytes], folder: Path, *, limit: int) -> Path:
    """Write what comes in to a file of its own below a folder, and return that.

    :raises UploadError: it is longer than ``limit`` bytes, or cannot be written; nothing of it stays.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as file:
            part = Path(file.name)
            try:
                size = 0
                async for chunk in chunks:
                    size += len(chunk)
                    _check_size(size, limit)
                    file.write(chunk)
            except BaseException:
                part.unlink()
                raise
    except OSError as error:
        raise UploadError("not written", error.strerror or str(error)) from error
    return part


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise UploadError("too large")


def upload_router(files: ArticleFiles, taken: Callable[[UploadedFile], None]) -> APIRouter:
    """Return the route that takes one file: its bytes as the body, its name and the reader's
    language in the query.

    It answers with JSON: ``articles`` (titles) and ``skipped`` of a file that is taken, or ``trouble`` with
    ``detail`` and ``limit`` (bytes).

    :param taken: told of each file that was taken in.
    """
    router = APIRouter()

    @router.post(ROUTE)
    async def upload(request: Request, name: str, language: Language = "en") -> Response:
        limit = MAX_UPLOAD_BYTES
        try:
            wanted = safe_name(name)
            limit = FORMATS[Path(wanted).suffix.lower()].max_bytes
            _check_size(int(request.headers.get("content-length") or 0), limit)
            part = await receive(request.stream(), files.uploads, limit=limit)
            file = await run_in_threadpool(take_in, files, part, wanted)
        except UploadError as error:
            detail = error.detail if isinstance(error.detail, str) else reason_in(language, error.detail)
            told = {"trouble": error.trouble, "detail": detail, "limit": limit}
            return JSONResponse(told, 422, headers={"connection": "close"})
        taken(file)
        return JSONResponse(
            {
                "name": file.name,
                "articles": [article.title for article in file.articles],
                "skipped": [reason_in(language, each.why) for each in file.skipped],
            }
        )

    return router
