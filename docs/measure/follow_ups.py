"""Measures how often a follow-up question finds its answer, as docs/quality.md reports it.

    PYTHONPATH=tests .venv/bin/python docs/measure/follow_ups.py

The cases are those of tests/conversations.py, on seeds/: the share of follow-ups whose answer stands in one
of the first six sentences found, searched for as they stand and condensed with what they lean on; and of the
questions that start a new subject, how many are left as they are.
"""

import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from conversations import FOLLOW_UPS, NEW_SUBJECTS, Earlier

from index.article import LANGUAGES, Language
from index.encoder import Encoder
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.passage import Passage
from index.reading.reader import read_folder
from index.span import Span
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from index.text.language import detect_question_language
from rag.answer import Answer, Citation, Turn
from rag.asking.prompts import REFUSAL
from rag.finding.evidence import MAX_SENTENCES
from rag.finding.follow_up import standalone_question
from rag.finding.retrieval import Retriever

SEEDS = Path(__file__).parents[2] / "seeds"
Sentence = tuple[Span, Passage, str]


def main() -> None:
    """Print each figure on a line."""
    encoder = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    with tempfile.TemporaryDirectory() as folder:
        opened = IndexStore.open(Path(folder), fingerprint=index_fingerprint(encoder), create=True)
        with closing(opened) as store:
            sync(store, encoder, read_folder(SEEDS))
            sentences = all_sentences(store, encoder)
            retriever = Retriever(store, encoder)
            alone = sum(finds(retriever, question, answer) for _, question, answer in FOLLOW_UPS)
            condensed = sum(
                finds(retriever, condense(question, earlier, sentences), answer)
                for earlier, question, answer in FOLLOW_UPS
            )
    kept = sum(condense(question, earlier, sentences) == question for earlier, question in NEW_SUBJECTS)
    print(f"follow-ups searched for as they stand: {alone} of {len(FOLLOW_UPS)}")
    print(f"follow-ups condensed:                  {condensed} of {len(FOLLOW_UPS)}")
    print(f"new subjects left as they are:         {kept} of {len(NEW_SUBJECTS)}")


def finds(retriever: Retriever, searched: str, answer: str) -> bool:
    """Whether one of the first sentences found holds the answer."""
    return any(answer in found.text for found in retriever.retrieve(searched).sentences[:MAX_SENTENCES])


def all_sentences(store: IndexStore, encoder: Encoder) -> list[Sentence]:
    """Return every sentence of the index with its passage and its words."""
    anything = np.full(encoder.dimensions, encoder.dimensions**-0.5, dtype=np.float32)
    return [
        (span, found.passage, chunk.text[span.start - chunk.start : span.end - chunk.start])
        for language in LANGUAGES
        for found in store.search(language, anything, store.passage_count())
        for chunk in (found.passage.chunk,)
        for span in chunk.sentences
    ]


def condense(question: str, earlier: Sequence[Earlier], sentences: Sequence[Sentence]) -> str:
    """Return what is searched for when a question follows earlier ones."""
    history = turns(earlier, sentences)
    return standalone_question(question, language_of(question, history), history)


def turns(earlier: Sequence[Earlier], sentences: Sequence[Sentence]) -> tuple[Turn, ...]:
    """Return the conversation: each question with a quotation of the sentence that begins so, or refused."""
    history: list[Turn] = []
    for question, start in earlier:
        language = language_of(question, history)
        answer = Answer(REFUSAL[language], language, (), (), abstained=True, reason="nothing near")
        if start:
            span, passage, quote = next(each for each in sentences if each[2].startswith(start))
            citation = Citation(1, passage, span, quote, 0.9)
            answer = Answer(f"{quote} [1]", language, (citation,), (passage,), abstained=False)
        history.append(Turn(question, answer))
    return tuple(history)


def language_of(question: str, history: Sequence[Turn]) -> Language:
    """Return the language of a question, in doubt that of the answer before it."""
    return detect_question_language(question, previous=history[-1].answer.language if history else None)


if __name__ == "__main__":
    main()
