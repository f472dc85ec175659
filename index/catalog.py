"""The catalogue: articles, chunks, their words and vectors in SQLite. It decides what the index holds.

A change is one transaction, so that the catalogue is never half. The vectors in which a search looks for the
nearest lie in Chroma (``index.vectors``), which may for a moment hold more than the catalogue does, never
less. Words are kept as ``index.keywords`` reduces them, in a full-text table of each language, whose BM25
counts the passages of that language alone; a trigger removes them with their chunk.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Article, Language
from index.catalog_search import best_by_words, chunks_by_key, keys_let_through
from index.filters import NO_FILTERS, Filters
from index.language_means import LanguageMeans
from index.sqlite_file import SqliteFile

_SCHEMA = """
create table if not exists setting (name text primary key, value text not null) strict;
create table if not exists article (
    id text primary key, path text not null, title text not null, text text not null,
    language text not null, published text, url text, digest text not null
) strict;
create table if not exists chunk (
    number integer primary key, key text not null unique,
    article_id text not null references article (id) on delete cascade,
    language text not null, vector blob not null, sentences integer not null, sentence_vectors blob not null
) strict;
create index if not exists article_of_date on article (published, id);
create index if not exists chunk_of_article on chunk (article_id, language, key);
create index if not exists chunk_of_language on chunk (language, key);
create table if not exists language_mean (
    language text not null, unit text not null, vector blob not null, primary key (language, unit)
) strict;
""" + "".join(
    f"""
create virtual table if not exists words_{language} using fts5 (words, tokenize = "ascii tokenchars '.'");
create virtual table if not exists vocabulary_{language} using fts5vocab (words_{language}, row);
create trigger if not exists forget_words_{language} after delete on chunk when old.language = '{language}'
begin delete from words_{language} where rowid = old.number; end;
"""
    for language in LANGUAGES
)


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """What the catalogue keeps of a chunk: its key, its vector, shape (d,), and those of its sentences.

    The sentences' have the shape (sentences, d). The vectors come back as 16-bit floats made 32 again: 5e-4
    of a cosine at the most.
    """

    key: str
    article_id: str
    language: Language
    vector: NDArray[np.float32]
    sentence_vectors: NDArray[np.float32]


def article_digest(article: Article) -> str:
    """Return a digest of everything in the article: the same digest, nothing to do."""
    facts = [article.path, article.title, article.text, article.language, article.published, article.url]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


class Catalog(SqliteFile):
    """The catalogue in one SQLite file. Threads may share it; one at a time is served.

    :raises IndexStoreError: the file is not a catalogue or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, _SCHEMA)

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

    def put_chunk(self, record: ChunkRecord, words: Sequence[str]) -> None:
        """Add a chunk of an article that is there, and the words by which it is found."""
        self._do(
            "insert into chunk values (null, ?, ?, ?, ?, ?, ?)",
            record.key,
            record.article_id,
            record.language,
            record.vector.astype(np.float16).tobytes(),
            len(record.sentence_vectors),
            record.sentence_vectors.astype(np.float16).tobytes(),
        )
        self._do(
            f"insert into words_{record.language} (rowid, words) values (last_insert_rowid(), ?)",
            " ".join(words),
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

    def chunks(self, keys: Sequence[str], filters: Filters = NO_FILTERS) -> dict[str, ChunkRecord]:
        """Return the chunks that are there, and may be found, of those asked for, by key."""
        statement = chunks_by_key(keys, filters)
        return {row[0]: _record(row) for row in self._all(statement.sql, **statement.values)}

    def selected_vectors(
        self, language: Language, filters: Filters, most: int
    ) -> tuple[list[str], NDArray[np.float32]] | None:
        """Return the keys and vectors, shape (n, d), of the chunks that may be found; None if over most."""
        statement = keys_let_through(language, filters, most + 1)
        rows = self._all(statement.sql, **statement.values)
        if len(rows) > most:
            return None
        keys = json.dumps([key for (key,) in rows])
        rows = self._all(
            "select key, vector from chunk where key in (select value from json_each(:keys)) order by key",
            keys=keys,
        )
        flat = _floats(b"".join(vector for _, vector in rows))
        return [key for key, _ in rows], flat.reshape(len(rows), -1 if rows else 0)

    def keyword_scores(
        self,
        language: Language,
        words: Sequence[str],
        limit: int,
        *,
        filters: Filters = NO_FILTERS,
        others: Sequence[str] = (),
    ) -> dict[str, float]:
        """Return BM25 by key: of the ``limit`` best chunks, best first, then of any ``others`` with a word.

        The score, above 0, counts the passages of the language alone (k1 1.2, b 0.75; Robertson and
        Zaragoza, 2009).

        :param words: as ``index.keywords.query_words`` gives them; a chunk needs one of them.
        """
        if not words:
            return {}
        statement = best_by_words(language, words, limit, filters=filters, others=others)
        return dict(self._all(statement.sql, **statement.values))

    def vocabulary(self, language: Language) -> list[str]:
        """Return the words of a language's chunks, each once."""
        return [word for (word,) in self._all(f"select term from vocabulary_{language}")]

    def missing_articles(self, article_ids: Iterable[str]) -> list[str]:
        """Return which of these ids no article has, in order."""
        rows = self._all(
            "select value from json_each(:ids) where value not in (select id from article) order by value",
            ids=json.dumps(list(article_ids)),
        )
        return [article_id for (article_id,) in rows]

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


def _record(row: tuple[Any, ...]) -> ChunkRecord:
    key, article_id, language, vector, sentences, sentence_vectors = row
    return ChunkRecord(
        key, article_id, language, _floats(vector), _floats(sentence_vectors).reshape(sentences, -1)
    )


def _floats(stored: bytes) -> NDArray[np.float32]:
    return np.frombuffer(stored, np.float16).astype(np.float32)
