"""What a source card shows beyond its passage: sentences around the cited one, its page and its author."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.article import Article
from index.chunk import Chunk
from index.span import Span
from index.text.sentences import sentence_spans
from rag.answer import Answer, Citation

_FAR = 2000
"""Characters looked back and ahead for the sentence beside a passage."""


@dataclass(frozen=True, slots=True)
class CitationContext:
    """What stands around a citation in its article.

    :param chunk: its chunk, with the sentence before or after it where the citation stands at that edge.
    :param page: the number of its page, from 1; None where the file has no pages.
    """

    chunk: Chunk
    page: int | None
    author: str | None


def citation_contexts(
    answer: Answer, articles: Mapping[str, Article]
) -> tuple[tuple[int, CitationContext], ...]:
    """Return by their number what stands around the citations of an answer.

    :param articles: as they were when the answer was given; where one is missing or is another text now,
        nothing is said of its citations.
    """
    return tuple(
        (citation.number, _surroundings(citation, article))
        for citation in answer.citations
        for article in [articles.get(citation.passage.chunk.article_id)]
        if article is not None and citation.span.of(article.text) == citation.quote
    )


def _surroundings(citation: Citation, article: Article) -> CitationContext:
    chunk = _widened(citation.passage.chunk, citation.span, article)
    return CitationContext(chunk, article.page_of(citation.span.start), article.author)


def _widened(chunk: Chunk, cited: Span, article: Article) -> Chunk:
    """Return a chunk with the sentences beside it of the article, where the cited one is at its edge."""
    if Span(chunk.start, chunk.end).of(article.text) != chunk.text or not chunk.sentences:
        return chunk
    before = _before(chunk, article) if cited.start < chunk.sentences[0].end else ()
    after = _after(chunk, article) if cited.end > chunk.sentences[-1].start else ()
    # A card is in one language, which says how it is read out and translated.
    part = article.part_at(chunk.start)
    beside = [span for span in (*before, *after) if article.part_at(span.start) == part]
    sentences = tuple(sorted((*chunk.sentences, *beside)))
    start, end = min(chunk.start, sentences[0].start), max(chunk.end, sentences[-1].end)
    return Chunk(chunk.article_id, start, end, article.text[start:end], sentences)


def _before(chunk: Chunk, article: Article) -> tuple[Span, ...]:
    line = article.text.rfind("\n", 0, max(chunk.start - _FAR, 0)) + 1
    return _sentences(article, line, chunk.start)[-1:]


def _after(chunk: Chunk, article: Article) -> tuple[Span, ...]:
    line = article.text.find("\n", chunk.end + _FAR)
    return _sentences(article, chunk.end, len(article.text) if line < 0 else line)[:1]


def _sentences(article: Article, start: int, end: int) -> tuple[Span, ...]:
    language = article.language_at(start)
    return sentence_spans(article.text, language, within=Span(start, end)) if start < end else ()
