"""Measures the vectors' index from 10,000 to 1,000,000 vectors, as docs/performance.md reports it.

    .venv/bin/python docs/measure/scale.py FOLDER [--picture SVG] [--sizes N ...] [--graph M/C/S] [--again]

Half of the vectors are Dutch, half English, made by generated_vectors.py; they go through
``index.storage.vectors.VectorStore`` as a sync puts them in. Of each size: how fast they were put in since
the size before; in a process of its own how long it takes until the first search has answered, what a search
takes in one language (200 questions in either, each searching either), how many of the 40 nearest it finds,
and the resident memory; and what lies on the disk. Not included: encoding, the catalogue of articles and
words.

FOLDER keeps vectors and results: an interrupted run goes on where it was, and one that is done prints and
draws alone; with ``--again`` the largest size is looked at once more first, on a quieter machine for
instance.
"""

import argparse
import json
import math
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from generated_vectors import BLOCK, GeneratedVectors, Vectors

from index.article import LANGUAGES, Language
from index.storage.chroma import GRAPH, Graph, VectorEntry
from index.storage.vectors import VectorStore

SIZES = (10_000, 100_000, 1_000_000)
QUESTIONS = 200
NEAREST = 40
ASKED_FOR = 56
"""What ``index.storage.search`` asks for to have 40."""


