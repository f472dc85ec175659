"""Measures what docs/reliability.md reports: nothing is lost, whatever befalls the server.

    .venv/bin/python docs/measure/reliability.py [--minutes 120] [--json FILE]

Starts ``tweespraak chat`` over seeds/ with its data on a small tmpfs, real but for the language model: that
is a server of this command, which repeats the first source at a set pace. Clients ask the questions of
tests/golden/seeds: three in four at a page of the chat, over the routes that its own page uses, one in four
at the API; some go away in mid-answer. Meanwhile the server is killed at random, the disk filled to its
last byte and freed, and the index rebuilt by another process; half of the last two begin seconds before a
kill.

At the end the conversations are opened again as a page opens them, and compared with what the pages saw;
and what the server held of threads, files, sockets and memory is compared, in each of its lives, between
its first and its last quiet moment. Prints a line at the
end of each life, and tables in Markdown at the end of all; ends with 1 where anything is wrong. With --json
the servers' own output is kept beside that file, as .log.

Mounting a tmpfs needs root, or ``unshare -rm`` before the command. The same seed gives the same events.
"""

import argparse
import json
import os
import random
import resource
import signal
import socket
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quoting_model import quoting_model
from reliability_checks import archive_faults, conversation_numbers, half_answers, kept_turns, lost_answers
from reliability_client import Client
from reliability_crowd import Crowd
from reliability_notes import Notes
from reliability_report import held_faults, log_faults, report
from reliability_server import Server, SmallDisk, make_index, small_disk
from reliability_upheaval import Kind, Upheaval, timeline

from rag.evaluating.question_set import read_question_set

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
QUESTIONS = ROOT / "tests" / "golden" / "seeds"
SECONDS_A_PIECE = 0.1
ONE_A_PROGRAM_IN = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What the run is to be."""

    minutes: float
    clients: int
    kills: int
    full_disk: int
    rebuilds: int
    seed: int
    pace: float
    megabytes: int
    json: Path | None


def main() -> None:
    """Run, print, and write."""
    options = _options()
    # A shell starts what runs in the background with Ctrl-C ignored, and so would the servers be.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        small_disk(Path(folder) / "disk", options.megabytes) as disk,
        quoting_model(SECONDS_A_PIECE) as model,
    ):
        log = Path(folder) / "server.log" if options.json is None else options.json.with_suffix(".log")
        log.unlink(missing_ok=True)
        facts = _lived_through(_upheaval(options, disk, model, log), options)
        facts["faults"] += log_faults(log)
    facts["cores"] = round(_cpu_seconds() / (time.monotonic() - began), 2)
    facts["options"] = {name: str(value) for name, value in asdict(options).items()}
    if options.json is not None:
        options.json.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    print(report(facts))
    sys.exit(bool(facts["faults"]))


def _upheaval(options: Options, disk: SmallDisk, model: str, log: Path) -> Upheaval:
    """Make the index, and return the server, which has not been started, and its clients, who wait."""
    environment = os.environ | {"TWEESPRAAK_MODEL": model, "PYTHONUNBUFFERED": "1"}
    data_dir = disk.folder / "data"
    made = make_index(data_dir, SEEDS, environment)
    if made.returncode:
        raise SystemExit(f"the index cannot be made: {made.stderr[-600:]}")
    questions = [each.question for each in read_question_set(QUESTIONS).questions]
    server, notes = Server(data_dir, _free_port(), log, environment), Notes()
    clients = [
        Client(
            server,
            disk,
            notes,
            questions,
            random.Random(f"{options.seed} {number}"),
            is_program=number % ONE_A_PROGRAM_IN == ONE_A_PROGRAM_IN - 1,
        )
        for number in range(options.clients)
    ]
    crowd = Crowd(clients, notes, pace=options.pace, seed=options.seed)
    return Upheaval(server, disk, crowd, data_dir, SEEDS, environment, random.Random(options.seed))


def _lived_through(upheaval: Upheaval, options: Options) -> dict[str, Any]:
    seconds = options.minutes * 60
    numbers_of: dict[Kind, int] = {
        "kill": options.kills,
        "full disk": options.full_disk,
        "rebuild": options.rebuilds,
    }
    events = timeline(seconds, numbers_of, upheaval.chance)
    server, crowd, notes = upheaval.server, upheaval.crowd, upheaval.crowd.notes
    crowd.begin()
    try:
        upheaval.passes(seconds, events)
        numbers = conversation_numbers(upheaval.data_dir)
        kept, unopened = kept_turns(server.address, numbers)
    finally:
        crowd.end()
        code = server.interrupt()
    upheaval.ends(f"Ctrl-C, exit code {code}")
    wrong, states = archive_faults(upheaval.data_dir)
    half, cut_off = half_answers(notes.seen, kept)
    lost = lost_answers(notes.seen, kept)
    return {
        "asked": dict(notes.tally),
        "befell": dict(upheaval.tally),
        "lives": upheaval.facts(),
        "conversations": len(numbers),
        "shown as complete": len(notes.seen),
        "of these told that it was not kept": sum(each.kept is False for each in notes.seen),
        "of these cut off on a full disk": sum(each.kept is None for each in notes.seen),
        "there afterwards as they were": sum(bool(each.kept) for each in notes.seen) - len(lost),
        "kept as cut off or stopped": cut_off,
        "turns by state": states,
        "lost": lost,
        "half": half,
        "faults": [
            *lost,
            *half,
            *unopened,
            *wrong,
            *upheaval.faults,
            *notes.faults,
            *held_faults(upheaval.lives),
            *([] if code == 0 else [f"Ctrl-C ended the server with {code}"]),
        ],
    }


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _options() -> Options:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--full-disk", type=int, default=5, help="how often the disk is filled")
    parser.add_argument("--rebuilds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=20, help="seconds between the questions of a client")
    parser.add_argument("--megabytes", type=int, default=256, help="size of the disk")
    parser.add_argument("--json", type=Path, help="file to write what was found to")
    return Options(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
