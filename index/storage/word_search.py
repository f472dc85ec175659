"""Scores passages by their words, looking at no more than some thousands, however many have one of them.

In a large index a question's common words stand in a good part of all passages. So the passages that are
looked at are those with its rarest words, as many words as have few enough passages together; their BM25 (k1
1.2, b 0.75; Robertson and Zaragoza, 2009) is SQLite's own. A word that is left counts with its rarity, as
BM25 counts a word that stands once in a passage of average length. In an index of some thousand passages no
word is left, and the scores are those of BM25 alone.
"""

import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Language
from index.filters import Filters
from index.storage.catalog_search import filter_values, is_found
from index.storage.sqlite_file import SqliteFile

MOST_LOOKED_AT = 5_000
"""Passages that all words by which passages are looked for may have together."""
_WINDOWS, _WINDOW = 8, 1000
"""How often a common word occurs is told from so many stretches of the index, each of so many chunks."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class WordSearch:
    """Searches the words of a language's passages.

    :param most_looked_at: see ``MOST_LOOKED_AT``.
    """

    file: SqliteFile
    language: Language
    most_looked_at: int = MOST_LOOKED_AT

    def best(
        self, words: Sequence[str], limit: int, *, filters: Filters, others: Sequence[str]
    ) -> dict[str, float]:
        """Return scores by key as ``index.storage.catalog.Catalog.keyword_scores`` says."""
        rare, common = self._divided(words)
        scores = defaultdict[int, float](float, self._scores_of(rare))
        rarities = self._rarities(common)
        for word, rarity in rarities.items():
            for number in self._with_both(rare, word):
                scores[number] += rarity
        found = self._let_through(scores, limit, filters)
        for number, key, own in self._chunks(others):
            score = scores.get(number) or sum(rarities[word] for word in rarities.keys() & own.split())
            if score:
                found[key] = score
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def _divided(self, words: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the rarest of the words, by which passages are looked for, and the others."""
        counted = sorted((count, word) for word in words if (count := self._count(word)))
        rare, common, left = list[str](), list[str](), self.most_looked_at
        for count, word in counted:
            left -= count
            (rare if left >= 0 else common).append(word)
        return rare, common

    def _count(self, word: str) -> int:
        """Return how many passages have a word; of those that are more than are looked at, one more."""
        ((count,),) = self.file.rows(
            f"select count(*) from (select 1 from {self._table} where {self._table} match :word limit :most)",
            word=_quoted(word),
            most=self.most_looked_at + 1,
        )
        return int(count)

    def _scores_of(self, words: Sequence[str]) -> dict[int, float]:
        """Return BM25 of all passages with one of the words, by number."""
        if not words:
            return {}
        return dict(
            self.file.rows(
                f"select rowid, -bm25({self._table}) from {self._table} where {self._table} match :words",
                words=_one_of(words),
            )
        )

    def _with_both(self, rare: Sequence[str], word: str) -> Iterator[int]:
        """Yield the passages with a word and one of the rare ones."""
        if rare:
            both = f"({_one_of(rare)}) AND {_quoted(word)}"
            sql = f"select rowid from {self._table} where {self._table} match :both"
            for (number,) in self.file.rows(sql, both=both):
                yield number

    def _rarities(self, words: Sequence[str]) -> dict[str, float]:
        """Return what BM25 counts each word with, but for those in half of the passages or more."""
        if not words:
            return {}
        ((first, last),) = self.file.rows(f"select min(id), max(id) from {self._table}_docsize")
        width = max(_WINDOW, (last + 1 - first) // _WINDOWS)
        starts = json.dumps(list(range(first, last + 1, width)))
        ((passages,),) = self.file.rows(
            f"select count(*) from json_each(:starts) as start cross join {self._table}_docsize as held "
            f"where held.id >= start.value and held.id < start.value + {_WINDOW}",
            starts=starts,
        )
        rarities = {}
        for word in words:
            ((held,),) = self.file.rows(
                f"select count(*) from json_each(:starts) as start cross join {self._table} as held "
                f"where {self._table} match :word "
                f"and held.rowid >= start.value and held.rowid < start.value + {_WINDOW}",
                starts=starts,
                word=_quoted(word),
            )
            rarity = math.log((passages - held + 0.5) / (held + 0.5))
            if rarity > 0:
                rarities[word] = rarity
        return rarities

    def _let_through(self, scores: Mapping[int, float], limit: int, filters: Filters) -> dict[str, float]:
        """Return the best that may be found by key; of equal ones at the end the keys decide."""
        best = sorted(scores.items(), key=lambda item: -item[1])
        found: list[tuple[float, str]] = []
        for start in range(0, len(best) if limit else 0, _AT_ONCE):
            if len(found) >= limit and best[start][1] < found[limit - 1][0]:
                break
            at_once = dict(best[start : start + _AT_ONCE])
            found += [(at_once[number], key) for number, key in self._keys(at_once, filters)]
            found.sort(key=lambda item: (-item[0], item[1]))
        return {key: score for score, key in found[:limit]}

    def _keys(self, numbers: Collection[int], filters: Filters) -> list[tuple[int, str]]:
        return self.file.rows(
            "select number, key from chunk where number in (select value from json_each(:numbers)) "
            f"and {is_found(filters)}",
            **filter_values(filters),
            numbers=json.dumps(list(numbers)),
        )

    def _chunks(self, keys: Sequence[str]) -> list[tuple[int, str, str]]:
        """Return number, key and words of chunks."""
        return self.file.rows(
            f"select number, key, words from chunk join {self._table} as held on held.rowid = number "
            "where key in (select value from json_each(:keys))",
            keys=json.dumps(list(keys)),
        )

    @property
    def _table(self) -> str:
        return f"words_{self.language}"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _one_of(words: Sequence[str]) -> str:
    return " OR ".join(map(_quoted, words))
