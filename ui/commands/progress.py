"""Shows progress on stderr: a bar on a terminal, a few lines elsewhere. A total of 0 is one not known."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column
from rich.text import Text

from ui.articles.time_left import HowFar, how_far_text
from ui.texts.article_texts import ARTICLE_TEXTS
from ui.texts.by_language import ENGLISH

_STEPS = 10
_SILENT_SECONDS = 60.0
_WIDEST_BAR = 40


class ShownProgress(Protocol):
    """Shows how far long work is. Called, it is an ``index.encoding.prepared_files.Progress``."""

    def __call__(self, label: str, done: int, total: int) -> None:
        """Show that so much of something is done."""
        ...

    def indexing(self, far: HowFar) -> None:
        """Show how far a run of indexing is."""
        ...


@contextmanager
def shown_progress() -> Iterator[ShownProgress]:
    """Give what shows progress until the block ends."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None, table_column=Column(max_width=_WIDEST_BAR)),
        TaskProgressColumn(),
        _TimeLeft(),
    )
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bars:
        yield Bars(bars)


class Bars:
    """A bar for each thing that is done."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, label: str, done: int, total: int) -> None:
        """Show that so much of something is done."""
        self._show(label, label if total else f"{label}: {done}", done, total)

    def indexing(self, far: HowFar) -> None:
        """Show how far a run of indexing is."""
        # No word before it: a terminal of 80 columns has just room for the numbers and a small bar.
        self._show("indexing", _said(far) or "Indexing", far.read, far.total, says_time=True)

    def _show(self, name: str, description: str, done: int, total: int, *, says_time: bool = False) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(description, says_time=says_time)
        self._bars.update(self._tasks[name], description=description, completed=done, total=total or None)


class Lines:
    """A line at the start of each thing that is done and at each tenth of its way, or at each doubling.

    Of a run of indexing also when a minute has passed since the last line.

    :param clock: gives seconds.
    """

    def __init__(self, console: Console, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._printed: dict[str, int] = {}
        self._printed_at = clock()

    def __call__(self, label: str, done: int, total: int) -> None:
        """Show that so much of something is done."""
        step = _step(done, total)
        if self._printed.get(label) != step:
            self._print(label, step, f"{label}: {f'{step * 100 // _STEPS}%' if total else done}")

    def indexing(self, far: HowFar) -> None:
        """Show how far a run of indexing is."""
        step = _step(far.read, far.total)
        is_silent = self._clock() - self._printed_at >= _SILENT_SECONDS
        if self._printed.get("indexing") != step or is_silent:
            self._print("indexing", step, f"Indexing: {_said(far) or 'begun'}")

    def _print(self, name: str, step: int, line: str) -> None:
        self._printed[name] = step
        self._printed_at = self._clock()
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


class _TimeLeft(TimeRemainingColumn):
    """The time left by the bar's own speed, but for a task that says it itself."""

    def render(self, task: Task) -> Text:
        return Text("") if task.fields["says_time"] else super().render(task)


def _step(done: int, total: int) -> int:
    return min(done, total) * _STEPS // total if total else done.bit_length()


def _said(far: HowFar) -> str:
    return how_far_text(far, ARTICLE_TEXTS["en"], ENGLISH)
