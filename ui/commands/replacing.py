"""Asks before the index of one folder of articles becomes that of another."""

import sys
from pathlib import Path

import typer

from index.errors import FolderError
from ui.commands.compose_index import Replacement


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
