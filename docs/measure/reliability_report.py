"""What ``reliability.py`` found, as tables in Markdown, and what of it is a fault."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reliability_upheaval import Life

MOST_MORE = {"threads": 4, "files": 2, "sockets": 1, "megabytes": 150}
"""What a server may hold more at its last quiet moment than at its first: pools of threads breathe."""


def held_faults(lives: Sequence[Life]) -> list[str]:
    """Tell what a server held on to between its first and its last quiet moment."""
    faults = []
    for life in lives:
        if life.before is None or life.after is None:
            continue
        for name, most in MOST_MORE.items():
            before, after = getattr(life.before, name), getattr(life.after, name)
            if after > before + most:
                faults.append(f"life {life.number}: {name} went from {before} to {after}")
    return faults


def log_faults(log: Path) -> list[str]:
    """Return the last line of each traceback that the servers wrote, with how often it came."""
    if not log.exists():
        return []
    ends = re.findall(
        r"^Traceback .*\n(?:[ \t].*\n|\n)*(\S.*)$", log.read_text(errors="replace"), re.MULTILINE
    )
    return [f"in the server's log, {ends.count(end)} times: {end[:300]}" for end in dict.fromkeys(ends)]


def report(facts: Mapping[str, Any]) -> str:
    """Return the tables."""
    first = [
        "conversations",
        "shown as complete",
        "there afterwards as they were",
        "of these told that it was not kept",
        "of these cut off on a full disk",
        "kept as cut off or stopped",
    ]
    rows = [(name, facts[name]) for name in first]
    rows += [("lost or changed", len(facts["lost"])), ("half answers kept as whole", len(facts["half"]))]
    rows += [(f"turns in the file: {state}", number) for state, number in facts["turns by state"].items()]
    rows += list(facts["befell"].items()) + list(facts["asked"].items())
    rows += [("cores used on average, all together", facts["cores"])]
    head = "| life | minutes | answers | threads | files | sockets | MB | highest MB | end |"
    lines = ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]
    lines += [head, "|---|---|---|---|---|---|---|---|---|", *map(_life_row, facts["lives"]), ""]
    faults = facts["faults"]
    return "\n".join([*lines, f"Found wrong: {len(faults)}", *(f"- {each}" for each in faults)])


def _life_row(life: Mapping[str, Any]) -> str:
    before, after = life["before"] or {}, life["after"] or {}
    held = [f"{before.get(name, '')} → {after.get(name, '')}" for name in MOST_MORE]
    cells = [life["number"], life["minutes"], life["answers"], *held, life["highest"], life["end"]]
    return f"| {' | '.join(map(str, cells))} |"
