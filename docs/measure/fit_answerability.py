"""Fits rag/deciding/answerability.py, prints what it reaches, and draws the curve of silence.

    .venv/bin/python docs/measure/fit_answerability.py SET PICTURE

The reader is that of the settings. The regressions weigh the two kinds of question alike. What they reach is
measured under ten-fold cross-validation; folds keep the two forms of a question together.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from index.text.language import detect_question_language
from rag.deciding.answerability import signals_of
from rag.deciding.relevance import unknown_facts
from rag.evaluating.question_set import Question, QuestionSet, read_question_set
from rag.finding.evidence import choose_evidence
from rag.finding.readings import likeliest_of, with_readings
from rag.finding.retrieval import FoundSentence
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.commands.compose_reader import load_answer_reader
from ui.settings import load_settings

NAMES = ("best", "reading", "unknown")
WAYS = {
    "search": ("best",),
    "search, and what the passage does not know (without a reader)": ("best", "unknown"),
    "the reader": ("reading",),
    "the reader, and what the passage does not know": ("reading", "unknown"),
    "all": NAMES,
}


def main() -> None:
    """Fit, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("picture", type=Path)
    args = parser.parse_args()
    question_set = read_question_set(args.question_set)
    table = np.array([signals(each, found) for each, found in read_sentences(question_set)])
    labels = np.array([question.answerable for question in question_set.questions])
    pairs = [question.pair for question in question_set.questions]
    print(f"{len(labels)} questions, {int(labels.sum())} answerable")
    for name, column in zip(NAMES, table.T, strict=True):
        print(f"{name:9} AUC alone {roc_auc_score(labels, column):.3f}")
    curves = {}
    for way, names in WAYS.items():
        columns = table[:, [NAMES.index(name) for name in names]]
        held_out = fit(way, names, columns, labels, pairs)
        curves[way] = curve(labels, held_out)
    args.picture.write_text(picture(curves), encoding="utf-8")


def read_sentences(question_set: QuestionSet) -> Iterator[tuple[Question, tuple[FoundSentence, ...]]]:
    """Yield the questions with the sentences that search and the reader of the settings put first."""
    settings = load_settings()
    with open_question_set_index(settings, question_set, progress=_silent) as index:
        index.sync(of_articles(tuple(question_set.articles.values())))
        retriever, reader = index.retriever(), load_answer_reader(settings, index.encoder, _silent)
        for each in question_set.questions:
            language = detect_question_language(each.question)
            found = retriever.retrieve(each.question, asked_in=language)
            yield each, with_readings(each.question, language, found.sentences, reader)


def signals(question: Question, sentences: Sequence[FoundSentence]) -> list[float]:
    """Return the signals of a question in the order of NAMES."""
    evidence, unknown = choose_evidence(sentences), 0
    if evidence:
        language = detect_question_language(question.question)
        unknown = len(unknown_facts(question.question, language, likeliest_of(evidence)))
    found = signals_of(sentences, unknown)
    return [found.best, found.reading or 0.0, found.unknown]


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


COLOURS = ("#888888", "#d97706", "#2563eb", "#059669", "#7c3aed")


def picture(curves: dict[str, NDArray[np.float64]]) -> str:
    """Return the curves as SVG: how much is refused of the unanswerable for what of the answerable."""
    lines = []
    for place, (way, points) in enumerate(curves.items()):
        colour = COLOURS[place]
        path = " ".join(f"{60 + 300 * x:.1f},{330 - 300 * y:.1f}" for x, y in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines.append(f'<text x="350" y="{254 + 16 * place}" text-anchor="end" fill="{colour}">{way}</text>')
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


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
