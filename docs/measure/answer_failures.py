"""Prints the worst answers of a run, for docs/quality.md to say why they fail.

    .venv/bin/python docs/measure/answer_failures.py SET RESULTS [--count 20]

Worst first: answers to what no article answers, then answers that cite no gold paragraph, then answers that
do not have it in word or quote, then refusals of what is answered; within each in the set's order, one form
of a question pair each.
"""

import argparse
from pathlib import Path

from rag.evaluating.question_set import Question, QuestionSet, read_question_set
from rag.evaluating.results import Result, read_results
from rag.evaluating.scores import score

KINDS = ("answers the unanswerable", "cites another paragraph", "does not have it", "refuses")


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--count", type=int, default=20)
    args = parser.parse_args()
    question_set = read_question_set(args.question_set)
    by_id = {question.id: question for question in question_set.questions}
    failures: dict[str, tuple[str, Question, Result]] = {}
    results = read_results(args.results, question_set)
    for kind in KINDS:
        for result in results:
            question = by_id[result.id]
            if failure(question_set, question, result) == kind:
                failures.setdefault(question.pair, (kind, question, result))
    print("| what | direction | question | accepted | answer |\n|---|---|---|---|---|")
    for kind, question, result in list(failures.values())[: args.count]:
        direction = question_set.direction(question) or question.language
        accepted = ", ".join(question.answers)
        print(f"| {kind} | {direction} | {question.question} | {accepted} | {_one_line(result.answer)} |")


def failure(question_set: QuestionSet, question: Question, result: Result) -> str | None:
    """Return in what way an answer is wrong; None where it is right."""
    scored = score(question_set, [result])
    if not question.answerable:
        return None if result.abstained else KINDS[0]
    direction = question_set.direction(question)
    answers = scored.directions[direction].answers if direction else None
    if answers is None or (not result.abstained and answers.answer_or_quote_has_it):
        return None
    if result.abstained:
        return KINDS[3]
    return KINDS[2] if answers.citation_recall else KINDS[1]


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "/")


if __name__ == "__main__":
    main()
