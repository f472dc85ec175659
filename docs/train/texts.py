"""Chooses what of the training data is put into Dutch by a language model, in order of worth.

    .venv/bin/python docs/train/texts.py GROUPS OUT [--sentences 22000] [--seed 1]

First questions, then sentences that answer, then the other sentences of the same paragraphs.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

QUESTIONS = {"qed": None, "selqa": None, "onestop_qa": None, "nqg_squad": 4000, "qamr": 3000, "norquad": 2000}
"""How many questions of each source; None for all."""
ANSWERING = ("qed", "onestop_qa", "norquad", "selqa", "qamr")
WHOLE = ("qed", "onestop_qa", "norquad")
WHOLE_QUESTIONS = 2500
"""Questions of WHOLE all of whose sentences are chosen."""
LONGEST, SHORTEST = 320, 8
"""Characters."""
Row = dict[str, Any]


def main() -> None:
    """Write the texts, and print how many there are of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("groups", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sentences", type=int, default=22000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.groups.read_text("utf-8").splitlines()]
    draw = Random(args.seed)
    whole = [row for row in rows if row["source"] in WHOLE]
    whole = draw.sample(whole, min(WHOLE_QUESTIONS, len(whole)))
    questions = _fit(_questions(rows, whole, draw), set())
    texts = _fit(_sentences(rows, whole, draw), set(questions))[: args.sentences]
    with args.out.open("w", encoding="utf-8") as out:
        for number, text in enumerate([*questions, *texts]):
            out.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    print(
        f"{len(questions)} questions, {len(texts)} sentences, {sum(map(len, questions + texts))} characters"
    )


def _questions(rows: Sequence[Row], whole: Sequence[Row], draw: Random) -> Iterator[str]:
    """Give the questions of a source together, those of whole paragraphs first."""
    first = {row["id"] for row in whole}
    for source, count in QUESTIONS.items():
        of_it = [row for row in rows if row["source"] == source]
        draw.shuffle(of_it)
        of_it.sort(key=lambda row: row["id"] not in first)
        yield from dict.fromkeys([row["question"] for row in of_it][:count])


def _sentences(rows: Sequence[Row], whole: Sequence[Row], draw: Random) -> Iterator[str]:
    """Give the sentences that answer, those of whole paragraphs first, and then the rest of these."""
    answering = [row for row in rows if row["source"] in ANSWERING]
    draw.shuffle(answering)
    for row in [*whole, *answering]:
        yield from (each["text"] for each in row["sentences"] if each["answers"])
    for row in whole:
        yield from (each["text"] for each in row["sentences"])


def _fit(texts: Iterable[str], taken: set[str]) -> list[str]:
    """Return the distinct texts of fit length, without those that are taken."""
    fit = (text for text in dict.fromkeys(texts) if SHORTEST <= len(text) <= LONGEST)
    return [text for text in fit if text not in taken]


if __name__ == "__main__":
    main()
