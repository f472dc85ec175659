"""Whether what the pages of ``reliability.py`` saw is in the archive at the end, whole, and nothing half."""

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from reliability_notes import Seen
from reliability_pages import ENDED, Page, Shown

from ui.archive.archive import ARCHIVE_FILE, Archive


def conversation_numbers(data_dir: Path) -> list[int]:
    """Return the numbers of all conversations that are kept."""
    with closing(sqlite3.connect(data_dir / ARCHIVE_FILE)) as file:
        return [number for (number,) in file.execute("select number from conversation order by number")]


def kept_turns(address: str, numbers: Sequence[int]) -> tuple[dict[int, dict[int, Shown]], list[str]]:
    """Open conversations at a page each; return what is shown of their turns, and which cannot be opened."""
    found: dict[int, dict[int, Shown]] = {}
    faults = []
    for number in numbers:
        page = Page(address)
        opened = page.enter(number)
        page.close()
        found[number] = {each.turn: each for each in opened.turns}
        if opened.hint or opened.conversation != number:
            faults.append(f"conversation {number} cannot be opened: {opened.hint}")
    return found, faults


def lost_answers(seen: Sequence[Seen], kept: Mapping[int, Mapping[int, Shown]]) -> list[str]:
    """Tell which answers that a page showed as complete are not there as they were."""
    faults = []
    for each in seen:
        if not each.kept:
            continue
        now = kept.get(each.conversation, {}).get(each.turn)
        name = f"turn {each.turn} of conversation {each.conversation}, {each.question!r},"
        if now is None:
            faults.append(f"{name} is gone")
        elif now.phase not in ENDED:
            faults.append(f"{name} was shown as complete and is kept as {now.phase}")
        elif each.shown is not None and now != each.shown:
            faults.append(f"{name} is not as it was: {_difference(each.shown, now)}")
    return faults


def half_answers(seen: Sequence[Seen], kept: Mapping[int, Mapping[int, Shown]]) -> tuple[list[str], int]:
    """Tell which answers are kept as whole and are not, and count the turns that are kept as cut off.

    The model repeats a sentence. So an answer is whole if a page showed the same as complete, to the same
    question, or if it has all of every sentence that it cites; a refusal has but one form.
    """
    complete = defaultdict(set)
    for each in seen:
        if each.shown is not None:
            complete[each.shown.question].add(each.shown.answer)
    turns = [turn for turns in kept.values() for turn in turns.values()]
    faults = [
        f"turn {turn.turn}, {turn.question!r}, is kept as whole: {turn.answer[:200]}"
        for turn in turns
        if turn.phase == "answered"
        and turn.answer not in complete[turn.question]
        and not _has_all_it_cites(turn.copy)
    ]
    return faults, sum(turn.phase not in ENDED for turn in turns)


def _has_all_it_cites(copied: str) -> bool:
    answer, _, sources = copied.partition("\n\n[1]")
    quotes = re.findall(r"^“(.*)”$", sources, re.MULTILINE)
    return bool(quotes) and all(quote.rstrip(".") in answer for quote in quotes)


def archive_faults(data_dir: Path) -> tuple[list[str], dict[str, int]]:
    """Check the file itself while no server has it open; return its faults, and its turns by state."""
    with closing(Archive.open(data_dir)) as archive:  # a damaged row raises
        for each in archive.conversations(limit=sys.maxsize):
            archive.conversation(each.number)
    with closing(sqlite3.connect(data_dir / ARCHIVE_FILE)) as file:
        faults = [row[0] for row in file.execute("pragma integrity_check") if row[0] != "ok"]
        faults += [f"a row of {row[0]} refers to nothing" for row in file.execute("pragma foreign_key_check")]
        states = dict(file.execute("select state, count(*) from turn group by state").fetchall())
        odd = file.execute(
            "select number, state from turn where (state = 'finished') <> (ready is not null) "
            "or (state = 'unfinished' and draft <> '')"
        )
        faults += [
            f"turn {number} is {state}, and what is kept of it says otherwise" for number, state in odd
        ]
    return faults, states


def _difference(before: Shown, now: Shown) -> str:
    names = ("question", "phase", "answer", "sources", "copy")
    pairs = [(name, getattr(before, name), getattr(now, name)) for name in names]
    return "; ".join(f"{name}: {old[:150]!r} / {new[:150]!r}" for name, old, new in pairs if old != new)
