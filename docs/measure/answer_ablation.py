"""Measures what each part of answering is worth, as docs/quality.md reports it.

    .venv/bin/python docs/measure/answer_ablation.py SET --replies REPLIES [--questions N] [--asked-anew N]
        [--results RESULTS]

Every stage adds one part to the one before it. Figures are shares in per cent with the 95% interval over
2,000 resamplings of the question pairs. The replies of record_drafts.py are used again; the stages of whole
passages and of held replies ask the model anew, so they can be limited to the first questions.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray
from record_drafts import retrieved
from recorded_engine import RecordedEngine

from index.span import Span
from index.text.language import detect_question_language
from rag.answer import Answer, AnswerReady, Citation, EvidenceSentence
from rag.asking.choice import model_choices
from rag.asking.draft import parse_draft, with_marks
from rag.asking.prompts import MAX_ANSWER_TOKENS, answer_prompt, is_refusal
from rag.assistant import Assistant
from rag.deciding.answerability import behind_likeliest, likeliest_number
from rag.engines.engine import Engine
from rag.engines.models import open_engine
from rag.evaluating.question_set import Question, QuestionSet, read_question_set
from rag.evaluating.results import Result, result_of_answer
from rag.evaluating.scores import score
from rag.final_answer import Asked, final_answer
from rag.finding.evidence import choose_evidence
from rag.finding.retrieval import Retrieval
from rag.support import SupportScorer
from rag.verification import refusal
from ui.commands.compose_index import open_question_set_index
from ui.settings import load_settings

RESAMPLINGS = 2000
WHOLE_PASSAGES = 4
STAGES = (
    "whole passages",
    "evidence sentences",
    "held to marks",
    "verified",
    "verified, or tried again on the best sentence",
    "or quoted",
    "or quoted, held to marks",
    "or silent",
)
HELD = ("held to marks", "or quoted, held to marks")
ASKED_ANEW = ("whole passages", "verified, or tried again on the best sentence", *HELD)


def main() -> None:
    """Print a Markdown table, a stage a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=10**9)
    parser.add_argument("--asked-anew", type=int, default=0)
    parser.add_argument("--results", type=Path, help="where the last stage's results go, without seconds")
    args = parser.parse_args()
    question_set = read_question_set(args.question_set)
    found = list(retrieved(question_set))
    random.Random(0).shuffle(found)
    with open_question_set_index(load_settings(), question_set, progress=_silent) as index:
        support = SupportScorer(index.encoder, index.store.language_means())
        load = partial(open_engine, "builtin", cache_dir=load_settings().cache_dir, progress=_silent)
        with closing(RecordedEngine(args.replies, load)) as engine:
            assistant = Assistant(index.retriever(), engine, support)
            print(f"| | questions | {' | '.join(COLUMNS)} |\n|---{'|---' * (len(COLUMNS) + 1)}|")
            for stage in STAGES:
                limit = args.asked_anew if stage in ASKED_ANEW else args.questions
                results = [answered(stage, *each, engine, support, assistant) for each in found[:limit]]
                if results:
                    print(
                        f"| {stage} | {len(results)} | {' | '.join(row(question_set, results))} |", flush=True
                    )
    if args.results:
        args.results.write_text("".join(f"{result.to_json()}\n" for result in results), "utf-8")


def answered(
    stage: str,
    question: Question,
    found: Retrieval,
    engine: Engine,
    support: SupportScorer,
    assistant: Assistant,
) -> Result:
    """Return what a question gets at a stage, as a line of results."""
    if stage == STAGES[-1]:
        *_, ready = assistant.ask(question.question)
        assert isinstance(ready, AnswerReady)
        answer = ready.answer
    else:
        answer = answer_at(stage, question, found, engine, support)
    return result_of_answer(question.id, AnswerReady(answer, 0.0, None, 0.0))