@dataclass(frozen=True, slots=True)
class Searches:
    """What searches of one kind took, in milliseconds, and the share of the 40 nearest that they found.

    ``busy_p95`` counts the processor's time alone: what else runs on the machine does not lengthen it.
    """

    p50: float
    p95: float
    busy_p95: float
    recall: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What each search took, in all and of the processor's time, and the keys that it found."""

    seconds: list[float]
    busy_seconds: list[float]
    found: list[list[str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured with so many vectors. ``searches`` is by question's language > searched language."""

    vectors: int
    graph: str
    inserted_per_second: float
    seconds_to_open: float
    resident_bytes: int
    disk_bytes: int
    searches: dict[str, Searches]


def main() -> None:
    """Measure what is not measured yet, print the table, and draw."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--graph", type=read_graph, default=GRAPH)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--look", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.look is not None:
        print(json.dumps(look(args.folder, args.graph, args.look)))
        return
    args.folder.mkdir(parents=True, exist_ok=True)
    results = args.folder / "results.jsonl"
    for size in sorted(args.sizes):
        rate = {row.vectors: row.inserted_per_second for row in measured(results)}.get(size)
        if rate is None or (args.again and size == max(args.sizes)):
            found = measure(args.folder, args.graph, size, rate)
            with results.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(asdict(found))}\n")
    rows = [row for row in measured(results) if row.vectors in args.sizes]
    print(table(rows))
    if args.picture is not None:
        args.picture.write_text(picture(rows), encoding="utf-8")


def read_graph(text: str) -> Graph:
    """Read neighbours/construction/search."""
    neighbours, construction, search = map(int, text.split("/"))
    return Graph(neighbours, construction, search)


def measured(path: Path) -> list[Measured]:
    """Return what a file of results holds, of each size the latest, in order of size."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    found = [
        Measured(**{**row, "searches": {name: Searches(**each) for name, each in row["searches"].items()}})
        for row in rows
    ]
    latest = {row.vectors: row for row in found}
    return [latest[vectors] for vectors in sorted(latest)]


def measure(folder: Path, graph: Graph, size: int, rate: float | None) -> Measured:
    """Put vectors in until there are so many, and look at them from a fresh process.

    :param rate: how many went in a second, if they are there.
    """
    if rate is None:
        rate = fill(folder, graph, size)
    command = [sys.executable, __file__, str(folder), "--look", str(size), "--graph", shown(graph)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    disk = sum(path.stat().st_size for path in (folder / "vectors").rglob("*") if path.is_file())
    seen = json.loads(done.stdout)
    return Measured(
        vectors=size,
        graph=shown(graph),
        inserted_per_second=rate,
        seconds_to_open=seen["seconds_to_open"],
        resident_bytes=seen["resident_bytes"],
        disk_bytes=disk,
        searches={kind: Searches(**each) for kind, each in seen["searches"].items()},
    )


def shown(graph: Graph) -> str:
    """Return a graph's settings as the option takes them."""
    return f"{graph.neighbours}/{graph.construction}/{graph.search}"


def opened(folder: Path, graph: Graph) -> VectorStore:
    """Open the vectors."""
    return VectorStore(folder / "vectors", fingerprint="generated", graph=graph)


def fill(folder: Path, graph: Graph, size: int) -> float:
    """Put vectors in, a block of either language in turn, and return how many a second went in."""
    made = GeneratedVectors()
    seconds, added = 0.0, 0
    with closing(opened(folder, graph)) as store:
        # The last block may be there in part; what is put in twice is there once.
        begun = min(store.count(language) for language in LANGUAGES) // BLOCK
        for number in range(begun, -(-size // len(LANGUAGES) // BLOCK)):
            for language in LANGUAGES:
                vectors = made.block(language, number)[: size // len(LANGUAGES) - number * BLOCK]
                entries = [VectorEntry(key(number, place), each) for place, each in enumerate(vectors)]
                began = time.perf_counter()
                store.put(language, entries)
                seconds += time.perf_counter() - began
                added += len(entries)
            if number % 10 == 9:
                print(f"{(number + 1) * BLOCK * 2:,}: {added / seconds:,.0f} a second", file=sys.stderr)
    return added / seconds if added else 0.0


def key(block: int, place: int) -> str:
    """Return a key as long as the index's own."""
    return f"{block * BLOCK + place:032x}"


def look(folder: Path, graph: Graph, size: int) -> dict[str, object]:
    """Open the vectors and search them, in this process alone."""
    made = GeneratedVectors()
    each = size // len(LANGUAGES)
    questions = {
        f"{asked_in}>{searched}": made.questions(asked_in, searched, each, QUESTIONS)
        for asked_in in LANGUAGES
        for searched in LANGUAGES
    }
    began = time.perf_counter()
    with closing(opened(folder, graph)) as store:
        for language in LANGUAGES:
            store.search(language, questions[f"{language}>{language}"][0], 1)
        opening = time.perf_counter() - began
        searches = {kind: ask(store, kind_searched(kind), asked) for kind, asked in questions.items()}
        resident = resident_bytes()
    nearest = {
        language: exact(
            made, language, each, {k: q for k, q in questions.items() if kind_searched(k) == language}
        )
        for language in LANGUAGES
    }
    return {
        "seconds_to_open": opening,
        "resident_bytes": resident,
        "searches": {
            kind: asdict(summed_up(asked, nearest[kind_searched(kind)][kind]))
            for kind, asked in searches.items()
        },
    }


def kind_searched(kind: str) -> Language:
    """Return the language that questions of a kind search."""
    return "nl" if kind.endswith("nl") else "en"


def ask(store: VectorStore, language: Language, questions: Vectors) -> Asked:
    """Search for each question."""
    asked = Asked([], [], [])
    for question in questions:
        began, busy = time.perf_counter(), time.process_time()
        answer = store.search(language, question, ASKED_FOR)
        asked.seconds.append(time.perf_counter() - began)
        asked.busy_seconds.append(time.process_time() - busy)
        asked.found.append([each.key for each in answer[:NEAREST]])
    return asked


def exact(
    made: GeneratedVectors, language: Language, passages: int, questions: dict[str, Vectors]
) -> dict[str, list[set[str]]]:
    """Return the keys of the nearest passages of every question, by comparing it with all."""
    asked = np.concatenate(list(questions.values()))
    best = np.full((len(asked), NEAREST), -1, np.float32)
    where = np.full((len(asked), NEAREST), -1, np.int64)
    for number, vectors in enumerate(made.blocks(language, passages)):
        cosines = np.concatenate([best, asked @ vectors.T], axis=1)
        here = np.broadcast_to(np.arange(len(vectors)) + number * BLOCK, (len(asked), len(vectors)))
        places = np.concatenate([where, here], axis=1)
        kept = np.argpartition(-cosines, NEAREST, axis=1)[:, :NEAREST]
        best, where = np.take_along_axis(cosines, kept, 1), np.take_along_axis(places, kept, 1)
    keys = [{f"{place:032x}" for place in row} for row in where.tolist()]
    return {kind: keys[start * QUESTIONS : (start + 1) * QUESTIONS] for start, kind in enumerate(questions)}


def summed_up(asked: Asked, nearest: list[set[str]]) -> Searches:
    """Return the figures of searches of one kind."""
    shares = [len(keys.intersection(got)) / NEAREST for got, keys in zip(asked.found, nearest, strict=True)]
    return Searches(
        p50=milliseconds(asked.seconds, 0.5),
        p95=milliseconds(asked.seconds, 0.95),
        busy_p95=milliseconds(asked.busy_seconds, 0.95),
        recall=float(np.mean(shares)),
    )


def milliseconds(seconds: list[float], share: float) -> float:
    """Return what so large a share of them does not exceed."""
    return 1000 * sorted(seconds)[int(share * len(seconds))]


def resident_bytes() -> int:
    """Return what this process has in memory now."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    return int(fields["VmRSS"].split()[0]) * 1024


def table(rows: list[Measured]) -> str:
    """Return the figures as a Markdown table, a row a size."""
    kinds = [f"{asked_in}>{searched}" for asked_in in LANGUAGES for searched in LANGUAGES]
    lines = [
        f"| vectors | graph | in, a second | open, s | memory, GB | disk, GB | {' | '.join(kinds)} |",
        f"|{'---|' * (6 + len(kinds))}",
    ]
    for row in rows:
        cells = [
            f"{found.p50:.1f} / {found.p95:.1f} ({found.busy_p95:.1f}) ms, {found.recall:.3f}"
            for kind in kinds
            for found in (row.searches[kind],)
        ]
        lines.append(
            f"| {row.vectors:,} | {row.graph} | {row.inserted_per_second:,.0f} | {row.seconds_to_open:.2f} "
            f"| {row.resident_bytes / 1e9:.2f} | {row.disk_bytes / 1e9:.2f} | {' | '.join(cells)} |"
        )
    return "\n".join(lines)


def picture(rows: list[Measured]) -> str:
    """Return the growth as SVG, both ways by powers of ten: each figure against the number of vectors."""
    series = {
        "search, p50, ms": [max(each.p50 for each in row.searches.values()) for row in rows],
        "put in, thousands a second": [row.inserted_per_second / 1000 for row in rows],
        "memory, GB": [row.resident_bytes / 1e9 for row in rows],
        "disk, GB": [row.disk_bytes / 1e9 for row in rows],
        "open, s": [row.seconds_to_open for row in rows],
    }
    drawn = []
    for colour, (name, values) in zip(COLOURS, series.items(), strict=True):
        points = [(across(row.vectors), upwards(value)) for row, value in zip(rows, values, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        drawn.append(f'<text x="468" y="{points[-1][1] + 4:.1f}" fill="{colour}">{name}</text>')
    for value in (0.01, 0.1, 1.0, 10.0, 100.0):
        drawn.append(f'<path d="M60 {upwards(value):.0f}H460" stroke="#ddd"/>')
        drawn.append(f'<text x="52" y="{upwards(value) + 4:.0f}" text-anchor="end">{value:g}</text>')
    drawn += [
        f'<text x="{across(row.vectors):.0f}" y="352" text-anchor="middle">{row.vectors:,}</text>'
        for row in rows
    ]
    lines = "\n".join(drawn)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 390"
 font-family="sans-serif" font-size="12">
<rect width="660" height="390" fill="white"/>
<rect x="60" y="30" width="400" height="304" fill="none" stroke="#888"/>
{lines}
<text x="260" y="378" text-anchor="middle">vectors, half Dutch, half English</text>
</svg>
"""


COLOURS = ("#2563eb", "#d97706", "#059669", "#888888", "#9333ea")


def across(vectors: int) -> float:
    """Return where a number of vectors stands from left to right."""
    return 60 + 400 * (math.log10(vectors) - 4) / 2


def upwards(value: float) -> float:
    """Return where a value stands from top to bottom."""
    return 334 - 304 * (math.log10(max(value, 0.01)) + 2) / 4


if __name__ == "__main__":
    main()
