"""Times the Articles tab in a real browser, over an index of many articles.

PYTHONPATH=tests .venv/bin/python docs/measure/articles_tab.py [--articles 5000] [--runs 7]

The index, the server, the page and Chromium are real; only the vectors are not, as listing needs none. A
time runs from the click (or the last letter typed) to the frame after the one in which the rows stand there.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from chat_scripts import scripts, seed_articles
from playwright.sync_api import Page, sync_playwright
from scripted_assistant import ScriptedAssistant
from small_encoder import SmallEncoder

from index.article import LANGUAGES, Article
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_files import ArticleFiles
from ui.articles.article_part import articles_answer, articles_part
from ui.articles.index_jobs import IndexJobs, IndexWrites
from ui.chat.page import Chat, build_chat
from ui.chat.serving import running_chat
from ui.commands.compose_index import OpenIndex
from ui.server.answer_queue import AnswerQueue

PORT = 7863
# The first frame in which as many rows stand there as are wanted, and one more, in which they are painted.
TIMED = """
([act, rows, first]) => new Promise((resolve) => {
  const began = performance.now();
  const look = () => {
    const shown = document.querySelectorAll(".articles-tab tbody tr");
    const there = shown.length === rows && shown[0].textContent.includes(first);
    requestAnimationFrame(there ? () => resolve(performance.now() - began) : look);
  };
  eval(act);
  requestAnimationFrame(look);
})
"""
OPEN = 'document.querySelector("#page .to-articles").click()'
MORE = 'document.querySelector(".articles-tab .more").click()'
SEARCH = """{
  const field = document.querySelector('.articles-tab [name="search"]');
  field.value = "4321";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def main() -> None:
    """Fill an index, open the tab, and print the medians in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--program", default="/usr/bin/chromium")
    args = parser.parse_args()
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        changes = filled_desk(folder, args.articles, opened)
        _print("answer of the server", [_seconds(_listed(changes)) for _ in range(args.runs)])
        address = opened.enter_context(running_chat(_chat(changes), port=PORT))
        playwright = opened.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=args.program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        times: dict[str, list[float]] = {}
        for _ in range(args.runs):
            page = browser.new_page(locale="nl-NL")
            page.goto(address)
            page.locator(".head h1").wait_for()
            for name, milliseconds in _visit(page).items():
                times.setdefault(name, []).append(milliseconds)
            page.close()
        for name, found in times.items():
            _print(name, found)
        browser.close()


def filled_desk(folder: Path, count: int, opened: ExitStack) -> ArticleChanges:
    """Return a changes over an index of so many articles, dated and of a few passages each."""
    encoder = SmallEncoder()
    store = opened.enter_context(
        closing(IndexStore.open(folder / "index", fingerprint=index_fingerprint(encoder), create=True))
    )
    sync(store, encoder, (_article(number) for number in range(count)))
    index = OpenIndex(store, encoder, index_fingerprint(encoder))
    writes = IndexWrites(
        sync=lambda to_read, told: index.sync(to_read, told=told),
        update=lambda to_read, removed, told: index.update(to_read, removed, told=told),
    )
    work = opened.enter_context(closing(IndexJobs(writes)))
    return ArticleChanges(
        store.list_articles,
        store.count_articles,
        store.article,
        ArticleFiles(folder),
        work,
        folder / "index",
    )


def _article(number: int) -> Article:
    language = LANGUAGES[number % 2]
    name = f"krant/{number:05}.txt"
    text = f"Artikel {number}.\n\n" + " ".join(f"Zin {number} {line} staat hier." for line in range(40))
    date = f"{2000 + number % 24}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Article(name, name, f"Artikel {number}", text, language, date)


def _chat(changes: ArticleChanges) -> Chat:
    articles = seed_articles()
    assistant = ScriptedAssistant(articles, scripts(articles))
    return build_chat(
        AnswerQueue(assistant),
        assistant.article,
        examples=(),
        parts=(articles_part(changes),),
    )


def _visit(page: Page) -> dict[str, float]:
    first = "Artikel"
    return {
        "click to the first hundred": page.evaluate(TIMED, [OPEN, 100, first]),
        "a hundred more": page.evaluate(TIMED, [MORE, 200, first]),
        "search": page.evaluate(TIMED, [SEARCH, 1, "Artikel 4321"]),
    }


def _listed(changes: ArticleChanges) -> Callable[[], object]:
    return lambda: articles_answer(changes, {"act": "list", "language": "nl"})


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def _print(name: str, times: list[float]) -> None:
    each = ", ".join(f"{milliseconds:.0f}" for milliseconds in times)
    print(f"{name:28} {statistics.median(times):6.0f} ms  ({each})")


if __name__ == "__main__":
    main()
