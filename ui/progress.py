"""Shows progress on stderr: a bar on a terminal, a few lines elsewhere. A total of 0 is one not known."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from index.cache import Progress

_STEPS = 10


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give a ``Progress`` that shows what it is told, until the block ends."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bars(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bars:
        yield _bars(bars)


def _bars(bars: Bars) -> Progress:
    tasks: dict[str, TaskID] = {}

    def show(label: str, done: int, total: int) -> None:
        if label not in tasks:
            tasks[label] = bars.add_task(label)
        counted = label if total else f"{label}: {done}"
        bars.update(tasks[label], description=counted, completed=done, total=total or None)

    return show


def _lines(console: Console) -> Progress:
    """Print a line at the start of each label and at each tenth of its way, or at each doubling."""
    printed: dict[str, int] = {}

    def show(label: str, done: int, total: int) -> None:
        step = done * _STEPS // total if total else done.bit_length()
        if printed.get(label) != step:
            printed[label] = step
            how_far = f"{step * 100 // _STEPS}%" if total else f"{done}"
            console.print(f"{label}: {how_far}", highlight=False, markup=False, soft_wrap=True)

    return show
