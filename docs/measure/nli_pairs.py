"""Takes a sample of public pairs of claim and evidence, as judge_pairs.py and fit_judge.py read them.

    .venv/bin/python docs/measure/nli_pairs.py TRAINING OUT [--each 100] [--seed 1]

TRAINING holds the folders cad_nli, fever_symmetric, fm2 and snli_devtest. Of each as many true claims are
taken as false ones, which are denied or not said.
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

_LABELS = {
    "entailment": True,
    "SUPPORTS": True,
    "contradiction": False,
    "neutral": False,
    "REFUTES": False,
    "NOT ENOUGH INFO": False,
}
_SPACE_BEFORE = re.compile(r"\s+([.,;:!?)%'’”]|n't)")
_LONGEST = 600
Pair = tuple[str, str, str, bool]
"""Claim, evidence, title, and whether the evidence says the claim."""


def main() -> None:
    """Write the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("training", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with args.out.open("w", encoding="utf-8") as out:
        for name, read in (("cad_nli", _cad), ("fever_symmetric", _fever), ("fm2", _fm2), ("snli", _snli)):
            for at, pair in enumerate(_sample(list(read(args.training)), args.each, args.seed)):
                out.write(json.dumps(_row(f"{name}-{at}", name, pair), ensure_ascii=False) + "\n")


def _sample(pairs: list[Pair], count: int, seed: int) -> list[Pair]:
    usable = [pair for pair in dict.fromkeys(pairs) if pair[0] and pair[1] and len(pair[1]) <= _LONGEST]
    random.Random(seed).shuffle(usable)
    said = [pair for pair in usable if pair[3]][: count // 2]
    return said + [pair for pair in usable if not pair[3]][: count - len(said)]


def _row(name: str, kind: str, pair: Pair) -> dict[str, object]:
    claim, evidence, title, supported = pair
    return {
        "id": name,
        "kind": kind,
        "claim": claim,
        "claim_language": "en",
        "evidence": evidence,
        "evidence_language": "en",
        "title": title,
        "context": [],
        "supported": supported,
    }


def _plain(text: str) -> str:
    quoted = text.replace("``", '"').replace("''", '"').replace("-LRB-", "(").replace("-RRB-", ")")
    return " ".join(_SPACE_BEFORE.sub(r"\1", quoted).split())


def _cad(folder: Path) -> Iterator[Pair]:
    with (folder / "cad_nli" / "revised_combined-train.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["gold_label"] in _LABELS:
                yield _plain(row["sentence2"]), _plain(row["sentence1"]), "", _LABELS[row["gold_label"]]


def _fever(folder: Path) -> Iterator[Pair]:
    for part in ("dev", "test"):
        path = folder / "fever_symmetric" / f"symmetric_v0.2-fever_symmetric_{part}.jsonl"
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            evidence = row.get("evidence") or row.get("evidence_sentence")
            label = row.get("gold_label") or row.get("label")
            yield _plain(row["claim"]), _plain(evidence), "", _LABELS[label]


def _fm2(folder: Path) -> Iterator[Pair]:
    for part in ("dev", "test"):
        for line in (folder / "fm2" / f"{part}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            evidence = " ".join(_plain(each["text"]) for each in row["gold_evidence"])
            title = row["gold_evidence"][0].get("title", "") if row["gold_evidence"] else ""
            yield _plain(row["text"]), evidence, title, _LABELS[row["label"]]


def _snli(folder: Path) -> Iterator[Pair]:
    for part in ("dev", "test"):
        columns = [
            (folder / "snli_devtest" / f"{name}.{part}").read_text("utf-8").splitlines()
            for name in ("s1", "s2", "labels")
        ]
        for source, claim, label in zip(*columns, strict=True):
            if label in _LABELS:
                yield _plain(claim), _plain(source), "", _LABELS[label]


if __name__ == "__main__":
    main()
