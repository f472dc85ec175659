"""Prints how well the claims of a file of pairs are told apart without their sources.

    .venv/bin/python docs/measure/claim_alone.py FILE [FILE ...] [--on OTHER ...]

The files are those of judge_pairs.py. A logistic regression sees the built-in encoder's vector of the claim
and nothing else, so that whatever it knows is how the claims are worded, and not what a source says: what is
fitted on a file with its claims may learn the same. Figures on FILE are under eight-fold cross-validation,
folds keeping pairs together; OTHER is judged by what was fitted on all of FILE.
"""

import argparse
from pathlib import Path

import numpy as np
from judge_pairs import JudgedPair, PairRow, figures
from pydantic import TypeAdapter
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from index.encoder import Encoder, Vectors
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from rag.evaluating.json_lines import read_rows

FOLDS = 8
DIMENSIONS = 64
"""Of the vector, that are kept: with all of them some 300 claims would be learnt by heart."""
SHARES = (0.05, 0.08, 0.1)


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--on", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    encoder = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    for path in args.files:
        rows = _rows(path)
        vectors, labels = _seen(encoder, rows)
        groups = [row.pair or row.id for row in rows]
        judged = cross_val_predict(
            _model(), vectors, labels, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba"
        )
        _print(f"{path}, cross-validated", rows, judged[:, 1])
        model = _model().fit(vectors, labels)
        for other in args.on:
            unseen = _rows(other)
            found = model.predict_proba(_seen(encoder, unseen)[0])
            _print(f"{other}, fitted on {path}", unseen, found[:, 1])


def _rows(path: Path) -> list[PairRow]:
    return [row for _, row in read_rows(path, TypeAdapter(PairRow)).values()]


def _seen(encoder: Encoder, rows: list[PairRow]) -> tuple[Vectors, list[bool]]:
    return encoder.encode_passages([row.claim for row in rows]), [row.supported for row in rows]


def _model() -> Pipeline:
    return make_pipeline(
        StandardScaler(),
        PCA(DIMENSIONS, random_state=0),
        StandardScaler(),
        LogisticRegression(C=0.03, class_weight="balanced"),
    )


def _print(name: str, rows: list[PairRow], probabilities: Vectors) -> None:
    """Print AUC, how often the true one of a pair is ahead, and what passes where so many false ones do."""
    judged = [JudgedPair(row, float(p), 0.0) for row, p in zip(rows, probabilities, strict=True)]
    false = np.sort([pair.says for pair in judged if not pair.row.supported])[::-1]
    whole = figures(judged, 2.0)
    ahead = "-" if whole.pairwise is None else f"{whole.pairwise:.3f}"
    accepted = (
        figures(judged, float(false[int(share * len(false))]) + 1e-6).true_accepted for share in SHARES
    )
    at = ", ".join(
        f"{found or 0.0:.2f} at {share:.0%}" for share, found in zip(SHARES, accepted, strict=True)
    )
    print(f"{name}: AUC {whole.auc or 0.0:.3f}, true ahead {ahead}, true accepted {at} of the false")


if __name__ == "__main__":
    main()
