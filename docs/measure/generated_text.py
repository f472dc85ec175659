"""Sentences that have the words of real ones, as often as those have them, as many as are asked for.

Each word follows the one before it as it does somewhere in the text of a folder (a bigram), or now and then
starts anew anywhere in it; each folder makes as many sentences. Some words are replaced by ones that no text
has, of which there are ever more: names, numbers, and in Dutch compounds of two of its words. How often the
n-th of them comes falls with n as it does in large collections (Zipf): most stand in a passage or two.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.article import Language

_ANEW = 0.15
"""Share of words that do not follow from the one before: without them whole sentences come back."""
_NEW = 0.03
"""Share of words that no text has."""
_FALL = 1.3
_LONGEST = 30
_END = re.compile(r"[.!?]$")
_SYLLABLES = [first + last for first in "bdfghklmnprstvwz" for last in ("a", "e", "i", "o", "u")]


class GeneratedText:
    """Makes sentences in a language.

    :param folders: the texts of each folder; a line ends a sentence.
    """

    def __init__(self, folders: Sequence[Sequence[str]], language: Language) -> None:
        sentences = [[_sentences(text) for text in texts] for texts in folders]
        self._words: list[str] = sorted(
            {word for texts in sentences for text in texts for words in text for word in words}
        )
        number = {word: place for place, word in enumerate(self._words)}
        # A state is a folder and a word; the last of a folder is its beginning of a sentence.
        self._states = len(self._words) + 1
        states, following = [], []
        self._anywhere: list[NDArray[np.int32]] = []
        for folder, texts in enumerate(sentences):
            numbers = [[number[word] for word in words] for text in texts for words in text]
            for words in numbers:
                states += [folder * self._states + place for place in (len(self._words), *words[:-1])]
                following += words
            self._anywhere.append(np.array([place for words in numbers for place in words], np.int32))
        order = np.argsort(np.array(states), kind="stable")
        self._following = np.array(following, np.int32)[order]
        counts = np.bincount(np.array(states), minlength=len(folders) * self._states)
        self._counts, self._starts = counts, np.concatenate([[0], np.cumsum(counts)[:-1]])
        self._ends = np.array([bool(_END.search(word)) for word in self._words])
        self._has_compounds = language == "nl"
        self._parts = [word.lower() for word in self._words if word.isalpha() and 4 <= len(word) <= 9]

    def sentences(self, random: np.random.Generator, count: int) -> list[str]:
        """Return so many sentences, of 30 words at the most."""
        folders = random.integers(len(self._anywhere), size=count)
        states = folders * self._states + len(self._words)
        made: list[list[str]] = [[] for _ in range(count)]
        going = np.arange(count)
        for _ in range(_LONGEST):
            words = self._next(random, folders[going], states[going])
            is_new = random.random(len(going)) < _NEW
            for sentence, word, new in zip(going.tolist(), words.tolist(), is_new.tolist(), strict=True):
                made[sentence].append(self._new(random) if new else self._words[word])
            states[going] = folders[going] * self._states + words
            going = going[~self._ends[words]]
        return [" ".join(words).rstrip(",;:") for words in made]

    def _next(
        self, random: np.random.Generator, folders: NDArray[np.int64], states: NDArray[np.int64]
    ) -> NDArray[np.int32]:
        counts = self._counts[states]
        places = self._starts[states] + (random.random(len(states)) * counts).astype(np.int64)
        words: NDArray[np.int32] = self._following[np.minimum(places, len(self._following) - 1)]
        anew = (counts == 0) | (random.random(len(states)) < _ANEW)
        for folder, anywhere in enumerate(self._anywhere):
            here = anew & (folders == folder)
            words[here] = anywhere[random.integers(len(anywhere), size=int(here.sum()))]
        return words

    def _new(self, random: np.random.Generator) -> str:
        kind = random.random()
        rank = min(int(random.zipf(_FALL)), 2**40)
        if kind < 0.3:
            return str(1900 + rank if rank < 130 else rank)
        # Neighbours in rank are not to be neighbours in the alphabet.
        rank = rank * 2654435761 % 2**44
        if self._has_compounds and kind > 0.6:
            first, second = divmod(rank % len(self._parts) ** 2, len(self._parts))
            return f"{self._parts[first]}{self._parts[second]}"
        syllables: list[str] = []
        while rank or not syllables:
            rank, syllable = divmod(rank, len(_SYLLABLES) ** 2)
            syllables.append(_SYLLABLES[syllable % len(_SYLLABLES)])
        return "".join(syllables).capitalize()


def _sentences(text: str) -> list[list[str]]:
    lines = (re.split(r"(?<=[.!?])\s+", line) for line in text.splitlines())
    return [words for line in lines for sentence in line if len(words := sentence.split()) > 1]
