"""Sources with claims on each and questions to each, by which the adapter is trained.

The records of ``adapter_records.jsonl`` are written for this: three versions of a sentence of news in both
languages, the first two a single thing apart, with a claim that each of them says. So each claim stands
beside a source that says it and beside two that do not, in four directions, and neither claim nor source
alone tells which. The same claims answer a question. The rest are public English pairs.
"""

import csv
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from index.article import LANGUAGES, Language
from rag.asking.prompt_wordings import REFUSAL
from rag.asking.source_prompt import SourceText

SAYS, DENIES, NEITHER = "ABC"
_LETTERS = {
    "entailment": SAYS,
    "SUPPORTS": SAYS,
    "contradiction": DENIES,
    "REFUTES": DENIES,
    "neutral": NEITHER,
    "NOT ENOUGH INFO": NEITHER,
}
_SPACE_BEFORE = re.compile(r"\s+([.,;:!?)%'’”]|n't)")
_TOKENIZED = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "--": "–"}
_LONGEST = 600
_ORDERS = Path(__file__).with_name("adapter_orders.txt")
"""Lines that a source may hold to talk a judge round."""
_ORDERED, _ASKED, _TITLED, _BORROWED = 0.05, 0.25, 0.8, 0.3
"""Shares of sources with an order, claims behind a question, sources with a title, with a sentence before."""
_THIRD, _TWICE, _OTHERS, _MORE = 0.45, 0.5, 0.4, 0.5
"""Shares of records whose third source is read, of sources that are asked in both languages, that stand
beside the third claim, that stand beside a claim once more."""


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim with the right letter; ``question``, where there is one, must be answered too."""

    text: str
    letter: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answer that a source gives, or the refusal, in the question's language."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Group:
    """A source, the claims on it and the questions to it."""

    source: SourceText
    claims: tuple[JudgedClaim, ...]
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Three sources and three claims in both languages; source i says claim i and no other.

    ``contrast`` is ``denies`` where the first two exclude each other, else ``neither``. The first two claims
    answer ``question``, the third does not.
    """

    id: str
    kind: str
    contrast: str
    title: dict[Language, str]
    before: dict[Language, str]
    question: dict[Language, str]
    sources: list[dict[Language, str]]
    claims: list[dict[Language, str]]

    def letter(self, source: int, claim: int) -> str:
        """Return what a source does with a claim."""
        if source == claim:
            return SAYS
        return DENIES if self.contrast == "denies" and {source, claim} == {0, 1} else NEITHER


