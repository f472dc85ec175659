"""The scorer on the real encoder, over the real articles."""

import pytest
from conftest import SEEDS
from support_pairs import SUPPORT_PAIRS, SupportPair

from index.article import Article, Language
from index.chunk import Chunk
from index.encoder import Encoder
from index.encoding.language_means import LanguageMeans, measure_language_means
from index.passage import Passage
from index.reading.reader import read_folder
from index.span import Span
from index.storage.store import IndexStore
from index.text.sentences import sentence_spans
from rag.answer import EvidenceSentence
from rag.finding.evidence import choose_evidence
from rag.finding.retrieval import Retriever
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


def pair_evidence(pair: SupportPair, articles: dict[str, Article]) -> tuple[EvidenceSentence, ...]:
    """Return the pair's source, and after it the other sentences of its paragraph."""
    article = articles[pair.source.article]
    start = article.text.index(pair.source.text)
    span = Span(start, start + len(pair.source.text))
    line = next(line for line in article.text.split("\n") if pair.source.text in line)
    at = article.text.index(line)
    within = sentence_spans(article.text, article.language, within=Span(at, at + len(line)))
    spans = (span, *(one for one in within if one.end <= span.start or one.start >= span.end))[:6]
    chunk = Chunk(article.id, at, at + len(line), line, within)
    passage = Passage(
        chunk,
        article.title,
        article.language,
        article.published,
        article.path,
        None,
        score=0.5,
        similarity=0.5,
    )
    return tuple(
        EvidenceSentence(number, passage, one, one.of(article.text), 0.5)
        for number, one in enumerate(spans, start=1)
    )


KNOWN_MISSES = {
    "denied: Pashinyan signed the final declaration.",
    "denied: Saudi Arabia has confirmed that it will join.",
    "relation: Iran bought Israel's ballistic missiles.",
    "relation: Poetin is getrouwd met de dochter van Pezeshkian.",
    "relation: Poetin sprak in Noord-Korea met Xi over handel.",
    "said: BRICS represents 45 percent of the world's population.",
    "said: BRICS vertegenwoordigt 45 procent van de wereldbevolking.",
    "said: Rahmon demanded respect from Putin.",
    "said: Mishustin visited Tehran on September 30.",
    "said: Misjoestin kwam op 30 september in Teheran aan.",
    "swapped: De economie van Rusland is tien keer zo groot als die van China.",
    "swapped: Poetin eiste respect van Rachmon.",
}
"""A near miss that passes, or a sentence that is said and does not. A change of either shows here."""


def test_pairs_labelled_by_hand(encoder: Encoder, means: LanguageMeans) -> None:
    scorer = SupportScorer(encoder, means)
    articles = {article.id: article for article in read_folder(SEEDS) if isinstance(article, Article)}
    misses = set()
    for pair in SUPPORT_PAIRS:
        ((support, *_),) = scorer.score([pair.sentence], pair.language, pair_evidence(pair, articles))
        passes = support.probability >= LEAST_SUPPORT and not support.missing
        if passes != pair.is_supported:
            misses.add(f"{pair.kind}: {pair.sentence}")

    assert misses == KNOWN_MISSES
