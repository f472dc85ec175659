"""The commands about question sets: one that is asked and scored, one that is made of feedback."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rag.evaluating.question_set import read_question_set, sample_questions
from rag.evaluating.scores import score
from ui.commands.compose import run_question_set, write_feedback_set
from ui.commands.options import DataDir, Model
from ui.commands.progress import shown_progress
from ui.commands.report import direction_table, overall_lines
from ui.commands.usage import say_where_the_model_is
from ui.settings import load_settings

feedback = typer.Typer(no_args_is_help=True, help="Use what readers thought of answers and citations.")


@feedback.command("export")
def write_feedback(
    folder: Annotated[Path, typer.Argument(help="Folder to be made, for the question set.")],
    *,
    data_dir: DataDir = None,
) -> None:
    """Write the questions that have feedback as a question set for eval."""
    report = write_feedback_set(load_settings(data_dir=data_dir), folder)
    typer.echo(
        f"{folder} has the questions with feedback ({report.questions}) and their articles "
        f"({report.articles})."
    )


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="SET_FOLDER", help="Folder of a question set.")],
    *,
    out: Annotated[
        Path, typer.Option(help="File of results; an interrupted run goes on in it.", dir_okay=False)
    ],
    data_dir: DataDir = None,
    model: Model = None,
    retrieval_only: Annotated[
        bool, typer.Option("--retrieval-only", help="Search, without answering.")
    ] = False,
    sample: Annotated[int | None, typer.Option(help="Ask so many questions, of every kind.", min=1)] = None,
    seed: Annotated[int, typer.Option(help="Choose other questions.")] = 0,
) -> None:
    """Ask every question of a set, and score what comes of it."""
    settings = load_settings(data_dir=data_dir, model=model)
    if not retrieval_only:
        say_where_the_model_is(settings.model)
    question_set = read_question_set(folder)
    questions = question_set.questions
    if sample is not None:
        questions = sample_questions(question_set, sample, seed=seed)
    with shown_progress() as progress:
        results = run_question_set(
            settings, question_set, questions, out=out, retrieval_only=retrieval_only, progress=progress
        )
    scores = score(question_set, results)
    Console().print(direction_table(scores))
    typer.echo(overall_lines(scores))
