"""How well sentences of evidence support sentences of a draft, as probabilities."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import Language
from index.encoder import Encoder
from index.encoding.language_means import LanguageMeans
from index.text.keywords import index_words
from rag.answer import EvidenceSentence
from rag.doer import gives_part_to_another, repeats_a_name
from rag.facts import Facts, facts_in, unsupported_facts
from rag.negation import denies

# Made by docs/measure/fit_support.py. Within a language words in common take over part of the similarity.
_INTERCEPT = -3.403
_PER_SIMILARITY = 5.619
_PER_LEAD = 3.847
_PER_SHARED_WORDS = 3.623
_PER_MISSING_FACTS = -1.936
_IN_SAME_LANGUAGE = -2.124
_MOST_IF_DENIED = 0.02
"""By rule: too few drafts deny what their source says for a coefficient to be fitted."""


@dataclass(frozen=True, slots=True)
class Support:
    """How well one sentence of evidence supports one sentence of a draft.

    ``probability``, 0 to 1, is :func:`probability_of` their signals. ``missing`` are the numbers, dates and
    names of the draft sentence, as written, that do not stand in the evidence.
    """

    probability: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportSignals:
    """What is seen of a draft sentence and a sentence of evidence.

    ``similarity`` is the cosine of their vectors without what language adds, -1 to 1, and ``lead`` how far it
    is above the best of the other sentences of evidence (0 where there are none). ``shared_words`` is the
    share, 0 to 1, of the draft sentence's content words that stand in the evidence; 0 between languages.
    ``missing_facts`` is the share of its numbers, dates and names that do not. ``is_denied``: one has a
    negation that the other has not, or gives a part in what happened to another, or the sentence has one name
    in both parts.
    """

    similarity: float
    lead: float
    shared_words: float
    missing_facts: float
    same_language: bool
    is_denied: bool


def probability_of(signals: SupportSignals) -> float:
    """Return the probability, 0 to 1, that the evidence supports the sentence: a logistic regression."""
    logit = (
        _INTERCEPT
        + _PER_SIMILARITY * signals.similarity
        + _PER_LEAD * signals.lead
        + _PER_SHARED_WORDS * signals.shared_words
        + _PER_MISSING_FACTS * signals.missing_facts
        + _IN_SAME_LANGUAGE * signals.same_language
    )
    probability = 1 / (1 + math.exp(-logit))
    return min(probability, _MOST_IF_DENIED) if signals.is_denied else probability


class SupportScorer:
    """Compares draft and evidence with the encoder of the index."""

    def __init__(self, encoder: Encoder, means: LanguageMeans) -> None:
        self._encoder = encoder
        self._means = means

    def score(
        self, sentences: Sequence[str], language: Language, evidence: Sequence[EvidenceSentence]
    ) -> tuple[tuple[Support, ...], ...]:
        """Return for each draft sentence, in order, its support by each sentence of the evidence."""
        return tuple(
            tuple(
                Support(probability_of(signals), _missing(sentence, language, source, in_passage=True))
                for signals, source in zip(row, evidence, strict=True)
            )
            for sentence, row in zip(sentences, self.signals(sentences, language, evidence), strict=True)
        )

    def signals(
        self, sentences: Sequence[str], language: Language, evidence: Sequence[EvidenceSentence]
    ) -> tuple[tuple[SupportSignals, ...], ...]:
        """Return for each draft sentence, in order, its signals with each sentence of the evidence."""
        if not sentences or not evidence:
            return tuple(() for _ in sentences)
        drafts = self._neutral(sentences, [language] * len(sentences))
        sources = self._neutral([e.text for e in evidence], [e.passage.language for e in evidence])
        return tuple(
            tuple(
                SupportSignals(
                    similarity=row[at],
                    lead=row[at] - max((*row[:at], *row[at + 1 :]), default=row[at]),
                    shared_words=_shared_words(sentence, language, source),
                    missing_facts=_missing_share(sentence, language, source),
                    same_language=language == source.passage.language,
                    is_denied=_is_denied(sentence, language, source),
                )
                for at, source in enumerate(evidence)
            )
            for sentence, row in zip(sentences, (drafts @ sources.T).tolist(), strict=True)
        )

    def likeness(
        self, sentence: str, language: Language, evidence: Sequence[EvidenceSentence]
    ) -> tuple[float, ...]:
        """Return how alike a sentence is to each sentence of the evidence: the cosine, -1 to 1."""
        (row,) = self.signals([sentence], language, evidence)
        return tuple(signals.similarity for signals in row)

    def _neutral(self, texts: Sequence[str], languages: Sequence[Language]) -> NDArray[np.float32]:
        """Return unit vectors, shape (n, d), with the mean of each text's language taken away."""
        means = np.array([self._means.sentences[language] for language in languages])
        vectors = self._encoder.encode_passages(texts) - means
        neutral: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return neutral


def _is_denied(sentence: str, language: Language, source: EvidenceSentence) -> bool:
    both = (sentence, language, source.text, source.passage.language)
    return denies(*both) or gives_part_to_another(*both) or repeats_a_name(*both)


def _shared_words(sentence: str, language: Language, source: EvidenceSentence) -> float:
    words = set(index_words(sentence, language))
    if not words or language != source.passage.language:
        return 0.0
    return len(words.intersection(index_words(source.text, language))) / len(words)


def _missing_share(sentence: str, language: Language, source: EvidenceSentence) -> float:
    facts = _count(facts_in(sentence, language))
    missing = _missing(sentence, language, source, in_passage=False)
    return min(1.0, len(missing) / facts) if facts else 0.0


def _count(facts: Facts) -> int:
    return len(facts.quantities) + len(facts.dates) + len(facts.names)


def _missing(
    sentence: str, language: Language, source: EvidenceSentence, *, in_passage: bool
) -> tuple[str, ...]:
    """Return the facts that the evidence has not; ``in_passage``: names may stand in its passage or title."""
    passage = source.passage
    return unsupported_facts(
        sentence,
        language,
        evidence=source.text,
        evidence_language=passage.language,
        context=f"{passage.title}\n{passage.chunk.text}" if in_passage else "",
        published=passage.published,
    )
