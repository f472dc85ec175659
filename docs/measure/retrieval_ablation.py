"""Measures what each part of retrieval is worth, as docs/quality.md reports it.

    .venv/bin/python docs/measure/retrieval_ablation.py SET [--tokens N]

The ways of scoring are compared with passages of N tokens; then other ways of making passages, each scored as
the search does; then the search itself, on the real index, without and with words in common.

Every passage and sentence of SET is embedded anew for each way of making passages, and every question is
held against all of them: but for the search itself, what is measured is scoring, not approximate search.
Figures are hit@1 / hit@5 of each direction (language of the question > of the article) in per cent, the mean
over 200 resamplings of the question pairs with replacement; ± is the largest standard deviation of the four
hit@1.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES
from index.chunk import Chunk
from index.encoder import Encoder
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.language_means import LanguageMeans, measure_language_means
from index.encoding.prepared_files import default_cache_dir
from index.span import Span
from index.syncing.sync import CHUNK_TOKENS
from index.text.boilerplate import body_spans
from index.text.chunking import split_article
from rag.evaluating.question_set import Question, QuestionSet, read_question_set
from rag.evaluating.scores import covers_gold
from rag.finding.retrieval import Retriever
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.settings import load_settings

Matrix = NDArray[np.float32]
DIRECTIONS = ("en>en", "nl>nl", "nl>en", "en>nl")
SIZES = (120, 200, 320, 450)
FOUND = 10
RESAMPLINGS = 200
SENTENCE_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a set, embedded. ``owner[i]`` is the passage of sentence i; shapes (n, d), (m, d)."""

    chunks: tuple[Chunk, ...]
    is_dutch: NDArray[np.bool_]
    vectors: Matrix
    sentence_vectors: Matrix
    owner: NDArray[np.int_]


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--tokens", type=int, default=CHUNK_TOKENS)
    arguments = parser.parse_args()
    question_set = read_question_set(arguments.question_set)
    encoder = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    means = measure_language_means(encoder.encode_passages)
    asked = [question for question in question_set.questions if question_set.gold(question)]
    questions = np.stack([encoder.encode_query(question.question) for question in asked])
    print("| | " + " | ".join(DIRECTIONS) + " | ± |\n|---|---|---|---|---|---|")
    sizes = [(tokens, True) for tokens in SIZES if tokens != arguments.tokens]
    for tokens, titled in ((arguments.tokens, True), (arguments.tokens, False), *sizes):
        passages = embed(question_set, encoder, tokens=tokens, titled=titled)
        name = f"{tokens} tokens, {'with' if titled else 'without'} title"
        for way, score in WAYS.items():
            if (tokens, titled) == (arguments.tokens, True) or way == "both":
                ranks = gold_ranks(question_set, asked, passages, score(questions, passages, means))
                print(f"| {name}: {way} | {row(question_set, asked, ranks)} |", flush=True)
    with open_question_set_index(load_settings(), question_set, progress=_silent) as index:
        index.sync(of_articles(tuple(question_set.articles.values())))
        for keywords in (False, True):
            ranks = searched_ranks(question_set, asked, Retriever(index.store, encoder, keywords=keywords))
            name = f"the search itself, {'with' if keywords else 'without'} words in common"
            print(f"| {name} | {row(question_set, asked, ranks)} |", flush=True)


def embed(question_set: QuestionSet, encoder: Encoder, *, tokens: int, titled: bool) -> Passages:
    """Split and embed all articles of a set."""
    articles = list(question_set.articles.values())
    split = [
        (article, chunk)
        for article in articles
        for chunk in split_article(
            article, body_spans(article.text), count_tokens=encoder.count_tokens, max_tokens=tokens
        )
    ]
    texts = [f"{article.title}\n{chunk.text}" if titled else chunk.text for article, chunk in split]
    sentences = [span.of(article.text) for article, chunk in split for span in chunk.sentences]
    return Passages(
        chunks=tuple(chunk for _, chunk in split),
        is_dutch=np.array([article.language == "nl" for article, _ in split]),
        vectors=encoder.encode_passages(texts),
        sentence_vectors=encoder.encode_passages(sentences),
        owner=np.repeat(np.arange(len(split)), [len(chunk.sentences) for _, chunk in split]),
    )


def dense(questions: Matrix, passages: Passages, means: LanguageMeans) -> Matrix:  # noqa: ARG001 - a way of many
    """Score by cosine with the chunk alone, shape (questions, passages)."""
    return questions @ passages.vectors.T