def read_records(paths: Iterable[Path]) -> list[Record]:
    """Read files of records, a JSON object a line."""
    rows = TypeAdapter(Record)
    return [
        rows.validate_json(line)
        for path in paths
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def groups_of(record: Record, draw: random.Random) -> Iterator[Group]:
    """Yield a group for the first two sources of a record and sometimes the third, in a drawn language.

    Its claims are its own and others, in either language. Some sources get an order to the judge, which
    changes nothing, and some the third source as the sentence before, which is no evidence.
    """
    orders = _ORDERS.read_text("utf-8").splitlines()
    for at in (0, 1, *((2,) if draw.random() < _THIRD else ())):
        language = draw.choice(LANGUAGES)
        before = record.before[language]
        borrowed = not before and at < 2 and draw.random() < _BORROWED
        if borrowed:
            before = record.sources[2][language]
        claims = _chosen([_claims(record, at, claim, draw) for claim in range(3)], at, draw, third=borrowed)
        text = record.sources[at][language]
        if draw.random() < _ORDERED:
            order = draw.choice(orders)
            text = f"{order} {text}" if draw.random() < 0.5 else f"{text} {order}"
        title = record.title[language] if draw.random() < _TITLED else ""
        yield Group(SourceText(text, title, before), claims, _asked(record, at, draw))


def _chosen(
    claims: Sequence[Sequence[JudgedClaim]], at: int, draw: random.Random, *, third: bool
) -> tuple[JudgedClaim, ...]:
    """Return some of the claims, those of ``claims[i]`` being claim i in both languages."""
    if at == 2:
        chosen = [claims[2][0], claims[draw.choice((0, 1))][0]]
    else:
        chosen = [claims[at][0], claims[1 - at][0]]
        chosen += claims[2][:1] if third or draw.random() < _OTHERS else []
        chosen += [draw.choice((claims[at][1], claims[1 - at][1]))] if draw.random() < _MORE else []
    draw.shuffle(chosen)
    return tuple(chosen)


def _asked(record: Record, source: int, draw: random.Random) -> tuple[Asked, ...]:
    languages = list(LANGUAGES)
    draw.shuffle(languages)
    times = 2 if source < 2 and draw.random() < _TWICE else 1
    return tuple(
        Asked(record.question[each], record.claims[source][each] if source < 2 else REFUSAL[each])
        for each in languages[:times]
    )


def _claims(record: Record, source: int, claim: int, draw: random.Random) -> list[JudgedClaim]:
    """Return a claim in both languages, in any order, some behind the question."""
    made = []
    for language in LANGUAGES:
        letter, asked = record.letter(source, claim), draw.random() < _ASKED
        if asked and claim == 2:
            letter = NEITHER if letter == SAYS else letter  # said, and no answer
        question = record.question[language] if asked else ""
        made.append(JudgedClaim(record.claims[claim][language], letter, question))
    draw.shuffle(made)
    return made


def read_public(folder: Path, draw: random.Random) -> dict[str, list[Group]]:
    """Read the public pairs, by the name of their set, each in an order that is drawn.

    :param folder: holds ``cad_nli``, ``fever_symmetric``, ``fm2`` and ``snli_devtest``.
    """
    read = {
        "fever_symmetric": _grouped(_fever(folder / "fever_symmetric")),
        "fm2": _grouped(_fm2(folder / "fm2", draw)),
        "cad_nli": [each for each in _grouped(_cad(folder / "cad_nli")) if len(each.claims) > 1],
        "snli": _grouped(_snli(folder / "snli_devtest")),
    }
    for groups in read.values():
        draw.shuffle(groups)
    return read


def _grouped(pairs: Iterable[tuple[str, str, str]], most: int = 4) -> list[Group]:
    """Put claims on the same source together; pairs are source, claim and letter."""
    by_source: dict[str, dict[str, str]] = {}
    for source, claim, letter in pairs:
        if source and claim and len(source) < _LONGEST:
            by_source.setdefault(source, {})[claim] = letter
    return [
        Group(SourceText(source), tuple(JudgedClaim(*each) for each in list(claims.items())[:most]))
        for source, claims in by_source.items()
    ]


def _plain(text: str) -> str:
    for token, written in _TOKENIZED.items():
        text = text.replace(token, written)
    return " ".join(_SPACE_BEFORE.sub(r"\1", text).split())


def _cad(folder: Path) -> Iterator[tuple[str, str, str]]:
    for part in ("train", "dev", "test"):
        with (folder / f"revised_combined-{part}.tsv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["gold_label"] in _LETTERS:
                    yield _plain(row["sentence1"]), _plain(row["sentence2"]), _LETTERS[row["gold_label"]]


def _fever(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            evidence = row.get("evidence") or row["evidence_sentence"]
            yield _plain(evidence), _plain(row["claim"]), _LETTERS[row.get("gold_label") or row["label"]]


def _fm2(folder: Path, draw: random.Random) -> Iterator[tuple[str, str, str]]:
    for part in ("dev", "test"):
        for row in map(json.loads, (folder / f"{part}.jsonl").read_text("utf-8").splitlines()):
            gold = [each["text"] for each in row["gold_evidence"]]
            yield " ".join(map(_plain, gold)), _plain(row["text"]), _LETTERS[row["label"]]
            near = [each["text"] for each in row["retrieved_evidence"] if each["text"] not in gold]
            if near and draw.random() < 0.25:
                yield _plain(draw.choice(near)), _plain(row["text"]), NEITHER


def _snli(folder: Path) -> Iterator[tuple[str, str, str]]:
    for part in ("dev", "test"):
        columns = [
            (folder / f"{name}.{part}").read_text("utf-8").splitlines() for name in ("s1", "s2", "labels")
        ]
        for source, claim, label in zip(*columns, strict=True):
            if label in _LETTERS:
                yield _plain(source), _plain(claim), _LETTERS[label]
