"""Keeps an index equal to a folder for as long as it is let."""

import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from index.errors import FolderError, IndexStoreError, TweespraakError
from index.syncing.folder_changes import folder_changes
from ui.commands.compose import follow_folder, read_articles, read_changed_articles
from ui.commands.compose_index import OpenIndex
from ui.commands.progress import shown_progress
from ui.commands.report import sync_lines
from ui.settings import Settings

if TYPE_CHECKING:  # it brings the encoder's libraries along, and they take seconds
    from index.syncing.sync import SyncReport

RETRY_SECONDS = 10.0


def watch_folder(opened: OpenIndex, folder: Path, settings: Settings) -> None:
    """Make an index equal to a folder now and at each change, and say so each time.

    :raises TweespraakError: as of ``keep_up``.
    """

    def sync(changed: Collection[Path] | None) -> "SyncReport":
        some = None if changed is None else read_changed_articles(settings, folder, changed)
        with shown_progress() as progress:
            if some is not None:
                return opened.update_within(some, told=progress.indexing)
            return opened.sync(read_articles(settings, folder), told=progress.indexing)

    def tell(report: "SyncReport") -> None:
        follow_folder(settings, folder)
        typer.echo(f"{sync_lines(report)}\nWatching {folder} until Ctrl-C.")

    def complain(error: TweespraakError) -> None:
        typer.echo(f"tweespraak: {error}", err=True)

    keep_up(folder_changes(folder, ignored=settings.data_dir), sync, tell=tell, complain=complain)


def keep_up(
    changes: Iterable[Collection[Path] | None],
    sync: Callable[[Collection[Path] | None], "SyncReport"],
    *,
    tell: Callable[["SyncReport"], None],
    complain: Callable[[TweespraakError], None],
    retry_seconds: float = RETRY_SECONDS,
) -> None:
    """Sync at each change, as long as there are any; after one that failed, all of the folder.

    Of a later run, but not of the first, what is in the way is only told: a folder without articles, which
    leaves the index as it is until the next change; and an index that another process is writing, or that
    cannot be written just now, which is tried again.

    :raises TweespraakError: the first run fails, or the changes end because the folder is gone.
    """
    is_first, has_failed = True, False
    for changed in changes:
        while True:
            try:
                report = sync(None if has_failed else changed)
            except (FolderError, IndexStoreError) as error:
                if is_first:
                    raise
                complain(error)
                has_failed = True
                if isinstance(error, FolderError):
                    break
                time.sleep(retry_seconds)
                continue
            has_failed = is_first = False
            tell(report)
            break
