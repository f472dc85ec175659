"""Options and arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from index.reading.other_languages import OtherLanguages


def _one(folders: list[Path] | None) -> list[Path] | None:
    if folders and len(folders) > 1:
        raise typer.BadParameter("name one: the folder that is written; chat, ask and articles take several")
    return folders


DataDir = Annotated[
    list[Path] | None,
    typer.Option(
        "--data-dir", help="Folder of all that is written but the weights.", file_okay=False, callback=_one
    ),
]
DataDirs = Annotated[
    list[Path] | None,
    typer.Option(
        "--data-dir",
        help="Folder of all that is written but the weights. May be repeated: the articles of the others are "
        "searched, too, and those folders are not written.",
        file_okay=False,
    ),
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
ReplaceOption = Annotated[
    bool,
    typer.Option("--replace", help="Index another folder than before in this data folder, without asking."),
]


def parse_folder(text: str) -> Path:
    """Return the folder of an argument.

    :raises typer.BadParameter: it is empty.
    """
    if not text:  # as of a variable that is not set: a Path of it would be the current folder
        raise typer.BadParameter("the name of the folder is empty")
    return Path(text)
