"""Puts the reader's training data into one file, a question a line.

    .venv/bin/python docs/train/questions.py TRAINING SETS OUT [--seed 1]

TRAINING holds the folders qed, nqg_squad, norquad, selqa, onestop_qa and qamr, and clapnq, which is measured
on; SETS the question sets. What stands in any of these is dropped. Of each source 4% of the questions, whole
articles, are "dev"; an article is so in all sources.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from groups import Group
from leaks import HeldOut
from read_norquad import read_norquad
from read_nqg import read_nqg
from read_onestop import read_onestop
from read_qamr import read_qamr
from read_qed import read_qed
from read_selqa import read_selqa

DEV_SHARE = 0.04
LONGEST = 600
"""Characters of a sentence that is still one: longer ones are lists and tables."""


def main() -> None:
    """Read the arguments, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("training", type=Path)
    parser.add_argument("sets", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    write_questions(args.training, args.sets, args.out, args.seed)


def write_questions(training: Path, sets: Path, file: Path, seed: int) -> None:
    """Write the file, and print what was kept and dropped of each source."""
    held_out = HeldOut(sorted(sets.glob("*/articles.jsonl")), sorted((training / "clapnq").glob("*.jsonl")))
    kept, dropped = [], Counter[tuple[str, str]]()
    for group in all_groups(training, seed):
        why = held_out.why(group) or _unfit(group)
        if why:
            dropped[group.source, why] += 1
        else:
            kept.append(group)
    dev = dev_articles(kept, seed)
    with file.open("w", encoding="utf-8") as out:
        for group in kept:
            row = group.row("dev" if group.article.casefold() in dev else "train")
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    for (source, why), count in sorted(dropped.items()):
        print(f"dropped {source:12} {count:5}  {why}")
    _print_counts(kept, dev)


def all_groups(training: Path, seed: int) -> Iterator[Group]:
    """Read all sources."""
    yield from read_qed(training / "qed")
    yield from read_selqa(training / "selqa")
    yield from read_onestop(training / "onestop_qa")
    yield from read_norquad(training / "norquad", seed)
    yield from read_qamr(training / "qamr", seed)
    yield from read_nqg(training / "nqg_squad")


def dev_articles(groups: Sequence[Group], seed: int) -> set[str]:
    """Draw articles of each source until they have their share of its questions."""
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        sizes[group.source][group.article.casefold()] += 1
    dev: set[str] = set()
    for source, of_article in sorted(sizes.items()):
        names = sorted(of_article)
        Random(f"{seed} {source}").shuffle(names)
        wanted = DEV_SHARE * of_article.total() - sum(of_article[name] for name in dev if name in of_article)
        for name in names:
            if wanted <= 0:
                break
            wanted -= of_article[name]
            dev.add(name)
    return dev


def _unfit(group: Group) -> str | None:
    if not 8 <= len(group.question) <= 300:
        return "length of the question"
    if any(len(each.text) > LONGEST for each in group.sentences if each.answers):
        return "length of the sentence"
    return None


def _print_counts(kept: Sequence[Group], dev: set[str]) -> None:
    for source in dict.fromkeys(group.source for group in kept):
        of_it = [group for group in kept if group.source == source]
        sentences = [each for group in of_it for each in group.sentences]
        print(
            f"kept    {source:12} {len(of_it):5}  dev {sum(g.article.casefold() in dev for g in of_it)}"
            f"  sentences {len(sentences)}, {sum(each.answers for each in sentences)} answer"
            f", {sum(bool(each.spans) for each in sentences)} with words"
            f", {sum(each.doubtful for each in sentences)} doubtful"
        )


if __name__ == "__main__":
    main()
