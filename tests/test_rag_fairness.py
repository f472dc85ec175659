"""A flood of articles in one language, in the real index: the other language's answers stay first.

The flood is made of real vectors, of sentences on everything that newspapers write about; encoding 10,000
real passages would take half an hour. ``docs/measure/fairness.py`` does that.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from conftest import SEEDS
from numpy.typing import NDArray
from seed_questions import ASTANA_EN, CSTO_NL, PUTIN_IRAN_EN, PUTIN_IRAN_NL

from index.article import LANGUAGES, Article, Language
from index.chunk import Chunk
from index.encoder import Encoder
from index.encoding.parallel_sentences import PARALLEL_SENTENCES
from index.reading.reader import read_folder
from index.span import Span
from index.storage.signatures import signature_of
from index.storage.store import IndexStore
from index.storage.writer import EmbeddedArticle, EmbeddedChunk
from index.syncing.sync import index_fingerprint, sync
from rag.finding.retrieval import Retriever

FLOODS = (1_500, pytest.param(10_000, marks=pytest.mark.nightly))
SENTENCES_OF_A_PASSAGE = 6
NOISE = 0.1
"""Length of what is added to each unit vector, so that no two of the flood are the same."""

# Asked in one language, answered in the other alone or there best; the flood is in the question's.
ANSWERED_IN_THE_OTHER: dict[Language, dict[str, str]] = {
    "nl": {
        "Wat beloofde Xi Jinping aan Tokajev?": ASTANA_EN,
        "Waar ontmoette Poetin Pezeshkian voor het eerst?": PUTIN_IRAN_EN,
    },
    "en": {
        "Why did Pashinyan refuse to sign the final declaration?": CSTO_NL,
        "Which missiles or weapons did North Korea supply to Russia?": PUTIN_IRAN_NL,
    },
}
PUSHED_OUT: dict[Language, str] = {
    "nl": "Wat beloofde Xi Jinping aan Tokajev?",
    "en": "Why did Pashinyan refuse to sign the final declaration?",
}
"""Questions whose answer the ten passages of the highest cosine do not hold once the flood is there."""


@pytest.fixture
def store(encoder: Encoder, tmp_path: Path) -> Iterator[IndexStore]:
    """An index of the five articles of seeds/, to add to."""
    with closing(IndexStore.open(tmp_path, fingerprint=index_fingerprint(encoder), create=True)) as opened:
        sync(opened, encoder, read_folder(SEEDS))
        yield opened


@pytest.mark.parametrize("passages", FLOODS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_flood_in_one_language_leaves_the_answers_of_the_other_first(
    store: IndexStore, encoder: Encoder, language: Language, passages: int
) -> None:
    answers = ANSWERED_IN_THE_OTHER[language]
    asked = PUSHED_OUT[language]
    assert first_articles(store, encoder, answers) == answers
    assert answers[asked] in nearest_articles(store, encoder, asked)
    held = store.passage_count(language)

    with store.writing() as writer:
        writer.replace(flood(encoder, language, passages))

    assert store.passage_count(language) == held + passages
    assert first_articles(store, encoder, answers) == answers
    assert answers[asked] not in nearest_articles(store, encoder, asked)


def first_articles(store: IndexStore, encoder: Encoder, questions: dict[str, str]) -> dict[str, str]:
    """Return the article of the first passage of each question."""
    retriever = Retriever(store, encoder)
    return {question: retriever.search(question)[0].chunk.article_id for question in questions}


def nearest_articles(store: IndexStore, encoder: Encoder, question: str) -> set[str]:
    """Return the articles of the ten passages nearest by cosine, as one ranking of both languages gives."""
    vector = encoder.encode_query(question)
    found = [each.passage for language in LANGUAGES for each in store.search(language, vector, 10)]
    found.sort(key=lambda passage: -passage.similarity)
    return {passage.chunk.article_id for passage in found[:10]}


def flood(encoder: Encoder, language: Language, count: int) -> list[EmbeddedArticle]:
    """Return ``count`` articles of one passage, each of sentences drawn from the parallel ones."""
    texts = [pair[LANGUAGES.index(language)] for pair in PARALLEL_SENTENCES]
    vectors = encoder.encode_passages(texts)
    random = np.random.default_rng(0)
    drawn = random.integers(len(texts), size=(count, SENTENCES_OF_A_PASSAGE))
    noise = random.normal(size=(count, 1 + SENTENCES_OF_A_PASSAGE, vectors.shape[1])).astype(np.float32)
    noise *= NOISE / np.linalg.norm(noise, axis=-1, keepdims=True)
    passage_vectors = unit(unit(vectors[drawn].mean(axis=1)) + noise[:, 0])
    sentences = unit(vectors[drawn] + noise[:, 1:])
    return [
        embedded(f"flood/{number:05}.txt", [texts[i] for i in drawn[number]], language, passage, of_sentences)
        for number, (passage, of_sentences) in enumerate(zip(passage_vectors, sentences, strict=True))
    ]


def embedded(
    name: str,
    texts: list[str],
    language: Language,
    vector: NDArray[np.float32],
    sentence_vectors: NDArray[np.float32],
) -> EmbeddedArticle:
    text = "\n".join(texts)
    ends = np.cumsum([len(each) + 1 for each in texts]).tolist()
    spans = tuple(Span(end - 1 - len(each), end - 1) for each, end in zip(texts, ends, strict=True))
    chunk = Chunk(name, 0, len(text), text, spans)
    article = Article(name, name, "Kort nieuws" if language == "nl" else "News in brief", text, language)
    signature = signature_of(text, spans)
    return EmbeddedArticle(article, (EmbeddedChunk(chunk, vector, sentence_vectors),), signature)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return scaled
