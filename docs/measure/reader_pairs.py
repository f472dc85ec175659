"""Prints what a reader is worth beside the search, from sentences that it has scored.

    .venv/bin/python docs/measure/reader_pairs.py FOUND [FOUND ...] [--draws 2000]

Each file is one of found_sentences.py in which every sentence has ``reader``, the log-odds that it answers,
and maybe ``words``, start and end of the words of it that answer. "both" adds them as is done in use; below
each table stands what other weights would give. Intervals hold 95% of bootstrap draws of questions, both
languages of one together.
"""

import argparse
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.finding.readings import PER_LOG_ODDS

DIRECTIONS = ("en>en", "nl>nl", "nl>en", "en>nl")
SAME = ("en>en", "nl>nl")
CROSS = ("nl>en", "en>nl")
_WEIGHTS = (0.005, 0.01, 0.014, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1)
_SEED = 1
_ARTICLES = frozenset(("the", "a", "an", "de", "het", "een"))
Floats = NDArray[np.float64]
Order = Callable[["Scored"], Floats]
"""What sentences are ordered by, shape (sentences,)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A question with its sentences scored; ``search``, ``reader`` and ``gold`` have shape (sentences,)."""

    pair: str
    direction: str
    answerable: bool
    gold_known: bool
    answers: tuple[str, ...]
    texts: tuple[str, ...]
    words: tuple[tuple[int, int] | None, ...]
    search: Floats
    reader: Floats
    gold: NDArray[np.bool_]


def main() -> None:
    """Print a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("found", type=Path, nargs="+")
    parser.add_argument("--draws", type=int, default=2000)
    args = parser.parse_args()
    print(f"both: search + {PER_LOG_ODDS} * reader")
    orders: dict[str, Order] = {
        "search": lambda each: each.search,
        "reader": lambda each: each.reader,
        "both": weighed(PER_LOG_ODDS),
    }
    for path in args.found:
        questions = read_scored(path)
        print(f"\n{path.name}: {len(questions)} questions, {sum(q.answerable for q in questions)} answerable")
        for line in table(questions, orders, args.draws):
            print(line)
        shares = (f"{each} {np.nanmean(first_is_gold(questions, weighed(each))):.3f}" for each in _WEIGHTS)
        print("first sentence answers, by the weight of the reader: " + ", ".join(shares))


def weighed(weight: float) -> Order:
    """Return the order by search and so many times the reader's log-odds."""
    return lambda each: each.search + weight * each.reader


