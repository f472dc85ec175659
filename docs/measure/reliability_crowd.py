"""The clients of ``reliability.py``, each in a thread: what they ask, what they saw, and what went wrong."""

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from reliability_pages import ENDED, Asked, BadReplyError, Page, Shown, ask_api
from reliability_server import Server, SmallDisk

_EVERY_SO_MANY_A_PROGRAM = 4
_GOES_AWAY = 0.08
"""How often a client goes away in the middle of an answer."""
_RELOADS = 0.5
"""How often a page is loaded anew after the server was away; the others stay open and go on."""
_LONGEST = 8
"""Questions, up to which a page goes on with a conversation."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer that a page showed as complete; ``shown`` is None where only its end came before a kill.

    :param kept: False where the page was told that it could not be kept; None where it was not told how it
        stands, and the disk was full.
    """

    conversation: int
    turn: int
    question: str
    shown: Shown | None
    kept: bool | None


class Crowd:
    """Clients that ask until they are told to end, and pause when they are told to."""

    def __init__(
        self,
        server: Server,
        disk: SmallDisk,
        questions: Sequence[str],
        *,
        clients: int,
        pace: float,
        seed: int,
    ) -> None:
        self.seen: list[Seen] = []
        self.said: dict[str, set[str]] = {}
        self.faults: list[str] = []
        self.tally: Counter[str] = Counter()
        self.asked_in_life = 0
        self._server, self._disk, self._questions, self._pace = server, disk, tuple(questions), pace
        self._changed = threading.Condition()
        self._is_open, self._has_ended, self._inside = False, False, 0
        self._threads = [
            threading.Thread(target=self._runs, args=(number, random.Random(f"{seed} {number}")))
            for number in range(clients)
        ]

    @property
    def size(self) -> int:
        """How many clients there are."""
        return len(self._threads)

    def begin(self) -> None:
        """Start the clients; they wait to be let in."""
        for each in self._threads:
            each.start()

    def let_in(self) -> None:
        """Let the clients ask."""
        with self._changed:
            self._is_open = True
            self._changed.notify_all()

    def send_out(self) -> None:
        """Have the clients end their questions and close their pages, and wait until they have."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._inside == 0)

    def end(self) -> None:
        """End the clients, which must be outside."""
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()
        for each in self._threads:
            each.join()

    def _runs(self, number: int, chance: random.Random) -> None:
        client = _Client(self, number, chance)
        while self._waits_outside():
            try:
                while self._is_open:
                    client.asks_once()
                    with self._changed:
                        self._changed.wait_for(
                            lambda: not self._is_open, self._pace * chance.uniform(0.5, 1.5)
                        )
            except Exception as error:  # noqa: BLE001 - a harness that fails must say so in its report
                self.faults.append(f"client {number} of this test failed: {error!r}")
            finally:
                client.closes()
                with self._changed:
                    self._inside -= 1
                    self._changed.notify_all()

    def _waits_outside(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._is_open or self._has_ended)
            self._inside += not self._has_ended
            return not self._has_ended

    def took(self, what: str) -> None:
        """Count something that happened."""
        with self._changed:
            self.tally[what] += 1

    def asked(self) -> None:
        """Count a question that was answered in this life of the server."""
        with self._changed:
            self.asked_in_life += 1

    def keeps(self, seen: Seen) -> None:
        """Remember an answer that was complete."""
        with self._changed:
            self.seen.append(seen)

    def fault(self, what: str) -> None:
        """Note what should not have happened."""
        with self._changed:
            self.faults.append(f"life {self._server.life}: {what}")

    @property
    def address(self) -> str:
        """Where the server is."""
        return self._server.address

    def choice(self, chance: random.Random) -> str:
        """Choose a question."""
        return chance.choice(self._questions)

    def waits_for_server(self, life: int) -> bool:
        """Whether the server has been killed since that life, or is away now."""
        return self._server.life != life or not self._server.is_up

    @property
    def life(self) -> int:
        """Which life the server is in."""
        return self._server.life

    def was_full_since(self, moment: float) -> bool:
        """Whether the disk was full at any time since then."""
        return self._disk.was_full_since(moment)

    def is_away(self) -> bool:
        """Wait a little where the server is away; say whether it was."""
        if self._server.is_up:
            return False
        time.sleep(0.5)
        return True


class _Client:
    """One reader or program."""

    def __init__(self, crowd: Crowd, number: int, chance: random.Random) -> None:
        self._crowd, self._number, self._chance = crowd, number, chance
        self._is_program = number % _EVERY_SO_MANY_A_PROGRAM == _EVERY_SO_MANY_A_PROGRAM - 1
        self._page: Page | None = None
        self._conversation: int | None = None
        self._left = 0

    def closes(self) -> None:
        """Close the page; the next question opens it anew, with its conversation."""
        if self._page is not None:
            self._page.close()
            self._page = None

    def asks_once(self) -> None:
        """Ask one question, and note what came of it."""
        if self._crowd.is_away():
            return
        began, life = time.monotonic(), self._crowd.life
        question = self._crowd.choice(self._chance)
        try:
            if self._is_program:
                self._asks_as_program(question)
            else:
                self._asks_at_page(question, began, life)
        except (httpx.HTTPError, BadReplyError) as error:
            self._broke_off(error, question, began, life)

    def _asks_as_program(self, question: str) -> None:
        leaves = self._chance.random() < _GOES_AWAY
        stream = self._chance.random() < 0.5
        answer = ask_api(self._crowd.address, question, stream=stream, leaves=leaves)
        if answer is None:
            self._crowd.took("programs that went away")
            return
        self._crowd.took("answers to programs")
        self._crowd.asked()
        self._crowd.said.setdefault(question, set()).add(answer)
        if len(self._crowd.said[question]) > 1:
            self._crowd.fault(f"the API gave two answers to {question!r}: {self._crowd.said[question]}")

    def _asks_at_page(self, question: str, began: float, life: int) -> None:
        page = self._opened_page()
        leaves = self._chance.randint(2, 8) if self._chance.random() < _GOES_AWAY else None
        asked = page.ask(question, self._conversation, leaves_after=leaves)
        if asked.conversation is not None:
            self._conversation = asked.conversation
            self._left -= 1
        if leaves is not None:
            self.closes()
            self._crowd.took("pages closed in mid-answer")
        self._note(asked, question, began, life)

    def _opened_page(self) -> Page:
        if self._left <= 0:
            self.closes()
            self._conversation, self._left = None, self._chance.randint(1, _LONGEST)
        if self._page is None:
            page = Page(self._crowd.address)
            opened = page.enter(self._conversation)
            self._page = page
            if opened.hint or opened.conversation != self._conversation:
                self._crowd.fault(f"conversation {self._conversation} was not opened again: {opened.hint}")
                self._conversation = None
        return self._page

    def _note(self, asked: Asked, question: str, began: float, life: int) -> None:
        was_full = self._crowd.was_full_since(began)
        if asked.ended and asked.conversation is not None and asked.turn is not None:
            settled = not asked.error and asked.shown is not None
            kept = not asked.hint if settled else None if was_full else True
            self._crowd.keeps(Seen(asked.conversation, asked.turn, question, asked.shown, kept))
            self._crowd.took("answers shown as complete")
            self._crowd.asked()
        if asked.hint:
            self._crowd.took("told that it could not be kept" if was_full else "told of another hindrance")
            if not was_full:
                self._crowd.fault(f"client {self._number} was told: {asked.hint}")
        elif asked.error:
            self._broke_off(BadReplyError(asked.error), question, began, life)
        elif asked.shown is not None and asked.shown.phase not in ENDED:
            told = f"{question!r} ended as {asked.shown.phase}: {asked.shown.answer[:200]}"
            if was_full:
                self._crowd.took("failed while the disk was full, and said so")
            else:
                self._crowd.fault(told)

    def _broke_off(self, error: Exception, question: str, began: float, life: int) -> None:
        """Note an error; one that a kill explains is counted alone."""
        if self._crowd.waits_for_server(life):
            self._crowd.took("broken off by a kill")
            if self._page is not None and self._chance.random() < _RELOADS:
                self.closes()
        else:
            during = " while the disk was full" if self._crowd.was_full_since(began) else ""
            self._crowd.fault(f"client {self._number}, {question!r}{during}: {type(error).__name__}: {error}")
            self.closes()
