"""The catalogue: articles, chunks and sentence vectors in SQLite. It decides what the index holds.

A change is one transaction, so that the catalogue is never half. Vectors of chunks lie in Chroma
(``index.vectors``), which may for a moment hold more than the catalogue does, never less.
"""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Article, Language
from index.errors import IndexStoreError
from index.language_means import LanguageMeans

_SCHEMA = """
create table if not exists setting (name text primary key, value text not null) strict;
create table if not exists article (
    id text primary key, path text not null, title text not null, text text not null,
    language text not null, published text, url text, digest text not null
) strict;
create table if not exists chunk (
    key text primary key, article_id text not null references article (id) on delete cascade,
    language text not null, sentences integer not null, sentence_vectors blob not null
) strict;
create index if not exists chunk_of_article on chunk (article_id);
create table if not exists language_mean (
    language text not null, unit text not null, vector blob not null, primary key (language, unit)
) strict;
"""


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """What the catalogue keeps of a chunk: its key and its sentences' vectors, shape (sentences, d).

    The vectors come back as 16-bit floats made 32 again: 5e-4 of a cosine at the most.
    """

    key: str
    article_id: str
    language: Language
    sentence_vectors: NDArray[np.float32]


def article_digest(article: Article) -> str:
    """Return a digest of everything in the article: the same digest, nothing to do."""
    facts = [article.path, article.title, article.text, article.language, article.published, article.url]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


class Catalog:
    """The catalogue in one SQLite file. Threads may share it; one at a time is served.

    :raises IndexStoreError: the file is not a catalogue or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Held for a whole transaction, so that no thread reads what another may yet take back.
        self._turn = threading.RLock()
        with self._readable_errors():
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            try:
                # Readers go on while another process writes.
                self._connection.execute("pragma journal_mode = wal")
                self._connection.execute("pragma foreign_keys = on")
                self._connection.executescript(_SCHEMA)
            except sqlite3.Error:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside at once, or none if anything goes wrong."""
        with self._readable_errors():
            self._connection.execute("begin immediate")
            try:
                yield
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself ends one on a full disk
                    self._connection.execute("rollback")
                raise

    def setting(self, name: str) -> str | None:
        """Return a value that was set, or None."""
        row = self._one("select value from setting where name = ?", name)
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._do("insert or replace into setting values (?, ?)", name, value)

    def digests(self) -> dict[str, str]:
        """Return the digest of every article by id."""
        return dict(self._all("select id, digest from article"))

    def put_article(self, article: Article) -> None:
        """Add an article, in place of an older one of the same id and its chunks."""
        self.remove_article(article.id)
        self._do(
            "insert into article values (?, ?, ?, ?, ?, ?, ?, ?)",
            article.id,
            article.path,
            article.title,
            article.text,
            article.language,
            article.published,
            article.url,
            article_digest(article),
        )

    def remove_article(self, article_id: str) -> None:
        """Remove an article and its chunks; nothing happens if there is none."""
        self._do("delete from article where id = ?", article_id)

    def put_chunk(self, record: ChunkRecord) -> None:
        """Add a chunk of an article that is there."""
        self._do(
            "insert into chunk values (?, ?, ?, ?, ?)",
            record.key,
            record.article_id,
            record.language,
            len(record.sentence_vectors),
            record.sentence_vectors.astype(np.float16).tobytes(),
        )

    def article(self, article_id: str) -> Article | None:
        """Return one article, or None."""
        row = self._one(
            "select id, path, title, text, language, published, url from article where id = ?", article_id
        )
        return None if row is None else Article(*row)

    def articles(self) -> Iterator[Article]:
        """Yield all articles in the order of their ids."""
        for article_id in self._all("select id from article order by id"):
            article = self.article(article_id[0])
            if article is not None:
                yield article

    def chunk_keys(self, article_ids: Sequence[str], language: Language) -> list[str]:
        """Return the keys of the chunks of these articles in a language."""
        rows = self._all(
            "select key from chunk where language = ? and article_id in (select value from json_each(?))",
            language,
            json.dumps(list(article_ids)),
        )
        return [key for (key,) in rows]

    def all_chunk_keys(self, language: Language) -> set[str]:
        """Return the keys of all chunks in a language."""
        return {key for (key,) in self._all("select key from chunk where language = ?", language)}

    def chunks(self, keys: Sequence[str]) -> dict[str, ChunkRecord]:
        """Return the chunks that are there of those asked for, by key."""
        rows = self._all(
            "select key, article_id, language, sentences, sentence_vectors from chunk "
            "where key in (select value from json_each(?))",
            json.dumps(list(keys)),
        )
        return {row[0]: _record(*row) for row in rows}

    def passage_count(self, language: Language) -> int:
        """Return how many chunks there are in a language."""
        row = self._one("select count(*) from chunk where language = ?", language)
        return 0 if row is None else int(row[0])

    def language_means(self) -> LanguageMeans | None:
        """Return the language means that were kept, or None."""
        rows = self._all("select language, unit, vector from language_mean")
        if not rows:
            return None
        means = {(language, unit): np.frombuffer(vector, np.float32) for language, unit, vector in rows}
        return LanguageMeans(
            chunks={language: means[language, "chunk"] for language in LANGUAGES},
            sentences={language: means[language, "sentence"] for language in LANGUAGES},
        )

    def set_language_means(self, means: LanguageMeans) -> None:
        """Keep the language means of this index's encoder."""
        with self.transaction():
            for unit, vectors in (("chunk", means.chunks), ("sentence", means.sentences)):
                for language, vector in vectors.items():
                    self._do(
                        "insert or replace into language_mean values (?, ?, ?)",
                        language,
                        unit,
                        vector.astype(np.float32).tobytes(),
                    )

    def _do(self, statement: str, *values: object) -> None:
        with self._readable_errors():
            self._connection.execute(statement, values)

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        with self._readable_errors():
            row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
            return row

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._readable_errors():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            with self._turn:
                yield
        except sqlite3.Error as error:
            raise IndexStoreError(
                f"the index file {self._path} cannot be used ({error}); see to its rights and free disk "
                "space, or make the index anew: tweespraak index FOLDER --rebuild"
            ) from error


def _record(key: str, article_id: str, language: Language, sentences: int, vectors: bytes) -> ChunkRecord:
    flat = np.frombuffer(vectors, np.float16).astype(np.float32)
    return ChunkRecord(key, article_id, language, flat.reshape(sentences, -1))
