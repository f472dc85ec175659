"""Runs the judge on a file of pairs of claim and source, and prints how many true and false ones it accepts.

    .venv/bin/python docs/measure/judge_pairs.py FILE [--json] [--model MODEL] [--replies REPLIES]

FILE has one JSON line a pair, as in eval/support-dev: id, kind, claim, claim_language, evidence,
evidence_language, context (the sentences before the evidence, the nearest last), supported, and pair where a
true and a false claim belong together. With REPLIES what the model says is kept in that file, and what is
there is not asked again; seconds mean nothing then.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from threading import Event

from pydantic import TypeAdapter
from recorded_engine import RecordedEngine

from index.article import Language
from index.encoding.prepared_files import default_cache_dir
from rag.deciding.policy import POLICY
from rag.engines.engine import Engine
from rag.engines.models import BUILTIN, open_engine
from rag.evaluating.json_lines import read_rows
from rag.judging.judge import Judge
from rag.judging.support import Sourced, SupportScorer


@dataclass(frozen=True, slots=True)
class PairRow:
    """A line of FILE; ``title`` is that of the evidence's article, where it is known.

    Where there is a ``question``, the claim must answer it too; ``answers`` says whether it does.
    """

    id: str
    kind: str
    claim: str
    claim_language: Language
    evidence: str
    evidence_language: Language
    supported: bool
    context: list[str]
    pair: str | None = None
    title: str = ""
    question: str = ""
    answers: bool = True

    @property
    def holds(self) -> bool:
        """Whether the claim is to be accepted."""
        return self.supported and self.answers

    @property
    def sourced(self) -> Sourced:
        """The claim and its source as the judge knows them."""
        before = self.context[-1] if self.context else ""
        title = "\n".join([self.title, *self.context[:-1]]).strip()
        languages = (self.claim_language, self.evidence_language)
        return Sourced(self.claim, self.evidence, languages, title, before, self.question)

    @property
    def direction(self) -> str:
        """Language of the claim > language of the evidence."""
        return f"{self.claim_language}>{self.evidence_language}"


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """``says`` is the probability that the source says the claim; ``seconds`` is how long the judge took."""

    row: PairRow
    says: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of true and false claims that are accepted, and how well they are told apart.

    ``pairwise`` is the share of pairs whose true claim is ahead of the false one, ties as half. A figure is
    None where there is nothing to count.
    """

    true: int
    false: int
    true_accepted: float | None
    false_accepted: float | None
    pairwise: float | None
    auc: float | None


def main() -> None:
    """Judge the pairs and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object, with every pair's P(says)"
    )
    parser.add_argument("--model", default=BUILTIN, help="as the setting model")
    parser.add_argument("--replies", type=Path, help="keeps what the model says")
    parser.add_argument(
        "--threshold", type=float, default=POLICY.said, help="the probability from which a claim is accepted"
    )
    arguments = parser.parse_args()
    rows = [row for _, row in read_rows(arguments.file, TypeAdapter(PairRow)).values()]
    engine = _engine(arguments.model, arguments.replies)
    judged = judge_pairs(engine, rows)
    engine.close()
    tables = {
        "all": {"all": figures(judged, arguments.threshold)},
        "direction": by(judged, lambda row: row.direction, arguments.threshold),
        "kind": by(judged, lambda row: row.kind, arguments.threshold),
    }
    seconds = median(pair.seconds for pair in judged) if judged else 0.0
    if arguments.json:
        print(_as_json(tables, judged, arguments.threshold, seconds))
        return
    print(f"threshold {arguments.threshold:.2f}, {seconds:.2f} s a pair (median)")
    for table in tables.values():
        for name, found in table.items():
            print(_line(name, found))


def judge_pairs(engine: Engine, rows: Iterable[PairRow]) -> list[JudgedPair]:
    """Return what the judge makes of each pair, in their order.

    Claims on one source are judged one after the other, as its beginning need not be read again then.
    """
    scorer, stop = SupportScorer(Judge(engine)), Event()
    ordered = list(rows)
    judged: dict[str, JudgedPair] = {}
    for row in sorted(ordered, key=lambda row: (row.evidence_language, row.evidence)):
        start = time.perf_counter()
        says = scorer.support_of(row.sourced, stop=stop).probability
        judged[row.id] = JudgedPair(row, says, time.perf_counter() - start)
    return [judged[row.id] for row in ordered]


def figures(judged: Sequence[JudgedPair], threshold: float) -> Figures:
    """Return the figures of some pairs at a threshold on P(says)."""
    true = [pair.says for pair in judged if pair.row.holds]
    false = [pair.says for pair in judged if not pair.row.holds]
    partners: dict[str, tuple[list[float], list[float]]] = {}
    for pair in judged:
        if pair.row.pair is not None:
            partners.setdefault(pair.row.pair, ([], []))[not pair.row.holds].append(pair.says)
    ahead = [
        _ahead(said, unsaid) for trues, falses in partners.values() for said in trues for unsaid in falses
    ]
    return Figures(
        true=len(true),
        false=len(false),
        true_accepted=_mean([says >= threshold for says in true]),
        false_accepted=_mean([says >= threshold for says in false]),
        pairwise=_mean(ahead),
        auc=_mean([_ahead(said, unsaid) for said in true for unsaid in false]),
    )


def by(judged: Sequence[JudgedPair], key: Callable[[PairRow], str], threshold: float) -> dict[str, Figures]:
    """Return the figures of the pairs that are alike in something, by its name."""
    groups: dict[str, list[JudgedPair]] = {}
    for pair in judged:
        groups.setdefault(key(pair.row), []).append(pair)
    return {name: figures(groups[name], threshold) for name in sorted(groups)}


def _ahead(said: float, unsaid: float) -> float:
    return 0.5 if said == unsaid else float(said > unsaid)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _engine(model: str, replies: Path | None) -> Engine:
    def load() -> Engine:
        return open_engine(model, cache_dir=default_cache_dir())

    return load() if replies is None else RecordedEngine(replies, load, is_trained=model == BUILTIN)


def _line(name: str, found: Figures) -> str:
    shown = {
        "false_accepted": found.false_accepted,
        "true_accepted": found.true_accepted,
        "pairwise": found.pairwise,
        "auc": found.auc,
    }
    figures = "  ".join(f"{key} {'-' if value is None else f'{value:.3f}'}" for key, value in shown.items())
    return f"{name:24} {found.true:4} true {found.false:4} false  {figures}"


def _as_json(
    tables: dict[str, dict[str, Figures]], judged: Sequence[JudgedPair], threshold: float, seconds: float
) -> str:
    shown: dict[str, object] = {
        title: {name: asdict(found) for name, found in table.items()} for title, table in tables.items()
    }
    pairs = [{"id": pair.row.id, "says": round(pair.says, 6)} for pair in judged]
    return json.dumps(
        shown | {"threshold": threshold, "seconds": seconds, "pairs": pairs}, ensure_ascii=False
    )


if __name__ == "__main__":
    main()
