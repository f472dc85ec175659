"""Asks the language model whether a source says what a sentence claims."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from rag.engines.engine import Engine
from rag.judging.prompt import LETTERS, Claim, judge_prompt
from rag.judging.worked_examples import WorkedExample, worked_examples

_LEAST = 1e-6
"""Below what an engine tells apart; a probability of nought has no logarithm."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely it is that a source says a claim, denies it, or does neither; they add up to 1."""

    says: float
    denies: float
    neither: float

    def log_odds(self, other: float) -> float:
        """Return the natural logarithm of P(says) against another of the three, about -14 to 14."""
        return math.log(max(self.says, _LEAST) / max(other, _LEAST))


NOT_JUDGED = Judgement(says=0.0, denies=0.0, neither=1.0)


class Judge:
    """A language model that is read by its probabilities of A, B and C behind worked examples."""

    def __init__(self, engine: Engine, *, examples: Sequence[WorkedExample] | None = None) -> None:
        """Nothing is asked yet.

        :param examples: what the model is shown first; None takes all that there are.
        """
        self._engine = engine
        self._examples = worked_examples() if examples is None else tuple(examples)

    def judge(self, claim: Claim, *, stop: Event) -> Judgement:
        """Return what the model makes of a claim and its source.

        :param stop: once set, reading ends soon, and nothing is found to say the claim.
        :raises ModelError: the engine failed.
        """
        messages = judge_prompt(claim, self._examples)
        probabilities = self._engine.choice_probabilities(messages, tuple(LETTERS.values()), stop=stop)
        total = sum(probabilities)
        if total <= 0:
            return NOT_JUDGED
        says, denies, neither = (each / total for each in probabilities)
        return Judgement(says, denies, neither)
