"""Fits the coefficients of rag/answerability.py on a development set, and draws what they reach.

    .venv/bin/python docs/measure/fit_answerability.py SET --signals FILE [--questions N] [--picture FILE]

Asks the built-in model the questions of SET in a fixed random order, keeps the signals of each in FILE (an
interrupted run goes on there), and prints the coefficients of a logistic regression with its AUC under
ten-fold cross-validation. The folds keep the two forms of a question together.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from rag.answerability import AnswerSignals
from rag.evaluation import ask_alone
from rag.question_set import QuestionSet, read_question_set
from ui.compose import open_assistant, open_question_set_index
from ui.settings import load_settings

NAMES = [field.name for field in fields(AnswerSignals)]


@dataclass(frozen=True, slots=True)
class Case:
    """A question's signals, and whether the set says that it can be answered."""

    pair: str
    is_answerable: bool
    signals: AnswerSignals


def main() -> None:
    """Collect, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--signals", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=200)
    args = parser.parse_args()
    question_set = read_question_set(args.question_set)
    collect(question_set, args.signals, args.questions)
    fit(read_cases(args.signals))


def collect(question_set: QuestionSet, path: Path, count: int) -> None:
    """Ask ``count`` questions but for those that are in ``path`` already, and add their signals to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    done = {line["id"] for line in _lines(path)}
    chosen = random.Random(7).sample(question_set.questions, min(count, len(question_set.questions)))
    todo = [question for question in chosen if question.id not in done]
    if not todo:
        return
    settings = load_settings()
    with (
        open_question_set_index(settings, question_set, progress=_silent) as index,
        path.open("a", encoding="utf-8") as out,
    ):
        index.sync(question_set.articles.values(), progress=_silent)
        with open_assistant(settings, index, progress=_silent) as assistant:
            for question in todo:
                ready = ask_alone(assistant, question.question)
                facts = {"id": question.id, "pair": question.pair, "answerable": question.answerable}
                signals = None if ready.signals is None else asdict(ready.signals)
                print(json.dumps({**facts, "signals": signals}), file=out, flush=True)


def read_cases(path: Path) -> list[Case]:
    """Return the cases in a file; questions that the model was not asked are left out."""
    return [
        Case(line["pair"], line["answerable"], AnswerSignals(**line["signals"]))
        for line in _lines(path)
        if line["signals"] is not None
    ]


def fit(cases: Sequence[Case]) -> None:
    """Print the coefficients, each signal's own AUC, and that of all under cross-validation."""
    table = np.array([[getattr(case.signals, name) for name in NAMES] for case in cases])
    labels = np.array([case.is_answerable for case in cases])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, class_weight="balanced"))
    held_out = cross_val_predict(
        model,
        table,
        labels,
        groups=[case.pair for case in cases],
        cv=GroupKFold(10),
        method="predict_proba",
    )[:, 1]
    model.fit(table, labels)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    print(f"{len(cases)} questions, {int(labels.sum())} answerable")
    for name, weight, column in zip(NAMES, weights, table.T, strict=True):
        print(f"{name:8} {weight:8.3f}   AUC alone {roc_auc_score(labels, column):.2f}")
    print(f"intercept {float(regression.intercept_[0] - weights @ scaler.mean_):.3f}")
    print(f"AUC held out {roc_auc_score(labels, held_out):.3f}")
    _print_curve(labels, held_out)


def _print_curve(labels: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> None:
    false_positive, true_positive, thresholds = roc_curve(labels, probabilities)
    for refused_answerable in (0.02, 0.05, 0.1, 0.15, 0.2):
        place = int(np.argmax(true_positive >= 1 - refused_answerable))
        print(
            f"refusing {1 - true_positive[place]:.2f} of the answerable refuses "
            f"{1 - false_positive[place]:.2f} of the unanswerable, at {thresholds[place]:.2f}"
        )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
