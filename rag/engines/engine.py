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


class LanguageModel(Protocol):
    """A model that answers a chat prompt."""

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        """Yield the reply piece by piece, greedily decoded (temperature 0).

        :param max_tokens: the longest reply, in the model's tokens.
        :param stop: once set, generation ends soon (within a few tokens) and the iterator ends.
        :raises ModelError: the prompt is too long for the model, or the engine failed.
        """

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        """Return how probable each choice is as the first token of the reply, 0 to 1, in their order.

        They are the model's own probabilities over its whole vocabulary, so they add up to at most 1. An
        engine that cannot see them lets the model choose, and gives fixed ones.

        What a prompt shares with an earlier one, such as worked examples, should not be read again.

        :param stop: once set, the reading of the prompt ends soon where it can; then all are 0.
        :raises ModelError: a choice is not one token of the model, or as for ``stream``.
        """


class Engine(LanguageModel, Protocol):
    """A loaded model, one request at a time."""

    @property
    def name(self) -> str:
        """The model's name for people, such as ``Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)``."""

    @property
    def trained(self) -> LanguageModel | None:
        """The same model with weights that were trained for our own prompts; None where it has none.

        It judges (``rag.judging.prompt.trained_prompt``), and answers from one source.
        """

    def close(self) -> None:
        """Free the model; the engine cannot be used again."""
