"""Measures how well the article is found in web pages, on the public article-extraction-benchmark.

    python docs/measure/web_pages.py BENCHMARK [--pages]

BENCHMARK is a copy of https://github.com/scrapinghub/article-extraction-benchmark; its own ``evaluate.py``
counts. The reader's text is measured as it is given and without the line of its title, which the benchmark
does not hold to be of the article's body; trafilatura alone runs beside it. What the reader does was made to
fit the first half of the pages only. With ``--pages`` each page of that half that loses is shown.
"""

import gzip
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import trafilatura

from index.errors import ArticleError
from index.reading.kinds.html import read_html

SHOWN_BELOW = 0.97


def evaluation_of(benchmark: Path) -> ModuleType:
    """Return the benchmark's own module for counting."""
    spec = importlib.util.spec_from_file_location("evaluate", benchmark / "evaluate.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{benchmark}: no copy of article-extraction-benchmark; there is no evaluate.py in it")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def halves(names: Sequence[str]) -> dict[str, list[str]]:
    """Return every other name, from the first and from the second on, and all."""
    ordered = sorted(names)
    return {"fitted": ordered[::2], "not fitted": ordered[1::2], "all": ordered}


def as_given(page: bytes) -> str:
    """Return the text of the article, or nothing where none is found."""
    try:
        return read_html(page)[0].text
    except ArticleError:
        return ""


def without_title(page: bytes) -> str:
    """Return the same without the line of the title."""
    try:
        (draft,) = read_html(page)
    except ArticleError:
        return ""
    return draft.text.removeprefix(draft.title or "")


def by_trafilatura(page: bytes) -> str:
    """Return the text that trafilatura finds by itself, as the benchmark calls it."""
    return trafilatura.extract(page.decode(), include_comments=False) or ""


WAYS: Mapping[str, Callable[[bytes], str]] = {
    "as given": as_given,
    "without the title": without_title,
    "trafilatura alone": by_trafilatura,
}


def show_pages(evaluation: ModuleType, names: Sequence[str], truth: Mapping[str, str], folder: Path) -> None:
    """Print of each page that loses what share of its found and of its true words is right."""
    for name in names:
        found = without_title(gzip.decompress((folder / f"{name}.html.gz").read_bytes()))
        counts = evaluation.string_shingle_matching(true=truth[name], pred=found)
        precision, recall = evaluation.precision_score(*counts), evaluation.recall_score(*counts)
        if min(precision, recall) < SHOWN_BELOW:
            print(f"{name} precision {precision:.2f} recall {recall:.2f}")


def main() -> None:
    """Measure each way on both halves and on all pages."""
    benchmark = Path(sys.argv[1])
    evaluation = evaluation_of(benchmark)
    truth = {
        name: each["articleBody"]
        for name, each in json.loads((benchmark / "ground-truth.json").read_text("utf-8")).items()
    }
    folder = benchmark / "html"
    if "--pages" in sys.argv:
        show_pages(evaluation, halves(list(truth))["fitted"], truth, folder)
        return
    for way, text_of in WAYS.items():
        began = time.process_time()
        counts = {
            name: evaluation.string_shingle_matching(
                true=true, pred=text_of(gzip.decompress((folder / f"{name}.html.gz").read_bytes()))
            )
            for name, true in truth.items()
        }
        seconds = time.process_time() - began
        for half, names in halves(list(truth)).items():
            scores = evaluation.metrics_from_tp_fp_fns([counts[name] for name in names])
            print(
                f"{way}, {half} ({len(names)} pages): F1 {scores['f1']:.3f}, precision"
                f" {scores['precision']:.3f}, recall {scores['recall']:.3f}"
            )
        print(f"{way}: {seconds:.0f} s")


if __name__ == "__main__":
    main()
