"""Tells what a run would do to an index, and does none of it."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.article import Article
from index.reading.other_languages import LeftOut
from index.reading.skipped import SkippedFile
from index.storage.catalog import Catalog
from index.storage.catalogs import CATALOG_FILE
from index.syncing.changes import Changes, Comparison
from index.syncing.sync import SyncProgress, SyncStep


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would change. ``copies`` are the ids of articles with the same title and text, by group.

    ``foreign`` and ``left_out`` are as in ``index.syncing.sync.SyncReport``.
    """

    changes: Changes
    copies: tuple[tuple[str, ...], ...]
    skipped: tuple[SkippedFile, ...]
    foreign: tuple[tuple[str, int], ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def plan_sync(folder: Path, items: Iterable[Article | SkippedFile], *, progress: SyncProgress) -> Plan:
    """Return what making the index in ``folder`` equal to ``items`` would change.

    :raises ValueError: two articles have one id.
    :raises IndexStoreError: the index cannot be read.
    """
    with closing(_catalog(folder / CATALOG_FILE)) as catalog:
        comparison = Comparison(catalog)
        holders = defaultdict[str, list[str]](list)
        for item in items:
            if isinstance(item, SkippedFile):
                comparison.skipped.append(item)
                continue
            comparison.see(item)
            holders[item.content_digest].append(item.id)
            progress(SyncStep(comparison.read, item.path))
        changes = comparison.changes(comparison.gone(), comparison.kept())
    return Plan(
        changes=changes,
        copies=tuple(sorted(tuple(sorted(ids)) for ids in holders.values() if len(ids) > 1)),
        skipped=tuple(comparison.skipped),
        foreign=comparison.tally.articles,
        left_out=comparison.tally.left_out,
    )


def _catalog(path: Path) -> Catalog:
    """Open a catalogue, or one in memory that holds nothing where there is none."""
    if path.is_file():
        catalog = Catalog(path)
        if catalog.setting("fingerprint") is not None:
            return catalog
        catalog.close()
    empty = Catalog(Path(":memory:"))
    empty.make_tables()
    return empty
