"""Reads a folder of articles, in all formats of ``index.reading.formats``."""

import hashlib
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from index.article import Article
from index.errors import ArticleError, FolderError, UnreadableError
from index.reading.draft import MAX_ARTICLE_BYTES, ArticleDraft, SkippedPart
from index.reading.folder import by_stem, entries_below, id_of, printable
from index.reading.formats import FORMATS, TableFormat, mislabelled
from index.reading.headline import headline_of, published_in
from index.reading.metadata import Sidecar, read_sidecar, sidecar_beside
from index.reading.nothing_read import nothing_read
from index.reading.other_languages import OtherLanguages, taken
from index.reading.reading_cache import ReadingCache, file_digest
from index.reading.skipped import SkippedFile
from index.text.article_languages import article_languages
from index.text.boilerplate import body_spans
from index.unread import Unread

__all__ = ["MAX_ARTICLE_BYTES", "SkippedFile", "read_file", "read_folder"]

_SHORT_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
# What is larger holds many articles, which are better read one by one than remembered.
_LARGEST_REMEMBERED = 20_000_000
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # of two slashes a path keeps one
_ARCHIVES = {".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"}
_NO_ARTICLES = "put each article there, as a .txt file for instance (docs/formats.md lists the formats)"


def read_file(
    path: Path, *, root: Path, other_languages: OtherLanguages = "skip"
) -> Iterator[Article | SkippedFile]:
    """Yield the articles of one file below ``root``, and what of it cannot be read.

    Their path is the one below ``root`` with forward slashes. Characters that cannot be printed, bytes that
    are not UTF-8 and backslashes are written as escapes (``\\n``, ``\\udcff``), so that it is always one line
    of valid text and no two files share one. The id of one of several is that path, ``#`` and the number or
    the name that the file gives it; a name that is long or has other characters than letters and digits is
    replaced by its digest.
    """
    return (taken(item, other_languages) for item in _read(path, root))


def read_folder(
    folder: Path, *, cache: Path | None = None, other_languages: OtherLanguages = "skip"
) -> Iterator[Article | SkippedFile]:
    """Return the articles in a folder and the folders below it, in order of path, each read when asked for.

    Hidden files and folders (``.git``) are passed over. Links to files are followed, links to folders are
    not. Every other file that is not an article comes as a ``SkippedFile``.

    :param cache: a file that remembers what the files of this folder gave: those that have not changed are
        not parsed again. It is made where there is none, but not its folder; without that nothing is
        remembered. What is done with other languages makes no difference to it.
    :raises FolderError: at once, before anything is read: there is no such folder, it is not a folder, it
        cannot be listed, or it holds no file in a format that is read.
    """
    shown = printable(str(folder))
    try:
        top = sorted(folder.iterdir())
    except FileNotFoundError as error:
        raise FolderError(f"{shown}: {_why_missing(folder)}") from error
    except NotADirectoryError as error:
        raise FolderError(f"{shown}: {_why_no_folder(folder)}") from error
    except OSError as error:
        raise FolderError(f"{shown}: cannot be listed: {error.strerror}") from error
    beside = by_stem(top)
    found = [entry for path in top for entry in entries_below(path, folder, beside)]
    skipped = [entry for entry in found if isinstance(entry, SkippedFile)]
    if len(skipped) == len(found):
        if any(entry.is_for_now for entry in skipped):
            raise nothing_read(folder, skipped)
        raise FolderError(f"{shown}: no article in this folder; {_NO_ARTICLES}")
    read = (
        (each for entry in found for each in _entry(entry, folder))
        if cache is None
        else _remembered(found, folder, cache)
    )
    return (taken(item, other_languages) for item in read)


def _why_missing(folder: Path) -> str:
    if _ADDRESS.match(str(folder)):
        return "an address; save the articles in a folder on this machine, and name that"
    return "no such folder"


def _why_no_folder(file: Path) -> str:
    if file.suffix.lower() in _ARCHIVES:
        return "an archive; unpack it, and name the folder that comes of it"
    return "not a folder; name the folder that holds the articles"


def _entry(entry: Path | SkippedFile, root: Path) -> Iterator[Article | SkippedFile]:
    if isinstance(entry, SkippedFile):
        yield entry
    else:
        yield from _read(entry, root)


def _remembered(
    found: Sequence[Path | SkippedFile], root: Path, cache_file: Path
) -> Iterator[Article | SkippedFile]:
    if not cache_file.parent.is_dir():
        for entry in found:
            yield from _entry(entry, root)
        return
    with closing(ReadingCache(cache_file)) as cache:
        for entry in found:
            digest = None if isinstance(entry, SkippedFile) else _digest(entry, root)
            if isinstance(entry, SkippedFile) or digest is None:
                yield from _entry(entry, root)
                continue
            items = cache.items(id_of(entry, root), digest)
            if items is None:
                items = list(_read(entry, root))
                if _digest(entry, root) == digest and not any(map(_is_for_now, items)):  # nor did it change
                    cache.keep(id_of(entry, root), digest, items)
            yield from items
        cache.forget_all_but({id_of(entry, root) for entry in found if isinstance(entry, Path)})


def _is_for_now(item: Article | SkippedFile) -> bool:
    return isinstance(item, SkippedFile) and item.is_for_now


def _digest(path: Path, root: Path) -> str | None:
    """Return the digest of a file and its sidecar; None for what cannot be read, or is not remembered."""
    try:
        raw = _bytes(path, _LARGEST_REMEMBERED)
        sidecar = sidecar_beside(path)
    except ArticleError:
        return None
    return file_digest(id_of(path, root), raw, None if sidecar is None else (sidecar[0].name, sidecar[1]))


def _read(path: Path, root: Path) -> Iterator[Article | SkippedFile]:
    name = id_of(path, root)
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
                yield SkippedFile(part_id, error.reason)
    except ArticleError as error:
        yield SkippedFile(name, error.reason, is_for_now=isinstance(error, UnreadableError))
    except RecursionError:
        yield SkippedFile(name, Unread.TOO_DEEP())


def _parts(path: Path, sidecar: Sidecar) -> Iterator[ArticleDraft | SkippedPart]:
    suffix = path.suffix.lower()
    file_format = FORMATS.get(suffix)
    if file_format is None:
        raise ArticleError(Unread.UNKNOWN_FORMAT())
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
        raise ArticleError(Unread.NO_ARTICLE())
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
        raise ArticleError(Unread.TOO_LONG(millions=round(len(text) / 1e6, 1)))
    paragraphs = body_spans(text)
    if not paragraphs:
        raise ArticleError(Unread.ONLY_BOILERPLATE())
    languages = article_languages(text, paragraphs, draft.language)
    return Article(
        id=article_id,
        path=path,
        title=draft.title or headline_of(text),
        text=text,
        language=languages.language,
        published=draft.published or published_in(text),
        url=draft.url,
        author=draft.author,
        pages=draft.pages,
        parts=languages.parts,
        foreign=languages.foreign,
    )


def _bytes(path: Path, limit: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ArticleError(Unread.FOLDER())
        # Opening a named pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError(Unread.NO_FILE())
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise UnreadableError(Unread.UNREADABLE(error=str(error.strerror))) from error
    if len(raw) > limit:
        megabytes = round(max(status.st_size, len(raw)) / 1e6, 1)
        raise ArticleError(Unread.TOO_LARGE(megabytes=megabytes, limit=limit // 1_000_000))
    if not raw:
        raise ArticleError(Unread.EMPTY())
    return raw
