"""A question with what was found for it, and how likely that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Language
from index.passage import Passage
from rag.answer import EvidenceSentence
from rag.deciding.answerability import likely_answered, signals_of
from rag.deciding.relevance import unknown_facts
from rag.finding.evidence import as_evidence, choose_evidence
from rag.finding.readings import likeliest_of
from rag.finding.retrieval import FoundSentence

_LOOKED_AT_FOR_DIFFERENCES = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what was found for it.

    ``passages`` and ``evidence`` are as in ``rag.answer.SourcesFound``; ``found`` are the best sentences
    that were found, whether the model reads them or not. ``probability``, 0 to 1, is that the articles
    answer the question, and ``number`` is of the evidence that most likely does (1, 2, …).
    """

    question: str
    language: Language
    passages: tuple[Passage, ...]
    evidence: tuple[EvidenceSentence, ...]
    found: tuple[EvidenceSentence, ...]
    probability: float
    number: int

    @property
    def likeliest(self) -> EvidenceSentence:
        """The sentence that most likely answers."""
        return self.evidence[self.number - 1]


def asked_of(
    question: str, language: Language, passages: tuple[Passage, ...], sentences: Sequence[FoundSentence]
) -> Asked:
    """Return a question with what the model is to read for it.

    :param sentences: best first (``rag.finding.readings.with_readings``).
    """
    evidence = choose_evidence(sentences)
    number, unknown = 1, 0
    if evidence:
        number = likeliest_of(evidence).number
        unknown = len(unknown_facts(question, language, evidence[number - 1]))
    return Asked(
        question,
        language,
        passages,
        evidence,
        as_evidence(sentences[:_LOOKED_AT_FOR_DIFFERENCES]),
        probability=likely_answered(signals_of(sentences, unknown)),
        number=number,
    )
