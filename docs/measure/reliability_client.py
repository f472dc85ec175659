"""One reader or program of ``reliability.py``: what it does, and how it takes what comes of it."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from reliability_notes import HINDERED, Notes, Seen
from reliability_pages import ENDED, Asked, BadReplyError, Page, ask_api
from reliability_server import Server, SmallDisk

_GOES_AWAY = 0.08
"""How often a client goes away in the middle of an answer."""
_MESSAGES = (2, 8)
"""How many a page gets before it goes away."""
_RELOADS = 0.5
"""How often a page is loaded anew after the server was away; the others stay open and go on."""
_LONGEST = 8
"""Questions, up to which a page goes on with a conversation."""
_LOOK_AGAIN = 0.5


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A question, when it was asked, and of which life of the server."""

    question: str
    began: float
    life: int


class Client:
    """One reader or program; its numbers are drawn from ``chance``."""

    def __init__(
        self,
        server: Server,
        disk: SmallDisk,
        notes: Notes,
        questions: Sequence[str],
        chance: random.Random,
        *,
        is_program: bool,
    ) -> None:
        self._server, self._disk, self._notes = server, disk, notes
        self._questions, self._chance, self._is_program = questions, chance, is_program
        self._page: Page | None = None
        self._conversation: int | None = None
        self._left = 0

    def close(self) -> None:
        """Close the page; the next question opens it anew, with its conversation."""
        if self._page is not None:
            self._page.close()
            self._page = None

    def ask(self) -> None:
        """Ask one question, and note what came of it; where the server is away, wait a little instead."""
        if not self._server.is_up:
            time.sleep(_LOOK_AGAIN)
            return
        attempt = _Attempt(self._chance.choice(self._questions), time.monotonic(), self._server.life)
        try:
            if self._is_program:
                self._ask_api(attempt)
            else:
                self._ask_page(attempt)
        except (httpx.HTTPError, BadReplyError) as error:
            self._broke_off(attempt, f"{type(error).__name__}: {error}")

    def _ask_api(self, attempt: _Attempt) -> None:
        leaves, stream = self._chance.random() < _GOES_AWAY, self._chance.random() < 0.5
        answer = ask_api(self._server.address, attempt.question, stream=stream, leaves=leaves)
        if answer is None:
            self._notes.count("programs that went away in mid-answer")
        else:
            self._notes.said(attempt.question, answer)

    def _ask_page(self, attempt: _Attempt) -> None:
        leaves = self._chance.randint(*_MESSAGES) if self._chance.random() < _GOES_AWAY else None
        asked = self._opened().ask(attempt.question, self._conversation, leaves_after=leaves)
        if asked.conversation is not None:
            self._conversation = asked.conversation
            self._left -= 1
        if leaves is not None:
            self.close()
            self._notes.count("pages closed in mid-answer")
        self._note(asked, attempt)

    def _opened(self) -> Page:
        if self._left <= 0:
            self.close()
            self._conversation, self._left = None, self._chance.randint(1, _LONGEST)
        if self._page is None:
            page = Page(self._server.address)
            opened = page.enter(self._conversation)
            self._page = page
            if opened.hint or opened.conversation != self._conversation:
                self._notes.fault(f"conversation {self._conversation} was not opened again: {opened.hint}")
                self._conversation = None
        return self._page

    def _note(self, asked: Asked, attempt: _Attempt) -> None:
        was_full = self._disk.was_full_since(attempt.began)
        if asked.ended and asked.conversation is not None and asked.turn is not None:
            is_told = not asked.error and asked.shown is not None
            kept = not asked.hint if is_told else None if was_full else True
            self._notes.complete(Seen(asked.conversation, asked.turn, attempt.question, asked.shown, kept))
        if asked.error:
            self._broke_off(attempt, asked.error)
        elif asked.hint:
            self._may_be_for_the_disk(f"a page was told: {asked.hint}", was_full=was_full)
        elif asked.shown is not None and asked.shown.phase not in ENDED:
            ended = f"{attempt.question!r} ended as {asked.shown.phase}: {asked.shown.answer[:200]}"
            self._may_be_for_the_disk(ended, was_full=was_full)

    def _may_be_for_the_disk(self, what: str, *, was_full: bool) -> None:
        if was_full:
            self._notes.count(HINDERED)
        else:
            self._notes.fault(what)

    def _broke_off(self, attempt: _Attempt, error: str) -> None:
        """Note an error; one that a kill explains is only counted."""
        if not self._server.is_up or self._server.life != attempt.life:
            self._notes.count("questions broken off by a kill")
            if self._chance.random() < _RELOADS:
                self.close()
            return
        during = " while the disk was full" if self._disk.was_full_since(attempt.began) else ""
        self._notes.fault(f"life {attempt.life}: {attempt.question!r}{during}: {error}")
        self.close()
