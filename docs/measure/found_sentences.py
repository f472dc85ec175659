"""Keeps the sentences that search finds, so that any reader can be scored on them without an index.

    .venv/bin/python docs/measure/found_sentences.py SET OUT [--first 24]

One line a question, best sentence first, as reader_pairs.py reads them. ``gold`` are the sentences of a gold
paragraph that hold words that answer, as whole words. Where a paragraph holds none of them verbatim, which
happens in machine-translated ones, it is the one sentence that holds most words of the answer in its
language, in whatever form, if it holds half of them; where there is none, ``gold_known`` is false.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.article import Language
from index.span import Span
from index.text.sentences import sentence_spans
from rag.evaluating.question_set import GoldParagraph, Question, QuestionSet, read_question_set
from rag.finding.retrieval import FoundSentence
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.settings import load_settings

_WORDS = re.compile(r"\d[\d.,]*\d|\w+")
_BEGINNING = 5
"""Letters in which two forms of a word agree."""
Place = tuple[str, Span]
"""An article's id, and a sentence in its text."""


def main() -> None:
    """Write what is found for all questions of a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--first", type=int, default=24)
    args = parser.parse_args()
    question_set = read_question_set(args.question_set)
    with (
        args.out.open("w", encoding="utf-8") as out,
        open_question_set_index(load_settings(), question_set, progress=_silent) as index,
    ):
        index.sync(of_articles(tuple(question_set.articles.values())))
        retriever = index.retriever()
        for question in question_set.questions:
            found = retriever.retrieve(question.question, asked_in=question.language).sentences
            row = row_of(question_set, question, found[: args.first])
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def row_of(question_set: QuestionSet, question: Question, found: Sequence[FoundSentence]) -> dict[str, Any]:
    """Return a question and the sentences found for it as they are written."""
    paragraphs = question_set.gold(question) if question.answerable else ()
    answering = set(_answering(question_set, question.pair, paragraphs))
    words = dict.fromkeys(
        [*(word for paragraph in paragraphs for word in paragraph.answer_words), *question.answers]
    )
    return {
        "id": question.id,
        "pair": question.pair,
        "question": question.question,
        "question_language": question.language,
        "direction": question_set.direction(question),
        "answerable": question.answerable,
        "answer": list(words),
        "gold_known": bool(answering),
        "sentences": [
            {
                "text": each.text,
                "title": each.passage.title,
                "before": each.passage.chunk.before(each.span),
                "language": each.passage.language,
                "score": round(each.score, 5),
                "gold": _is_gold(each, answering),
            }
            for each in found
        ],
    }


def _answering(question_set: QuestionSet, pair: str, paragraphs: Sequence[GoldParagraph]) -> Iterator[Place]:
    for gold in paragraphs:
        article = question_set.articles[gold.article]
        text = gold.span.of(article.text)
        forms = [each for each in question_set.questions if each.pair == pair]
        told = [words for each in forms if each.language == article.language for words in each.answers]
        for span in answering_sentences(text, article.language, gold.answer_words or told):
            yield gold.article, Span(span.start + gold.span.start, span.end + gold.span.start)


def answering_sentences(text: str, language: Language, answers: Sequence[str]) -> list[Span]:
    """Return the sentences of a text that hold one of the answers, or most of its words in another form."""
    sentences = sentence_spans(text, language)
    verbatim = [span for span in sentences if any(holds_words(span.of(text), each) for each in answers)]
    if verbatim:
        return verbatim
    shares = [max((_share(span.of(text), each) for each in answers), default=0.0) for span in sentences]
    best = max(shares, default=0.0)
    return [sentences[shares.index(best)]] if best >= 0.5 and shares.count(best) == 1 else []


def holds_words(text: str, words: str) -> bool:
    """Whether words stand in a text as whole words; case does not count."""
    return re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text, re.IGNORECASE) is not None


def _share(text: str, answer: str) -> float:
    wanted = _beginnings(answer)
    return len(wanted & _beginnings(text)) / len(wanted) if wanted else 0.0


def _beginnings(text: str) -> set[str]:
    """Return how the longer words of a text begin: ``solidariteit`` and ``solidariteitstactieken`` alike."""
    words = _WORDS.findall(re.sub(r"(?<=\d)\.(?=\d)", ",", text.lower()))
    return {word[:_BEGINNING] for word in words if len(word) > 3 or word.isdigit()}


def _is_gold(found: FoundSentence, answering: set[Place]) -> bool:
    """Whether a found sentence is an answering one, or half of it, where the index cut it elsewhere."""
    for article, span in answering:
        shared = min(span.end, found.span.end) - max(span.start, found.span.start)
        shorter = min(span.end - span.start, found.span.end - found.span.start)
        if article == found.passage.chunk.article_id and 2 * shared > shorter:
            return True
    return False


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
