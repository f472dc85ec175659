"""How well sentences of evidence support sentences of a draft, as probabilities."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import Language
from index.encoder import Encoder
from index.language_means import LanguageMeans
from rag.answer import EvidenceSentence
from rag.facts import unsupported_facts

_INTERCEPT = -2.4
_PER_SIMILARITY = 7.0


@dataclass(frozen=True, slots=True)
class Support:
    """How well one sentence of evidence supports one sentence of a draft.

    ``probability``, 0 to 1, is from the cosine of their vectors without what language adds. ``missing`` are
    the numbers, dates and names of the draft sentence, as written, that do not stand in the evidence.
    """

    probability: float
    missing: tuple[str, ...]


class SupportScorer:
    """Compares draft and evidence with the encoder of the index."""

    def __init__(self, encoder: Encoder, means: LanguageMeans) -> None:
        self._encoder = encoder
        self._means = means

    def score(
        self, sentences: Sequence[str], language: Language, evidence: Sequence[EvidenceSentence]
    ) -> tuple[tuple[Support, ...], ...]:
        """Return for each draft sentence, in order, its support by each sentence of the evidence."""
        if not sentences or not evidence:
            return tuple(() for _ in sentences)
        drafts = self._neutral(sentences, [language] * len(sentences))
        sources = self._neutral([e.text for e in evidence], [e.passage.language for e in evidence])
        return tuple(
            tuple(
                Support(_probability(similarity), _missing(sentence, language, source))
                for similarity, source in zip(row, evidence, strict=True)
            )
            for sentence, row in zip(sentences, (drafts @ sources.T).tolist(), strict=True)
        )

    def _neutral(self, texts: Sequence[str], languages: Sequence[Language]) -> NDArray[np.float32]:
        """Return unit vectors, shape (n, d), with the mean of each text's language taken away."""
        means = np.array([self._means.sentences[language] for language in languages])
        vectors = self._encoder.encode_passages(texts) - means
        neutral: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return neutral


def _missing(sentence: str, language: Language, source: EvidenceSentence) -> tuple[str, ...]:
    passage = source.passage
    return unsupported_facts(
        sentence,
        language,
        evidence=source.text,
        evidence_language=passage.language,
        context=f"{passage.title}\n{passage.chunk.text}",
        published=passage.published,
    )


def _probability(similarity: float) -> float:
    return 1 / (1 + math.exp(-(_INTERCEPT + _PER_SIMILARITY * similarity)))
