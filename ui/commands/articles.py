"""The commands that look into the index: what it holds, one article, what was left out, corrections."""

import json
from dataclasses import replace
from typing import Annotated

import typer

from index.errors import SettingError
from index.storage.index_names import in_index, parted
from ui.articles.article_list import has_words, plain_words
from ui.commands.article_lines import (
    article_facts,
    article_line,
    left_out_facts,
    left_out_line,
    whole_article,
)
from ui.commands.compose_articles import correct_article, open_articles, open_left_out
from ui.commands.compose_further import settings_of_each
from ui.commands.options import DataDirs
from ui.commands.progress import shown_progress
from ui.settings import Settings, load_settings

NO_DATE = "none"
"""What is written for a date where an article is to have none."""

articles = typer.Typer(help="Look at what is in the index, and correct it.", invoke_without_command=True)
ArticlePath = Annotated[
    str, typer.Argument(metavar="PATH", help="The article's path, as the list shows it, or its file.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one line of JSON for each.")]


@articles.callback()
def list_articles(
    context: typer.Context,
    *,
    data_dir: DataDirs = None,
    as_json: AsJson = False,
    with_text: Annotated[bool, typer.Option("--text", help="With the text as it was read.")] = False,
    search: Annotated[
        str,
        typer.Option(
            metavar="WORDS",
            help="Only articles that have all these words in title, path, date, author or address; "
            "with --text in the text, too.",
        ),
    ] = "",
) -> None:
    """List the articles in the index: date, language, passages, path, title, author."""
    context.obj = data_dir
    if context.invoked_subcommand is not None:
        if as_json or with_text or search:
            raise typer.BadParameter(f"--json, --text and --search go behind {context.invoked_subcommand!r}")
        return
    words, count = plain_words(search), 0
    for name, settings in settings_of_each(load_settings(data_dir=data_dir)).items():
        with open_articles(settings) as opened:
            for own in opened.listing.articles(with_text=with_text):
                each = replace(own, id=in_index(name, own.id), path=in_index(name, own.path))
                facts = (each.title, each.path, each.published, each.author, each.url, each.text)
                if words and not has_words(facts, each.published, words):
                    continue
                count += 1
                correction = opened.corrections.get(own.id)
                typer.echo(
                    json.dumps(article_facts(each, correction), ensure_ascii=False)
                    if as_json
                    else article_line(each, correction)
                )
    if not count:
        typer.echo(_none(search, with_text=with_text), err=True)


def _none(search: str, *, with_text: bool) -> str:
    if not search:
        return "The index holds no articles."
    where = (
        "title, path, date, author, address or text" if with_text else "title, path, date, author or address"
    )
    more = "" if with_text else "; with --text their text is searched, too"
    return f"No article has all of {search!r} in its {where}{more}."


@articles.command("show")
def show_article(
    context: typer.Context, path: ArticlePath, *, data_dir: DataDirs = None, as_json: AsJson = False
) -> None:
    """Print one article as it was read, what was not searched of it, and what was left out."""
    name, own, settings = _place(_settings(context, data_dir), path)
    with open_articles(settings) as opened:
        found = opened.one(own)
        correction, left_out = opened.corrections.get(found.id), opened.left_out_of(found.id)
        file = opened.files.file_of(found.path)
        found = replace(found, id=in_index(name, found.id), path=in_index(name, found.path))
    if as_json:
        facts = article_facts(found, correction)
        facts |= {
            "file": None if file is None else str(file),
            "left_out": list(map(left_out_facts, left_out)),
        }
        typer.echo(json.dumps(facts, ensure_ascii=False))
    else:
        typer.echo(whole_article(found, correction, left_out, file))


@articles.command("correct")
def correct(
    context: typer.Context,
    path: ArticlePath,
    *,
    data_dir: DataDirs = None,
    title: Annotated[str | None, typer.Option(help="The title it is to have.")] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help=f"The date it is to have: 2023, 2023-03, 2023-03-14, '14 maart 2023'; or {NO_DATE!r}.",
        ),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was corrected of it.")] = False,
) -> None:
    """Correct the title or the date of an article; kept when the folder is indexed again, or anew."""
    if undo == (title is not None or published is not None):
        raise typer.BadParameter("name what is to be corrected, --title or --published, or --undo alone")
    if published is not None and not published.strip():
        raise SettingError(f"the date is empty: write 2023, 2023-03, 2023-03-14 or {NO_DATE}")
    name, own, settings = _place(_settings(context, data_dir), path)
    if name:
        raise SettingError(
            f"{path} is in {settings.data_dir}, which is only read here: correct {own} with --data-dir "
            f"{settings.data_dir} alone"
        )
    with open_articles(settings) as opened:
        found = opened.one(path)
        if undo and found.id not in opened.corrections:
            raise SettingError(f"nothing of {found.id} was corrected")
    with shown_progress() as progress:
        now = correct_article(
            settings,
            found.id,
            title=title,
            published="" if published is not None and published.strip().lower() == NO_DATE else published,
            undo=undo,
            progress=progress,
        )
    with open_articles(settings) as opened:
        shown = replace(opened.one(now.id), text=None)
        typer.echo(article_line(shown, opened.corrections.get(now.id)))


@articles.command("left-out")
def list_left_out(context: typer.Context, *, data_dir: DataDirs = None, as_json: AsJson = False) -> None:
    """List what was left out: files not read, what articles lack, text in other languages."""
    for name, settings in settings_of_each(_settings(context, data_dir)).items():
        with open_left_out(settings) as file:
            for own in file.lines():
                line = replace(own, path=in_index(name, own.path))
                typer.echo(
                    json.dumps(left_out_facts(line), ensure_ascii=False) if as_json else left_out_line(line)
                )


def _place(settings: Settings, path: str) -> tuple[str, str, Settings]:
    """Return the name of the index that an article is in, its path there, and the settings of that alone."""
    each = settings_of_each(settings)
    name, own = parted(path, each)
    return name, own, each[name]


def _settings(context: typer.Context, data_dir: DataDirs) -> Settings:
    """Return the settings of a command, whose data folder may stand before its name, too."""
    return load_settings(data_dir=data_dir or context.obj)
