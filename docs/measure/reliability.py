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
its first and its last quiet moment. Prints tables in Markdown; ends with 1 where anything was found.

Mounting a tmpfs needs root, or ``unshare -rm`` before the command. The same seed gives the same events.
"""

import argparse
import json
import os
import random
import resource
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quoting_model import quoting_model
from reliability_checks import archive_faults, half_answers, kept_turns, lost_answers
from reliability_crowd import Crowd
from reliability_report import held_faults, log_faults, report
from reliability_server import Server, make_index, small_disk
from reliability_upheaval import Event, Upheaval, timeline

from rag.question_set import read_question_set

ROOT = Path(__file__).parents[2]
SECONDS_A_PIECE = 0.1


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
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        small_disk(Path(folder) / "disk", options.megabytes) as disk,
    ):
        log = Path(folder) / "server.log"
        with quoting_model(SECONDS_A_PIECE) as model:
            environment = os.environ | {"TWEESPRAAK_MODEL": model, "PYTHONUNBUFFERED": "1"}
            data_dir = disk.folder / "data"
            made = make_index(data_dir, ROOT / "seeds", environment)
            if made.returncode:
                raise SystemExit(f"the index cannot be made: {made.stderr[-600:]}")
            questions = [each.question for each in read_question_set(ROOT / "tests/golden/seeds").questions]
            server = Server(data_dir, _free_port(), log, environment)
            crowd = Crowd(
                server, disk, questions, clients=options.clients, pace=options.pace, seed=options.seed
            )
            chance = random.Random(options.seed)
            upheaval = Upheaval(server, disk, crowd, data_dir, ROOT / "seeds", environment, chance)
            events = timeline(
                options.minutes * 60,
                {"kill": options.kills, "full disk": options.full_disk, "rebuild": options.rebuilds},
                chance,
            )
            facts = _lived_through(upheaval, options, events)
        facts["faults"] = [*facts["faults"], *log_faults(log)]
    facts["cores"] = round(_cpu_seconds() / (time.monotonic() - began), 2)
    facts["options"] = {name: str(value) for name, value in asdict(options).items()}
    if options.json is not None:
        options.json.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    print(report(facts))
    sys.exit(bool(facts["faults"]))


def _lived_through(upheaval: Upheaval, options: Options, events: Sequence[Event]) -> dict[str, Any]:
    server, crowd = upheaval.server, upheaval.crowd
    crowd.begin()
    try:
        upheaval.passes(options.minutes * 60, tuple(events))
        numbers = sorted({each.conversation for each in crowd.seen})
        kept, unopened = kept_turns(server.address, numbers)
    finally:
        crowd.send_out()
        crowd.end()
        code = server.interrupt()
    upheaval.ends(f"Ctrl-C, exit code {code}")
    wrong, states = archive_faults(upheaval.data_dir)
    half, cut_off = half_answers(crowd.seen, kept)
    lost = lost_answers(crowd.seen, kept)
    return {
        "asked": dict(crowd.tally),
        "befell": dict(upheaval.tally),
        "lives": upheaval.facts(),
        "conversations": len(numbers),
        "shown as complete": len(crowd.seen),
        "of these told that it was not kept": sum(each.kept is False for each in crowd.seen),
        "of these cut off on a full disk": sum(each.kept is None for each in crowd.seen),
        "there afterwards as they were": sum(bool(each.kept) for each in crowd.seen) - len(lost),
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
            *crowd.faults,
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
