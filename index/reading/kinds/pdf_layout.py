"""The runs of characters on a page to lines in reading order: columns one after another."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
NO_BOX: Box = (0.0, 0.0, 0.0, 0.0)

_ASLANT = math.radians(20)
_OVERLAY_TALLER = 2.0
_MAX_RUNS = 3_000  # more are no page of text: they stay in the order of the file
_MAX_COLUMNS_DEPTH = 4
_CANDIDATES = 60
_GUTTER = 6.0
_NARROWEST_COLUMN = 60.0
_FEWEST_LINES = 3
_CROSSING_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Run:
    """Characters beside each other and the box around them, in points from the page's lower left."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column. ``column`` are the left and right edge of what stands in its column, in points."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    column: tuple[float, float]

    @property
    def height(self) -> float:
        """The height of its letters' cells, in points."""
        return self.top - self.bottom


def quarters_of(angle: float) -> int | None:
    """Return by how many quarters text is turned to the left; None where it is aslant.

    :param angle: to the right, in radians.
    """
    quarters = round(angle / (math.pi / 2))
    return -quarters % 4 if abs(angle - quarters * math.pi / 2) <= _ASLANT else None


def upright(box: Box, quarters: int) -> Box:
    """Return where a box is on a page that is turned back by so many quarters."""
    left, bottom, right, top = box
    match quarters:
        case 1:
            return bottom, -right, top, -left
        case 2:
            return -right, -top, -left, -bottom
        case 3:
            return -top, left, -bottom, right
        case _:
            return box


def page_lines(runs: Sequence[tuple[int, Run]]) -> list[Line]:
    """Return the lines of a page in reading order.

    Where a gutter divides most of the page, what is left of it is read before what is right of it. A line
    across the gutter, such as a headline over two columns, divides the page into what is above and below it.
    A watermark over the text is left out. Text that is turned otherwise than most comes last.

    :param runs: each with the quarters by which it is turned, its box as if it were upright.
    """
    letters = Counter[int]()
    for quarters, run in runs:
        letters[quarters] += len(run.text)
    ways = [quarters for quarters, _ in letters.most_common()]
    return [line for way in ways for line in _upright_lines([run for turned, run in runs if turned == way])]


def _upright_lines(runs: Sequence[Run]) -> list[Line]:
    shown = [run for run in runs if run.text.strip()]
    if len(shown) > _MAX_RUNS:
        return [Line(r.left, r.bottom, r.right, r.top, r.text, (r.left, r.right)) for r in shown]
    text = _without_overlays(shown)
    return [line for region in _regions(text, _MAX_COLUMNS_DEPTH) for line in _lines(region)]


def _without_overlays(runs: list[Run]) -> list[Run]:
    """Return the runs without what is printed over several others, much larger."""
    heights = sorted(run.top - run.bottom for run in runs)
    usual = heights[len(heights) // 2] if heights else 0.0
    tall = [run for run in runs if run.top - run.bottom > _OVERLAY_TALLER * usual and len(run.text) > 1]
    overlays = [run for run in tall if sum(_is_over(run, other) for other in runs if other not in tall) > 1]
    return [run for run in runs if run not in overlays] if overlays else runs


def _is_over(run: Run, other: Run) -> bool:
    middle = (other.bottom + other.top) / 2
    shared = min(run.right, other.right) - max(run.left, other.left)
    return run.bottom < middle < run.top and shared > 0.2 * min(
        run.right - run.left, other.right - other.left
    )


def _regions(runs: list[Run], depth: int) -> list[list[Run]]:
    gutter = _gutter(runs) if depth else None
    if gutter is None:
        return [runs] if runs else []
    regions: list[list[Run]] = []
    ordered = sorted(runs, key=lambda run: -run.top)
    for crosses, group in groupby(ordered, key=lambda run: run.left < gutter < run.right):
        band = list(group)
        if crosses:
            regions.append(band)
        else:
            regions += _regions([run for run in band if run.right <= gutter], depth - 1)
            regions += _regions([run for run in band if run.left >= gutter], depth - 1)
    return regions


def _gutter(runs: list[Run]) -> float | None:
    """Return where a strip without text divides the runs, or None."""
    edges = sorted({round(run.right) for run in runs})
    best: tuple[int, float] | None = None
    for edge in edges[:: max(1, len(edges) // _CANDIDATES)]:
        middle = edge + 1 + _GUTTER / 2
        left = [run for run in runs if run.right <= edge + 1]
        right = [run for run in runs if run.left >= edge + 1 + _GUTTER]
        crossing = len(runs) - len(left) - len(right)
        fewest = min(len(left), len(right))
        if fewest < _FEWEST_LINES or crossing > _CROSSING_SHARE * fewest:
            continue
        is_beside = max(r.bottom for r in (_lowest(left), _lowest(right))) < min(
            max(run.top for run in left), max(run.top for run in right)
        )
        wide = min(_width(left), _width(right)) >= _NARROWEST_COLUMN
        if is_beside and wide and (best is None or (crossing, middle) < best):
            best = (crossing, middle)
    return None if best is None else best[1]


def _lowest(runs: list[Run]) -> Run:
    return min(runs, key=lambda run: run.bottom)


def _width(runs: list[Run]) -> float:
    """Return the median width of runs, in points."""
    widths = sorted(run.right - run.left for run in runs)
    return widths[len(widths) // 2]


def _lines(region: list[Run]) -> list[Line]:
    """Put the runs that stand on one line together, from top to bottom."""
    column = (min(run.left for run in region), max(run.right for run in region))
    rows: list[list[Run]] = []
    for run in sorted(region, key=lambda run: -(run.top + run.bottom)):
        middle = (run.top + run.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [
        Line(
            left=min(run.left for run in row),
            bottom=min(run.bottom for run in row),
            right=max(run.right for run in row),
            top=max(run.top for run in row),
            text=" ".join(run.text.strip() for run in sorted(row, key=lambda run: run.left)),
            column=column,
        )
        for row in rows
    ]
