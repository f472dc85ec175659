"""Prints what is said to the answerable questions of a set without a model, to be read and counted by people.

    .venv/bin/python docs/measure/quoted_answers.py SET [SET ...] [--one-language]

No model is asked: the drafts say nothing, so that each answer is a quotation or a refusal, as nearly all are
with the built-in model. With --one-language of each pair of questions one is asked, by turns in English and
in Dutch.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from rag.assistant import Assistant
from rag.engines.engine import Message
from rag.evaluating.evaluation import answered
from rag.evaluating.question_set import Question, QuestionSet, read_question_set
from rag.finding.kind_model import kind_model
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.commands.compose_reader import load_answer_reader
from ui.settings import load_settings


class _SilentEngine:
    """A model whose drafts no source says."""

    name = "none"
    trained = None

    def stream(
        self,
        messages: Sequence[Message],  # noqa: ARG002  # the Protocol's
        *,
        max_tokens: int,  # noqa: ARG002  # the Protocol's
        stop: Event,  # noqa: ARG002  # the Protocol's
    ) -> Iterator[str]:
        yield ""

    def choice_probabilities(
        self,
        messages: Sequence[Message],  # noqa: ARG002  # the Protocol's
        choices: Sequence[str],
        *,
        stop: Event,  # noqa: ARG002  # the Protocol's
    ) -> tuple[float, ...]:
        return tuple(0.0 for _ in choices)

    def close(self) -> None:
        """There is nothing to free."""


def main() -> None:
    """Print a question, what is said, and what is accepted, on a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--one-language", action="store_true")
    args = parser.parse_args()
    settings = load_settings()
    for path in args.sets:
        question_set = read_question_set(path)
        with open_question_set_index(settings, question_set, progress=_silent) as index:
            index.sync(of_articles(tuple(question_set.articles.values())))
            assistant = Assistant(
                index.retriever(),
                _SilentEngine(),
                reader=load_answer_reader(settings, index.encoder, _silent),
                kinds=kind_model(),
            )
            for question in _chosen(question_set, one_language=args.one_language):
                said = answered(assistant, question, made_with="").answer or ""
                print(f"{question.question}\n  {' '.join(said.split())}\n  = {', '.join(question.answers)}")


def _chosen(question_set: QuestionSet, *, one_language: bool) -> list[Question]:
    questions = [question for question in question_set.questions if question.answerable]
    if not one_language:
        return questions
    pairs = sorted({question.pair for question in questions})
    language = {pair: ("en", "nl")[place % 2] for place, pair in enumerate(pairs)}
    return [question for question in questions if question.language == language[question.pair]]


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
