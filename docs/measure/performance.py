"""Measures what docs/performance.md reports: start, question to source, word and end, memory.

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
from pathlib import Path

from rag.answer import AnswerReady
from rag.evaluating.evaluation import ask_alone
from ui.commands.compose import open_assistant, read_articles
from ui.commands.compose_index import open_index
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
        _print_stages(answers)
        print(f"resident memory, peak        {_peak_bytes() / 1e9:.2f} GB")
        starts = [_seconds_to_first_page(data_dir) for _ in range(3)]
        print(f"start to first page          {statistics.median(starts):.1f} s  ({_listed(starts)})")


def _answers(data_dir: Path, questions: Sequence[str], opened: ExitStack) -> list[AnswerReady]:
    settings = load_settings(data_dir=data_dir)
    index = opened.enter_context(open_index(settings, progress=_silent, create=True))
    index.sync(read_articles(settings, ROOT / "seeds"))
    assistant = opened.enter_context(open_assistant(settings, index, progress=_silent))
    # The first question in each language reads the worked examples too; the chat has them read by then.
    for question in ("Wie is Poetin?", "Who is Putin?"):
        first = ask_alone(assistant, question)
        print(f"first question of a language {first.seconds_total:.1f} s in all")
    return [ask_alone(assistant, question) for question in questions]


def _print_stages(answers: Sequence[AnswerReady]) -> None:
    words = [ready.seconds_to_first_token for ready in answers if ready.seconds_to_first_token is not None]
    stages = {
        "question to first source": [ready.seconds_to_sources for ready in answers],
        "question to first word": words,
        "question to the end": [ready.seconds_total for ready in answers],
    }
    for name, seconds in stages.items():
        print(f"{name:28} {statistics.median(seconds):.2f} s  (longest {max(seconds):.2f}, n={len(seconds)})")


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