def answer_at(
    stage: str, question: Question, found: Retrieval, engine: Engine, support: SupportScorer
) -> Answer:
    """Return the answer to a question with all parts up to a stage before the last."""
    language = detect_question_language(question.question)
    evidence = choose_evidence(found.sentences)
    if stage == "whole passages":
        evidence = tuple(_whole(found))
    if not evidence:
        return refusal(language, found.passages, "nothing near")
    choices = model_choices(engine, question.question, language, evidence, Event())
    behind = behind_likeliest(choices, [sentence.score for sentence in evidence])
    number = likeliest_number(behind)
    # Without silence, a quotation is for whatever the model could not put in words of its own.
    asked = Asked(question.question, language, found.passages, evidence, (), 1.0, number, behind)
    prompt = answer_prompt(asked.question, language, evidence, number)
    held = len(evidence) if stage in HELD else None
    draft = "".join(engine.stream(prompt, max_tokens=MAX_ANSWER_TOKENS, stop=Event(), sources=held))
    if stage in {"whole passages", "evidence sentences", "held to marks"}:
        return _as_it_is(draft, asked)
    answer = final_answer(
        asked, draft, support.score, support.likeness, may_quote=stage.startswith("or quoted")
    )
    if answer.abstained and stage == "verified, or tried again on the best sentence":
        alone = replace(asked, evidence=(replace(evidence[number - 1], number=1),), number=1, behind=(0.0,))
        prompt = answer_prompt(asked.question, language, alone.evidence, 1)
        draft = "".join(engine.stream(prompt, max_tokens=MAX_ANSWER_TOKENS, stop=Event()))
        return final_answer(alone, draft, support.score, support.likeness, may_quote=False)
    return answer


def _whole(found: Retrieval) -> Iterator[EvidenceSentence]:
    for number, passage in enumerate(found.passages[:WHOLE_PASSAGES], start=1):
        span = Span(passage.chunk.start, passage.chunk.end)
        yield EvidenceSentence(number, passage, span, passage.chunk.text, passage.score)


def _as_it_is(draft: str, asked: Asked) -> Answer:
    """Return the draft with the sources that the model named, right or wrong."""
    if is_refusal(draft) or not draft.strip():
        return refusal(asked.language, asked.passages, "model refused")
    sources = {source.number: source for source in asked.evidence}
    sentences = parse_draft(draft, asked.language)
    named = dict.fromkeys(mark for each in sentences for mark in each.marks if mark in sources)
    return Answer(
        " ".join(
            with_marks(each.text, [mark for mark in each.marks if mark in sources]) for each in sentences
        ),
        asked.language,
        tuple(
            Citation(number, sources[number].passage, sources[number].span, sources[number].text, 0.0)
            for number in named
        ),
        asked.passages,
        abstained=False,
    )


COLUMNS = (
    "right, same",
    "right, cross",
    "right or quoted, same",
    "right or quoted, cross",
    "citation recall",
    "citation precision",
    "uncited",
    "refuses unanswerable",
    "false refusal",
)


def row(question_set: QuestionSet, results: Sequence[Result]) -> list[str]:
    """Return the cells of one stage: a share and its interval."""
    pairs: dict[str, list[Result]] = {}
    by_id = {question.id: question for question in question_set.questions}
    for result in results:
        pairs.setdefault(by_id[result.id].pair, []).append(result)
    alone = {result.id: counts(question_set, result) for result in results}
    table = np.array([sum(alone[result.id] for result in group) for group in pairs.values()])
    random_rows = np.random.default_rng(0).integers(0, len(table), (RESAMPLINGS, len(table)))
    with np.errstate(invalid="ignore"):
        samples = table[random_rows].sum(axis=1)
        shares = samples[:, :, 0] / samples[:, :, 1]
        whole = table.sum(axis=0)
        means = whole[:, 0] / whole[:, 1]
    low, high = np.nanpercentile(shares, (2.5, 97.5), axis=0)
    return [
        f"{100 * mean:.0f} ({100 * below:.0f}-{100 * above:.0f})"
        for mean, below, above in zip(means, low, high, strict=True)
    ]


def counts(question_set: QuestionSet, result: Result) -> NDArray[np.float64]:
    """Return what one question adds to each column, shape (columns, 2): to the share's two parts."""
    scored = score(question_set, [result])
    overall = scored.answers
    assert overall is not None
    parts = dict.fromkeys(COLUMNS, (0.0, 0.0))
    for direction, each in scored.directions.items():
        if not each.questions or each.answers is None:
            continue
        side = "same" if direction in {"en>en", "nl>nl"} else "cross"
        answers = each.answers
        parts[f"right, {side}"] = _part(answers.answer_correct)
        parts[f"right or quoted, {side}"] = _part(answers.answer_or_quote_has_it)
        parts["citation recall"] = _part(answers.citation_recall)
        parts["citation precision"] = _part(answers.citation_precision, len(result.citations or ()))
    parts["uncited"] = _part(overall.uncited_answers)
    parts["refuses unanswerable"] = _part(overall.refuses_unanswerable)
    parts["false refusal"] = _part(overall.false_refusal)
    return np.array([parts[name] for name in COLUMNS])


def _part(share: float | None, weight: int = 1) -> tuple[float, float]:
    return (0.0, 0.0) if share is None else (share * weight, float(weight))


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
