"""The clients of ``reliability.py``, each in a thread, which can be let in and sent out all together."""

import random
import threading
from collections.abc import Sequence

from reliability_client import Client
from reliability_notes import Notes


class Crowd:
    """Clients that ask while they are inside.

    :param pace: seconds between two questions of a client, on average.
    """

    def __init__(self, clients: Sequence[Client], notes: Notes, *, pace: float, seed: int) -> None:
        self.notes = notes
        self._pace = pace
        self._changed = threading.Condition()
        self._is_open, self._has_ended, self._inside = False, False, 0
        self._threads = [
            threading.Thread(target=self._run, args=(client, random.Random(f"{seed} pace {number}")))
            for number, client in enumerate(clients)
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
        """Send the clients out for good."""
        self.send_out()
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()
        for each in self._threads:
            each.join()

    def _run(self, client: Client, chance: random.Random) -> None:
        while self._comes_in():
            try:
                while self._is_open:
                    client.ask()
                    self._pause(self._pace * chance.uniform(0.5, 1.5))
            except Exception as error:  # noqa: BLE001 - a client that fails must not go unseen in a thread
                self.notes.fault(f"a client of this test failed itself: {error!r}")
            finally:
                client.close()
                with self._changed:
                    self._inside -= 1
                    self._changed.notify_all()

    def _pause(self, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._is_open, seconds)

    def _comes_in(self) -> bool:
        """Wait until clients are let in or ended; say which."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_open or self._has_ended)
            self._inside += not self._has_ended
            return not self._has_ended
