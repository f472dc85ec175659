"""Times what goes over all articles, from 10,000 on: the Articles tab, questions about the articles, a sync.

    PYTHONPATH=tests .venv/bin/python docs/measure/catalog_scale.py FOLDER [--articles 10000 100000 300000]

The files, their reading, the catalogue and Chroma are real; the texts are words of ``seeds/`` in a random
order (one passage each, half of them Dutch), and the encoder gives numbers instead of meaning, as nothing of
this depends on that. FOLDER keeps files and index, and a larger number goes on from a smaller one. Of each
number, in a process of its own: the seconds that the server behind the tab takes to answer, and those of an
answer that counts articles, of a sync where nothing and where one file has changed, and the most memory.
"""

import argparse
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import cast

from small_encoder import SmallEncoder

from index.article import LANGUAGES, Language
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint
from rag.answer import AnswerReady, QuestionKind
from rag.assistant import Assistant
from rag.engines.engine import Engine
from rag.finding.retrieval import Retriever
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_files import ArticleFiles
from ui.articles.article_part import articles_answer
from ui.articles.index_jobs import IndexJobs, IndexWrites
from ui.commands.compose_index import OpenIndex

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = (10_000, 100_000, 300_000)
A_FOLDER = 1000
WORDS, TITLE_WORDS = 60, 6
LISTS: dict[str, dict[str, object]] = {
    "open": {},
    "next page": {"limit": 200},
    "a word that few have": {"search": "04321"},
    "a word that many have": {"search": "de"},
    "a month": {"search": "maart 2023"},
    "by title": {"order": "title"},
    "by passages, English": {"order": "passages", "spoken": "en"},
}


def main() -> None:
    """Fill and measure, one number of articles after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=list(ARTICLES))
    parser.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.look:
        look(args.folder)
        return
    for count in sorted(args.articles):
        write_articles(args.folder / "articles", count)
        took = seconds(lambda: fill(args.folder))
        print(f"{count:,} articles, put in within {took:.1f} s", flush=True)
        subprocess.run([sys.executable, __file__, str(args.folder), "--look"], check=True)


def write_articles(folder: Path, count: int) -> None:
    """Write what is missing of so many articles, a thousand to a folder."""
    words = {language: list(words_of(language)) for language in LANGUAGES}
    for number in range(count):
        path = folder / f"{number // A_FOLDER:03}" / f"{number:06}.md"
        if number % A_FOLDER == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
            there = {each.name for each in path.parent.iterdir()}
        if path.name not in there:
            path.write_text(article_text(number, words[LANGUAGES[number % 2]]), "utf-8")


def words_of(language: Language) -> Iterator[str]:
    """Yield the words of the seeds in a language, as often as they stand there."""
    dutch = {"000_10440192c8925282.txt", "002_751534bd2bbd9e0e.txt", "004_a75c4f9da770a8f6.txt"}
    for path in sorted(SEEDS.glob("*.txt")):
        if (path.name in dutch) == (language == "nl"):
            yield from re.findall(r"[^\W\d_]+", path.read_text("utf-8"))


def article_text(number: int, words: list[str]) -> str:
    """Return an article with a title, a date, and an author."""
    chosen = random.Random(number).choices(words, k=TITLE_WORDS + WORDS + 2)
    title, author, text = chosen[:TITLE_WORDS], chosen[TITLE_WORDS : TITLE_WORDS + 2], chosen[-WORDS:]
    sentences = (" ".join(text[start : start + 12]).capitalize() for start in range(0, WORDS, 12))
    date = f"{2000 + number % 26}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return (
        f"---\ntitle: {' '.join(title).capitalize()} {number:06}\ndate: {date}\n"
        f"author: {' '.join(author).title()}\n---\n{'. '.join(sentences)}.\n"
    )


def opened(folder: Path, stack: ExitStack) -> OpenIndex:
    """Open the index."""
    encoder = SmallEncoder()
    name = index_fingerprint(encoder)
    place = folder / "data" / "index" / name
    store = stack.enter_context(closing(IndexStore.open(place, fingerprint=name, create=True)))
    return OpenIndex(store, encoder, name, place.parent)


def files_of(folder: Path) -> ArticleFiles:
    """Return the files that the index is made of."""
    return ArticleFiles(folder / "data", folder / "articles")


def fill(folder: Path) -> None:
    """Make the index equal to the files."""
    with ExitStack() as stack:
        index = opened(folder, stack)
        index.sync(files_of(folder).to_read())


def look(folder: Path) -> None:
    """Print what each takes in this process."""
    with ExitStack() as stack:
        tell("open the index", lambda: opened(folder, stack))
        index = opened(folder, stack)
        files = files_of(folder)
        nothing = IndexWrites(
            sync=lambda to_read, told: index.sync(to_read, told=told),
            update=lambda to_read, removed, told: index.update(to_read, removed, told=told),
        )
        work = stack.enter_context(closing(IndexJobs(nothing)))
        changes = ArticleChanges(
            index.store.list_articles,
            index.store.count_articles,
            index.store.article,
            files,
            work,
            folder / "data" / "index",
        )
        for name, sent in LISTS.items():
            tell(name, partial(articles_answer, changes, {"act": "list", "language": "nl", **sent}))
        retriever = Retriever(index.store, index.encoder)
        assistant = Assistant(retriever, cast("Engine", None))  # these questions are not the model's
        for question in ("Hoeveel artikelen zijn er?", "Which articles are from after March 2023?"):
            tell(question, partial(answered, assistant, question))
        print(f"{'memory at the most':42} {peak():6.2f} GB", flush=True)
        tell("sync, nothing changed", lambda: index.sync(files.to_read()))
        changed = next((folder / "articles").glob("*/*.md"))
        changed.write_text(f"{changed.read_text('utf-8')}\nNog een zin.\n", "utf-8")
        tell("sync, one changed", lambda: index.sync(files.to_read()))
        print(f"{'memory at the most':42} {peak():6.2f} GB", flush=True)


def answered(assistant: Assistant, question: str) -> str:
    """Return the answer to a question about the articles."""
    for event in assistant.ask(question, kind=QuestionKind.COLLECTION):
        if isinstance(event, AnswerReady):
            return event.answer.text
    return ""


def tell(name: str, act: Callable[[], object]) -> None:
    """Print how long something takes, the second time where that is less: the first reads the disk."""
    times = [seconds(act)]
    if not name.startswith("sync"):
        times.append(seconds(act))
    print(f"{name:42} {min(times):6.2f} s  ({times[0]:.2f} at first)", flush=True)


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def peak() -> float:
    """Return the most memory that this process has had, in gigabytes."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    return int(fields["VmHWM"].split()[0]) / 1e6


if __name__ == "__main__":
    main()
