"""Articles whose words and vectors are generated, ready for the index."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, cycle

import numpy as np
from generated_text import GeneratedText
from generated_vectors import BLOCK, Block, GeneratedVectors

from index.article import LANGUAGES, Article, Language
from index.chunk import Chunk
from index.span import Span
from index.storage.signatures import signature_of
from index.storage.writer import EmbeddedArticle, EmbeddedChunk
from index.text.boilerplate import body_spans

_PASSAGES = (2, 3, 1, 4, 3, 6, 4)
"""Of an article and those after it: 3.3 on average."""
_SENTENCES = (6, 10)
_COPIED = 20
"""Of so many articles one is nearly the same as the one before it."""
_FIRST, _DAYS = date(2005, 1, 1), 20 * 365
_UNDATED, _MONTH_ALONE = 0.05, 0.10


def generated_articles(
    texts: GeneratedText, vectors: GeneratedVectors, language: Language, block: int
) -> Iterator[EmbeddedArticle]:
    """Yield the articles of a block: BLOCK passages of a language, one a paragraph."""
    random = np.random.default_rng([2, LANGUAGES.index(language), block])
    counts = random.integers(*_SENTENCES, size=BLOCK).tolist()
    made = vectors.block(language, block, counts)
    sentences = iter(texts.sentences(random, sum(counts)))
    paragraphs = [[next(sentences) for _ in range(count)] for count in counts]
    start = 0
    before: list[list[str]] = []
    for number, size in enumerate(_sizes()):
        own = paragraphs[start : start + size]
        if number % _COPIED == _COPIED - 1:
            own = _nearly(before, own)
        before = own
        article = _article(f"{language}/{block:04}/{number:03}.txt", language, own, random)
        yield _embedded(article, own, made, start)
        start += size


def _sizes() -> Iterator[int]:
    left = BLOCK
    for size in cycle(_PASSAGES):
        if not left:
            return
        yield min(size, left)
        left -= min(size, left)


def _nearly(before: list[list[str]], own: list[list[str]]) -> list[list[str]]:
    """Return paragraphs with the sentences of those before them, but for the last of each."""
    told = [sentence for paragraph in before for sentence in paragraph]
    return [
        [told.pop(0) if told else sentence for sentence in paragraph[:-1]] + paragraph[-1:]
        for paragraph in own
    ]


def _article(name: str, language: Language, own: list[list[str]], random: np.random.Generator) -> Article:
    kind = random.random()
    day = (_FIRST + timedelta(days=int(random.integers(_DAYS)))).isoformat()
    published = None if kind < _UNDATED else day[:7] if kind < _UNDATED + _MONTH_ALONE else day
    text = "\n\n".join(" ".join(paragraph) for paragraph in own)
    return Article(name, name, " ".join(own[0][0].split()[:8]), text, language, published)


def _embedded(article: Article, own: list[list[str]], made: Block, start: int) -> EmbeddedArticle:
    chunks = []
    begins = 0
    for place, paragraph in enumerate(own, start=start):
        ends = list(accumulate((len(sentence) + 1 for sentence in paragraph), initial=begins))
        spans = tuple(
            Span(first, first + len(sentence)) for first, sentence in zip(ends, paragraph, strict=False)
        )
        chunk = Chunk(article.id, begins, ends[-1] - 1, article.text[begins : ends[-1] - 1], spans)
        chunks.append(EmbeddedChunk(chunk, made.passages[place], made.sentences[place]))
        begins = ends[-1] + 1
    return EmbeddedArticle(article, tuple(chunks), signature_of(article.text, body_spans(article.text)))
