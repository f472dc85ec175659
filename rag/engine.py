"""What runs a language model: one Protocol, implemented on llama.cpp and on transformers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


class Engine(Protocol):
    """A loaded model that answers a chat prompt, one request at a time."""

    @property
    def name(self) -> str:
        """The model's name for people, such as ``Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)``."""

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        """Yield the reply piece by piece, greedily decoded (temperature 0).

        :param max_tokens: the longest reply, in the model's tokens.
        :param stop: once set, generation ends soon (within a few tokens) and the iterator ends.
        :raises ModelError: the prompt is too long for the model, or the engine failed.
        """

    def close(self) -> None:
        """Free the model; the engine cannot be used again."""
