"""A question with what was found for it, and how likely that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Language
from index.passage import Passage
from rag.answer import EvidenceSentence, QuestionKind
from rag.deciding.answerability import AnswerSignals, likely_answered, signals_of
from rag.deciding.relevance import unknown_facts
from rag.finding.evidence import as_evidence, choose_evidence
from rag.finding.lines import list_sentences, overview_lines, reason_sentences
from rag.finding.readings import likeliest_of
from rag.finding.retrieval import FoundSentence
from rag.finding.subject import by_names, subject_of, told_of

_LOOKED_AT_FOR_DIFFERENCES = 40
_LEAST_OF_NAMED = 0.06
"""From this score on a sentence that names a subject has something to do with the other words of it, too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what was found for it.

    ``passages`` and ``evidence`` are as in ``rag.answer.SourcesFound``; ``found`` are the best sentences
    that were found, whether the model reads them or not. ``probability``, 0 to 1, is that the articles
    answer the question, and ``number`` is of the evidence that most likely does (1, 2, …). ``reasons`` are
    the sentences to quote where it asks why or how.
    """

    question: str
    language: Language
    passages: tuple[Passage, ...]
    evidence: tuple[EvidenceSentence, ...]
    found: tuple[EvidenceSentence, ...]
    probability: float
    number: int
    kind: QuestionKind = QuestionKind.FACT
    reasons: tuple[EvidenceSentence, ...] = ()

    @property
    def likeliest(self) -> EvidenceSentence:
        """The sentence that most likely answers."""
        return self.evidence[self.number - 1]


def asked_of(
    question: str,
    language: Language,
    passages: tuple[Passage, ...],
    sentences: Sequence[FoundSentence],
    kind: QuestionKind = QuestionKind.FACT,
) -> Asked:
    """Return a question with what the model is to read for it.

    :param sentences: best first (``rag.finding.readings.with_readings``).
    """
    evidence = list_sentences(sentences) if kind == QuestionKind.LIST else choose_evidence(sentences)
    number, unknown = 1, 0
    if evidence:
        number = likeliest_of(evidence).number
        # Whether a year or a name belongs to what is asked is what a question for yes or no asks.
        unknown = (
            len(unknown_facts(question, language, evidence[number - 1])) if kind != QuestionKind.YES_NO else 0
        )
    return Asked(
        question,
        language,
        passages,
        evidence,
        as_evidence(sentences[:_LOOKED_AT_FOR_DIFFERENCES]),
        probability=likely_answered(signals_of(sentences, unknown)),
        number=number,
        kind=kind,
        reasons=reason_sentences(sentences) if kind == QuestionKind.WHY else (),
    )


def asked_about(
    question: str,
    language: Language,
    passages: tuple[Passage, ...],
    sentences: Sequence[FoundSentence],
    kind: QuestionKind,
) -> Asked:
    """Return a question about a subject, its evidence the lines of an overview.

    :param sentences: best first by search.
    """
    subject = subject_of(question, language)
    told = told_of(subject, sentences)
    # Under another name perhaps, in the other language: then the words around it must fit the better.
    unknown = 0 if told else len(subject.names)
    near = told or list(sentences)
    best = max((each.score for each in near), default=0.0)
    is_named = bool(told and subject.names) and (not subject.has_words or best >= _LEAST_OF_NAMED)
    return Asked(
        question,
        language,
        passages,
        overview_lines(by_names(subject, near), language, by_time=kind == QuestionKind.CHANGE),
        as_evidence(sentences[:_LOOKED_AT_FOR_DIFFERENCES]),
        probability=1.0 if is_named else likely_answered(AnswerSignals(best, unknown)),
        number=1,
        kind=kind,
    )
