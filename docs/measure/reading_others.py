"""Compares what is read of the test corpus with what other programs' libraries read of it.

    PYTHONPATH=tests .venv/bin/python docs/measure/reading_others.py OUT \
        --tools markitdown=VENV/bin/python unstructured=VENV/bin/python [--more FOLDER...]

The corpus is written to OUT/corpus. ``--more`` are other folders with a ``truth.jsonl``: an object an
article, with ``file``, ``title``, ``text``, ``published`` and ``author``. Of each file are counted, over all
articles in it: words right (F1 of its words), order right (share of the pairs of neighbouring words that are
neighbours in what was read), titles (another's is right where any heading is it), dates right and wrong, and
authors.
"""

import argparse
import json
import re
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus_files import write_corpus
from test_index_read_corpus import ROWS

from index.article import Article
from index.reading.reader import read_folder

OURS = "tweespraak"


@dataclass(frozen=True, slots=True)
class Truth:
    """An article as it should be read; of what its file does not say, None."""

    file: str
    title: str
    text: str
    published: str | None
    author: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one program read of a file; ``facts`` are title, date and author of each article."""

    text: str
    titles: frozenset[str]
    facts: tuple[tuple[str, str | None, str | None], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One file read by one program."""

    words: float
    order: float
    titles: int
    dates: int
    wrong_dates: int
    authors: int
    error: str


def main() -> None:
    """Read with each, and print a table of formats and one of sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tools", nargs="*", default=[], metavar="NAME=PYTHON")
    parser.add_argument("--more", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    corpus = args.out / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    write_corpus(corpus)
    scores: dict[str, list[tuple[str, int, Score]]] = defaultdict(list)
    for folder in (corpus, *args.more):
        truths = _corpus_truth() if folder == corpus else _truth_in(folder)
        by_file: dict[str, list[Truth]] = defaultdict(list)
        for each in truths:
            by_file[each.file].append(each)
        readings = {OURS: _our_readings(folder)}
        for tool in args.tools:
            name, _, python = tool.partition("=")
            readings[name] = _readings_of(name, python, folder, args.out)
        for name, reading in readings.items():
            for file, wanted in sorted(by_file.items()):
                read = reading.get(file, Reading("", frozenset(), error="not read"))
                scores[name].append((Path(file).suffix.lower(), len(wanted), _score(read, wanted)))
    _print_formats(scores)
    _print_sums(scores)
    for name, rows in scores.items():
        for suffix, _, score in rows:
            if score.error:
                print(f"{name} {suffix}: {score.error}")


def _corpus_truth() -> list[Truth]:
    return [
        Truth(
            row.id.split("#", maxsplit=1)[0],
            row.article.title,
            row.article.text,
            row.article.published if "date" in row.says else row.published,
            row.article.author if "author" in row.says else row.author,
        )
        for row in ROWS
    ]


def _truth_in(folder: Path) -> list[Truth]:
    lines = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    return [Truth(**json.loads(line)) for line in lines if line.strip()]


def _our_readings(folder: Path) -> dict[str, Reading]:
    began = time.perf_counter()
    articles: dict[str, list[Article]] = defaultdict(list)
    for item in read_folder(folder):
        if isinstance(item, Article):
            articles[item.path].append(item)
    print(f"{OURS}: {time.perf_counter() - began:.1f} s")
    return {
        file: Reading(
            "\n\n".join(each.text for each in found),
            frozenset(_plain(each.title) for each in found),
            tuple((_plain(each.title), each.published, each.author) for each in found),
        )
        for file, found in articles.items()
    }


def _readings_of(name: str, python: str, folder: Path, out: Path) -> dict[str, Reading]:
    made = out / f"{name}-{folder.name}.json"
    script = Path(__file__).with_name("reading_tools.py")
    subprocess.run([python, str(script), name, str(folder), str(made)], check=True, capture_output=True)
    found = json.loads(made.read_text("utf-8"))
    print(f"{name}: {sum(each['seconds'] for each in found.values()):.1f} s")
    return {
        file: Reading(
            each.get("text", ""), frozenset(map(_plain, each.get("titles", ()))), error=each.get("error", "")
        )
        for file, each in found.items()
    }


def _score(read: Reading, wanted: Sequence[Truth]) -> Score:
    true, given = _words("\n".join(each.text for each in wanted)), _words(read.text)
    right = (Counter(true) & Counter(given)).total()
    pairs, given_pairs = Counter(pairwise(true)), Counter(pairwise(given))
    facts = {title: (published, author) for title, published, author in read.facts}
    said = [(each, facts.get(_plain(each.title), (None, None))) for each in wanted]
    return Score(
        words=2 * right / max(1, len(true) + len(given)),
        order=(pairs & given_pairs).total() / max(1, pairs.total()),
        titles=sum(_plain(each.title) in read.titles for each in wanted),
        dates=sum(published is not None and published == each.published for each, (published, _) in said),
        wrong_dates=sum(published not in {None, each.published} for each, (published, _) in said),
        authors=sum(author is not None and author == each.author for each, (_, author) in said),
        error=read.error,
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _print_formats(scores: Mapping[str, Sequence[tuple[str, int, Score]]]) -> None:
    print(f"\n| format | files | {' | '.join(scores)} |\n|---|---|{'---|' * len(scores)}")
    for suffix in sorted({suffix for rows in scores.values() for suffix, _, _ in rows}):
        cells = []
        for rows in scores.values():
            own = [score for each, _, score in rows if each == suffix]
            words, order = (
                sum(getattr(each, what) for each in own) / len(own) for what in ("words", "order")
            )
            cells.append(f"{words:.2f} / {order:.2f}")
        print(f"| `{suffix}` | {len(own)} | {' | '.join(cells)} |")


def _print_sums(scores: Mapping[str, Sequence[tuple[str, int, Score]]]) -> None:
    print(
        "\n| | words | order | titles | dates right, wrong | authors | files not read |\n" + "|---" * 7 + "|"
    )
    for name, rows in scores.items():
        files, articles = len(rows), sum(count for _, count, _ in rows)
        own = [score for _, _, score in rows]
        print(
            f"| {name} | {sum(each.words for each in own) / files:.3f}"
            f" | {sum(each.order for each in own) / files:.3f}"
            f" | {sum(each.titles for each in own)} of {articles} | {sum(each.dates for each in own)},"
            f" {sum(each.wrong_dates for each in own)} | {sum(each.authors for each in own)} |"
            f" {sum(bool(each.error) for each in own)} of {files} |"
        )


if __name__ == "__main__":
    main()
