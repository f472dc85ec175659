"""Asks the model which sentence of the evidence answers a question."""

from collections.abc import Sequence
from threading import Event as StopSignal

from index.article import Language
from rag.answer import EvidenceSentence
from rag.asking.prompts import number_prompt
from rag.engines.engine import Engine


def model_choices(
    engine: Engine, question: str, language: Language, evidence: Sequence[EvidenceSentence], stop: StopSignal
) -> tuple[float, ...]:
    """Return how probable the model finds 0 (none), 1, 2, … as the number of the sentence that answers.

    :param stop: once set, reading ends soon, and all are 0.
    :raises ModelError: the engine failed.
    """
    numbers = [str(number) for number in range(len(evidence) + 1)]
    return engine.choice_probabilities(number_prompt(question, language, evidence), numbers, stop=stop)
