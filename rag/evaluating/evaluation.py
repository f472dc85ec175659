"""Runs a question set and keeps its results, so that an interrupted run goes on where it stopped."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from index.encoding.prepared_files import Progress, silent
from index.errors import QuestionSetError
from index.filters import NO_FILTERS, Filters
from rag.answer import AnswerReady, QuestionKind
from rag.evaluating.question_set import Question, QuestionSet
from rag.evaluating.results import Result, read_results, result_of_answer, result_of_search

if TYPE_CHECKING:  # they bring the encoder's libraries along, and --help should not wait for those
    from rag.assistant import Assistant
    from rag.finding.retrieval import Retriever

FIRST_CHARACTERS = b'{"id":"'
"""Every line of results begins so; what does not is not ours to cut."""


def ask_alone(
    assistant: "Assistant",
    question: str,
    *,
    filters: Filters = NO_FILTERS,
    kind: QuestionKind | None = None,
) -> AnswerReady:
    """Ask a question without a conversation before it, and wait for the whole answer."""
    events = assistant.ask(question, filters=filters, kind=kind)
    return [event for event in events if isinstance(event, AnswerReady)][-1]


def answered(assistant: "Assistant", question: Question, *, made_with: str) -> Result:
    """Return what the assistant makes of a question."""
    return result_of_answer(question.id, ask_alone(assistant, question.question), made_with=made_with)


def retrieved(retriever: "Retriever", question: Question, *, made_with: str) -> Result:
    """Return the passages found for a question, without an answer."""
    began = perf_counter()
    passages = retriever.search(question.question)
    return result_of_search(question.id, passages, seconds=perf_counter() - began, made_with=made_with)


def run_questions(
    question_set: QuestionSet,
    questions: Sequence[Question],
    ask: Callable[[Question], Result],
    *,
    out: Path,
    made_with: str,
    progress: Progress = silent,
) -> tuple[Result, ...]:
    """Ask the questions that ``out`` has no result of, adding each result to it as it comes.

    Returns all results of the file. Interrupted at any moment, the file keeps every whole line; the next
    run drops a torn last one and asks that question again.

    :param made_with: names question set, encoder and model; the results in ``out`` must bear the same.
    :param progress: told how many of ``questions`` are done, of how many.
    :raises QuestionSetError: ``out`` cannot be written, holds something else, or another run's results.
    """
    results = list(open_results(out, question_set, made_with=made_with))
    done = {result.id for result in results}
    todo = [question for question in questions if question.id not in done]
    for count, question in enumerate(todo, start=len(questions) - len(todo)):
        progress("Asking", count, len(questions))
        result = ask(question)
        _append(out, result.to_json() + "\n")
        results.append(result)
    progress("Asking", len(questions), len(questions))
    return tuple(results)


def open_results(out: Path, question_set: QuestionSet, *, made_with: str) -> tuple[Result, ...]:
    """Make ``out`` ready to be added to, and return the results that it holds already.

    :raises QuestionSetError: as ``run_questions``; worth knowing before the models are loaded.
    """
    _drop_torn_line(out)
    _append(out, "")
    results = read_results(out, question_set)
    for result in results:
        if result.made_with != made_with:
            raise QuestionSetError(
                f"{out} holds results of another run ({result.made_with or 'unnamed'}; "
                f"this run is {made_with}): name another file with --out"
            )
    return results


def _drop_torn_line(out: Path) -> None:
    try:
        with out.open("r+b") as file:
            content = file.read()
            whole = content.rfind(b"\n") + 1
            torn = content[whole:]
            if torn and not (torn.startswith(FIRST_CHARACTERS) or FIRST_CHARACTERS.startswith(torn)):
                raise QuestionSetError(f"{out} is not a file of results: name another with --out")
            file.truncate(whole)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _not_writable(out, error) from error


def _append(out: Path, text: str) -> None:
    """Add the text and close the file, so that nothing written waits in a buffer."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise _not_writable(out, error) from error


def _not_writable(out: Path, error: OSError) -> QuestionSetError:
    return QuestionSetError(f"{out} cannot be written ({error.strerror}): name another file with --out")
