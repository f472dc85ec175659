"""Reads a folder of articles, one ``.txt`` file each."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.article import Article
from index.decode import decode_text
from index.errors import ArticleError, FolderError
from index.furniture import body_spans
from index.headline import headline_of, published_in
from index.language import detect_article_language

MAX_ARTICLE_BYTES = 10_000_000
"""A longer file is not an article but a collection or a mistake."""


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file of the folder that is not read, and why: one line for a person, without the path.

    ``path`` is written as ``Article.path`` is.
    """

    path: str
    why: str


def read_article(path: Path, *, root: Path) -> Article:
    """Read one file below ``root`` as an article.

    Its id and path are the path below ``root`` with forward slashes. Characters that cannot be printed, bytes
    that are not UTF-8 and backslashes are written as escapes (``\\n``, ``\\udcff``), so that an id is
    always one line of valid text and no two files share one.

    :raises ArticleError: it cannot be opened, is empty, too large, not text, or in another language.
    """
    try:
        return _article(path, root)
    except ArticleError as error:
        raise ArticleError(f"{_printable(str(path))}: {error}") from error


def read_folder(folder: Path) -> Iterator[Article | SkippedFile]:
    """Return the articles in a folder and the folders below it, in order of path, each read when asked for.

    Hidden files and folders (``.git``) are passed over. Links to files are followed, links to folders are
    not. Every other file that is not an article comes as a ``SkippedFile``.

    :raises FolderError: at once, before anything is read: there is no such folder, it is not a folder, it
        cannot be listed, or it holds no ``.txt`` file.
    """
    shown = _printable(str(folder))
    try:
        top = sorted(folder.iterdir())
    except FileNotFoundError as error:
        raise FolderError(f"{shown}: no such folder") from error
    except NotADirectoryError as error:
        raise FolderError(f"{shown}: not a folder; name the folder that holds the articles") from error
    except OSError as error:
        raise FolderError(f"{shown}: cannot be listed: {error.strerror}") from error
    found = [entry for path in top for entry in _below(path, folder)]
    if all(isinstance(entry, SkippedFile) for entry in found):
        raise FolderError(f"{shown}: no .txt file in this folder; put each article there as a .txt file")
    return (entry if isinstance(entry, SkippedFile) else _read_or_skip(entry, folder) for entry in found)


def _below(path: Path, root: Path) -> Iterator[Path | SkippedFile]:
    """Yield the ``.txt`` files at and below a path, and what is skipped without opening it, in order."""
    if path.name.startswith("."):
        return
    if not _is_folder(path):
        is_text = path.suffix.lower() == ".txt"
        yield path if is_text else SkippedFile(_id(path, root), "not a .txt file")
    elif path.is_symlink():
        # Followed, a link to a folder above would lead round for ever.
        yield SkippedFile(_id(path, root), "a link to a folder; put the folder itself here")
    else:
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            yield SkippedFile(_id(path, root), f"cannot be listed: {error.strerror}")
            return
        for each in inside:
            yield from _below(each, root)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        # A dangling link, or gone since: reading it will say so.
        return False


def _read_or_skip(path: Path, root: Path) -> Article | SkippedFile:
    try:
        return _article(path, root)
    except ArticleError as error:
        return SkippedFile(_id(path, root), str(error))


def _article(path: Path, root: Path) -> Article:
    """Read one article; the message of an ArticleError does not name the file."""
    text = decode_text(_bytes(path))
    if not text.strip():
        raise ArticleError("empty: nothing but white space")
    if not body_spans(text):
        raise ArticleError("no article in it, only such lines as 'Read more'")
    name = _id(path, root)
    return Article(
        id=name,
        path=name,
        title=headline_of(text),
        text=text,
        language=detect_article_language(text),
        published=published_in(text),
    )


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ArticleError("a folder, not a file")
        # Opening a named pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError("not a file but a pipe or a device")
        with path.open("rb") as file:
            raw = file.read(MAX_ARTICLE_BYTES + 1)
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}") from error
    if len(raw) > MAX_ARTICLE_BYTES:
        megabytes = max(status.st_size, len(raw)) / 1e6
        limit = MAX_ARTICLE_BYTES / 1e6
        raise ArticleError(
            f"too large for an article: {megabytes:.1f} MB, the limit is {limit:.0f} MB; split it"
        )
    if not raw:
        raise ArticleError("empty: 0 bytes")
    return raw


def _id(path: Path, root: Path) -> str:
    return _printable(path.relative_to(root).as_posix())


def _printable(name: str) -> str:
    return "".join(
        character
        if character.isprintable() and character != "\\"
        else character.encode("unicode_escape").decode("ascii")
        for character in name
    )
