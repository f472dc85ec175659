"""Reads a folder of articles, in all formats of ``index.reading.formats``."""

import hashlib
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from index.article import Article
from index.errors import ArticleError, UnreadableError
from index.reading.characters import mended
from index.reading.draft import MAX_ARTICLE_BYTES, ArticleDraft, SkippedPart
from index.reading.folder import FolderListing, id_of, list_folder
from index.reading.formats import FORMATS, TableFormat
from index.reading.headline import headline_of
from index.reading.loss import with_loss
from index.reading.other_formats import unknown_format
from index.reading.other_languages import OtherLanguages, is_foreign, taken
from index.reading.parts import parts_of, sidecar_for
from index.reading.publication_lines import publication_lines
from index.reading.reading_cache import ReadingCache, file_digest, what_reads
from index.reading.sidecar import sidecar_beside
from index.reading.skipped import SkippedFile
from index.reading.stamps import FolderItem, HeldFile, HeldFiles, ReadFile, stamp_of
from index.text.article_languages import article_languages
from index.text.boilerplate import body_spans
from index.unread import Unread

__all__ = ["MAX_ARTICLE_BYTES", "SkippedFile", "read_changed", "read_file", "read_folder"]

_SHORT_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
# What is larger holds many articles, which are better read one by one than remembered.
_LARGEST_REMEMBERED = 20_000_000
_FILES_AT_ONCE = 500


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
    return (taken(item, other_languages) for item in _items_of(path, root, None))


def read_folder(
    folder: Path | FolderListing, *, cache: Path | None = None, other_languages: OtherLanguages = "skip"
) -> Iterator[Article | SkippedFile]:
    """Return the articles in a folder and the folders below it, in order of path, each read when asked for.

    Every file that is not an article comes as a ``SkippedFile``. Each file is read once.

    :param folder: or what ``index.reading.folder.list_folder`` gave of it.
    :param cache: a file that remembers what the files of this folder gave: those that have not changed are
        not parsed again. It is made where there is none, but not its folder; without that nothing is
        remembered. What is done with other languages makes no difference to it.
    :raises FolderError: at once, before anything is read, as ``list_folder``.
    """
    listing = list_folder(folder) if isinstance(folder, Path) else folder
    return (taken(item, other_languages) for item in _items(listing, cache))


def read_changed(
    listing: FolderListing,
    held: HeldFiles,
    *,
    cache: Path | None = None,
    other_languages: OtherLanguages = "skip",
    may_be_held: Callable[[str], bool] = lambda _: True,
) -> Iterator[FolderItem]:
    """Yield what ``read_folder`` does, but of files that an index holds as they are the files alone.

    Behind all articles of another file comes the file with its stamp, if nothing of it was left out or
    remarked on, and the stamp is to be trusted.

    :param may_be_held: False of a file, by its path, that is to be read in any case.
    """
    with _opened(listing, cache) as known:
        for start in range(0, len(listing.entries), _FILES_AT_ONCE):
            entries = listing.entries[start : start + _FILES_AT_ONCE]
            stamps = dict(_stamps(entries, listing.folder, other_languages, may_be_held))
            unchanged = held(stamps)
            for entry in entries:
                if isinstance(entry, SkippedFile):
                    yield entry
                elif (name := id_of(entry, listing.folder)) in unchanged:
                    yield HeldFile(name)
                else:
                    items = _items_of(entry, listing.folder, known)
                    yield from _with_stamp(items, name, stamps.get(name), other_languages)


def _stamps(
    entries: Iterable[Path | SkippedFile],
    folder: Path,
    other_languages: OtherLanguages,
    may_be_held: Callable[[str], bool],
) -> Iterator[tuple[str, bytes]]:
    read_by = f"{what_reads()} {other_languages}"
    for entry in entries:
        if isinstance(entry, Path) and may_be_held(name := id_of(entry, folder)):
            stamp = stamp_of(entry, read_by)
            if stamp is not None:
                yield name, stamp


def _with_stamp(
    items: Iterable[Article | SkippedFile], name: str, stamp: bytes | None, other_languages: OtherLanguages
) -> Iterator[Article | SkippedFile | ReadFile]:
    count, is_plain = 0, True
    for item in (taken(each, other_languages) for each in items):
        count += 1
        is_plain = is_plain and isinstance(item, Article) and not is_foreign(item)
        yield item
    if count and is_plain and stamp is not None:
        yield ReadFile(name, stamp)


