"""Keeps an index equal to a folder for as long as it is let."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from index.errors import FolderError, IndexStoreError, TweespraakError

if TYPE_CHECKING:  # it brings the encoder's libraries along, and they take seconds
    from index.syncing.sync import SyncReport

RETRY_SECONDS = 10.0


def keep_up(
    changes: Iterable[None],
    sync: Callable[[], "SyncReport"],
    *,
    tell: Callable[["SyncReport"], None],
    complain: Callable[[TweespraakError], None],
    retry_seconds: float = RETRY_SECONDS,
) -> None:
    """Sync at each change, as long as there are any.

    Of a later run, but not of the first, what is in the way is only told: a folder without articles, which
    leaves the index as it is until the next change; and an index that another process is writing, or that
    cannot be written just now, which is tried again.

    :raises TweespraakError: the first run fails, or the changes end because the folder is gone.
    """
    is_first = True
    for _ in changes:
        while not _is_done(sync, tell, complain, is_first=is_first):
            time.sleep(retry_seconds)
        is_first = False


def _is_done(
    sync: Callable[[], "SyncReport"],
    tell: Callable[["SyncReport"], None],
    complain: Callable[[TweespraakError], None],
    *,
    is_first: bool,
) -> bool:
    """Sync once; False if it should be tried again."""
    try:
        report = sync()
    except (FolderError, IndexStoreError) as error:
        if is_first:
            raise
        complain(error)
        return isinstance(error, FolderError)
    tell(report)
    return True
