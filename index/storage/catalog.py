"""The catalogue: articles, chunks, their words and vectors in SQLite. It decides what the index holds.

A change is one transaction, so that the catalogue is never half. The vectors in which a search looks for the
nearest lie in Chroma (``index.storage.vectors``), which may for a moment hold more than the catalogue does,
never less. Words are kept as ``index.text.keywords`` reduces them, in a full-text table of each language,
whose BM25 counts the passages of that language alone; a trigger removes them with their chunk.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Language
from index.chunk import Chunk
from index.encoding.language_means import LanguageMeans
from index.filters import NO_FILTERS, Filters
from index.storage.catalog_rows import (
    KnownChunk,
    StoredPassage,
    floats,
    known_chunk_of,
    passage_of,
    spans_as_bytes,
)
from index.storage.catalog_schema import LISTS, SCHEMA, SETTINGS
from index.storage.catalog_search import chunks_let_through, filter_values, is_found, passages_by_key
from index.storage.catalog_words import WordTables
from index.storage.word_search import WordSearch


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """What the catalogue is given of a chunk: a key, vectors, and the words by which it is found.

    The vectors, of the shape (d,) and (sentences, d), come back as 16-bit floats made 32 again: 5e-4 of a
    cosine at the most.
    """

    key: str
    language: Language
    chunk: Chunk
    vector: NDArray[np.float32]
    sentence_vectors: NDArray[np.float32]
    words: Sequence[str]


class Catalog(WordTables):
    """The catalogue in one SQLite file. Threads may share it; one at a time is served.

    Until :meth:`make_tables` it has settings alone.

    :param read_only: as of ``SqliteFile``.
    :raises IndexStoreError: the file is not a catalogue or cannot be written.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__(path, SETTINGS, read_only=read_only)

    def make_tables(self) -> None:
        """Make the tables that are not there yet, and fill those that an earlier version did not have."""
        self.script(SCHEMA)
        self.make_dutch_words()
        if self.is_unlisted():
            with self.transaction():
                self.list_all()

    def make_lists(self) -> None:
        """Make what an index that may only be read lacks where an earlier version made it; in memory."""
        if self.row("select 1 from sqlite_master where name = 'listed'") is None:
            self.script(LISTS.format(table="temp table"))
            self.list_all()

    def setting(self, name: str) -> str | None:
        """Return a value that was set, or None."""
        row = self.row("select value from setting where name = ?", name)
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self.do("insert or replace into setting values (?, ?)", name, value)

    def put_chunk(self, content: int, record: ChunkRecord) -> None:
        """Add a chunk of a content, and the words by which it is found."""
        self.do(
            "insert into chunk values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            record.key,
            content,
            record.language,
            record.chunk.start,
            record.chunk.end,
            record.chunk.text,
            spans_as_bytes(record.chunk.sentences),
            record.vector.astype(np.float16).tobytes(),
            record.sentence_vectors.astype(np.float16).tobytes(),
        )
        self.do(
            f"insert into words_{record.language} (rowid, words) values (last_insert_rowid(), ?)",
            " ".join(record.words),
        )
        if record.language == "nl":
            self.add_dutch_words(record.words)

    def remove_contents(self, numbers: Sequence[int]) -> None:
        """Remove contents that no article holds, with their chunks, and the words that are theirs alone."""
        rows = self.rows(
            "select words from words_nl where rowid in (select number from chunk where language = 'nl' "
            "and content in (select value from json_each(?)))",
            json.dumps(list(numbers)),
        )
        super().remove_contents(numbers)
        self.forget_dutch_words(word for (words,) in rows for word in words.split())

    def keys(self, language: Language) -> set[str]:
        """Return the keys of all chunks in a language."""
        return {key for (key,) in self.rows("select key from chunk where language = ?", language)}

    def passages(self, keys: Sequence[str], filters: Filters = NO_FILTERS) -> dict[str, StoredPassage]:
        """Return the chunks that are there, and may be found, of those asked for, by key."""
        statement = passages_by_key(keys, filters)
        return {row[0]: passage_of(row) for row in self.rows(statement.sql, **statement.values)}

    def findable(self, keys: Sequence[str], filters: Filters = NO_FILTERS) -> set[str]:
        """Return which of these keys :meth:`passages` would return."""
        rows = self.rows(
            "select key from chunk where key in (select value from json_each(:keys)) "
            f"and {is_found(filters)}",
            **filter_values(filters),
            keys=json.dumps(list(keys)),
        )
        return {key for (key,) in rows}

    def selected_vectors(
        self, language: Language, filters: Filters, most: int
    ) -> tuple[list[str], NDArray[np.float32]] | None:
        """Return the keys and vectors, shape (n, d), of the chunks that may be found; None if over most."""
        statement = chunks_let_through(language, filters, most + 1)
        rows = self.rows(statement.sql, **statement.values)
        if len(rows) > most:
            return None
        rows = self.rows(
            "select key, vector from chunk where number in (select value from json_each(?)) order by key",
            json.dumps([number for (number,) in rows]),
        )
        return _keys_and_vectors(rows)

    def vectors(
        self, language: Language, *, at_once: int = 10_000
    ) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """Yield the keys and vectors, shape (n, d), of all chunks in a language, ``at_once`` at the most."""
        last = ""
        while rows := self.rows(
            "select key, vector from chunk where language = ? and key > ? order by key limit ?",
            language,
            last,
            at_once,
        ):
            last = rows[-1][0]
            yield _keys_and_vectors(rows)

    def keyword_scores(
        self,
        language: Language,
        words: Sequence[str],
        limit: int,
        *,
        filters: Filters = NO_FILTERS,
        others: Sequence[str] = (),
    ) -> dict[str, float]:
        """Return scores by key, best first: of the ``limit`` best chunks, and of any ``others`` with a word.

        A score is above 0, and counts the passages of the language alone: ``index.storage.word_search``.

        :param words: as ``index.text.keywords.query_words`` gives them; a chunk needs one of them.
        """
        return WordSearch(self, language).best(words, limit, filters=filters, others=others)

    def known_chunks(self, contents: Iterable[int]) -> list[KnownChunk]:
        """Return what the encoder has read of these contents, and the vectors that it gave."""
        rows = self.rows(
            "select title, chunk.text, begins, spans, vector, sentence_vectors from chunk "
            "join content on content.number = chunk.content "
            "where content in (select value from json_each(:contents)) order by chunk.number",
            contents=json.dumps(list(contents)),
        )
        return list(map(known_chunk_of, rows))

    def chunk_keys(self, contents: Iterable[int], language: Language) -> list[str]:
        """Return the keys of the chunks of these contents in a language."""
        rows = self.rows(
            "select key from chunk where language = :language "
            "and content in (select value from json_each(:contents))",
            language=language,
            contents=json.dumps(list(contents)),
        )
        return [key for (key,) in rows]

    def passage_count(self, language: Language) -> int:
        """Return how many chunks there are in a language."""
        row = self.row("select count(*) from chunk where language = ?", language)
        return 0 if row is None else int(row[0])

    def language_means(self) -> LanguageMeans | None:
        """Return the language means that were kept, or None."""
        rows = self.rows("select language, unit, vector from language_mean")
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
                    self.do(
                        "insert or replace into language_mean values (?, ?, ?)",
                        language,
                        unit,
                        vector.astype(np.float32).tobytes(),
                    )


def _keys_and_vectors(rows: Sequence[tuple[str, bytes]]) -> tuple[list[str], NDArray[np.float32]]:
    flat = floats(b"".join(vector for _, vector in rows))
    return [key for key, _ in rows], flat.reshape(len(rows), -1 if rows else 0)
