"""An assistant that says what a test tells it to, over the real articles: it emits real events, in order.

A step of a script may wait at a gate until the test opens it, so that a test sees each state of the page for
as long as it needs, without a clock.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.answer_reader import Reading
from index.article import Article, Language
from index.chunk import Chunk
from index.errors import IndexStoreError, TweespraakError
from index.filters import NO_FILTERS, Filters
from index.passage import Passage
from index.span import Span
from index.text.boilerplate import body_spans
from index.text.chunking import split_article
from rag.answer import (
    Answer,
    AnswerReady,
    AnswerSentence,
    Citation,
    DraftGrew,
    DroppedSentence,
    Event,
    EvidenceSentence,
    QuestionKind,
    Reason,
    SourcesFound,
    Turn,
)

WAIT = 300.0
"""Seconds after which a gate that nobody opens lets go: later than any test gives up what comes of it."""


@dataclass(frozen=True, slots=True)
class Script:
    """What happens on one question.

    ``quotes`` are an article's id and a sentence of it, cited as 1, 2, …, and the nearest first; ``draft`` is
    what streams. ``checked`` are the sentences of the answer (none: the draft as it is, and nothing said of
    its support), ``dropped`` those left out of it. With ``reason`` it is a refusal. With ``answering``, the
    words of the first quote that answer, that quote is the likeliest sentence. ``without_model`` as in
    ``Answer``.
    """

    language: Language
    draft: str
    quotes: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    checked: tuple[AnswerSentence, ...] = ()
    dropped: tuple[DroppedSentence, ...] = ()
    reason: Reason | None = None
    answering: str = ""
    without_model: bool = False
    error: Exception | None = None
    after_sources: threading.Event | None = None
    in_draft: threading.Event | None = None


@dataclass(slots=True)
class ScriptedAssistant:
    """Answers by script; notes what it was asked, of which articles, and which questions it has let go of."""

    articles: Mapping[str, Article]
    scripts: Mapping[str, Script]
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    asked_in: list[Language | None] = field(default_factory=list)
    kinds: list[QuestionKind | None] = field(default_factory=list)
    limits: list[Filters] = field(default_factory=list)
    freed: list[str] = field(default_factory=list)
    stops: list[threading.Event] = field(default_factory=list)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        language: Language | None = None,
        kind: QuestionKind | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        stop = stop or threading.Event()
        self.asked.append((question, tuple(history)))
        self.asked_in.append(language)
        self.kinds.append(kind)
        self.limits.append(filters)
        self.stops.append(stop)
        try:
            yield from self._events(self.scripts[question], stop)
        finally:
            self.freed.append(question)

    def article(self, article_id: str) -> Article:
        if article_id not in self.articles:
            raise IndexStoreError(f"{article_id}: not in the index")
        return self.articles[article_id]

    def _events(self, script: Script, stop: threading.Event) -> Iterator[Event]:
        cited = [self._passage(*quote) for quote in script.quotes]
        passages = tuple({p.chunk.id: p for p, _ in [*cited, *map(self._quote, script.others)]}.values())
        evidence = tuple(
            EvidenceSentence(number, passage, span, quote, 1.0 / number)
            for number, ((passage, span), (_, quote)) in enumerate(zip(cited, script.quotes, strict=True), 1)
        )
        yield SourcesFound(passages, evidence, _likeliest(evidence, script.answering))
        if not _passed(script.after_sources, stop):
            return
        if script.error is not None:
            raise script.error
        words = script.draft.split(" ")
        for count in range(1, len(words) + 1):
            yield DraftGrew(" ".join(words[:count]))
            if count == len(words) // 2 and not _passed(script.in_draft, stop):
                return
        citations = tuple(
            Citation(number, passage, span, quote, 0.9)
            for number, ((passage, span), (_, quote)) in enumerate(zip(cited, script.quotes, strict=True), 1)
        )
        answer = Answer(
            text=" ".join(sentence.text for sentence in script.checked) or script.draft,
            language=script.language,
            citations=() if script.reason else citations,
            passages=passages,
            abstained=script.reason is not None,
            reason=script.reason,
            is_quotation=any(sentence.is_quotation for sentence in script.checked),
            sentences=script.checked,
            dropped=script.dropped,
            without_model=script.without_model,
        )
        yield AnswerReady(answer, seconds_to_sources=0.2, seconds_to_first_token=1.5, seconds_total=4.2)

    def _quote(self, quote: tuple[str, str]) -> tuple[Passage, Span]:
        return self._passage(*quote)

    def _passage(self, article_id: str, quote: str) -> tuple[Passage, Span]:
        return passage_of(self.articles[article_id], quote)


def passage_of(article: Article, quote: str) -> tuple[Passage, Span]:
    """Return the passage of ``article`` that holds ``quote``, and where in the article the quote stands."""
    start = article.text.index(quote)
    span = Span(start, start + len(quote))
    chunk = next(chunk for chunk in chunks_of(article) if chunk.start <= span.start and span.end <= chunk.end)
    passage = Passage(
        chunk=chunk,
        title=article.title,
        language=article.language,
        published=article.published,
        path=article.path,
        url=article.url,
        score=1.0,
        similarity=0.8,
    )
    return passage, span


def _likeliest(evidence: Sequence[EvidenceSentence], words: str) -> EvidenceSentence | None:
    if not words:
        return None
    start = evidence[0].text.index(words)
    return replace(evidence[0], reading=Reading(3.0, Span(start, start + len(words))))


def chunks_of(article: Article) -> tuple[Chunk, ...]:
    """Cut an article as the index does, counting words instead of the encoder's tokens."""
    return split_article(
        article,
        body_spans(article.text),
        count_tokens=lambda texts: [len(t.split()) for t in texts],
        max_tokens=110,
    )


def _passed(gate: threading.Event | None, stop: threading.Event) -> bool:
    """Wait at a gate; say whether the script goes on, or was stopped there."""
    if gate is None:
        return not stop.is_set()
    for _ in range(int(WAIT / 0.02)):
        if stop.is_set():
            return False
        if gate.wait(0.02):
            return True
    raise TweespraakError("nobody opened the gate")
