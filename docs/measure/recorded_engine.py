"""Keeps a model's replies in a file, so that what comes after the model can be measured again in minutes.

Greedy replies depend on nothing but the prompt. A reply that is in the file is taken from there; any other is
asked of the model and added. Seconds measured with it mean nothing.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Event

from rag.engines.engine import Engine, Message


class RecordedEngine:
    """An engine in front of another one.

    :param load: loads the model; called when the first reply is missing.
    """

    def __init__(self, file: Path, load: Callable[[], Engine]) -> None:
        self._file = file
        self._load = load
        self._engine: Engine | None = None
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        self._replies: dict[str, str | list[float]] = dict(json.loads(line) for line in lines)

    @property
    def name(self) -> str:
        """The model's name for people."""
        return self._loaded().name

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        """Yield the whole reply at once."""
        key = _key("stream", max_tokens, messages)
        if key not in self._replies:
            pieces = self._loaded().stream(messages, max_tokens=max_tokens, stop=stop)
            self._keep(key, "".join(pieces))
        yield str(self._replies[key])

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        """Return how probable each choice is as the first token of the reply."""
        key = _key("choices", list(choices), messages)
        if key not in self._replies:
            found = self._loaded().choice_probabilities(messages, choices, stop=stop)
            self._keep(key, [round(each, 6) for each in found])
        return tuple(float(each) for each in self._replies[key])

    def close(self) -> None:
        """Free the model, if it was needed."""
        if self._engine is not None:
            self._engine.close()

    def _loaded(self) -> Engine:
        if self._engine is None:
            self._engine = self._load()
        return self._engine

    def _keep(self, key: str, reply: str | list[float]) -> None:
        self._replies[key] = reply
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps([key, reply], ensure_ascii=False) + "\n")


def _key(kind: str, parameter: object, messages: Sequence[Message]) -> str:
    asked = json.dumps([kind, parameter, [asdict(message) for message in messages]], ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()
