"""Prints the questions whose answer retrieval finds last, as docs/quality.md discusses them.

    .venv/bin/python docs/measure/retrieval_failures.py SET [--worst N]

The worst are those whose first passage with the answer has the lowest rank; of equal ranks those whose best
passage is further ahead of it in score.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.passage import Passage
from index.span import Span
from rag.evaluating.question_set import Question, QuestionSet, read_question_set
from rag.evaluating.scores import covers_gold
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.settings import load_settings

LOOKED_AT = 50
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Failure:
    """A question whose answer is not first: its rank from 1, and how far the first is ahead in score."""

    question: Question
    rank: int
    lead: float
    first: Passage


def main() -> None:
    """Print the worst failures, worst first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--worst", type=int, default=10)
    arguments = parser.parse_args()
    question_set = read_question_set(arguments.question_set)
    failures = []
    with open_question_set_index(load_settings(), question_set, progress=_silent) as index:
        index.sync(of_articles(tuple(question_set.articles.values())))
        retriever = index.retriever()
        for question in question_set.questions:
            if question_set.gold(question):
                passages = retriever.search(question.question, limit=LOOKED_AT)
                failures += failure(question_set, question, passages)
    print(f"{len(failures)} questions whose answer is not in the first passage")
    failures.sort(key=lambda each: (-each.rank, -each.lead))
    for each in failures[: arguments.worst]:
        print(described(question_set, each))


def failure(question_set: QuestionSet, question: Question, passages: Sequence[Passage]) -> list[Failure]:
    """Return the failure, or nothing where the first passage holds the answer."""
    gold = question_set.gold(question)
    holds = [
        covers_gold(each.chunk.article_id, Span(each.chunk.start, each.chunk.end), gold) for each in passages
    ]
    place = holds.index(True) if True in holds else len(passages)
    if place == 0:
        return []
    reached = passages[min(place, len(passages) - 1)].score
    return [Failure(question, place + 1, passages[0].score - reached, passages[0])]


def described(question_set: QuestionSet, failed: Failure) -> str:
    """Return a question, where it should have led, and where it led."""
    gold = question_set.gold(failed.question)[0]
    paragraph = gold.span.of(question_set.articles[gold.article].text)
    return (
        f"\n{question_set.direction(failed.question)}  rank {failed.rank}, {failed.lead:.3f} behind"
        f"\n  {failed.question.question}"
        f"\n  gold ({gold.article}: {', '.join(gold.answer_words)}) {paragraph[:SHOWN]}"
        f"\n  first ({failed.first.chunk.article_id}) {failed.first.chunk.text[:SHOWN]}"
    )


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
