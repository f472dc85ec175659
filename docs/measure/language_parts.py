"""Measures how surely parts of an article in the other language are found, and whether any is found wrongly.

    python docs/measure/language_parts.py QUESTION_SET [FOLDER ...]

Each paragraph of the set, and each run of one to three of its sentences, is put between two pieces of an
article in the other language. Then the parts of the set's own articles, which are in one language each, and
of the articles in the folders are counted and shown, to be looked at.
"""

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from index.article import LANGUAGES, Article, Language
from index.reading.reader import read_folder
from index.text.article_languages import with_parts
from index.text.boilerplate import body_spans
from index.text.language_parts import language_parts
from index.text.sentences import sentence_spans
from rag.evaluating.question_set import read_question_set

SHOWN_CHARACTERS = 150


def lines_of(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [line for line in text.split("\n") if line.strip()]


def found_exactly(parts: Sequence[str], around: Sequence[str], language: Language, gap: str) -> str:
    """Say how many parts are found, just as they are, in an article in ``language``."""
    drawn = random.Random(0)
    found = 0
    for part in parts:
        before, after = drawn.sample(around, 2)
        text = f"{before}{gap}{part}{gap}{after}"
        held = language_parts(text, body_spans(text), language)
        found += [text[each.start : each.end] for each in held] == [part]
    return f"{found} of {len(parts)}"


def runs(paragraph: str, language: Language, length: int) -> list[str]:
    """Return runs of ``length`` sentences of a paragraph."""
    spans = sentence_spans(paragraph, language)
    return [
        paragraph[spans[first].start : spans[first + length - 1].end]
        for first in range(0, len(spans) - length + 1, length)
    ]


def report(name: str, articles: Sequence[Article]) -> None:
    """Print how many parts there are, how long it took to find them, and each."""
    began = time.process_time()
    for article in articles:
        language_parts(article.text, body_spans(article.text), article.language)
    seconds = time.process_time() - began
    parts = [(article, part) for article in articles for part in article.parts]
    words = sum(len(article.text.split()) for article in articles)
    print(f"{name}: {len(articles)} articles, {words} words, {len(parts)} parts, {seconds:.1f} s of one core")
    for article, part in parts:
        told = part.language or part.foreign
        print(f"  {article.id} {told}: {article.text[part.start : part.end][:SHOWN_CHARACTERS]!r}")


def main() -> None:
    """Measure a question set and folders."""
    articles = list(map(with_parts, read_question_set(Path(sys.argv[1])).articles.values()))
    texts = {each: [a.text for a in articles if a.language == each] for each in LANGUAGES}
    paragraphs = {each: [line for text in texts[each] for line in lines_of(text)] for each in LANGUAGES}
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        around = paragraphs[language]
        whole = found_exactly(paragraphs[other], around, language, "\n\n")
        print(f"{other} in {language}: {whole} paragraphs")
        for length in (1, 2, 3):
            some = [run for each in paragraphs[other] for run in runs(each, other, length)]
            alone = found_exactly(some, around, language, "\n\n")
            within = found_exactly(some, around, language, " ")
            print(f"  {length} sentences: {alone} as a paragraph, {within} within one")
    report(sys.argv[1], articles)
    for folder in sys.argv[2:]:
        report(folder, [each for each in read_folder(Path(folder)) if isinstance(each, Article)])


if __name__ == "__main__":
    main()
