"""Asks before the index of one folder of articles becomes that of another."""

import sys
from pathlib import Path

import typer

from index.errors import FolderError
from ui.commands.compose_index import OpenIndex, Replacement


def agree_to_replace(replacement: Replacement | None, folder: Path, *, is_agreed: bool) -> None:
    """Say how many articles go, and ask on a terminal whether they may, unless that is agreed already.

    :param folder: the one that is to be indexed.
    :raises FolderError: they may not, or nobody is there to be asked.
    """
    if replacement is None:
        return
    what = (
        f"the index is that of {replacement.folder} (articles: {replacement.articles}); {folder} in its "
        f"place takes {replacement.gone} of them out, all but those whose file has the same name there"
    )
    if is_agreed:
        typer.echo(f"{what[0].upper()}{what[1:]}.", err=True)
    elif sys.stdin is None or not sys.stdin.isatty():  # None: it was closed
        raise FolderError(f"{what}; say so with --replace, or keep both, with a --data-dir for each")
    elif not typer.confirm(f"{what[0].upper()}{what[1:]}. Go on?", err=True):
        raise FolderError(f"{folder} was not indexed; the index of {replacement.folder} stays as it is")


def say_what_is_replaced(opened: OpenIndex, *, is_begun: bool) -> None:
    """Say which index the next sync makes or goes on with, if another answers until it is done.

    :param is_begun: it goes on with what ``--rebuild`` began.
    """
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
