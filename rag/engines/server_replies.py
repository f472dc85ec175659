"""Reads what an OpenAI-compatible server answers."""

import math
import re
from collections.abc import Sequence
from typing import Any

_CHOSEN = 0.9
"""How probable a choice counts as that the model makes where its server shows no probabilities."""
_WORD = re.compile(r"\w+")


def piece_of(event: dict[str, Any]) -> tuple[str, str | None]:
    """Return what an event adds to the reply, and why the reply ends with it, if it does."""
    choices = event.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict):
        return "", None
    delta, reason = choice.get("delta"), choice.get("finish_reason")
    piece = delta.get("content") if isinstance(delta, dict) else None
    return piece if isinstance(piece, str) else "", reason if isinstance(reason, str) else None


def top_tokens(found: Any) -> dict[str, float] | None:
    """Return the likeliest first tokens and their probabilities; None where a server shows none."""
    try:
        first = found["choices"][0]["logprobs"]["content"][0]
        # Two tokens can have one text (a byte and a character); the likelier comes first and counts.
        return {entry["token"]: math.exp(entry["logprob"]) for entry in reversed(first["top_logprobs"])}
    except (IndexError, KeyError, TypeError):
        return None


def reply_of(found: Any) -> str | None:
    """Return the text of a whole reply; None where there is none."""
    try:
        reply = found["choices"][0]["message"]["content"]
    except (IndexError, KeyError, TypeError):
        return None
    return reply if isinstance(reply, str) else None


def by_choice(reply: str, choices: Sequence[str]) -> tuple[float, ...]:
    """Return fixed probabilities where only the reply is known: its first word may be a choice."""
    word = _WORD.search(reply)
    if word is None or word[0] not in choices:
        return (1 / (len(choices) + 1),) * len(choices)
    other = (1 - _CHOSEN) / len(choices)
    return tuple(_CHOSEN if choice == word[0] else other for choice in choices)
