"""Reads a folder of articles, in all formats of ``index.formats``."""

import hashlib
import re
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from index.article import Article
from index.draft import ArticleDraft, SkippedPart
from index.errors import ArticleError, FolderError
from index.formats import FORMATS, MAX_ARTICLE_BYTES, TableFormat, mislabelled
from index.furniture import body_spans
from index.headline import headline_of, published_in
from index.language import detect_article_language
from index.read_sidecar import JSON_TABLES, Sidecar, read_sidecar, sidecar_stem
from index.skipped import SkippedFile

__all__ = ["MAX_ARTICLE_BYTES", "SkippedFile", "read_article", "read_file", "read_folder"]

_SHORT_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
# What browsers call the folder of a saved page's pictures, in both languages.
_SAVED_PAGE_FOLDER = re.compile(r"(?P<page>.+)[_-](?:files|bestanden)")
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
_NO_ARTICLES = "put each article there, as a .txt file for instance (docs/formats.md lists the formats)"


def read_article(path: Path, *, root: Path) -> Article:
    """Read one file below ``root`` that holds one article.

    Its id and path are the path below ``root`` with forward slashes. Characters that cannot be printed, bytes
    that are not UTF-8 and backslashes are written as escapes (``\\n``, ``\\udcff``), so that an id is
    always one line of valid text and no two files share one.

    :raises ArticleError: it cannot be opened, is too large, not of the format that its name says, empty, in
        another language, or holds several articles.
    """
    found = list(_read(path, root))
    whole = next((each for each in found if isinstance(each, SkippedFile)), None)
    if whole is not None:
        raise ArticleError(f"{_printable(str(path))}: {whole.why}")
    (article,) = found if len(found) == 1 else (None,)
    if not isinstance(article, Article):
        raise ArticleError(f"{_printable(str(path))}: {len(found)} articles in it, not one")
    return article


def read_file(path: Path, *, root: Path) -> Iterator[Article | SkippedFile]:
    """Yield the articles of one file below ``root``, and what of it cannot be read.

    The id of one of several is that of the file, ``#`` and the number or the name that the file gives it; a
    name that is long or has other characters than letters and digits is replaced by its digest.
    """
    return _read(path, root)


