"""Fits rag/deciding/answerability.py, prints what it reaches, and draws the curve of silence.

    .venv/bin/python docs/measure/fit_answerability.py SET DRAFTS PICTURE

DRAFTS are what record_drafts.py keeps of SET, or of a part of it. Both regressions weigh the two kinds of
question alike. What they reach is measured under ten-fold cross-validation; folds keep the two forms of a
question together.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from rag.deciding.answerability import behind_likeliest, choice_signals, likeliest_number, signals_of
from rag.deciding.relevance import facts_missing_from
from rag.evaluating.question_set import Question, read_question_set

NAMES = ("best", "lead", "none", "sure", "unknown")
WAYS = {
    "what was found": ("best", "lead"),
    "the model's choice": ("none", "sure"),
    "both": ("best", "none", "sure"),
    "both, and what the passage does not know": ("best", "none", "sure", "unknown"),
}


def main() -> None:
    """Fit, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("drafts", type=Path)
    parser.add_argument("picture", type=Path)
    args = parser.parse_args()
    asked = {question.id: question for question in read_question_set(args.question_set).questions}
    records = [json.loads(line) for line in args.drafts.read_text("utf-8").splitlines()]
    table = np.array([signals(asked[record["id"]], record) for record in records])
    labels = np.array([record["answerable"] for record in records])
    pairs = [asked[record["id"]].pair for record in records]
    print(f"{len(labels)} questions, {int(labels.sum())} answerable")
    for name, column in zip(NAMES, table.T, strict=True):
        print(f"{name:9} AUC alone {roc_auc_score(labels, column):.3f}")
    curves = {}
    for way, names in WAYS.items():
        columns = table[:, [NAMES.index(name) for name in names]]
        held_out = fit(way, names, columns, labels, pairs)
        curves[way] = curve(labels, held_out)
    args.picture.write_text(picture(curves), encoding="utf-8")


def signals(question: Question, record: dict[str, Any]) -> list[float]:
    """Return the signals of a question in the order of NAMES."""
    found, choices = signals_of(record["scores"]), record["choices"]
    if len(choices) == 1:
        return [found.best, found.lead, 7.0, -7.0, 0.0]
    evidence = record["evidence"]
    source = evidence[likeliest_number(behind_likeliest(choices, [each["score"] for each in evidence])) - 1]
    unknown = facts_missing_from(
        question.question,
        question.language,
        f"{source['title']}\n{source['chunk']}",
        source["language"],
        source["published"],
    )
    choice = choice_signals(choices, len(unknown))
    return [found.best, found.lead, choice.none, choice.sure, choice.unknown]


def fit(
    way: str,
    names: Sequence[str],
    columns: NDArray[np.float64],
    labels: NDArray[np.bool_],
    pairs: Sequence[str],
) -> NDArray[np.float64]:
    """Print the coefficients of a regression and what it reaches; return its probabilities, held out."""
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    held_out: NDArray[np.float64] = cross_val_predict(
        model, columns, labels, groups=pairs, cv=GroupKFold(10), method="predict_proba"
    )[:, 1]
    model.fit(columns, labels)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    print(f"\n{way}: AUC held out {roc_auc_score(labels, held_out):.3f}")
    print(f"intercept {float(regression.intercept_[0] - weights @ scaler.mean_):.3f}")
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:9} {weight:.3f}")
    print_curve(labels, held_out)
    return held_out


def print_curve(labels: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> None:
    """Print what is refused of either kind at some thresholds."""
    false_positive, true_positive, thresholds = roc_curve(labels, probabilities)
    for refused_answerable in (0.02, 0.05, 0.1, 0.12, 0.15, 0.2):
        place = int(np.argmax(true_positive >= 1 - refused_answerable))
        print(
            f"refusing {1 - true_positive[place]:.2f} of the answerable refuses "
            f"{1 - false_positive[place]:.2f} of the unanswerable, at {thresholds[place]:.2f}"
        )


def curve(labels: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return refused answerable and refused unanswerable, shape (thresholds, 2), each 0 to 1."""
    false_positive, true_positive, _ = roc_curve(labels, probabilities)
    return np.stack([1 - true_positive, 1 - false_positive], axis=1)


COLOURS = ("#888888", "#d97706", "#2563eb", "#059669")


def picture(curves: dict[str, NDArray[np.float64]]) -> str:
    """Return the curves as SVG: how much is refused of the unanswerable for what of the answerable."""
    lines = []
    for place, (way, points) in enumerate(curves.items()):
        colour = COLOURS[place]
        path = " ".join(f"{60 + 300 * x:.1f},{330 - 300 * y:.1f}" for x, y in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines.append(f'<text x="350" y="{270 + 16 * place}" text-anchor="end" fill="{colour}">{way}</text>')
    ticks = [
        f'<text x="{60 + 300 * at:.0f}" y="348" text-anchor="middle">{at:.1f}</text>'
        f'<text x="52" y="{334 - 300 * at:.0f}" text-anchor="end">{at:.1f}</text>'
        for at in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    ]
    drawn = "\n".join([*lines, *ticks])
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 390"
 font-family="sans-serif" font-size="12">
<rect width="400" height="390" fill="white"/>
<rect x="60" y="30" width="300" height="300" fill="none" stroke="#888"/>
{drawn}
<text x="210" y="376" text-anchor="middle">refused of the answerable, held out</text>
<text x="16" y="180" text-anchor="middle" transform="rotate(-90 16 180)">refused of the unanswerable</text>
</svg>
"""


if __name__ == "__main__":
    main()