def standardized(questions: Matrix, passages: Passages, means: LanguageMeans) -> Matrix:
    """Score by cosine, in standard deviations from the mean of all passages of the language."""
    scores = dense(questions, passages, means)
    for group in (passages.is_dutch, ~passages.is_dutch):
        part = scores[:, group]
        scores[:, group] = (part - part.mean(1, keepdims=True)) / part.std(1, keepdims=True)
    return scores


def neutral_chunks(questions: Matrix, passages: Passages, means: LanguageMeans) -> Matrix:
    """Score by cosine with the chunk, the mean of the language taken away."""
    dutch, english = (questions @ means.chunks[language][:, None] for language in LANGUAGES)
    return dense(questions, passages, means) - np.where(passages.is_dutch, dutch, english)


def neutral_sentences(questions: Matrix, passages: Passages, means: LanguageMeans) -> Matrix:
    """Score by cosine with the passage's best sentence, the mean of the language taken away."""
    cosines = questions @ passages.sentence_vectors.T
    starts = np.flatnonzero(np.diff(passages.owner, prepend=-1))
    best = np.maximum.reduceat(cosines, starts, axis=1)
    dutch, english = (questions @ means.sentences[language][:, None] for language in LANGUAGES)
    return best - np.where(passages.is_dutch, dutch, english)


def both(questions: Matrix, passages: Passages, means: LanguageMeans) -> Matrix:
    """Score as ``rag.finding.retrieval`` does: the chunk, and its best sentence with a weight."""
    chunk = neutral_chunks(questions, passages, means)
    return chunk + SENTENCE_WEIGHT * neutral_sentences(questions, passages, means)


WAYS: dict[str, Callable[[Matrix, Passages, LanguageMeans], Matrix]] = {
    "dense": dense,
    "standardized within each language": standardized,
    "chunk less language mean": neutral_chunks,
    "best sentence less language mean": neutral_sentences,
    "both": both,
}


def gold_ranks(
    question_set: QuestionSet, asked: Sequence[Question], passages: Passages, scores: Matrix
) -> NDArray[np.int_]:
    """Return for each question the rank, from 0, of the first passage that holds its answer."""
    ranks = []
    for question, row_scores in zip(asked, scores, strict=True):
        order = np.argsort(-row_scores, kind="stable")[:FOUND]
        ranks.append(rank(question_set, question, [passages.chunks[place] for place in order]))
    return np.array(ranks)


def searched_ranks(
    question_set: QuestionSet, asked: Sequence[Question], retriever: Retriever
) -> NDArray[np.int_]:
    """Return the same of the passages that the search finds."""
    found = [retriever.search(question.question, limit=FOUND) for question in asked]
    return np.array(
        [
            rank(question_set, question, [passage.chunk for passage in passages])
            for question, passages in zip(asked, found, strict=True)
        ]
    )


def rank(question_set: QuestionSet, question: Question, chunks: Sequence[Chunk]) -> int:
    """Return the rank, from 0, of the first chunk that holds the answer; FOUND if none does."""
    gold = question_set.gold(question)
    holds = [covers_gold(chunk.article_id, Span(chunk.start, chunk.end), gold) for chunk in chunks]
    return holds.index(True) if True in holds else FOUND


def row(question_set: QuestionSet, asked: Sequence[Question], ranks: NDArray[np.int_]) -> str:
    """Return the cells of one way of scoring."""
    pairs = sorted({question.pair for question in asked})
    places = {pair: [i for i, question in enumerate(asked) if question.pair == pair] for pair in pairs}
    directions = np.array([question_set.direction(question) for question in asked])
    random = np.random.default_rng(0)
    samples = []
    for _ in range(RESAMPLINGS):
        drawn = [i for pair in random.choice(pairs, len(pairs)) for i in places[pair]]
        parts = [ranks[[i for i in drawn if directions[i] == direction]] for direction in DIRECTIONS]
        samples.append([[(part < k).mean() * 100 for k in (1, 5)] for part in parts])
    figures = np.array(samples)
    mean, spread = figures.mean(axis=0), figures.std(axis=0)
    cells = [f"{first:.0f} / {fifth:.1f}" for first, fifth in mean]
    return " | ".join([*cells, f"{spread[:, 0].max():.1f}"])


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
