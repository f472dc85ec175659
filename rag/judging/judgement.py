"""What a judge makes of a claim and its source."""

import math
from dataclasses import dataclass

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
