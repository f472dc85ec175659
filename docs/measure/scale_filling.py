"""Fills the index that scale.py measures."""

import json
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from generated_articles import generated_articles
from generated_text import GeneratedText
from generated_vectors import BLOCK, GeneratedVectors, RealVectors

from index.article import LANGUAGES, Article, Language
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.storage.catalog import Catalog
from index.storage.store import CATALOG_FILE, IndexStore
from index.storage.writer import EmbeddedArticle
from index.syncing.sync import index_fingerprint, update
from rag.evaluating.question_set import read_question_set

SAMPLE, INDEX = "sample", "index"
_SAMPLED = 400
"""Articles of each folder, at the most, whose vectors are really made."""


def load_encoder() -> Int8Encoder:
    """Load the built-in encoder."""
    return Int8Encoder(int8_encoder_folder(default_cache_dir()))


def open_filled(folder: Path) -> IndexStore:
    """Open the index that :func:`begin` has begun, without its encoder."""
    with closing(Catalog(folder / INDEX / CATALOG_FILE, read_only=True)) as catalog:
        fingerprint = catalog.setting("fingerprint")
    return IndexStore.open(folder / INDEX, fingerprint=str(fingerprint))


def begin(folder: Path, questions: Path, texts: Sequence[Path]) -> None:
    """Make, with the real encoder, the index with the articles of the questions, and that of the sample."""
    question_set = read_question_set(questions)
    wanted = {
        INDEX: list(question_set.articles.values()),
        SAMPLE: [article for text in texts for article in _some(articles_of(text))],
    }
    missing = {name: articles for name, articles in wanted.items() if not _has(folder / name, articles)}
    if not missing:
        return
    encoder = load_encoder()
    for name, articles in missing.items():
        fingerprint = index_fingerprint(encoder)
        with closing(IndexStore.open(folder / name, fingerprint=fingerprint, create=True)) as store:
            update(store, encoder, articles)


def _has(folder: Path, articles: list[Article]) -> bool:
    """Whether an index has these articles."""
    if not (folder / CATALOG_FILE).is_file():
        return False
    with closing(Catalog(folder / CATALOG_FILE)) as catalog:
        catalog.make_tables()
        return catalog.paths() >= {article.path for article in articles}


def articles_of(folder: Path) -> list[Article]:
    """Return the articles of a folder that has them in articles.jsonl."""
    lines = (folder / "articles.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [Article(row["id"], row["id"], row["title"], row["text"], row["language"]) for row in rows]


def _some(articles: list[Article]) -> list[Article]:
    """Return some of them, from the whole of the list, of both languages where those take turns."""
    step = max(1, len(articles) // _SAMPLED)
    return articles[:: step + (step + 1) % 2]


def fill(folder: Path, texts: Sequence[Path], size: int) -> dict[str, float]:
    """Put generated passages in until there are so many, and one article more."""
    if not size:
        return {}
    vectors = GeneratedVectors({language: _real(folder / SAMPLE, language) for language in LANGUAGES})
    words = {
        language: GeneratedText(
            [[f"{a.title}\n{a.text}" for a in articles_of(text) if a.language == language] for text in texts],
            language,
        )
        for language in LANGUAGES
    }

    def block_of(number: int) -> list[EmbeddedArticle]:
        return [
            each
            for language in LANGUAGES
            for each in generated_articles(words[language], vectors, language, number)
        ]

    with closing(open_filled(folder)) as store:
        began = time.perf_counter()
        blocks = range(_blocks(store), size // BLOCK // len(LANGUAGES))
        writing = 0.0
        with store.writing() as writer:
            for number in blocks:
                articles = block_of(number)
                at = time.perf_counter()
                writer.replace(articles)
                writing += time.perf_counter() - at
                if number % 5 == 4:
                    done = (number + 1 - blocks.start) * BLOCK * len(LANGUAGES)
                    print(f"{number + 1} blocks, {done / writing:,.0f} a second", file=sys.stderr, flush=True)
            last = time.perf_counter()
        ended = time.perf_counter()
        one = block_of(blocks.stop)[0]
        at = time.perf_counter()
        with store.writing() as writer:
            writer.replace([one])
        return {
            "in, passages a second": len(blocks) * BLOCK * len(LANGUAGES) / max(writing, 1e-9),
            "tidied at the end, s": ended - last,
            "filled with making what is put in, s": ended - began,
            "one article more, s": time.perf_counter() - at,
            "memory while filling, peak, GB": memory("VmHWM"),
        }


def memory(field: str) -> float:
    """Return what this process has in memory: now, VmRSS, or at the peak, VmHWM; in GB."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    return int(fields[field].split()[0]) * 1024 / 1e9


def _blocks(store: IndexStore) -> int:
    """Return how many blocks are there: of one that was begun, a Dutch article may be there alone."""
    english = [path.split("/")[1] for path in store.paths() if path.startswith("en/")]
    return max(map(int, english), default=-1) + 1


def _real(folder: Path, language: Language) -> RealVectors:
    """Return the vectors of an index."""
    with closing(Catalog(folder / CATALOG_FILE, read_only=True)) as catalog:
        keys = [key for some, _ in catalog.vectors(language) for key in some]
        stored = list(catalog.passages(keys).values())
    return RealVectors(np.stack([each.vector for each in stored]), [each.sentence_vectors for each in stored])