def read_scored(path: Path) -> list[Scored]:
    """Read the questions that have sentences."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_scored(row) for row in rows if row["sentences"]]


def _scored(row: dict[str, Any]) -> Scored:
    sentences = row["sentences"]
    words = (each.get("words") for each in sentences)
    return Scored(
        pair=row["pair"],
        direction=row["direction"] or "",
        answerable=row["answerable"],
        gold_known=row["answerable"] and row["gold_known"],
        answers=tuple(row["answer"]),
        texts=tuple(each["text"] for each in sentences),
        words=tuple((each[0], each[1]) if each else None for each in words),
        search=np.array([each["score"] for each in sentences], float),
        reader=np.array([each["reader"] for each in sentences], float),
        gold=np.array([each["gold"] for each in sentences], bool),
    )


def table(questions: Sequence[Scored], orders: dict[str, Order], draws: int) -> list[str]:
    """Return the lines of a Markdown table: a row for each order of the sentences."""
    same = [each for each in questions if each.direction in SAME]
    cross = [each for each in questions if each.direction in CROSS]
    columns: list[tuple[str, Sequence[Scored], Callable[[Sequence[Scored], Order], Floats]]] = [
        ("all", questions, first_is_gold),
        *((name, [q for q in questions if q.direction == name], first_is_gold) for name in DIRECTIONS),
        ("words, same", same, marks_the_words),
        ("words, cross", cross, marks_the_words),
        ("words in gold, same", same, marks_in_gold),
        ("words in gold, cross", cross, marks_in_gold),
    ]
    shown = [column for column in columns if not np.isnan(column[2](column[1], orders["both"])).all()]
    names = [name for name, _, _ in shown]
    lines = ["| | " + " | ".join([*names, "AUC", "refused at .10"]) + " |", "|---" * (len(names) + 3) + "|"]
    for name, order in orders.items():
        cells = [_mean(asked, measure(asked, order), draws) for _, asked, measure in shown]
        cells += [_over_draws(questions, order, measure, draws) for measure in (auc, refused)]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += _gain(questions, orders, draws)
    return lines


def first_is_gold(questions: Sequence[Scored], order: Order) -> Floats:
    """Return 1 where the first sentence is one that answers, 0 where not, NaN where none is known."""
    return np.array([each.gold[order(each).argmax()] if each.gold_known else np.nan for each in questions])


def marks_the_words(questions: Sequence[Scored], order: Order) -> Floats:
    """Return 1 where the words marked in the first sentence are an answer; NaN where none stands verbatim."""
    return np.array([_marks(each, int(order(each).argmax())) for each in questions])


def marks_in_gold(questions: Sequence[Scored], order: Order) -> Floats:
    """Return the same for the first of the sentences that answer: the words alone, not the finding."""
    firsts = (int(np.where(each.gold, order(each), -np.inf).argmax()) for each in questions)
    return np.array([_marks(each, first) for each, first in zip(questions, firsts, strict=True)])


def _marks(question: Scored, place: int) -> float:
    if not any(
        f" {plain(answer)} " in f" {plain(text)} "
        for text, gold in zip(question.texts, question.gold, strict=True)
        for answer in question.answers
        if gold and plain(answer)
    ):
        return float("nan")
    marked = question.words[place]
    if marked is None:
        return 0.0
    words = plain(question.texts[place][marked[0] : marked[1]])
    return float(words in {plain(answer) for answer in question.answers})


def plain(text: str) -> str:
    """Return words without case, punctuation and a leading article: what makes two answers the same."""
    words = re.findall(r"\w+", text.casefold())
    return " ".join(
        words[1:] if len(words) > 1 and words[0] in {"the", "a", "an", "de", "het", "een"} else words
    )


def auc(scores: Floats, answerable: NDArray[np.bool_]) -> float:
    """Return the chance that an answerable question has the higher score; ties count half."""
    if answerable.all() or not answerable.any():
        return float("nan")
    above, below = scores[answerable], np.sort(scores[~answerable])
    ranks = np.searchsorted(below, above, "left") + np.searchsorted(below, above, "right")
    return float(ranks.mean() / (2 * len(below)))


def refused(scores: Floats, answerable: NDArray[np.bool_]) -> float:
    """Return the share of the unanswerable below the score that refuses a tenth of the answerable."""
    if answerable.all() or not answerable.any():
        return float("nan")
    return float((scores[~answerable] < np.quantile(scores[answerable], 0.10)).mean())


def _drawn(questions: Sequence[Scored], draws: int) -> list[NDArray[np.intp]]:
    """Return for each draw the places of its questions."""
    of_pair: dict[str, list[int]] = {}
    for place, each in enumerate(questions):
        of_pair.setdefault(each.pair, []).append(place)
    pairs = [np.array(places, np.intp) for places in of_pair.values()]
    draw = np.random.default_rng(_SEED)
    return [
        np.concatenate([pairs[at] for at in draw.integers(len(pairs), size=len(pairs))]) for _ in range(draws)
    ]


def _mean(questions: Sequence[Scored], values: Floats, draws: int) -> str:
    known = ~np.isnan(values)
    asked = [each for each, is_known in zip(questions, known, strict=True) if is_known]
    values = values[known]
    if not asked:
        return ""
    means = [float(values[places].mean()) for places in _drawn(asked, draws)]
    return _with_interval(float(values.mean()), means)


def _over_draws(
    questions: Sequence[Scored],
    order: Order,
    measure: Callable[[Floats, NDArray[np.bool_]], float],
    draws: int,
) -> str:
    """Return a measure of whether there is an answer by the best sentence's score."""
    best = np.array([order(each).max() for each in questions])
    answerable = np.array([each.answerable for each in questions])
    seen = [measure(best[places], answerable[places]) for places in _drawn(questions, draws)]
    return _with_interval(measure(best, answerable), seen)


def _gain(questions: Sequence[Scored], orders: dict[str, Order], draws: int) -> list[str]:
    """Return by how much more often the first sentence answers than with search alone."""
    gains = []
    for name in ("reader", "both"):
        more = first_is_gold(questions, orders[name]) - first_is_gold(questions, orders["search"])
        gains.append(f"{name} {_mean(questions, more, draws)}")
    return ["", "first sentence answers more often than with search alone: " + ", ".join(gains)]


def _with_interval(value: float, draws: Sequence[float]) -> str:
    if np.isnan(value):
        return ""
    low, high = np.nanquantile(draws, (0.025, 0.975))
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


if __name__ == "__main__":
    main()
