"""Asks the built-in model every question of a set, whatever retrieval thinks of it, and keeps what it says.

    .venv/bin/python docs/measure/record_drafts.py SET --replies REPLIES --out DRAFTS

Support, silence and the ablation of answers are fitted and measured on these drafts. Interrupted, it goes on
where it stopped: REPLIES keeps every reply. DRAFTS is written anew after each question.
"""

import argparse
import json
import random
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from recorded_engine import RecordedEngine

from index.text.language import detect_question_language
from rag.answer import EvidenceSentence
from rag.asking.choice import model_choices
from rag.asking.prompts import MAX_ANSWER_TOKENS, answer_prompt
from rag.deciding.answerability import behind_likeliest, likeliest_number
from rag.engines.engine import Engine
from rag.engines.models import open_engine
from rag.evaluating.question_set import Question, QuestionSet, read_question_set
from rag.finding.evidence import choose_evidence
from rag.finding.retrieval import Retrieval
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.settings import load_settings


def main() -> None:
    """Ask, in an order that is the same each time and mixes everything, so that a part is a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    question_set = read_question_set(args.question_set)
    found = list(retrieved(question_set))
    random.Random(0).shuffle(found)
    load = partial(open_engine, "builtin", cache_dir=load_settings().cache_dir, progress=_silent)
    with closing(RecordedEngine(args.replies, load)) as engine, args.out.open("w", encoding="utf-8") as out:
        for question, retrieval in found:
            record = draft_record(question_set, question, retrieval, engine)
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            out.flush()


def retrieved(question_set: QuestionSet) -> Iterator[tuple[Question, Retrieval]]:
    """Yield every question of a set with what retrieval finds for it."""
    with open_question_set_index(load_settings(), question_set, progress=_silent) as index:
        index.sync(of_articles(tuple(question_set.articles.values())))
        retriever = index.retriever()
        for question in question_set.questions:
            yield question, retriever.retrieve(question.question)


def draft_record(
    question_set: QuestionSet, question: Question, found: Retrieval, engine: Engine
) -> dict[str, Any]:
    """Return what the model read and wrote, as one line of JSON."""
    evidence = choose_evidence(found.sentences)
    choices, draft = _reply(engine, question, evidence)
    return {
        "id": question.id,
        "language": question.language,
        "answerable": question.answerable,
        "direction": question_set.direction(question) if question.answerable else None,
        "scores": [sentence.score for sentence in found.sentences[:11]],
        "choices": choices,
        "draft": draft,
        "evidence": [
            {
                "number": sentence.number,
                "article": sentence.passage.chunk.article_id,
                "start": sentence.span.start,
                "end": sentence.span.end,
                "text": sentence.text,
                "score": sentence.score,
                "language": sentence.passage.language,
                "title": sentence.passage.title,
                "published": sentence.passage.published,
                "chunk": sentence.passage.chunk.text,
            }
            for sentence in evidence
        ],
    }


def _reply(
    engine: Engine, question: Question, evidence: tuple[EvidenceSentence, ...]
) -> tuple[list[float], str]:
    """Return the probabilities of 0, 1, … as the sentence that answers, and the answer by the likeliest."""
    if not evidence:
        return [1.0], ""
    asked, language = question.question, detect_question_language(question.question)
    choices = model_choices(engine, asked, language, evidence, Event())
    best = likeliest_number(behind_likeliest(choices, [sentence.score for sentence in evidence]))
    prompt = answer_prompt(asked, language, evidence, best)
    draft = "".join(engine.stream(prompt, max_tokens=MAX_ANSWER_TOKENS, stop=Event()))
    return list(choices), draft


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