def read_folder(folder: Path) -> Iterator[Article | SkippedFile]:
    """Return the articles in a folder and the folders below it, in order of path, each read when asked for.

    Hidden files and folders (``.git``) are passed over. Links to files are followed, links to folders are
    not. Every other file that is not an article comes as a ``SkippedFile``.

    :raises FolderError: at once, before anything is read: there is no such folder, it is not a folder, it
        cannot be listed, or it holds no file in a format that is read.
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
    beside = _by_stem(top)
    found = [entry for path in top for entry in _below(path, folder, beside)]
    if all(isinstance(entry, SkippedFile) for entry in found):
        raise FolderError(f"{shown}: no article in this folder; {_NO_ARTICLES}")
    return (each for entry in found for each in _entry(entry, folder))


def _entry(entry: Path | SkippedFile, root: Path) -> Iterator[Article | SkippedFile]:
    if isinstance(entry, SkippedFile):
        yield entry
    else:
        yield from _read(entry, root)


def _below(path: Path, root: Path, beside: Mapping[str, set[str]]) -> Iterator[Path | SkippedFile]:
    """Yield the files to read at and below a path, and what is skipped without opening it, in order.

    :param beside: what stands in the same folder, as ``_by_stem`` gives it.
    """
    if path.name.startswith("."):
        return
    if not _is_folder(path):
        if _is_sidecar(path, beside):
            return
        is_read = path.suffix.lower() in FORMATS
        yield (
            path
            if is_read
            else SkippedFile(_id(path, root), "not a format that is read; see docs/formats.md")
        )
    elif path.is_symlink():
        # Followed, a link to a folder above would lead round for ever.
        yield SkippedFile(_id(path, root), "a link to a folder; put the folder itself here")
    elif _is_of_saved_page(path, beside):
        yield SkippedFile(_id(path, root), "belongs to the saved page beside it")
    else:
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            yield SkippedFile(_id(path, root), f"cannot be listed: {error.strerror}")
            return
        beside = _by_stem(inside)
        for each in inside:
            yield from _below(each, root, beside)


def _by_stem(paths: Collection[Path]) -> dict[str, set[str]]:
    """Return under which suffixes, in lower case, each name stands in a folder."""
    suffixes: dict[str, set[str]] = {}
    for path in paths:
        suffixes.setdefault(path.stem, set()).add(path.suffix.lower())
    return suffixes


def _is_sidecar(path: Path, beside: Mapping[str, set[str]]) -> bool:
    stem = sidecar_stem(path.name)
    articles = beside.get(stem, set()) & FORMATS.keys() if stem is not None else set()
    return bool(articles - JSON_TABLES if path.name == f"{stem}.json" else articles)


def _is_of_saved_page(folder: Path, beside: Mapping[str, set[str]]) -> bool:
    found = _SAVED_PAGE_FOLDER.fullmatch(folder.name)
    return found is not None and bool(beside.get(found["page"], set()) & _PAGE_SUFFIXES)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        # A dangling link, or gone since: reading it will say so.
        return False


def _read(path: Path, root: Path) -> Iterator[Article | SkippedFile]:
    name = _id(path, root)
    used = Counter[str]()
    try:
        sidecar = read_sidecar(path)
        for part in _parts(path, sidecar):
            part_id = _part_id(name, part.key, used)
            if isinstance(part, SkippedPart):
                yield SkippedFile(part_id, part.why)
                continue
            try:
                yield _article(part, name, part_id, sidecar)
            except ArticleError as error:
                yield SkippedFile(part_id, str(error))
    except ArticleError as error:
        yield SkippedFile(name, str(error))
    except RecursionError:
        yield SkippedFile(name, "nested too deep to be read; save its text as .txt")


def _parts(path: Path, sidecar: Sidecar) -> Iterator[ArticleDraft | SkippedPart]:
    suffix = path.suffix.lower()
    file_format = FORMATS.get(suffix)
    if file_format is None:
        raise ArticleError("not a format that is read; see docs/formats.md")
    raw = _bytes(path, file_format.max_bytes)
    wrong = mislabelled(raw, suffix)
    if wrong is not None:
        raise ArticleError(wrong)
    if isinstance(file_format, TableFormat):
        found = iter(file_format.read(raw, sidecar.fields))
    else:
        found = iter(file_format.read(raw))
    first = next(found, None)
    if first is None:
        raise ArticleError("no article in it")
    yield first
    yield from found


def _part_id(name: str, key: str, used: Counter[str]) -> str:
    """Return the id of a part of a file, another one than those used; the file's own where it has no key."""
    if not key:
        return name
    if _SHORT_KEY.fullmatch(key) is None:
        # No full stop can be in it, so that it is the name of no other file.
        key = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    found = key
    while used[found]:
        used[key] += 1
        found = f"{key}-{used[key]}"
    used[found] += 1
    return f"{name}#{found}"


def _article(draft: ArticleDraft, path: str, article_id: str, sidecar: Sidecar) -> Article:
    """Make an article of a draft; the message of an ArticleError does not name the file."""
    if draft.key == "":
        draft = sidecar.facts.onto(draft)
    text = draft.text
    if len(text) > MAX_ARTICLE_BYTES:
        raise ArticleError(f"too long for an article: {len(text) / 1e6:.1f} million characters; split it")
    if not body_spans(text):
        raise ArticleError("no article in it, only such lines as 'Read more'")
    return Article(
        id=article_id,
        path=path,
        title=draft.title or headline_of(text),
        text=text,
        language=draft.language or detect_article_language(text),
        published=draft.published or published_in(text),
        url=draft.url,
        author=draft.author,
        pages=draft.pages,
    )


def _bytes(path: Path, limit: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ArticleError("a folder, not a file")
        # Opening a named pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError("not a file but a pipe or a device")
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}") from error
    if len(raw) > limit:
        megabytes = max(status.st_size, len(raw)) / 1e6
        raise ArticleError(
            f"too large for an article: {megabytes:.1f} MB, the limit is {limit / 1e6:.0f} MB; split it"
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
