"""The scorer on the real encoder, over the real articles."""

import pytest

from index.article import Language
from index.encoder import Encoder
from index.language_means import LanguageMeans, measure_language_means
from index.store import IndexStore
from rag.answer import EvidenceSentence
from rag.evidence import choose_evidence
from rag.retrieval import Retriever
from rag.support import SupportScorer
from rag.verification import LEAST_SUPPORT

MISSILES = "How many ballistic missiles did Iran launch at Israel on October 1?"


@pytest.fixture(scope="module")
def means(encoder: Encoder) -> LanguageMeans:
    return measure_language_means(encoder.encode_passages)


@pytest.fixture(scope="module")
def missile_evidence(encoder: Encoder, seed_index: IndexStore) -> tuple[EvidenceSentence, ...]:
    return choose_evidence(Retriever(seed_index, encoder).retrieve(MISSILES).sentences)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Iran launched some 180 ballistic missiles at Israel on October 1.", "en"),
        ("Iran vuurde op 1 oktober zo'n 180 ballistische raketten af op Israël.", "nl"),
    ],
)
def test_the_sentence_that_says_so_supports_it_in_either_language(
    sentence: str,
    language: Language,
    encoder: Encoder,
    means: LanguageMeans,
    missile_evidence: tuple[EvidenceSentence, ...],
) -> None:
    (supports,) = SupportScorer(encoder, means).score([sentence], language, missile_evidence)

    # What is in the reader's language is likelier to be alike; the facts tell which sentence says so.
    holding = [
        (support.probability, source.text)
        for support, source in zip(supports, missile_evidence, strict=True)
        if not support.missing
    ]
    assert ["180 ballistic missiles" in text for _, text in holding] == [True]
    assert holding[0][0] >= LEAST_SUPPORT


def test_a_wrong_number_is_missing_from_every_source(
    encoder: Encoder, means: LanguageMeans, missile_evidence: tuple[EvidenceSentence, ...]
) -> None:
    sentence = "Iran launched 250 ballistic missiles at Israel."
    (supports,) = SupportScorer(encoder, means).score([sentence], "en", missile_evidence)

    assert [support.missing for support in supports if "250" not in support.missing] == []


def test_what_the_evidence_is_not_about_is_not_supported(
    encoder: Encoder, means: LanguageMeans, missile_evidence: tuple[EvidenceSentence, ...]
) -> None:
    (supports,) = SupportScorer(encoder, means).score(["Cows give milk twice a day."], "en", missile_evidence)

    assert max(support.probability for support in supports) < LEAST_SUPPORT


def test_no_sentences_have_no_support(
    encoder: Encoder, means: LanguageMeans, missile_evidence: tuple[EvidenceSentence, ...]
) -> None:
    assert SupportScorer(encoder, means).score([], "en", missile_evidence) == ()
