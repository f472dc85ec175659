"""The command line. Heavy libraries are imported by ``ui.commands.compose`` when a command needs them."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.article import Language
from index.errors import FolderError, TweespraakError
from index.filters import Filters
from rag.answer import QuestionKind
from rag.evaluating.evaluation import ask_alone
from rag.evaluating.results import result_of_answer
from ui.commands.articles import articles
from ui.commands.compose import (
    claim_folder,
    follow_folder,
    installed,
    open_assistant,
    read_articles,
)
from ui.commands.compose_chat import FirstFolder, serve
from ui.commands.compose_further import with_further
from ui.commands.compose_index import OpenIndex, open_index, plan_index, what_goes
from ui.commands.options import DataDir, DataDirs, Model, OtherLanguagesOption, ReplaceOption, parse_folder
from ui.commands.progress import shown_progress
from ui.commands.question_sets import evaluate, feedback
from ui.commands.replacing import agree_to_replace, say_what_is_replaced
from ui.commands.report import answer_lines, kept_line, model_lines, plan_lines, sync_lines
from ui.commands.usage import EXTRA_ARGUMENTS, Version, one_folder, one_question, say_where_the_model_is
from ui.commands.watching import watch_folder
from ui.settings import load_settings

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


def _question(text: str) -> str:
    if not text.strip():
        raise typer.BadParameter("the question is empty")
    return text


def _announce(address: str) -> None:
    typer.echo(f"The chat is at {address.rstrip('/')} until Ctrl-C.")


@app.command("index", context_settings=EXTRA_ARGUMENTS)
def make_index(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder of articles.", parser=parse_folder)],
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
            say_what_is_replaced(opened, is_begun=not rebuild)
            claim_folder(settings, folder)
            report = None if watch else opened.sync(articles, told=progress.indexing)
        if report is not None:
            follow_folder(settings, folder)
            typer.echo(sync_lines(report))
            if report.kept:
                raise FolderError(kept_line(report.kept))
        else:
            watch_folder(opened, folder, settings)


@app.command(context_settings=EXTRA_ARGUMENTS)
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="In Dutch or English.", callback=_question)],
    *,
    data_dir: DataDirs = None,
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
    kind: Annotated[
        QuestionKind | None, typer.Option(help="What the question asks for; else its words tell.")
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
    say_where_the_model_is(settings.model)
    with (
        shown_progress() as progress,
        open_index(settings, progress=progress) as own,
        with_further(settings, own) as opened,
        open_assistant(settings, opened, progress=progress) as assistant,
    ):
        progress("Answering", 0, 1)
        ready = ask_alone(assistant, question, filters=filters, kind=kind)
    typer.echo(result_of_answer(question, ready).to_json() if as_json else answer_lines(ready.answer))


@app.command(context_settings=EXTRA_ARGUMENTS)
def chat(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Folder of articles to index first; without it, the index as it is.",
            parser=parse_folder,
        ),
    ] = None,
    *,
    data_dir: DataDirs = None,
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
    say_where_the_model_is(settings.model)
    first = None
    if folder is not None:
        articles = read_articles(settings, folder)
        agree_to_replace(what_goes(settings, folder, articles), folder, is_agreed=replace)
        first = FirstFolder(folder, articles, _say_what_is_begun, _say_what_was_indexed)
    serve(settings, first, announce=_announce)
    typer.echo("The chat has ended.")


def _say_what_is_begun(index: OpenIndex) -> None:
    say_what_is_replaced(index, is_begun=True)


def _say_what_was_indexed(report: "SyncReport") -> None:
    typer.echo(sync_lines(report))
    if report.kept:
        typer.echo(f"tweespraak: {kept_line(report.kept)}", err=True)


@app.command()
def models(data_dir: DataDir = None) -> None:
    """List the models that are installed, where they are and how large."""
    settings = load_settings(data_dir=data_dir)
    typer.echo(model_lines(installed(settings)))


app.add_typer(articles, name="articles")
app.command("eval")(evaluate)
app.add_typer(feedback, name="feedback")
