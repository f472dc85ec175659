"""Keeps what a model on PyTorch has read, so that worked examples are read once and not for each pair."""

from dataclasses import dataclass
from typing import Any

import torch

_KEPT = 4
"""Kinds of prompt; 2,000 tokens of one take 56 MB with the built-in model."""


@dataclass(frozen=True, slots=True, eq=False)  # tensors have no one answer to ==
class _Read:
    """``tokens`` has shape (read,), and ``cache`` the model's keys and values for them."""

    tokens: torch.Tensor
    cache: Any


class ReadPrompts:
    """Reads prompts with a causal model; each continues the earlier one with which it shares the most."""

    def __init__(self, model: Any) -> None:
        """Nothing is read yet.

        :param model: a causal model of transformers.
        """
        self._model = model
        self._kept: list[_Read] = []

    def next_token_logits(self, tokens: torch.Tensor) -> torch.Tensor:
        """Return the logits of the token after a prompt, shape (vocabulary,).

        :param tokens: the whole prompt, shape (1, tokens), on the model's device.
        """
        prompt = tokens[0]
        earlier = max(self._kept, key=lambda read: _shared(read.tokens, prompt), default=None)
        shared = 0 if earlier is None else _shared(earlier.tokens, prompt)
        cache = None
        # What shares only a template's opening is another kind of prompt, and both are worth keeping.
        if earlier is not None and shared * 2 > len(prompt):
            # Taken out first: where reading fails, the cache is no longer what was kept.
            self._kept.remove(earlier)
            cache = _cut(earlier, shared)
        rest = tokens if cache is None else tokens[:, shared:]
        with torch.inference_mode():
            read = self._model(input_ids=rest, past_key_values=cache, use_cache=True, logits_to_keep=1)
        self._kept = [_Read(prompt, read.past_key_values), *self._kept][:_KEPT]
        logits: torch.Tensor = read.logits[0, -1]
        return logits


def _shared(earlier: torch.Tensor, prompt: torch.Tensor) -> int:
    """Return how many tokens two prompts begin alike; one at least is left to be read."""
    length = min(len(earlier), len(prompt) - 1)
    differs = (earlier[:length] != prompt[:length]).nonzero()
    return int(differs[0]) if len(differs) else length


def _cut(read: _Read, length: int) -> Any:
    """Return the cache of the first ``length`` tokens; None where the model's kind of cache cannot be cut."""
    # A window or a state that has moved on cannot go back.
    if any(type(layer).__name__ != "DynamicLayer" for layer in read.cache.layers):
        return None
    read.cache.crop(length - len(read.tokens))
    return read.cache
