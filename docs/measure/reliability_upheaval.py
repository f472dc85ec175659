"""What befalls the server in ``reliability.py``: when, and how each is done."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from reliability_crowd import Crowd
from reliability_notes import HINDERED
from reliability_server import Counts, Server, SmallDisk, counts, make_index, resident

Kind = Literal["kill", "full disk", "rebuild"]
_IDLE = 11.0
"""Seconds after which the server's pool ends a thread that has nothing to do, at its next request."""
_WARM = 120.0
_SAMPLE = 10.0
_FULL = (5.0, 20.0)
_LONGEST_FULL = 180.0
_LOOK_AGAIN = 0.5
_BEFORE_A_KILL = (1.0, 15.0)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befalls the server, so many seconds after the start. ``at_kill``: just before a kill."""

    at: float
    kind: Kind
    at_kill: bool = False


@dataclass(slots=True)
class Life:
    """A server from its start to its end, and what it held once it was warm and before its end."""

    number: int
    began: float
    before: Counts | None = None
    after: Counts | None = None
    answers: int = 0
    highest: int = 0
    minutes: float = 0.0
    end: str = ""


def timeline(seconds: float, numbers: Mapping[Kind, int], chance: random.Random) -> tuple[Event, ...]:
    """Spread events over a time, each at random within its share of it; of the others half are at a kill."""
    events = []
    kills: list[float] = []
    for kind, count in numbers.items():
        for place in range(count):
            at = seconds * (place + chance.uniform(0.2, 0.9)) / count
            at_kill = kind != "kill" and bool(kills) and place % 2 == 1
            if kind == "kill":
                kills.append(at)
            events.append(Event(chance.choice(kills) if at_kill else at, kind, at_kill))
    return tuple(sorted(events, key=lambda each: each.at))


@dataclass(slots=True)
class Upheaval:
    """The server with what befalls it."""

    server: Server
    disk: SmallDisk
    crowd: Crowd
    data_dir: Path
    articles: Path
    environment: Mapping[str, str]
    chance: random.Random
    lives: list[Life] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _beside: list[threading.Thread] = field(default_factory=list)

    def passes(self, seconds: float, events: tuple[Event, ...]) -> None:
        """Live through the events, and a calm end."""
        began = time.monotonic()
        self.starts()
        for each in events:
            if each.at_kill:
                continue
            self._waits(began + each.at - time.monotonic())
            if each.kind == "kill":
                self._kills([other for other in events if other.at_kill and other.at == each.at])
            else:
                self._goes_beside(each.kind)
        self._waits(began + seconds - time.monotonic())
        self._counts_after()

    def starts(self) -> None:
        """Start the server, and count what it holds once every client has had an answer.

        :raises SystemExit: it does not start.
        """
        for _ in range(_TRIES):
            began = time.monotonic()
            if self.server.start():
                break
            if not self.disk.was_full_since(began):
                self.faults.append(f"the server did not start after life {self.server.life}: see its log")
            self.tally["refused starts"] += 1
            self._joins()
        else:
            raise SystemExit("the server does not start: see its log")
        self.lives.append(Life(self.server.life, time.monotonic()))
        self.crowd.notes.answers = 0
        self.crowd.let_in()
        give_up = time.monotonic() + _WARM
        while self.crowd.notes.answers < self.crowd.size and time.monotonic() < give_up:
            self._waits(1.0)
        self.lives[-1].before = self._counts_at_rest()
        self.crowd.let_in()

    def ends(self, how: str) -> None:
        """Write down how a life ended."""
        life = self.lives[-1]
        life.end, life.answers = how, self.crowd.notes.answers
        life.minutes = round((time.monotonic() - life.began) / 60, 1)
        print(
            f"{life}; {len(self.faults) + len(self.crowd.notes.faults)} faults", file=sys.stderr, flush=True
        )

    def facts(self) -> list[dict[str, object]]:
        """Return the lives for the report."""
        return [asdict(life) for life in self.lives]

    def _kills(self, beside: list[Event]) -> None:
        self._counts_after()
        self.crowd.let_in()
        self._waits(self.chance.uniform(*_BEFORE_A_KILL))
        for each in beside:
            self._goes_beside(each.kind)
        if beside:
            self._waits(self.chance.uniform(0.2, 4.0))
        self.server.kill()
        self.tally["kill"] += 1
        self.ends("kill -9")
        self.starts()

    def _goes_beside(self, kind: Kind) -> None:
        does: dict[Kind, Callable[[], None]] = {"full disk": self._fills, "rebuild": self._rebuilds}
        thread = threading.Thread(target=does[kind], name=kind)
        thread.start()
        self._beside.append(thread)
        self.tally[kind] += 1

    def _fills(self) -> None:
        """Fill the disk until it has hindered someone: SQLite goes on for a while in what its log has."""
        until, tally = threading.Event(), self.crowd.notes.tally
        hindered, began, least = tally[HINDERED], time.monotonic(), self.chance.uniform(*_FULL)
        filling = threading.Thread(target=self.disk.fill, args=(until,))
        filling.start()
        while (full_for := time.monotonic() - began) < least or (
            full_for < _LONGEST_FULL and self.server.is_up and tally[HINDERED] == hindered
        ):
            time.sleep(_LOOK_AGAIN)
        until.set()
        filling.join()
        if tally[HINDERED] == hindered:
            self.tally["full disk that hindered nobody"] += 1

    def _rebuilds(self) -> None:
        began = time.monotonic()
        made = make_index(self.data_dir, self.articles, self.environment, "--rebuild")
        if made.returncode == 0:
            return
        lines = made.stderr.strip().splitlines()
        told = lines[-1] if lines else ""
        if self.disk.was_full_since(began) and made.returncode == 1 and told.startswith("tweespraak: "):
            self.tally["rebuild refused on the full disk"] += 1
        else:
            self.faults.append(f"a rebuild ended with {made.returncode}: {made.stderr[-600:]}")

    def _counts_after(self) -> None:
        self.lives[-1].after = self._counts_at_rest()

    def _counts_at_rest(self) -> Counts:
        self._joins()
        self.crowd.send_out()
        self._waits(_IDLE)
        self.server.looks()  # lets its pool of threads shrink
        self._waits(1.0)
        return counts(self.server.pid)

    def _joins(self) -> None:
        while self._beside:
            self._beside.pop().join()

    def _waits(self, seconds: float) -> None:
        """Wait, and look now and then how much memory the server has."""
        end = time.monotonic() + seconds
        while True:
            if self.lives and self.server.is_up:
                life = self.lives[-1]
                life.highest = max(life.highest, resident(self.server.pid))
            left = end - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, _SAMPLE))
