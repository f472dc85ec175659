"""Times what goes over all articles, from 10,000 on: the Articles tab, questions about the articles, a sync.

    PYTHONPATH=tests .venv/bin/python docs/measure/catalog_scale.py FOLDER [--articles 10000 100000 300000]

Files, catalogue and Chroma are real. The texts are words of ``seeds/`` in a random order, one passage each,
half of them Dutch; vectors and signatures are numbers without a meaning, as nothing of this depends on it.
FOLDER keeps files and index, and a larger number goes on from a smaller one. Of each number, in a process of
its own, in seconds: the answers of the server behind the tab, those to questions on the articles, a sync of
all files where nothing has changed and where one has, and of that one alone, as ``--watch`` does it; and the
most memory so far.
"""

import argparse
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
from small_encoder import SmallEncoder

from index.article import LANGUAGES, Article, Language
from index.chunk import Chunk
from index.encoding.language_means import measure_language_means
from index.reading.folder import list_folder
from index.reading.reader import read_changed
from index.span import Span
from index.storage.store import IndexStore
from index.storage.writer import EmbeddedArticle, EmbeddedChunk
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
DUTCH_SEEDS = {"000_10440192c8925282.txt", "002_751534bd2bbd9e0e.txt", "004_a75c4f9da770a8f6.txt"}
ARTICLES = (10_000, 100_000, 300_000)
BLOCK = 1000
SENTENCE, SENTENCES, TITLE = 12, 5, 6
"""Words, sentences, words."""
LISTS: dict[str, dict[str, object]] = {
    "open": {},
    "next page": {"limit": 200},
    "search, a word that few have": {"search": "004321"},
    "search, a word that many have": {"search": "de"},
    "search, a month": {"search": "maart 2023"},
    "by title": {"order": "title"},
    "by passages, English": {"order": "passages", "spoken": "en"},
}
QUESTIONS = ("Hoeveel artikelen zijn er?", "Which articles are from after March 2023?")


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
        took = seconds(partial(fill, args.folder, count))
        print(f"{count:,} articles, put in within {took:.0f} s", flush=True)
        subprocess.run([sys.executable, __file__, str(args.folder), "--look"], check=True)


def fill(folder: Path, count: int) -> None:
    """Write what is missing of so many articles, and put it in as if it had been read."""
    words = {language: list(words_of(language)) for language in LANGUAGES}
    with ExitStack() as stack:
        index = opened(folder, stack)
        writer = stack.enter_context(index.store.writing())
        writer.set_language_means(measure_language_means(index.encoder.encode_passages))
        for start in range(0, count, BLOCK):
            place = folder / "articles" / f"{start // BLOCK:03}"
            if place.exists():
                continue
            place.mkdir(parents=True)
            articles = [article(number, words) for number in range(start, min(start + BLOCK, count))]
            for each in articles:
                (folder / "articles" / each.path).write_text(file_of(each), "utf-8")
            writer.replace(list(map(embedded, articles)))
        time.sleep(3)  # until the times of the last files are to be trusted
        writer.compared.begin_comparison()

        def hold(stamps: Mapping[str, bytes]) -> Sequence[str]:
            for path, stamp in stamps.items():
                writer.compared.note_file(path, stamp)
            return list(stamps)

        for _ in read_changed(list_folder(folder / "articles"), hold):
            pass
        writer.keep_files()
        writer.is_complete = True


def words_of(language: Language) -> Iterator[str]:
    """Yield the words of the seeds in a language, as often as they stand there."""
    for path in sorted(SEEDS.glob("*.txt")):
        if (path.name in DUTCH_SEEDS) == (language == "nl"):
            yield from re.findall(r"[^\W\d_]+", path.read_text("utf-8"))


def article(number: int, words: Mapping[Language, Sequence[str]]) -> Article:
    """Return an article with a title, a date and an author."""
    chance, language = random.Random(number), LANGUAGES[number % 2]
    title, author = (chance.choices(words[language], k=length) for length in (TITLE, 2))
    sentences = (" ".join(chance.choices(words[language], k=SENTENCE)) for _ in range(SENTENCES))
    path = f"{number // BLOCK:03}/{number:06}.md"
    return Article(
        path,
        path,
        f"{' '.join(title).capitalize()} {number:06}",
        " ".join(f"{each.capitalize()}." for each in sentences),
        language,
        f"{2000 + number % 26}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        author=" ".join(author).title(),
    )


