"""Times what a reader waits for in the archive of conversations: its list, a search, one conversation.

python docs/measure/archive.py [CONVERSATIONS]
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from index.article import Article
from index.chunk import Chunk
from index.passage import Passage
from index.reading.reader import read_folder
from index.span import Span
from rag.answer import Answer, AnswerReady, Citation
from ui.archive.archive import ARCHIVE_FILE, Archive

TURNS = 5
REPEATS = 20


def answer_from(articles: list[Article]) -> AnswerReady:
    """Return an answer of the usual size: ten passages, two citations."""
    passages = tuple(_passage(article, half) for article in articles for half in (0, 1))
    citations = tuple(
        Citation(number, passage, Span(0, 200), passage.chunk.text[:200], 0.9)
        for number, passage in enumerate(passages[:2], start=1)
    )
    text = "Poetin ontmoette Pezeshkian in Asjchabad [1]. Zij tekenden er niets [2]."
    return AnswerReady(Answer(text, "nl", citations, passages, abstained=False), 0.2, 1.5, 6.0)


def _passage(article: Article, half: int) -> Passage:
    start = half * 1500
    text = article.text[start : start + 1500]
    chunk = Chunk(article.id, start, start + len(text), text, (Span(start, start + len(text)),))
    return Passage(chunk, article.title, article.language, article.published, article.path, None, 1.0, 0.8)


def milliseconds(do: Callable[[], object]) -> str:
    """Return median and slowest of some runs."""
    seconds = []
    for _ in range(REPEATS):
        began = perf_counter()
        do()
        seconds.append(perf_counter() - began)
    return f"{statistics.median(seconds) * 1000:.1f} ms (slowest of {REPEATS}: {max(seconds) * 1000:.1f})"


def main() -> None:
    """Fill an archive and print what was measured."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    articles = [item for item in read_folder(Path("seeds")) if isinstance(item, Article)]
    ready = answer_from(articles)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder))
        for number in range(wanted):
            conversation = archive.create("nl")
            for place in range(TURNS):
                turn = archive.begin_turn(conversation, f"Vraag {place} van gesprek {number} over Poetin?")
                archive.finish_turn(turn, ready, articles)
        archive.close()
        print(
            f"{wanted} conversations of {TURNS} turns, {(Path(folder) / ARCHIVE_FILE).stat().st_size:,} bytes"
        )

        began = perf_counter()
        archive = Archive.open(Path(folder))
        print(f"open         {(perf_counter() - began) * 1000:.1f} ms")
        print(f"list all     {milliseconds(lambda: archive.conversations(limit=wanted))}")
        print(f"list 50      {milliseconds(archive.conversations)}")
        print(f"search       {milliseconds(lambda: archive.search('poetin gesprek'))}")
        print(f"conversation {milliseconds(lambda: archive.conversation(wanted))}")
        archive.close()


if __name__ == "__main__":
    main()
