"""What the command line says of its use: its version, where questions go, and what is too much."""

from importlib.metadata import version
from typing import Annotated

import typer

from rag.engines.server_address import is_server_address, stays_on_this_machine

EXTRA_ARGUMENTS = {"allow_extra_args": True}
"""Has a command take what is too much, to be told by :func:`one_folder` and the like what to do about it."""


def one_folder(context: typer.Context) -> None:
    """Refuse a second folder.

    :raises typer.BadParameter: there is one.
    """
    _refuse_more(
        context,
        "FOLDER",
        "name one folder: put all articles below one, or give each folder an index with --data-dir",
    )


def one_question(context: typer.Context) -> None:
    """Refuse a question in several words that no quotes hold together.

    :raises typer.BadParameter: it is one.
    """
    _refuse_more(context, "QUESTION", "put the whole question between quotes")


def say_where_the_model_is(model: str) -> None:
    """Say once that articles leave this machine, where the model is a server elsewhere."""
    if is_server_address(model) and not stays_on_this_machine(model):
        typer.echo(
            f"The model is at {model}, which is not this machine: your questions and the sentences "
            "of your articles that are found for them are sent there.",
            err=True,
        )


def _refuse_more(context: typer.Context, what: str, so: str) -> None:
    if context.args:
        raise typer.BadParameter(
            f"{' '.join(context.args)!r} is too much; {so}", ctx=context, param_hint=what
        )


def _tell_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"tweespraak {version('tweespraak')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_tell_version)
]
