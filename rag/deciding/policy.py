"""The one policy by which a question is answered in own words, by a quotation, or not at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Every threshold of an answer. Fitted by ``docs/measure/fit_policy.py``, which prints the values below.

    :param answered: the least probability that the articles answer a question, for which the model is asked
        and anything is said; where own words do not hold, the likeliest sentence is quoted.
    :param said: the least probability that a source says a sentence of the model, for which it is shown.
    :param surely_said: from here on it is shown as well supported.
    :param denied: the least probability that another article denies what is said, for which it is told.
    :param shorter: the most that own words may have of the length of a source in the reader's language; what
        is not shorter is better said by the source itself.
    """

    answered: float = 0.36
    said: float = 0.72
    surely_said: float = 0.85
    denied: float = 0.85
    shorter: float = 0.8


POLICY = Policy()
