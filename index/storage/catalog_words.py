"""The Dutch words of the catalogue that may be parts of compounds, looked up a few at a time."""

import json
from collections.abc import Collection, Iterable

from index.storage.catalog_contents import ContentTables
from index.text.compounds import Vocabulary, may_be_part

_AT_ONCE = 10_000
_TABLE = """
create table if not exists {place}.dutch_word (
    word text primary key, backwards text not null
) strict, without rowid;
create index if not exists {place}.dutch_word_backwards on dutch_word (backwards);
"""


class WordTables(ContentTables):
    """The table of Dutch words; ``index.storage.catalog.Catalog`` adds those of chunks."""

    def dutch_words(self) -> Vocabulary:
        """Return what looks words up in the table."""
        return Vocabulary(self._held, self._since, self._since_backwards)

    def add_dutch_words(self, words: Iterable[str]) -> None:
        """Add those of a chunk's words that are not there."""
        both = [(word, word[::-1]) for word in dict.fromkeys(words) if may_be_part(word)]
        self.do(
            "insert or ignore into dutch_word select value ->> 0, value ->> 1 from json_each(?)",
            json.dumps(both),
        )

    def forget_dutch_words(self, words: Iterable[str]) -> None:
        """Remove those of these words that no chunk has any more."""
        self.do(
            "delete from dutch_word where word in (select value from json_each(?)) and not exists "
            "(select 1 from words_nl where words_nl match '\"' || word || '\"')",
            json.dumps([word for word in dict.fromkeys(words) if may_be_part(word)]),
        )

    def make_dutch_words(self) -> None:
        """Make the table, and fill it where an earlier version has written the words without it."""
        self.script(_TABLE.format(place="main"))
        if not self._lacks_words():
            return
        with self.transaction():
            if self._lacks_words():  # nobody else has filled it meanwhile
                self._take_in()

    def make_passing_dutch_words(self) -> None:
        """Make the table for this connection alone, where the file lacks it and may only be read."""
        if not self.row("select 1 from main.sqlite_schema where name = 'dutch_word'"):
            self.script(_TABLE.format(place="temp"))
            self._take_in()

    def _lacks_words(self) -> bool:
        return not self.row("select 1 from dutch_word") and bool(self.row("select 1 from words_nl_docsize"))

    def _take_in(self) -> None:
        words = [word for (word,) in self.rows("select term from vocabulary_nl")]
        for start in range(0, len(words), _AT_ONCE):
            self.add_dutch_words(words[start : start + _AT_ONCE])

    def _held(self, words: Collection[str]) -> set[str]:
        rows = self.rows(
            "select word from dutch_word where word in (select value from json_each(?))",
            json.dumps(list(words)),
        )
        return {word for (word,) in rows}

    def _since(self, start: str, most: int) -> list[str]:
        rows = self.rows("select word from dutch_word where word >= ? order by word limit ?", start, most)
        return [word for (word,) in rows]

    def _since_backwards(self, start: str, most: int) -> list[str]:
        rows = self.rows(
            "select word from dutch_word where backwards >= ? order by backwards limit ?", start, most
        )
        return [word for (word,) in rows]
