"""Times in a real browser what a reader waits for: sources, the first word, a mark's source, a long list.

PYTHONPATH=tests .venv/bin/python docs/measure/browser_timings.py [--runs 10] [--conversations 200]

The page, Chromium, the index of seeds/, the encoder, the checks and the archive are real; the model is a
script that writes at once, so that the first word times all but the model. A time runs in the page, from the
event (or, of a reload, from the beginning of the navigation) to the frame after the one in which what is
waited for was there: so to what is painted.
"""

import argparse
import re
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from chat_scripts import DRONES, MEETING, MISSILES, SIGNATURE
from kept_conversations import BRIDGE, HARBOUR, OPENED
from playwright.sync_api import Page, sync_playwright

from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.reading.reader import read_folder
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from rag.assistant import Assistant
from rag.engines.engine import Message
from rag.finding.retrieval import Retriever
from ui.archive.archive import Archive
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.server.answer_queue import AnswerQueue

SEEDS = Path(__file__).parents[2] / "seeds"
QUESTIONS = (MEETING, MISSILES, DRONES, SIGNATURE)
PORT = 7862
TURNS = 5
AIMS = {"send to first source": 300, "mark click to its source": 50, "reload, the list": 1000}

# The first frame in which the selector finds something, and one more, in which that has been painted.
WATCH = """
window.painted = (selector) => new Promise((resolve) => {
  const look = () => {
    const there = document.querySelector(selector);
    requestAnimationFrame(there ? () => resolve(performance.now()) : look);
  };
  requestAnimationFrame(look);
});
window.after = (event, selector) => {
  window.timed = new Promise((resolve) => {
    const began = async (sent) => resolve((await window.painted(selector)) - sent.timeStamp);
    document.addEventListener(event, began, { once: true, capture: true });
  });
};
window.loaded = {};
for (const selector of ["#page .turn .answer p", "#drawer li:nth-child(50)"]) {
  window.painted(selector).then((at) => { window.loaded[selector] = at; });
}
"""


class WritesAtOnce:
    """An engine that repeats the first sentence that it is given."""

    name = "script"
    trained = None

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        """Yield the first source of the last question, word by word."""
        del max_tokens, stop
        asked = next(each.content for each in reversed(messages) if each.content.count("[1]"))
        found = re.search(r"\[1\] (.*)", asked)
        for word in (found[1] if found else "").split():
            yield f"{word} "
        yield "[1]."

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        """Return that a source says all that is said from it."""
        del messages, stop
        return tuple(0.98 if choice == "A" else 0.0 for choice in choices)

    def close(self) -> None:
        """Have nothing to free."""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--program", default="/usr/bin/chromium")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), args.conversations) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=args.program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="nl-NL")
        page.set_default_timeout(120_000)
        page.add_init_script(WATCH)
        times = measured(page, address, args.runs)
        browser.close()
    print("| | aim | median | longest |\n|---|---|---|---|")
    for name, taken in times.items():
        aim = f"{AIMS[name]} ms" if name in AIMS else ""
        print(f"| {name} | {aim} | {statistics.median(taken):.0f} ms | {max(taken):.0f} ms |")


@contextmanager
def served(folder: Path, conversations: int) -> Iterator[str]:
    """Serve a chat over a fresh index of seeds/ and an archive of so many conversations."""
    encoder = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    place = folder / "index"
    with (
        closing(IndexStore.open(place, fingerprint=index_fingerprint(encoder), create=True)) as store,
        closing(Archive.open(folder)) as archive,
    ):
        sync(store, encoder, read_folder(SEEDS))
        fill(archive, conversations)
        shared = AnswerQueue(Assistant(Retriever(store, encoder), WritesAtOnce()))
        chat = build_chat(shared, store.article, examples=(), archive=archive)
        with running_chat(chat, port=PORT) as address, closing(shared):
            yield address


def fill(archive: Archive, conversations: int) -> None:
    """Keep so many conversations of some turns each."""
    for number in range(conversations):
        conversation = archive.create("nl")
        for place in range(TURNS):
            turn = archive.begin_turn(conversation, f"Wanneer ging brug {number} open, vraag {place}?")
            archive.finish_turn(turn, OPENED, [BRIDGE, HARBOUR])


def measured(page: Page, address: str, runs: int) -> dict[str, list[float]]:
    """Return the times in milliseconds by their name; the first round warms up and is not counted."""
    times: dict[str, list[float]] = {}
    page.goto(f"{address}#1")
    page.locator("#page .turn .answer p").first.wait_for()
    page.evaluate("localStorage.setItem('tweespraak-conversations', 'open')")
    for _ in range(runs):
        page.reload()
        page.wait_for_function("Object.keys(window.loaded).length === 2")
        conversation, listed = page.evaluate("Object.values(window.loaded).sort((a, b) => a - b)")
        times.setdefault("reload, the conversation", []).append(conversation)
        times.setdefault("reload, the list", []).append(listed)
    page.locator("#page .head .anew").click()
    page.wait_for_function("!document.querySelector('.turn')")
    for number in range(1, runs + 2):
        took = asked(page, QUESTIONS[number % len(QUESTIONS)], number)
        for name, time in took.items() if number > 1 else ():
            times.setdefault(name, []).append(time)
    return times


def asked(page: Page, question: str, number: int) -> dict[str, float]:
    """Ask once, click the answer's first mark, and open the article."""
    turn = f'.turn[data-turn="{number}"]'
    page.locator("#question textarea").fill(question)
    page.evaluate(f"window.after('keydown', '{turn} .card')")
    page.evaluate(
        f"""() => {{ window.word = new Promise((resolve) => document.addEventListener("keydown", (sent) =>
            window.painted('{turn} .answer p').then((at) => resolve(at - sent.timeStamp)),
            {{ once: true, capture: true }})); }}"""
    )
    page.locator("#question textarea").press("Enter")
    took = {
        "send to first source": page.evaluate("window.timed"),
        "send to first word": page.evaluate("window.word"),
    }
    page.locator(f'{turn}[data-phase="answered"]').wait_for()
    page.evaluate(f"window.after('click', '{turn} .card.chosen mark')")
    page.locator(f"{turn} button.reference").first.click()
    took["mark click to its source"] = page.evaluate("window.timed")
    page.evaluate("window.after('click', '.reader mark.here')")
    page.locator(f"{turn} .card.chosen .open-article").click()
    took["click to the sentence in the article"] = page.evaluate("window.timed")
    page.locator(".reader .close").click()
    return took


if __name__ == "__main__":
    main()
