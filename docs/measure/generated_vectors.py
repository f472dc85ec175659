"""Vectors that lie as those of real passages and sentences do, as many as are asked for.

A passage is the mean of its language, the subject and the story that it belongs to, and something of its
own; a sentence is the mean of its language's sentences, a share of what its passage has beyond that
language's mean, and something of its own. Means, spread and shares are those of real vectors, so that a real
question has with generated passages the cosines that it has with real ones on other things. What block a
passage stands in decides all about it, so that a run can be gone on with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Language

BLOCK = 1000
"""Passages that are made at once: the stories of a block are its own."""
_STORY = 8
_SUBJECTS = 200
_SUBJECT, _STORY_SHARE, _OWN = 0.35, 0.30, 0.35
"""Of what makes a passage differ from the mean of its language, as shares of the variance: those at which
two generated passages of a story have the cosine that two passages of a real article have (.94)."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RealVectors:
    """Vectors of real passages of a language, (n, d), and of the sentences of each, (sentences, d)."""

    passages: Vectors
    sentences: Sequence[Vectors]


@dataclass(frozen=True, slots=True)
class Block:
    """Unit vectors of passages, (BLOCK, d), and of the sentences of each, (sentences, d)."""

    passages: Vectors
    sentences: list[Vectors]


class GeneratedVectors:
    """Makes passages and their sentences in both languages.

    :param real: what they are to be like, by language.
    :param seed: another seed, another world of subjects and stories.
    """

    def __init__(self, real: Mapping[Language, RealVectors], seed: int = 0) -> None:
        self._seed = seed
        self._means = {language: each.passages.mean(axis=0) for language, each in real.items()}
        self._sentence_means = {
            language: np.concatenate(each.sentences).mean(axis=0) for language, each in real.items()
        }
        beyond = {language: each.passages - self._means[language] for language, each in real.items()}
        # What the passage of each sentence has beyond the mean, and what the sentence has.
        around = np.concatenate(
            [
                np.repeat(beyond[language], [len(each) for each in real[language].sentences], axis=0)
                for language in LANGUAGES
            ]
        )
        within = np.concatenate(
            [
                np.concatenate(real[language].sentences) - self._sentence_means[language]
                for language in LANGUAGES
            ]
        )
        self._shared = np.float32((around * within).sum() / (around * around).sum())
        self._spread = _spread(np.concatenate([beyond[language] for language in LANGUAGES]))
        self._sentence_spread = _spread(within - self._shared * around)
        self._subjects = self._drawn(np.random.default_rng(seed), _SUBJECTS)

    def block(self, language: Language, number: int, sentences: Sequence[int]) -> Block:
        """Return a block of passages.

        :param sentences: how many each passage has, BLOCK numbers.
        """
        random = np.random.default_rng([self._seed, LANGUAGES.index(language), number])
        count = -(-BLOCK // _STORY)
        subjects = self._subjects[random.integers(_SUBJECTS, size=count)]
        stories = np.float32(_SUBJECT**0.5) * subjects + np.float32(_STORY_SHARE**0.5) * self._drawn(
            random, count
        )
        beyond = np.repeat(stories, _STORY, axis=0)[:BLOCK]
        beyond = beyond + np.float32(_OWN**0.5) * self._drawn(random, BLOCK)
        own = random.standard_normal((sum(sentences), beyond.shape[1]), np.float32) @ self._sentence_spread
        within = self._shared * np.repeat(beyond, sentences, axis=0) + own
        return Block(
            passages=_unit(self._means[language] + beyond),
            sentences=np.split(_unit(self._sentence_means[language] + within), np.cumsum(sentences)[:-1]),
        )

    def _drawn(self, random: np.random.Generator, count: int) -> Vectors:
        drawn: Vectors = random.standard_normal((count, len(self._spread)), np.float32) @ self._spread
        return drawn


def _spread(differences: Vectors) -> Vectors:
    """Return what standard normal numbers, (n, d), are multiplied by to spread as these differences do."""
    _, lengths, axes = np.linalg.svd(differences, full_matrices=False)
    scaled = np.zeros((differences.shape[1], differences.shape[1]), np.float32)
    scaled[: len(lengths)] = axes * lengths[:, None] / len(differences) ** 0.5
    return scaled


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
