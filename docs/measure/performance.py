"""Measures what docs/performance.md reports: where the seconds of an answer go, start, memory.

    .venv/bin/python docs/measure/performance.py [--questions N]

Runs on seeds/ with the built-in models, which must be prepared (``make chat`` once). Run it alone: a second
process that computes makes the figures worthless.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event as StopSignal

from rag.answer import AnswerReady, DraftGrew, SourcesFound
from rag.assistant import Assistant
from rag.engines.llama_engine import LlamaEngine
from rag.engines.llama_model import TokenCounts
from ui.commands.compose import assistant_over, load_engine, read_articles
from ui.commands.compose_index import open_index
from ui.commands.compose_reader import load_answer_reader
from ui.settings import load_settings

ROOT = Path(__file__).parents[2]
PORT = 7899
QUESTIONS = (
    "Waar ontmoette Poetin Pezeshkian voor het eerst?",
    "How many ballistic missiles did Iran launch at Israel on October 1?",
    "Waarom weigerde Pasjinjan de slotverklaring te tekenen?",
    "Why did Pashinyan refuse to sign the final declaration?",
    "Hoeveel drones kocht Rusland van Iran en voor hoeveel geld?",
    "What did Xi Jinping promise Tokayev?",
    "Wanneer vindt de BRICS-top in Kazan plaats?",
    "What did Erdogan tell Putin about a ceasefire in Ukraine?",
    "Wat zei Loekasjenko over de CSTO?",
    "When did Putin visit North Korea?",
    "Welk percentage van de wereldbevolking vertegenwoordigt BRICS?",
    "Who is Masoud Pezeshkian?",
)


def main() -> None:
    """Print each figure on a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=len(QUESTIONS))
    count = parser.parse_args().questions
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        with ExitStack() as opened:
            answers = _answers(data_dir, QUESTIONS[:count], opened)
        _print_table(answers)
        print(f"resident memory, peak        {_peak_bytes() / 1e9:.2f} GB")
        starts = [_seconds_to_first_page(data_dir) for _ in range(3)]
        print(f"start to first page          {statistics.median(starts):.1f} s  ({_listed(starts)})")


@dataclass(frozen=True, slots=True)
class Staged:
    """An answer by stage: seconds since the question at the end of each, and what the engine counted.

    ``draft`` is None where the model was not asked for one.
    """

    ready: AnswerReady
    sources: float
    draft: float | None
    counts: TokenCounts


def _answers(data_dir: Path, questions: Sequence[str], opened: ExitStack) -> list[Staged]:
    settings = load_settings(data_dir=data_dir)
    index = opened.enter_context(open_index(settings, progress=_silent, create=True))
    index.sync(read_articles(settings, ROOT / "seeds"))
    engine = load_engine(settings, _silent)
    opened.callback(engine.close)
    assert isinstance(engine, LlamaEngine)
    reader = load_answer_reader(settings, index.encoder, _silent)
    assistant = assistant_over(settings, index, engine, reader)
    began = time.perf_counter()
    assistant.warm_up(StopSignal())
    print(f"read before the first question {time.perf_counter() - began:.1f} s")
    return [_staged(assistant, engine, question) for question in questions]


def _staged(assistant: Assistant, engine: LlamaEngine, question: str) -> Staged:
    began = time.perf_counter()
    sources, draft = 0.0, None
    before = engine.counts
    for event in assistant.ask(question):
        seconds = time.perf_counter() - began
        if isinstance(event, SourcesFound):
            sources = seconds
        elif isinstance(event, DraftGrew):
            draft = seconds
        else:
            after = engine.counts
            counts = TokenCounts(
                after.read - before.read, after.cached - before.cached, after.written - before.written
            )
            return Staged(event, sources, draft, counts)
    raise AssertionError(question)


def _print_table(answers: Sequence[Staged]) -> None:
    """Print a row a question, and the medians."""
    print("| question | sources | first word | draft | judged | tokens read / known / written |")
    print("|---|---|---|---|---|---|")
    for question, each in zip(QUESTIONS, answers, strict=False):
        counted = f"{each.counts.read} / {each.counts.cached} / {each.counts.written}"
        cells = (each.sources, each.ready.seconds_to_first_token, each.draft, each.ready.seconds_total)
        print(f"| {question} | {' | '.join(map(_cell, cells))} | {counted} |")
    columns: dict[str, list[float | None]] = {
        "question to sources": [each.sources for each in answers],
        "question to first word": [each.ready.seconds_to_first_token for each in answers],
        "question to the draft's end": [each.draft for each in answers],
        "from there to the verdict": [
            each.ready.seconds_total - each.draft for each in answers if each.draft is not None
        ],
        "question to the end": [each.ready.seconds_total for each in answers],
    }
    for name, column in columns.items():
        seconds = [each for each in column if each is not None]
        print(f"{name:28} {statistics.median(seconds):.2f} s  (longest {max(seconds):.2f}, n={len(seconds)})")


def _cell(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.2f}"


def _seconds_to_first_page(data_dir: Path) -> float:
    program = Path(sys.executable).with_name("tweespraak")
    command = [str(program), "chat", str(ROOT / "seeds"), "--data-dir", str(data_dir)]
    began = time.perf_counter()
    with subprocess.Popen(
        [*command, "--port", str(PORT)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as chat:
        try:
            while not _answers_http():
                if chat.poll() is not None:
                    raise SystemExit("the chat ended before its page was there")
                time.sleep(0.05)
            return time.perf_counter() - began
        finally:
            chat.terminate()


def _answers_http() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def _peak_bytes() -> int:
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


def _listed(seconds: Sequence[float]) -> str:
    return ", ".join(f"{value:.1f}" for value in seconds)


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
