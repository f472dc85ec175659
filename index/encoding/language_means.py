"""What the language of a text alone adds to its vector, measured once for each encoder.

A multilingual encoder gives texts of one language something in common whatever they say, and so a passage in
the question's own language scores higher than one in the other that says the same. Taking the mean vector of
a language away mends that. The mean is not that of the index, where a flood of articles on one subject in one
language would move it, but that of the same sentences in both languages
(``index.encoding.parallel_sentences``): it does not depend on what is indexed, and
holds for three articles as for a million.

What a language adds differs with the length of the text, so that there are two means: one over paragraphs of
four sentences, for chunks, and one over pairs of sentences, for sentences.

J. Libovický et al., "On the Language Neutrality of Pre-trained Multilingual Representations", Findings of
EMNLP 2020, centre vectors by the mean of their language; the parallel sample is ours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Language
from index.encoding.parallel_sentences import PARALLEL_SENTENCES

_SENTENCES_LIKE_A_CHUNK = 4
_SENTENCES_LIKE_A_SENTENCE = 2


@dataclass(frozen=True, slots=True)
class LanguageMeans:
    """The mean vector of each language, shape (d,), for texts as long as chunks and as sentences."""

    chunks: Mapping[Language, NDArray[np.float32]]
    sentences: Mapping[Language, NDArray[np.float32]]


def measure_language_means(encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> LanguageMeans:
    """Measure the means with an encoder of n passages to unit vectors of shape (n, d)."""
    return LanguageMeans(
        chunks=_means(encode, _SENTENCES_LIKE_A_CHUNK), sentences=_means(encode, _SENTENCES_LIKE_A_SENTENCE)
    )


def _means(
    encode: Callable[[Sequence[str]], NDArray[np.float32]], sentences: int
) -> dict[Language, NDArray[np.float32]]:
    means = {}
    for place, language in enumerate(LANGUAGES):
        texts = [pair[place] for pair in PARALLEL_SENTENCES]
        groups = [" ".join(texts[start : start + sentences]) for start in range(0, len(texts), sentences)]
        means[language] = encode(groups).mean(axis=0)
    return means
