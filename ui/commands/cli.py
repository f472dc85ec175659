"""The command line. Heavy libraries are imported by ``ui.commands.compose`` when a command needs them."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from index.article import Language
from index.errors import FolderError, TweespraakError
from index.filters import Filters
from index.reading.other_languages import OtherLanguages
from index.syncing.folder_changes import folder_changes
from rag.engines.server_address import is_server_address, stays_on_this_machine
from rag.evaluating.evaluation import ask_alone
from rag.evaluating.question_set import read_question_set, sample_questions
from rag.evaluating.results import result_of_answer
from rag.evaluating.scores import score
from ui.commands.compose import (
    claim_folder,
    follow_folder,
    installed,
    open_assistant,
    open_model,
    read_articles,
    run_question_set,
    serve,
    write_feedback_set,
)
from ui.commands.compose_index import OpenIndex, open_index, plan_index, what_goes
from ui.commands.progress import shown_progress
from ui.commands.replacing import agree_to_replace
from ui.commands.report import (
    answer_lines,
    direction_table,
    kept_line,
    model_lines,
    overall_lines,
    plan_lines,
    sync_lines,
)
from ui.commands.usage import EXTRA_ARGUMENTS, Version, one_folder, one_question
from ui.commands.watching import keep_up
from ui.settings import Settings, load_settings

if TYPE_CHECKING:  # it brings the encoder's libraries along, and they take seconds
    from index.syncing.sync import SyncReport

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended: 128 + SIGINT."""


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Ask a folder of Dutch and English news articles, and check every citation.",
)

feedback = typer.Typer(no_args_is_help=True, help="Use what readers thought of answers and citations.")
app.add_typer(feedback, name="feedback")

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder of all that is written but the weights.", file_okay=False),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="builtin, a .gguf file, a folder of a model, its Hub id, or the address of a server.",
    ),
]

OtherLanguagesOption = Annotated[
    OtherLanguages | None,
    typer.Option(
        "--other-languages",
        help="Text in neither Dutch nor English: skip leaves it out and reports it, index takes it in.",
    ),
]


@app.callback()
def _before_any_command(*, version: Version = False) -> None:
    """Take the options of the program as a whole; the version is printed where it is parsed."""


def main() -> None:
    """Run the command line; a command that cannot go on ends with one line on stderr."""
    try:
        app()
    except TweespraakError as error:
        typer.echo(f"tweespraak: {error}", err=True)
        sys.exit(1)
    except SystemExit as end:  # typer turns Ctrl-C into it
        if end.code == INTERRUPTED:
            typer.echo("tweespraak: interrupted; what was done so far is kept", err=True)
        raise


def _announce(address: str) -> None:
    typer.echo(f"The chat is at {address.rstrip('/')} until Ctrl-C.")


def _say_where_the_model_is(settings: Settings) -> None:
    """Say once that articles leave this machine, where the model is a server elsewhere."""
    if is_server_address(settings.model) and not stays_on_this_machine(settings.model):
        typer.echo(
            f"The model is at {settings.model}, which is not this machine: your questions and the sentences "
            "of your articles that are found for them are sent there.",
            err=True,
        )


def _question(text: str) -> str:
    if not text.strip():
        raise typer.BadParameter("the question is empty")
    return text


def _folder(text: str) -> Path:
    if not text:  # as of a variable that is not set: a Path of it would be the current folder
        raise typer.BadParameter("the name of the folder is empty")
    return Path(text)


ReplaceOption = Annotated[
    bool,
    typer.Option("--replace", help="Index another folder than before in this data folder, without asking."),
]


@app.command("index", context_settings=EXTRA_ARGUMENTS)
def make_index(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder of articles.", parser=_folder)],
    *,
    data_dir: DataDir = None,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild", help="Make the index anew. The one that is there answers until the new one is ready."
        ),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep up with the folder, as it changes, until Ctrl-C.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, and do none of it.")
    ] = False,
    replace: ReplaceOption = False,
    other_languages: OtherLanguagesOption = None,
) -> None:
    """Make the index equal to a folder of articles."""
    one_folder(context)
    if dry_run and (rebuild or watch):
        raise typer.BadParameter("--dry-run goes with neither --rebuild nor --watch")
    settings = load_settings(data_dir=data_dir, other_languages=other_languages)
    articles = read_articles(settings, folder)
    if dry_run:
        with shown_progress() as progress:
            planned = plan_index(settings, articles, progress=progress, told=progress.indexing)
        typer.echo(plan_lines(planned))
        return
    agree_to_replace(what_goes(settings, folder, articles), folder, is_agreed=replace)
    with ExitStack() as stack:
        with shown_progress() as progress:
            opened = stack.enter_context(
                open_index(settings, progress=progress, create=True, rebuild=rebuild)
            )
            _say_what_is_replaced(opened, is_begun=not rebuild)
            claim_folder(settings, folder)
            report = None if watch else opened.sync(articles, told=progress.indexing)
        if report is not None:
            follow_folder(settings, folder)
            typer.echo(sync_lines(report))
            if report.kept:
                raise FolderError(kept_line(report.kept))
        else:
            _keep_up(opened, folder, settings)


