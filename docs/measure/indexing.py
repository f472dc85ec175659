"""Measures how fast articles are indexed, as docs/performance.md reports it.

    .venv/bin/python docs/measure/indexing.py SET [--folder FOLDER]

The encoder on the chunks of the usual recipe (800 characters) from the articles of SET, in turns with the
same model through sentence-transformers in floats, so that both see the same machine. Before that, with
``--folder``, ``tweespraak index FOLDER`` as a program: into a new index, again with nothing changed, with a
sentence added to one article, and the same once more while it watches the folder, from the change to the
report. The folder is copied, and its copy changed.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from index.encoding.e5_weights import builtin_encoder
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.encoding.sentence_encoder import SentenceEncoder

ROUNDS = 5
CHUNK_CHARACTERS = 800
SHORTEST = 300


def main() -> None:
    """Print each figure on a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    # First, as a child's peak of memory counts from what this process has when it starts it.
    if args.folder:
        with tempfile.TemporaryDirectory() as scratch:
            print_indexing(args.folder, Path(scratch))
    print_encoding(list(usual_chunks(args.question_set / "articles.jsonl")))


def usual_chunks(articles: Path) -> Iterator[str]:
    """Yield chunks of at most 800 characters, cut at sentences and lines as most tutorials do."""
    for line in articles.read_text("utf-8").splitlines():
        text, start = json.loads(line)["text"], 0
        while start < len(text):
            end = min(len(text), start + CHUNK_CHARACTERS)
            if end < len(text):
                cut = max(text.rfind(". ", start, end), text.rfind("\n", start, end))
                end = cut + 1 if cut > start + SHORTEST else end
            if text[start:end].strip():
                yield text[start:end]
            start = end


def print_encoding(chunks: list[str]) -> None:
    """Print chunks a second of both encoders, and how many times as many ours does."""
    usual = SentenceEncoder(builtin_encoder(default_cache_dir()))
    ours = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    for encode in (usual.encode_passages, ours.encode_passages):
        encode(chunks[:32])  # what is done once
    rounds = [
        (seconds(lambda: usual.encode_passages(chunks)), seconds(lambda: ours.encode_passages(chunks)))
        for _ in range(ROUNDS)
    ]
    rates = [statistics.median(len(chunks) / took[place] for took in rounds) for place in (0, 1)]
    ratios = [before / now for before, now in rounds]
    print(f"{len(chunks)} chunks, chunks a second: {rates[0]:.1f} in floats, {rates[1]:.1f} at 8 bits")
    print(f"times as many: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def print_indexing(folder: Path, scratch: Path) -> None:
    """Print the seconds of a first run, of one with nothing to do, and of one with one article changed."""
    articles = scratch / "articles"
    shutil.copytree(folder, articles)
    changed = next(path for path in sorted(articles.rglob("*.txt")))
    print(f"files: {sum(path.is_file() for path in articles.rglob('*'))}")
    print(f"first index: {index_seconds(articles, scratch):.1f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(f"resident memory, peak: {peak / 1e9:.2f} GB")
    print(f"nothing changed: {index_seconds(articles, scratch):.1f} s")
    add_a_sentence(changed)
    print(f"one article changed: {index_seconds(articles, scratch):.1f} s")
    print(f"one article changed while watching: {watch_seconds(articles, scratch, changed):.1f} s")


def index_seconds(articles: Path, scratch: Path) -> float:
    """Run ``tweespraak index`` and return its seconds, start to end."""
    command = index_command(articles, scratch)
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True, env=quiet()))


def watch_seconds(articles: Path, scratch: Path, changed: Path) -> float:
    """Change an article that ``tweespraak index --watch`` watches; return the seconds until its report."""
    command = [*index_command(articles, scratch), "--watch"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=quiet()
    ) as watching:
        reports = (line for line in watching.stdout or () if line.startswith("changed"))
        next(reports)
        add_a_sentence(changed)
        took = seconds(lambda: next(reports))
        watching.terminate()
    return took


def index_command(articles: Path, scratch: Path) -> list[str]:
    """Return the command that makes the index equal to the articles."""
    program = str(Path(sys.executable).with_name("tweespraak"))
    return [program, "index", str(articles), "--data-dir", str(scratch / "data")]


def quiet() -> dict[str, str]:
    """Return the environment of a program whose output is read by another."""
    return {**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}


def add_a_sentence(article: Path) -> None:
    """Add a sentence to the end of an article."""
    article.write_text(f"{article.read_text('utf-8')}\nNog een zin.\n", encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
