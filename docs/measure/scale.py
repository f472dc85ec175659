"""Measures the whole of retrieval from 10,000 to 1,000,000 passages, as docs/performance.md reports it.

    .venv/bin/python docs/measure/scale.py FOLDER --questions SET --texts TEXTS … [--sizes N …] [--again]

The articles of SET, a question set, go into an index with the real encoder; then generated ones, half in
either language, with words, sentence vectors, dates and near-duplicates (generated_articles.py), through
``IndexStore.writing`` as a sync writes them, 2,000 passages at a time. TEXTS are folders with articles as
question sets have them (``articles.jsonl``): what is generated has their words, and vectors as those of
some hundred of their articles.

Of each size, 0 being SET alone, it measures in processes of their own: putting in (passages a second, memory
at the peak, one more article); opening until both languages were searched; every question of SET asked as
the chat asks it, by search, the reader of answers and the choice of evidence, with the real encoder and
reader; the same within filters; memory while answering; size on the disk; and with ``--copies`` a copy of the
folder and SQLite's check of the copied catalogue. Beside each time of a question stands the processor's time,
which other work on the machine lengthens less.

FOLDER keeps the index and what was measured: an interrupted run goes on where it was, and one that is done
prints alone; with ``--again`` the largest size is looked at once more first.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from scale_filling import begin, fill
from scale_looking import copy_and_check, look

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def main() -> None:
    """Measure what is not measured yet, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--copies", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--step", choices=("begin", "fill", "look", "copy"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    match args.step:
        case "begin":
            begin(args.folder, args.questions, args.texts)
        case "fill":
            print(json.dumps(fill(args.folder, args.texts, args.sizes[0])))
        case "look":
            print(json.dumps(look(args.folder, args.questions)))
        case "copy":
            print(json.dumps(copy_and_check(args.folder)))
        case _:
            measure(args)


def measure(args: argparse.Namespace) -> None:
    """Take each size in turn."""
    args.folder.mkdir(parents=True, exist_ok=True)
    results = args.folder / "results.jsonl"
    step(args, "begin")
    for size in sorted({0, *args.sizes}):
        known = measured(results).get(size)
        if known is None or (args.again and size == max(args.sizes)):
            row = {"size": size, **(known or step(args, "fill", size)), **step(args, "look")}
            if args.copies and "copy_seconds" not in row:
                row |= step(args, "copy")
            with results.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(row)}\n")
    print(tables([row for size, row in measured(results).items() if size in {0, *args.sizes}]))


Row = dict[str, float]


def step(args: argparse.Namespace, name: str, size: int = 0) -> Row:
    """Run a step in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, str(args.folder), "--questions", str(args.questions)]
    command += ["--texts", *map(str, args.texts), "--sizes", str(size), "--step", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    row: Row = json.loads(done.stdout) if done.stdout.strip() else {}
    return row


def measured(path: Path) -> dict[int, Row]:
    """Return what was measured, of each size the latest, in order of size."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    rows: list[Row] = [json.loads(line) for line in lines]
    latest = {int(row["size"]): row for row in rows}
    return {size: latest[size] for size in sorted(latest)}


def tables(rows: list[Row]) -> str:
    """Return all figures as one Markdown table, a column a size."""
    names = list(dict.fromkeys(name for row in rows for name in row if name != "size"))
    lines = ["| passages | " + " | ".join(f"{int(row['size']):,}" for row in rows) + " |"]
    lines.append("|---|" + "---|" * len(rows))
    lines += [f"| {name} | " + " | ".join(_shown(row.get(name)) for row in rows) + " |" for name in names]
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


if __name__ == "__main__":
    main()