def _say_what_is_replaced(opened: OpenIndex, *, is_begun: bool) -> None:
    if opened.is_beside_the_one_in_use():
        what = "Goes on with the index that --rebuild began." if is_begun else "A new index is made."
        typer.echo(f"{what} The one that is there answers until it is ready.", err=True)
    if opened.takes_the_place_of_another():
        typer.echo(
            "The index that is there was made with another encoder or by another version. A new one is made "
            "beside it, and takes its place at the end; until then the old one is there for whoever has its "
            "encoder.",
            err=True,
        )


def _keep_up(opened: OpenIndex, folder: Path, settings: Settings) -> None:
    def sync() -> "SyncReport":
        with shown_progress() as progress:
            return opened.sync(read_articles(settings, folder), told=progress.indexing)

    def tell(report: "SyncReport") -> None:
        follow_folder(settings, folder)
        typer.echo(f"{sync_lines(report)}\nWatching {folder} until Ctrl-C.")

    def complain(error: TweespraakError) -> None:
        typer.echo(f"tweespraak: {error}", err=True)

    keep_up(folder_changes(folder, ignored=settings.data_dir), sync, tell=tell, complain=complain)


@app.command(context_settings=EXTRA_ARGUMENTS)
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="In Dutch or English.", callback=_question)],
    *,
    data_dir: DataDir = None,
    model: Model = None,
    language: Annotated[Language | None, typer.Option(help="Use only passages in this language.")] = None,
    published_from: Annotated[
        str | None,
        typer.Option("--from", help="Use only articles of this date or later: 2023, 2023-03, 2023-03-14."),
    ] = None,
    published_to: Annotated[
        str | None, typer.Option("--to", help="Use only articles of this date or earlier.")
    ] = None,
    article: Annotated[
        list[str] | None, typer.Option(help="Use only this article: its path in the folder. May be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON.")] = False,
) -> None:
    """Answer a question from the articles, with numbered sources."""
    one_question(context)
    filters = Filters(
        languages=None if language is None else (language,),
        published_from=published_from,
        published_to=published_to,
        article_ids=frozenset(article) if article else None,
    )
    settings = load_settings(data_dir=data_dir, model=model)
    _say_where_the_model_is(settings)
    with (
        shown_progress() as progress,
        open_index(settings, progress=progress) as opened,
        open_assistant(settings, opened, progress=progress) as assistant,
    ):
        progress("Answering", 0, 1)
        ready = ask_alone(assistant, question, filters=filters)
    typer.echo(result_of_answer(question, ready).to_json() if as_json else answer_lines(ready.answer))


@app.command(context_settings=EXTRA_ARGUMENTS)
def chat(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Folder of articles to index first; without it, the index as it is.",
            parser=_folder,
        ),
    ] = None,
    *,
    data_dir: DataDir = None,
    model: Model = None,
    host: Annotated[str | None, typer.Option(help="Address to listen at.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen at.", min=1, max=65535)] = None,
    replace: ReplaceOption = False,
    other_languages: OtherLanguagesOption = None,
) -> None:
    """Start the chat, and print its address."""
    one_folder(context)
    settings = load_settings(
        data_dir=data_dir, model=model, host=host, port=port, other_languages=other_languages
    )
    _say_where_the_model_is(settings)
    articles = None
    if folder is not None:
        articles = read_articles(settings, folder)
        agree_to_replace(what_goes(settings, folder, articles), folder, is_agreed=replace)
    with ExitStack() as opened:
        with shown_progress() as progress:
            index = opened.enter_context(
                open_index(settings, progress=progress, create=articles is not None, writes=True)
            )
            if folder is not None:
                _say_what_is_replaced(index, is_begun=True)
                claim_folder(settings, folder)
            report = None if articles is None else index.sync(articles, told=progress.indexing)
        if folder is not None and report is not None:
            follow_folder(settings, folder)
            typer.echo(sync_lines(report))
            if report.kept:
                typer.echo(f"tweespraak: {kept_line(report.kept)}", err=True)
        with shown_progress() as progress:
            loaded = opened.enter_context(open_model(settings, index, progress=progress))
        serve(settings, index, loaded, announce=_announce)
    typer.echo("The chat has ended.")


@app.command()
def models(data_dir: DataDir = None) -> None:
    """List the models that are installed, where they are and how large."""
    settings = load_settings(data_dir=data_dir)
    typer.echo(model_lines(installed(settings)))


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


@app.command("eval")
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
        _say_where_the_model_is(settings)
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
