"""BM25 by what several indexes hold together: how rare a word is in all of them, not in the one it stands in.

SQLite's own BM25 knows one index, and of a word that one of them has in each passage and another hardly ever
it makes two different things. So the scores of the passages that each index finds are made anew, from counts
that are added up over the indexes. Of one index they are SQLite's own (k1 1.2, b 0.75; Robertson and
Zaragoza, 2009).
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Language
from index.storage.sqlite_file import SqliteFile

_K1, _B = 1.2, 0.75
_LEAST_RARITY = 1e-6
"""Of a word in half of the passages or more; SQLite's."""
MOST_COUNTED = 10_000
"""Passages with a word that are counted; of a commoner one the number is reckoned from how close they lie."""
_AVERAGES = 1


@dataclass(frozen=True, slots=True)
class WordStatistics:
    """How many passages a language has, words in all of them, and passages with each word asked for."""

    passages: int
    words: int
    holding: Mapping[str, int]

    def score(self, words: Sequence[str]) -> float:
        """Return the BM25 of a passage of these words, 0 where it has none of those asked for."""
        counts = Counter(words)
        length = _K1 * (1 - _B + _B * len(words) * self.passages / max(self.words, 1))
        return sum(
            self._rarity(held) * count * (_K1 + 1) / (count + length)
            for word, held in self.holding.items()
            if (count := counts[word])
        )

    def _rarity(self, held: int) -> float:
        rarity = math.log((max(self.passages - held, 0) + 0.5) / (held + 0.5))
        return rarity if rarity > 0 else _LEAST_RARITY


def added_up(statistics: Iterable[WordStatistics]) -> WordStatistics:
    """Return the statistics of several indexes together."""
    passages, words, holding = 0, 0, Counter[str]()
    for each in statistics:
        passages += each.passages
        words += each.words
        holding.update(each.holding)
    return WordStatistics(passages, words, holding)


def word_statistics(catalog: SqliteFile, language: Language, words: Iterable[str]) -> WordStatistics:
    """Count the passages of a language in a catalogue, and those with each of the words."""
    averages = catalog.row(f"select block from words_{language}_data where id = ?", _AVERAGES)
    passages, in_all = (*_numbers(b"" if averages is None else averages[0]), 0, 0)[:2]
    return WordStatistics(passages, in_all, {word: _holding(catalog, language, word) for word in words})


def word_scores(
    catalog: SqliteFile, language: Language, keys: Iterable[str], statistics: WordStatistics
) -> dict[str, float]:
    """Return by key the BM25 of chunks of a catalogue."""
    rows = catalog.rows(
        f"select key, words from chunk join words_{language} as held on held.rowid = number "
        "where key in (select value from json_each(?))",
        json.dumps(list(keys)),
    )
    return {key: statistics.score(words.split()) for key, words in rows}


def _holding(catalog: SqliteFile, language: Language, word: str) -> int:
    table = f"words_{language}"
    ((counted, last),) = catalog.rows(
        "select count(*), max(number) from "
        f"(select rowid as number from {table} where {table} match :word order by rowid limit :most)",
        word='"' + word.replace('"', '""') + '"',
        most=MOST_COUNTED,
    )
    if counted < MOST_COUNTED:
        return int(counted)
    ((first, end),) = catalog.rows(f"select min(id), max(id) from {table}_docsize")
    return int(counted * (end - first + 1) / (last - first + 1))


def _numbers(block: bytes) -> Iterator[int]:
    """Yield the numbers of the record that FTS5 keeps for its own BM25: rows, then words in all rows.

    They are written in groups of seven bits, the first group first, each but the last with its eighth bit set
    (https://www.sqlite.org/fileformat2.html#varint).
    """
    number = 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            yield number
            number = 0
