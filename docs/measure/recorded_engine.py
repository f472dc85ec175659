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

from rag.engines.engine import Engine, LanguageModel, Message


class Replies:
    """The file of replies."""

    def __init__(self, file: Path) -> None:
        self._file = file
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        self._known: dict[str, str | list[float]] = dict(json.loads(line) for line in lines)

    def reply(self, key: str, ask: Callable[[], str | list[float]]) -> str | list[float]:
        """Return what is known, or else ask, and keep it."""
        if key not in self._known:
            self._known[key] = ask()
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self._known[key]], ensure_ascii=False) + "\n")
        return self._known[key]


class RecordedModel:
    """A model behind a file of replies; ``weights`` tells apart what it says with other weights."""

    def __init__(self, replies: Replies, load: Callable[[], LanguageModel], weights: str = "") -> None:
        self._replies = replies
        self._load = load
        self._weights = weights

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        """Yield the whole reply at once."""

        def ask() -> str:
            return "".join(self._load().stream(messages, max_tokens=max_tokens, stop=stop))

        yield str(self._replies.reply(_key(f"{self._weights}stream", max_tokens, messages), ask))

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        """Return how probable each choice is as the first token of the reply."""

        def ask() -> list[float]:
            found = self._load().choice_probabilities(messages, choices, stop=stop)
            return [round(each, 6) for each in found]

        key = _key(f"{self._weights}choices", list(choices), messages)
        return tuple(float(each) for each in self._replies.reply(key, ask))


class RecordedEngine(RecordedModel):
    """An engine in front of another one.

    :param load: loads the model; called when the first reply is missing.
    :param is_trained: whether the model has weights that were trained for our prompts.
    """

    def __init__(self, file: Path, load: Callable[[], Engine], *, is_trained: bool = True) -> None:
        replies = Replies(file)
        super().__init__(replies, self._loaded)
        self._load_engine = load
        self._engine: Engine | None = None
        self._trained = RecordedModel(replies, self._loaded_trained, "trained ") if is_trained else None

    @property
    def name(self) -> str:
        """The model's name for people."""
        return self._loaded().name

    @property
    def trained(self) -> LanguageModel | None:
        """The model with the weights that were trained, recorded too."""
        return self._trained

    def close(self) -> None:
        """Free the model, if it was needed."""
        if self._engine is not None:
            self._engine.close()

    def _loaded(self) -> Engine:
        if self._engine is None:
            self._engine = self._load_engine()
        return self._engine

    def _loaded_trained(self) -> LanguageModel:
        trained = self._loaded().trained
        assert trained is not None
        return trained


def _key(kind: str, parameter: object, messages: Sequence[Message]) -> str:
    asked = json.dumps([kind, parameter, [asdict(message) for message in messages]], ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()
