"""Fits rag/judging/calibration.py on files of pairs, and prints the thresholds at which false claims pass.

    .venv/bin/python docs/measure/fit_judge.py FILE [FILE ...] --replies REPLIES [--on UNSEEN ...]

The files are those of judge_pairs.py. Each counts alike, and so do true and false claims within it. Figures
on the files themselves are under eight-fold cross-validation, folds keeping pairs together; files named by
--on are judged by what was fitted on the others.
"""

import argparse
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np
from judge_pairs import JudgedPair, PairRow, figures
from numpy.typing import NDArray
from pydantic import TypeAdapter
from recorded_engine import RecordedEngine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from index.encoding.prepared_files import default_cache_dir
from rag.engines.engine import Engine
from rag.engines.models import BUILTIN, open_engine
from rag.evaluating.json_lines import read_rows
from rag.judging.judge import Judge
from rag.values.compare import compare

FOLDS = 8
SHARES = (0.02, 0.05, 0.08, 0.1, 0.15, 0.2)


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--on", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    load = partial(open_engine, BUILTIN, cache_dir=default_cache_dir())
    with closing(RecordedEngine(args.replies, load)) as engine:
        read = [(path, *seen(engine, _rows(path))) for path in args.files]
        unseen = [(path, *seen(engine, _rows(path))) for path in args.on]
    rows = [row for _, rows, _ in read for row in rows]
    table = np.vstack([table for *_, table in read])
    labels = np.array([row.holds for row in rows])
    weights = np.concatenate([_weights(rows) for _, rows, _ in read])
    model = LogisticRegression(C=1.0)
    groups = [row.pair or row.id for row in rows]
    judged = cross_val_predict(
        model,
        table,
        labels,
        groups=groups,
        cv=GroupKFold(FOLDS),
        method="predict_proba",
        params={"sample_weight": weights},
    )[:, 1]
    model.fit(table, labels, sample_weight=weights)
    print("intercept", round(float(model.intercept_[0]), 3), "coefficients", model.coef_[0].round(3).tolist())
    at = 0
    for path, rows, _ in read:
        _print(path, rows, judged[at : at + len(rows)])
        at += len(rows)
    for path, rows, table in unseen:
        _print(path, rows, model.predict_proba(table)[:, 1])


def seen(engine: Engine, rows: Sequence[PairRow]) -> tuple[list[PairRow], NDArray[np.float64]]:
    """Return the pairs and what is seen of each, shape (n, signals).

    Of a trained judge that is how likely it finds the claim said; of any other the rest of ``JudgeSignals``.
    """
    judge = Judge(engine)
    judged = {
        row.id: judge.judge(row.sourced.asked, stop=Event())
        for row in sorted(rows, key=lambda row: (row.evidence_language, row.evidence))
    }
    signals = [row.sourced.signals(judged[row.id]) for row in rows]
    table = [
        [each.over_denied, each.over_neither, each.same_language, each.new_words]
        if engine.trained is None
        else [each.over_both]
        for each in signals
    ]
    return list(rows), np.array(table, dtype=np.float64)


def _rows(path: Path) -> list[PairRow]:
    return [row for _, row in read_rows(path, TypeAdapter(PairRow)).values()]


def _weights(rows: Sequence[PairRow]) -> NDArray[np.float64]:
    true = sum(row.holds for row in rows)
    return np.array([1 / true if row.holds else 1 / (len(rows) - true) for row in rows]) * 100


def _print(path: Path, rows: Sequence[PairRow], probabilities: NDArray[np.float64]) -> None:
    """Print of a file the share of true claims accepted where so many false ones are."""
    has_values = [not _lacks_values(row) for row in rows]
    shown = [float(p) if has else 0.0 for p, has in zip(probabilities, has_values, strict=True)]
    judged = [JudgedPair(row, p, 0.0) for row, p in zip(rows, shown, strict=True)]
    false = sorted((pair.says for pair in judged if not pair.row.holds), reverse=True)
    whole = figures(judged, 2.0)
    ahead = "-" if whole.pairwise is None else f"{whole.pairwise:.3f}"
    print(f"{path}: {whole.true} true, {whole.false} false, AUC {whole.auc or 0.0:.3f}, true ahead {ahead}")
    for share in SHARES:
        threshold = false[int(share * len(false))] + 1e-6
        found = figures(judged, threshold)
        print(
            f"  from {threshold:.3f}: false {found.false_accepted or 0.0:.3f}, "
            f"true {found.true_accepted or 0.0:.3f}"
        )


def _lacks_values(row: PairRow) -> bool:
    sourced = row.sourced
    found = compare(sourced.claim, sourced.source, languages=sourced.languages, context=sourced.context)
    return bool(found.missing)


if __name__ == "__main__":
    main()
