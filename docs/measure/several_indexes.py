"""Measures a search over several indexes as one, beside a search in the first alone.

    .venv/bin/python docs/measure/several_indexes.py SET INDEX INDEX …

SET is a question set, every question of which is asked. An INDEX is a folder with a ``catalog.sqlite``, made
with the built-in encoder: ``DATA/index/NAME`` of a data folder, ``FOLDER/index`` of scale.py. The question's
vector is made before the clock runs; the reader of answers, whose time does not depend on the index, is not
asked.
"""

import argparse
import time
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np

from index.article import LANGUAGES
from index.encoder import Vectors
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.storage.joined_index import JoinedIndex
from index.storage.searched_index import SearchedIndex
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint
from rag.evaluating.question_set import Question, read_question_set
from rag.finding.retrieval import Retriever


class RememberingEncoder(Int8Encoder):
    """Encodes a question the first time that it is asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[str, Vectors] = {}

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question, as the encoder does."""
        if text not in self._known:
            self._known[text] = super().encode_query(text)
        return self._known[text]


def main() -> None:
    """Ask both, in turns by question, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path, metavar="SET")
    parser.add_argument("indexes", type=Path, nargs="+", metavar="INDEX")
    args = parser.parse_args()
    encoder = RememberingEncoder(int8_encoder_folder(default_cache_dir()))
    fingerprint = index_fingerprint(encoder)
    with ExitStack() as opened:
        stores = {
            str(place or ""): opened.enter_context(closing(IndexStore.open(folder, fingerprint=fingerprint)))
            for place, folder in enumerate(args.indexes)
        }
        asked: dict[str, SearchedIndex] = {"the first alone": stores[""], "all as one": JoinedIndex(stores)}
        seconds = ask(asked, encoder, read_question_set(args.questions).questions)
        print("| searched | passages | search p50, ms | p95, ms |\n|---|---|---|---|")
        for name, index in asked.items():
            half, most = 1000 * np.quantile(seconds[name], (0.5, 0.95))
            passages = sum(index.passage_count(language) for language in LANGUAGES)
            print(f"| {name} | {passages:,} | {half:.1f} | {most:.1f} |")


def ask(
    asked: dict[str, SearchedIndex], encoder: Int8Encoder, questions: tuple[Question, ...]
) -> dict[str, list[float]]:
    """Return how many seconds each question took, by the name of what was asked."""
    retrievers = {name: Retriever(index, encoder) for name, index in asked.items()}
    seconds: dict[str, list[float]] = {name: [] for name in asked}
    for retriever in retrievers.values():
        retriever.search(questions[0].question)  # what is read once is read before
    for question in questions:
        encoder.encode_query(question.question)
        for name, retriever in retrievers.items():
            began = time.perf_counter()
            retriever.retrieve(question.question, asked_in=question.language)
            seconds[name].append(time.perf_counter() - began)
    return seconds


if __name__ == "__main__":
    main()