def file_of(of: Article) -> str:
    """Return an article as a file."""
    return f"---\ntitle: {of.title}\ndate: {of.published}\nauthor: {of.author}\n---\n{of.text}\n"


def embedded(of: Article) -> EmbeddedArticle:
    """Return an article with one passage and vectors."""
    random_numbers = np.random.default_rng(int(of.path[-9:-3]))
    length = len(of.text)
    chunk = Chunk(of.id, 0, length, of.text, (Span(0, length),))
    vectors = random_numbers.standard_normal((2, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    signature = random_numbers.integers(0, 1 << 32, 128, np.uint32)
    return EmbeddedArticle(of, (EmbeddedChunk(chunk, vectors[0], vectors[1:]),), signature)


def opened(folder: Path, stack: ExitStack) -> OpenIndex:
    """Open the index."""
    encoder = SmallEncoder()
    name = index_fingerprint(encoder)
    place = folder / "data" / "index" / name
    store = stack.enter_context(closing(IndexStore.open(place, fingerprint=name, create=True)))
    return OpenIndex(store, encoder, name, place.parent)


def look(folder: Path) -> None:
    """Print what each takes in this process."""
    with ExitStack() as stack:
        began = time.perf_counter()
        index = opened(folder, stack)
        print(f"{'open the index':45} {time.perf_counter() - began:6.2f}")
        files = ArticleFiles(folder / "data", folder / "articles")
        writes = IndexWrites(
            sync=lambda to_read, told: index.sync(to_read, told=told),
            update=lambda to_read, removed, told: index.update(to_read, removed, told=told),
        )
        changes = ArticleChanges(
            index.store.list_articles,
            index.store.count_articles,
            index.store.article,
            files,
            stack.enter_context(closing(IndexJobs(writes))),
            folder / "data" / "index",
        )
        for name, sent in LISTS.items():
            tell(name, partial(articles_answer, changes, {"act": "list", "language": "nl", **sent}))
        # These questions are not the model's.
        assistant = Assistant(Retriever(index.store, index.encoder), cast("Engine", None))
        for question in QUESTIONS:
            tell(question, partial(answered, assistant, question))
        print(f"{'memory at the most, GB':45} {peak():6.2f}")
        sync(folder, index, files)


def sync(folder: Path, index: OpenIndex, files: ArticleFiles) -> None:
    """Print what it takes to make the index equal to the files."""
    changed = next((folder / "articles").glob("*/*.md"))

    def change() -> None:
        changed.write_text(f"{changed.read_text('utf-8')}\nNog een zin.\n", "utf-8")

    print(f"{'sync, nothing changed':45} {seconds(lambda: index.sync(files.to_read())):6.2f}")
    change()
    print(f"{'sync, one changed':45} {seconds(lambda: index.sync(files.to_read())):6.2f}")
    change()
    print(f"{'one changed, followed':45} {seconds(lambda: follow(index, files, changed)):6.2f}")
    print(f"{'memory at the most, GB':45} {peak():6.2f}", flush=True)


def follow(index: OpenIndex, files: ArticleFiles, changed: Path) -> None:
    """Take in one file that has changed."""
    some = files.changed_to_read([changed])
    if some is None:
        raise SystemExit(f"{changed} is no article")
    index.update_within(some)


def answered(assistant: Assistant, question: str) -> str:
    """Return the answer to a question about the articles."""
    for event in assistant.ask(question, kind=QuestionKind.COLLECTION):
        if isinstance(event, AnswerReady):
            return event.answer.text
    return ""


def tell(name: str, act: Callable[[], object]) -> None:
    """Print how long something takes, at first and again: what is read first comes from the disk."""
    first, again = seconds(act), seconds(act)
    print(f"{name:45} {first:6.2f}, again {again:.2f}", flush=True)


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
