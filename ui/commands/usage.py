"""What the command line says of its use: its version, and what to do where too much is given."""

from importlib.metadata import version
from typing import Annotated

import typer

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
