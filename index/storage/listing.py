"""Looks into an index without an encoder, without vectors and without a right to write: what it holds.

Articles are fetched a few at a time, so that an index of hundreds of thousands needs no memory, and whoever
writes it meanwhile is not held up.
"""

import difflib
import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from index.article import Article, ArticleEntry
from index.errors import IndexStoreError
from index.span import Span
from index.storage.catalog import Catalog
from index.storage.catalogs import CATALOG_FILE
from index.storage.generations import generation_folder

_AT_ONCE = 500
_NEAR = 3
_LISTED = """
select id, path, title, language, published, author, url,
    (select count(*) from chunk where chunk.content = content.number), {text}
from article join content on content.number = article.content
where {condition} order by id limit :most
"""
_NO_TEXT = "null, null"
_WITH_TEXT = """content.text, (
    select json_group_array(json_array(begins, ends)) from (
        select begins, ends from chunk where chunk.content = content.number order by begins
    )
)"""


@dataclass(frozen=True, slots=True)
class ListedArticle(ArticleEntry):
    """An article by itself, those with the same text too.

    ``text`` is the whole text as it was read, where that was asked for; ``unsearched`` are the places in it
    that no passage holds: menus, parts in other languages.
    """

    text: str | None = None
    unsearched: tuple[Span, ...] = ()


class IndexListing:
    """The articles of an index. Use :func:`open_listing`."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def articles(self, *, with_text: bool = False) -> Iterator[ListedArticle]:
        """Yield all articles in the order of their ids, those with the same text too."""
        statement = _LISTED.format(text=_WITH_TEXT if with_text else _NO_TEXT, condition="id > :after")
        after = ""
        while rows := self._catalog.rows(statement, after=after, most=_AT_ONCE):
            yield from map(_listed, rows)
            after = rows[-1][0]

    def find(self, name: str) -> tuple[ListedArticle, ...]:
        """Return the articles of an id, with their text; else those of a path, without it, in order."""
        by_id = _LISTED.format(text=_WITH_TEXT, condition="id = :name")
        by_path = _LISTED.format(text=_NO_TEXT, condition="path = :name")
        return tuple(
            map(
                _listed,
                self._catalog.rows(by_id, name=name, most=1)
                or self._catalog.rows(by_path, name=name, most=-1),
            )
        )

    def article(self, article_id: str) -> Article | None:
        """Return an article as it was indexed; None where there is none of this id."""
        return self._catalog.article(article_id)

    def near(self, name: str) -> list[str]:
        """Return the paths most like a name, best first: those of files of this name, then of like ones."""
        wanted = PurePosixPath(name).name.casefold()
        by_name: dict[str, str] = {}
        for path in sorted(self._catalog.paths()):
            by_name.setdefault(PurePosixPath(path).name.casefold(), path)
        close = difflib.get_close_matches(wanted, by_name, n=_NEAR)
        within = [each for each in by_name if wanted and wanted in each][:_NEAR]
        return [by_name[each] for each in dict.fromkeys([*close, *within])][:_NEAR]


@contextmanager
def open_listing(base: Path, version: str) -> Iterator[IndexListing]:
    """Open the index that is in use of those in a folder, to be read.

    :param version: how the name of its encoder and chunking ends.
    :raises IndexStoreError: there is none, or it cannot be read.
    """
    with closing(Catalog(_in_use(base, version) / CATALOG_FILE, read_only=True)) as catalog:
        yield IndexListing(catalog)


def _in_use(base: Path, version: str) -> Path:
    """Return the folder of the index that answers: of several encoders' the one that was written last."""
    number = re.compile(r"(.+)\.\d+")
    try:
        inside = sorted(path.name for path in base.iterdir()) if base.is_dir() else []
    except PermissionError as error:
        raise IndexStoreError(
            f"the index in {base} cannot be read ({error.strerror}); see to its rights, or choose another "
            "place with --data-dir"
        ) from error
    names = {found[1] if (found := number.fullmatch(name)) else name for name in inside}
    folders = [generation_folder(base, name) for name in sorted(names) if name.endswith(version)]
    catalogs = [folder / CATALOG_FILE for folder in folders if (folder / CATALOG_FILE).is_file()]
    if not catalogs:
        raise IndexStoreError(f"there is no index in {base}; make one: tweespraak index FOLDER")
    return max(catalogs, key=lambda file: file.stat().st_mtime).parent


def _listed(row: tuple[Any, ...]) -> ListedArticle:
    article_id, path, title, language, published, author, url, passages, text, chunks = row
    unsearched = () if text is None else tuple(_between(text, json.loads(chunks)))
    return ListedArticle(
        article_id,
        path,
        title,
        language,
        published,
        author,
        url,
        passages,
        text=text,
        unsearched=unsearched,
    )


def _between(text: str, chunks: list[list[int]]) -> Iterator[Span]:
    """Yield what of a text lies in no chunk and is more than white space."""
    last = 0
    for start, end in [*sorted(chunks), [len(text), len(text)]]:
        gap = text[last:start]
        if gap.strip():
            begin = last + len(gap) - len(gap.lstrip())
            yield Span(begin, begin + len(gap.strip()))
        last = max(last, end)