def _items(listing: FolderListing, cache_file: Path | None) -> Iterator[Article | SkippedFile]:
    with _opened(listing, cache_file) as cache:
        for entry in listing.entries:
            if isinstance(entry, SkippedFile):
                yield entry
            else:
                yield from _items_of(entry, listing.folder, cache)


@contextmanager
def _opened(listing: FolderListing, cache_file: Path | None) -> Iterator[ReadingCache | None]:
    """Open what remembers the files of a folder, where that can be; at the end those gone are forgotten."""
    is_remembered = cache_file is not None and cache_file.parent.is_dir()
    with closing(ReadingCache(cache_file)) if cache_file and is_remembered else nullcontext() as cache:
        yield cache
        if cache is not None:
            cache.forget_all_but(
                {id_of(entry, listing.folder) for entry in listing.entries if isinstance(entry, Path)}
            )


def _items_of(path: Path, root: Path, cache: ReadingCache | None) -> Iterator[Article | SkippedFile]:
    """Yield what a file gives: the bytes that are parsed are those whose digest it is remembered under."""
    name = id_of(path, root)
    try:
        sidecar = sidecar_beside(path)
        raw = _bytes(path)
    except ArticleError as error:
        yield SkippedFile(name, error.reason, is_for_now=isinstance(error, UnreadableError))
        return
    if cache is None or len(raw) > _LARGEST_REMEMBERED:
        yield from _parsed(path, name, raw, sidecar)
        return
    digest = file_digest(name, raw, None if sidecar is None else (sidecar[0].name, sidecar[1]))
    items = cache.items(name, digest)
    if items is None:
        items = list(_parsed(path, name, raw, sidecar))
        cache.keep(name, digest, items)
    yield from items


def _parsed(
    path: Path, name: str, raw: bytes, beside: tuple[Path, bytes] | None
) -> Iterator[Article | SkippedFile]:
    file_format = FORMATS[path.suffix.lower()]
    items = _of_parts(path, name, raw, beside)
    if isinstance(file_format, TableFormat) and beside is not None:
        return items  # who names the columns leaves the others out
    return with_loss(items, name, lambda: file_format.letters(raw))


def _of_parts(
    path: Path, name: str, raw: bytes, beside: tuple[Path, bytes] | None
) -> Iterator[Article | SkippedFile]:
    used = Counter[str]()
    try:
        sidecar = sidecar_for(path.suffix.lower(), beside)
        for part in parts_of(path.suffix.lower(), raw, sidecar.names):
            part_id = _part_id(name, part.key, used)
            if isinstance(part, SkippedPart):
                yield SkippedFile(part_id, part.why)
                continue
            try:
                yield from _article(part if part.key else sidecar.facts.onto(part), name, part_id)
            except ArticleError as error:
                yield SkippedFile(part_id, error.reason)
    except ArticleError as error:
        yield SkippedFile(name, error.reason)
    except RecursionError:
        yield SkippedFile(name, Unread.TOO_DEEP())


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


def _article(draft: ArticleDraft, path: str, article_id: str) -> Iterator[Article | SkippedFile]:
    """Yield the article that a draft becomes, and what of it is not read.

    The message of an ArticleError does not name the file.
    """
    draft = _mended(draft)
    text = draft.text
    if len(text) > MAX_ARTICLE_BYTES:
        raise ArticleError(Unread.TOO_LONG(millions=round(len(text) / 1e6, 1)))
    paragraphs = body_spans(text)
    if not paragraphs:
        raise ArticleError(Unread.ONLY_BOILERPLATE())
    languages = article_languages(text, paragraphs, draft.language)
    said = publication_lines(text.split("\n"))
    yield Article(
        id=article_id,
        path=path,
        title=draft.title or headline_of(text, paragraphs, said.lines),
        text=text,
        language=languages.language,
        published=draft.published or said.published,
        url=draft.url,
        author=draft.author or said.author,
        pages=draft.pages,
        parts=languages.parts,
        foreign=languages.foreign,
    )
    remarks = draft.remarks if draft.published else (*draft.remarks, *said.remarks)
    yield from (SkippedFile(article_id, why, is_remark=True) for why in remarks)


def _mended(draft: ArticleDraft) -> ArticleDraft:
    """Return a draft with the characters that were meant; one with pages as it is, for their offsets."""
    if draft.pages:
        return draft
    title, author = (None if each is None else mended(each) for each in (draft.title, draft.author))
    return replace(draft, text=mended(draft.text), title=title, author=author)


def _bytes(path: Path) -> bytes:
    file_format = FORMATS.get(path.suffix.lower())
    if file_format is None:
        raise ArticleError(unknown_format(path.suffix.lower()))
    limit = file_format.max_bytes
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
