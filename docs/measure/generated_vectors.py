"""Vectors that lie as those of real articles and questions do, as many as are asked for.

A passage is the mean of its language, the subject and the story that it belongs to, and something of its
own; a question is about a story. Lengths, angles and the spread over the dimensions are those of 10,384
passages of the LibreOffice help and 440 questions of xquad-dev under multilingual-e5-small: two passages of
a language have a cosine of .83, of a story .94, passages of different languages .78; a question has .75 with
a passage of its own language, .71 with one of the other, and up to .84 with those that it is about. What
block a passage stands in decides all about it, so that a run can be gone on with.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Language

DIMENSIONS = 384
BLOCK = 1000
"""Passages that are made at once: the stories of a block are its own."""
_STORY = 8
_SUBJECTS = 200
_PASSAGE_MEAN = 0.91
_QUESTION_MEAN = 0.87
_SHARES = {"subject": 0.35, "story": 0.30, "own": 0.35}
"""Of what makes a passage differ from the mean of its language, as shares of the variance."""
_ABOUTNESS = 0.5
"""Cosine of a question with the story that it is about, both less the means of their languages."""

Vectors = NDArray[np.float32]


class GeneratedVectors:
    """Makes passages and questions of both languages.

    :param seed: another seed, another world of subjects and stories.
    """

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        random = np.random.default_rng(seed)
        # The variance falls from the first dimension to the last as it does in the real ones.
        spread = np.arange(1.5, 1.5 + DIMENSIONS) ** -0.35
        self._spread = (spread / np.linalg.norm(spread)).astype(np.float32)
        directions = np.linalg.qr(random.normal(size=(DIMENSIONS, 4)))[0].T
        shared, foreign, asking, asking_foreign = directions
        self._passage_means = {
            language: _scaled(shared + sign * 0.18 * foreign, _PASSAGE_MEAN)
            for language, sign in zip(LANGUAGES, (1, -1), strict=True)
        }
        self._question_means = {
            language: _scaled(
                shared + 0.37 * asking + sign * (0.11 * foreign + 0.11 * asking_foreign), _QUESTION_MEAN
            )
            for language, sign in zip(LANGUAGES, (1, -1), strict=True)
        }
        self._subjects = self._residuals(random, _SUBJECTS)

    def block(self, language: Language, number: int) -> Vectors:
        """Return the unit vectors of a block of passages, shape (BLOCK, DIMENSIONS)."""
        random = self._random(language, number)
        about = self._stories(random)
        stories = np.repeat(about, _STORY, axis=0)[:BLOCK]
        own = self._residuals(random, BLOCK) * np.float32(_SHARES["own"] ** 0.5)
        return self._placed(self._passage_means[language], stories + own, _PASSAGE_MEAN)

    def blocks(self, language: Language, passages: int) -> Iterator[Vectors]:
        """Yield all blocks of a language, the last one cut."""
        for start in range(0, passages, BLOCK):
            yield self.block(language, start // BLOCK)[: passages - start]

    def questions(self, asked_in: Language, about: Language, passages: int, count: int) -> Vectors:
        """Return questions in one language about stories among the first passages of a language.

        Shape (count, DIMENSIONS), unit length.
        """
        random = np.random.default_rng([self._seed, 1, LANGUAGES.index(asked_in), LANGUAGES.index(about)])
        blocks = random.integers((passages + BLOCK - 1) // BLOCK, size=count)
        residuals = np.empty((count, DIMENSIONS), np.float32)
        for place, block in enumerate(blocks.tolist()):
            stories = self._stories(self._random(about, block))
            story = stories[random.integers(len(stories))]
            residuals[place] = _ABOUTNESS * story / np.linalg.norm(story)
        residuals += self._residuals(random, count) * np.float32((1 - _ABOUTNESS**2) ** 0.5)
        return self._placed(self._question_means[asked_in], residuals, _QUESTION_MEAN)

    def _stories(self, random: np.random.Generator) -> Vectors:
        count = -(-BLOCK // _STORY)
        subjects = self._subjects[random.integers(_SUBJECTS, size=count)]
        stories = self._residuals(random, count)
        mixed: Vectors = subjects * np.float32(_SHARES["subject"] ** 0.5) + stories * np.float32(
            _SHARES["story"] ** 0.5
        )
        return mixed

    def _residuals(self, random: np.random.Generator, count: int) -> Vectors:
        """Return vectors of about unit length whose variance lies as the real ones' does."""
        return random.standard_normal((count, DIMENSIONS), np.float32) * self._spread

    def _placed(self, mean: Vectors, residuals: Vectors, mean_length: float) -> Vectors:
        vectors = mean + residuals * np.float32((1 - mean_length**2) ** 0.5)
        placed: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return placed

    def _random(self, language: Language, block: int) -> np.random.Generator:
        return np.random.default_rng([self._seed, 0, LANGUAGES.index(language), block])


def _scaled(vector: NDArray[np.float64], length: float) -> Vectors:
    return (vector / np.linalg.norm(vector) * length).astype(np.float32)
