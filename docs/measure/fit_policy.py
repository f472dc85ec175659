"""Asks a question set under one policy after another, and prints what each reaches.

    .venv/bin/python docs/measure/fit_policy.py SET --replies REPLIES [--sample N] [--seed 1]

The model is asked everything once, under the policy that refuses nothing, and REPLIES keeps what it said;
every other policy is then measured without it, in seconds. Interrupted, it goes on where it stopped. The
scores are those of the set's own scorer, over all directions where none is named.
"""

import argparse
import functools
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from recorded_engine import RecordedEngine

from rag.assistant import Assistant
from rag.deciding.policy import POLICY, Policy
from rag.engines.models import open_engine
from rag.evaluating.evaluation import answered
from rag.evaluating.question_set import DIRECTIONS, Question, QuestionSet, read_question_set
from rag.evaluating.results import Result
from rag.evaluating.scores import Scores, score
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.commands.compose_reader import load_answer_reader
from ui.settings import load_settings

ALL = replace(POLICY, answered=0.0, said=0.0, shorter=9.0)
"""The policy under which the model is asked everything that any other asks."""


def main() -> None:
    """Print a line for each policy, the one in use first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--sample", type=int, help="so many question pairs")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    question_set = read_question_set(args.question_set)
    questions = sampled(question_set, args.sample, args.seed)
    settings = load_settings()
    load = functools.partial(open_engine, "builtin", cache_dir=settings.cache_dir)
    with (
        open_question_set_index(settings, question_set, progress=_silent) as index,
        closing(RecordedEngine(args.replies, load)) as engine,
    ):
        index.sync(of_articles(tuple(question_set.articles.values())))
        retriever = index.retriever()
        reader = load_answer_reader(settings, index.encoder, _silent)
        # Neither search nor reader knows the policy: each question is searched for and read once.
        retriever.retrieve = functools.cache(retriever.retrieve)  # type: ignore[method-assign]
        if reader is not None:
            read = functools.cache(reader.read)
            reader.read = lambda question, excerpts: read(question, tuple(excerpts))  # type: ignore[method-assign]

        def assistant(policy: Policy) -> Assistant:
            return Assistant(retriever, engine, reader=reader, policy=policy)

        for count, question in enumerate(questions, start=1):
            answered(assistant(ALL), question, made_with="")
            if count % 20 == 0:
                print(f"asked {count} of {len(questions)}", flush=True)
        for name, policy in policies():
            results = tuple(answered(assistant(policy), question, made_with="") for question in questions)
            print(f"{name:24} {line(score(question_set, results), results)}", flush=True)


def sampled(question_set: QuestionSet, count: int | None, seed: int) -> tuple[Question, ...]:
    """Return the questions of so many pairs, in an order that is the same each time; all without a count."""
    pairs = sorted({question.pair for question in question_set.questions})
    random.Random(seed).shuffle(pairs)
    taken = {pair: at for at, pair in enumerate(pairs[:count])}
    chosen = [question for question in question_set.questions if question.pair in taken]
    return tuple(sorted(chosen, key=lambda question: (taken[question.pair], question.language)))


def policies() -> Iterator[tuple[str, Policy]]:
    """Yield the policy in use, and it with each threshold moved by itself."""
    yield "in use", POLICY
    for said in (0.3, 0.5, 0.6, 0.66, 0.78, 0.84, 1.1):
        yield f"said {said}", replace(POLICY, said=said)
    for least in (0.3, 0.36, 0.42, 0.48, 0.54, 0.6, 0.66, 0.72):
        yield f"answered {least}", replace(POLICY, answered=least)
    for shorter in (0.4, 0.6, 0.8, 1.0, 9.0):
        yield f"shorter {shorter}", replace(POLICY, shorter=shorter)


def line(scores: Scores, results: Sequence[Result]) -> str:
    """Return what a policy reaches, as one line."""
    found = [(name, scores.directions[name].answers) for name in DIRECTIONS if name in scores.directions]
    known = [(name, each) for name, each in found if each is not None]
    parts = [
        f"{name} right {_shown(each.answer_correct)}/{_shown(each.answer_or_quote_has_it)} "
        f"precision {_shown(each.citation_precision)}"
        for name, each in known
    ]
    own = [result for result in results if not result.abstained and "“" not in (result.answer or "")]
    said = [result for result in results if not result.abstained]
    silence = (
        "-"
        if scores.answers is None
        else (
            f"refuses {_shown(scores.answers.refuses_unanswerable)} at {_shown(scores.answers.false_refusal)}"
        )
    )
    return (
        f"{silence}, "
        f"own words {len(own) / max(len(said), 1):.2f}, right or quoted "
        f"{fmean([each.answer_or_quote_has_it or 0.0 for _, each in known] or [0.0]):.3f} | "
        + " | ".join(parts)
    )


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
