"""Answers to keep, over two small articles, and an archive with a clock of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.article import Article, Language
from index.chunk import Chunk
from index.passage import Passage
from index.span import Span
from rag.answer import (
    Answer,
    AnswerReady,
    AnswerSentence,
    Citation,
    DroppedSentence,
    Reason,
)
from ui.archive.archive import ARCHIVE_FILE, Archive
from ui.archive.schema import ArchiveFile

BRIDGE = Article(
    id="brug.txt",
    path="brug.txt",
    title="De brug van Één",
    text="Een nieuw begin.\n\nDe brug ging open in 1932. De bouw kostte 4 miljoen gulden.\n\nEinde.",
    language="nl",
    published="1932-05-03",
)
HARBOUR = Article(
    id="harbour.txt",
    path="sub/harbour.txt",
    title="The harbour <b>& more</b>",
    text="The harbour was dug in 1874.\n\nIt took *two hundred* men.",
    language="en",
    published="1999-10",
    url="https://news.example/harbour",
)
ARTICLES = {article.id: article for article in (BRIDGE, HARBOUR)}
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def passage_of(article: Article) -> Passage:
    """Return the whole article as one passage."""
    return Passage(
        chunk=Chunk(article.id, 0, len(article.text), article.text, (Span(0, len(article.text)),)),
        title=article.title,
        language=article.language,
        published=article.published,
        path=article.path,
        url=article.url,
        score=1.25,
        similarity=0.875,
        author=article.author,
    )


def citation(number: int, article: Article, quote: str) -> Citation:
    start = article.text.index(quote)
    return Citation(number, passage_of(article), Span(start, start + len(quote)), quote, 0.75)


def answered(text: str, *citations: Citation, language: Language = "nl") -> AnswerReady:
    answer = Answer(
        text=text,
        language=language,
        citations=citations,
        passages=(passage_of(BRIDGE), passage_of(HARBOUR)),
        abstained=False,
        sentences=(AnswerSentence(text, tuple(c.number for c in citations), 0.75),),
        dropped=(DroppedSentence("In 1933.", "facts missing", ("1933",)),),
    )
    return AnswerReady(answer, 0.25, 1.5, 4.0)


def refused(text: str, reason: Reason = "nothing near", language: Language = "nl") -> AnswerReady:
    return AnswerReady(Answer(text, language, (), (passage_of(BRIDGE),), True, reason), 0.25, None, 0.5)


OPENED = answered("De brug ging open in 1932 [1].", citation(1, BRIDGE, "De brug ging open in 1932."))
DUG = answered(
    "The harbour was dug in 1874 [1].",
    citation(1, HARBOUR, "The harbour was dug in 1874."),
    language="en",
)


class Clock:
    """A clock that goes on a second at every look."""

    def __init__(self) -> None:
        self.seconds = 0

    def __call__(self) -> datetime:
        self.seconds += 1
        return START + timedelta(seconds=self.seconds)


@contextmanager
def archive_in(folder: Path, now: Callable[[], datetime] | None = None) -> Iterator[Archive]:
    archive = Archive(ArchiveFile(folder / ARCHIVE_FILE), now=now or Clock())
    try:
        yield archive
    finally:
        archive.close()


def ask(archive: Archive, conversation: int, question: str, ready: AnswerReady) -> int:
    """Keep a question and its answer."""
    turn = archive.begin_turn(conversation, question)
    archive.finish_turn(turn, ready, [BRIDGE, HARBOUR])
    return turn
