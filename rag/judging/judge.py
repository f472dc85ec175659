"""Asks the language model whether a source says what a sentence claims."""

from collections.abc import Sequence
from threading import Event

from rag.engines.engine import Engine
from rag.judging.calibration import PROMPTED, TRAINED
from rag.judging.judgement import NOT_JUDGED, Judgement
from rag.judging.prompt import LETTERS, Claim, judge_prompt, trained_prompt
from rag.judging.worked_examples import WorkedExample, worked_examples


class Judge:
    """A language model that is read by its probabilities of A, B and C.

    Where it has weights that were trained to judge, these are asked; else it judges behind worked examples.
    """

    def __init__(self, engine: Engine, *, examples: Sequence[WorkedExample] | None = None) -> None:
        """Nothing is asked yet.

        :param examples: what a model that was not trained is shown first; None takes all that there are.
        """
        trained = engine.trained
        self._is_trained = trained is not None
        self._asked = engine if trained is None else trained
        self.calibration = PROMPTED if trained is None else TRAINED
        self._examples: Sequence[WorkedExample] = ()
        if trained is None:
            self._examples = worked_examples() if examples is None else tuple(examples)

    def judge(self, claim: Claim, *, stop: Event) -> Judgement:
        """Return what the model makes of a claim and its source.

        :param stop: once set, reading ends soon, and nothing is found to say the claim.
        :raises ModelError: the engine failed.
        """
        messages = trained_prompt(claim) if self._is_trained else judge_prompt(claim, self._examples)
        probabilities = self._asked.choice_probabilities(messages, tuple(LETTERS.values()), stop=stop)
        total = sum(probabilities)
        if total <= 0:
            return NOT_JUDGED
        says, denies, neither = (each / total for each in probabilities)
        return Judgement(says, denies, neither)
