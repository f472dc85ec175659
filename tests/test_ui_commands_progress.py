from io import StringIO

import pytest
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from ui.articles.time_left import HowFar
from ui.commands.progress import Bars, Lines, shown_progress


def written(*fars: tuple[float, HowFar]) -> list[str]:
    """Return the lines that these moments of a run, each with its time in seconds, leave."""
    out, now = StringIO(), 0.0

    def clock() -> float:
        return now

    lines = Lines(Console(file=out), clock=clock)
    for moment, far in fars:
        now = moment
        lines.indexing(far)
    return out.getvalue().splitlines()


def test_a_line_at_each_tenth_says_how_far_the_run_is() -> None:
    fars = [(number, HowFar(number, 20, per_second=4.0, seconds_left=20.0 - number)) for number in range(5)]
    assert written(*fars) == [
        "Indexing: 0 of 20 articles, 4 a second, 20 s left",
        "Indexing: 2 of 20 articles, 4 a second, 20 s left",
        "Indexing: 4 of 20 articles, 4 a second, 20 s left",
    ]


def test_a_slow_run_says_something_each_minute() -> None:
    fars = [(number * 25.0, HowFar(number, 1000)) for number in range(7)]
    assert written(*fars) == [
        "Indexing: 0 of 1,000 articles",
        "Indexing: 3 of 1,000 articles",
        "Indexing: 6 of 1,000 articles",
    ]


def test_without_a_total_there_is_a_line_at_each_doubling() -> None:
    assert written(*((0.0, HowFar(number)) for number in range(1, 9))) == [
        "Indexing: 1 articles",
        "Indexing: 2 articles",
        "Indexing: 4 articles",
        "Indexing: 8 articles",
    ]


def test_other_work_has_lines_of_its_own() -> None:
    out = StringIO()
    lines = Lines(Console(file=out))
    for done in range(0, 101, 25):
        lines("Loading the encoder", done, 100)
    lines("Asking", 3, 0)
    assert out.getvalue().splitlines() == [
        "Loading the encoder: 0%",
        "Loading the encoder: 20%",
        "Loading the encoder: 50%",
        "Loading the encoder: 70%",
        "Loading the encoder: 100%",
        "Asking: 3",
    ]


def test_on_a_terminal_there_is_a_bar_of_the_same_words() -> None:
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=80)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=None), TaskProgressColumn())
    with Progress(*columns, console=console, auto_refresh=False) as progress:
        bars = Bars(progress)
        bars("Loading the encoder", 1, 2)
        bars.indexing(HowFar(1240, 4558, per_second=21.7, seconds_left=148.0))
        tasks = [(task.description, task.completed, task.total) for task in progress.tasks]
    assert tasks == [
        ("Loading the encoder", 1, 2),
        ("1,240 of 4,558 articles, 22 a second, 2 min 30 s left", 1240, 4558),
    ]
    assert "1,240 of 4,558 articles, 22 a second, 2 min 30 s left" in out.getvalue()


def test_what_is_shown_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as progress:
        progress.indexing(HowFar(3, 12))
    assert capsys.readouterr() == ("", "Indexing: 3 of 12 articles\n")
