"""Fits the coefficients of rag/answerability.py, and prints what they reach.

    .venv/bin/python docs/measure/fit_answerability.py SET

Retrieves for every question of SET and fits a logistic regression, both kinds of question weighed alike.
What it reaches is printed under ten-fold cross-validation; folds keep the two forms of a question together.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from rag.answerability import signals_of
from rag.question_set import QuestionSet, read_question_set
from ui.compose import open_question_set_index
from ui.settings import load_settings

NAMES = ("best", "lead")


def main() -> None:
    """Retrieve, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    question_set = read_question_set(parser.parse_args().question_set)
    table = signals_table(question_set)
    labels = np.array([question.answerable for question in question_set.questions])
    pairs = [question.pair for question in question_set.questions]
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    held_out = cross_val_predict(
        model, table, labels, groups=pairs, cv=GroupKFold(10), method="predict_proba"
    )[:, 1]
    model.fit(table, labels)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    print(f"{len(labels)} questions, {int(labels.sum())} answerable")
    print(f"intercept {float(regression.intercept_[0] - weights @ scaler.mean_):.3f}")
    for name, weight, column in zip(NAMES, weights, table.T, strict=True):
        print(f"{name:9} {weight:.3f}   AUC alone {roc_auc_score(labels, column):.3f}")
    print(f"AUC held out {roc_auc_score(labels, held_out):.3f}")
    print_curve(labels, held_out)


def signals_table(question_set: QuestionSet) -> NDArray[np.float64]:
    """Return the signals of every question, shape (questions, 2)."""
    with open_question_set_index(load_settings(), question_set, progress=_silent) as index:
        index.sync(question_set.articles.values(), progress=_silent)
        retriever = index.retriever()
        found = [retriever.retrieve(question.question) for question in question_set.questions]
    signals = [signals_of([sentence.score for sentence in each.sentences]) for each in found]
    return np.array([[getattr(each, name) for name in NAMES] for each in signals])


def print_curve(labels: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> None:
    """Print what is refused of either kind at some thresholds."""
    false_positive, true_positive, thresholds = roc_curve(labels, probabilities)
    for refused_answerable in (0.02, 0.05, 0.1, 0.15, 0.2):
        place = int(np.argmax(true_positive >= 1 - refused_answerable))
        print(
            f"refusing {1 - true_positive[place]:.2f} of the answerable refuses "
            f"{1 - false_positive[place]:.2f} of the unanswerable, at {thresholds[place]:.2f}"
        )


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
