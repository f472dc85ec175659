"""Strings the parts together: a question in, events out, the last of them the answer."""

from collections.abc import Iterator, Sequence
from threading import Event as StopSignal
from time import perf_counter

from index.language import detect_question_language
from rag.answer import Answer, AnswerReady, DraftGrew, Event, EvidenceSentence, SourcesFound, Turn
from rag.answerability import AnswerSignals, answerable_probability, check_signals, retrieval_signals
from rag.conversation import standalone_question
from rag.draft import visible_draft
from rag.engine import Engine
from rag.evidence import MAX_SENTENCES, choose_evidence
from rag.prompts import MAX_ANSWER_TOKENS, answer_prompt, check_prompt, could_become_refusal, is_refusal
from rag.retrieval import Retrieval, Retriever
from rag.support import SupportScorer
from rag.verification import quotation, refusal, verify

NEAR_ENOUGH = 0.07
"""The least score of the best sentence (``FoundSentence.score``) for which the model is asked at all."""
LIKELY_ENOUGH = 0.5
"""The least probability that the articles answer the question for which an answer is shown."""
_CHOICES = tuple(str(number) for number in range(MAX_SENTENCES + 1))


class Assistant:
    """Answers questions about the articles of an index, one at a time."""

    def __init__(self, retriever: Retriever, engine: Engine, support: SupportScorer) -> None:
        self._retriever = retriever
        self._engine = engine
        self._support = support

    @property
    def model_name(self) -> str:
        """The model's name for people."""
        return self._engine.name

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), stop: StopSignal | None = None
    ) -> Iterator[Event]:
        """Yield ``SourcesFound``, then ``DraftGrew`` as the model writes, then ``AnswerReady``.

        :param history: the conversation so far, oldest first.
        :param stop: once set, the model stops soon, and the answer is what can be verified of what it wrote.
        :raises ModelError: the engine failed.
        """
        began = perf_counter()
        stop = StopSignal() if stop is None else stop
        previous = history[-1].answer.language if history else None
        language = detect_question_language(question, previous=previous)
        found = self._retriever.retrieve(standalone_question(question, language, history))
        evidence = choose_evidence(found.sentences)
        yield SourcesFound(found.passages, evidence)
        sources_after = perf_counter() - began
        if not evidence or found.sentences[0].score < NEAR_ENOUGH:
            answer = refusal(language, found.passages, "nothing near")
            yield AnswerReady(answer, sources_after, None, perf_counter() - began)
            return
        prompt = answer_prompt(question, language, evidence)
        first_token_after = None
        draft = ""
        for piece in self._engine.stream(prompt, max_tokens=MAX_ANSWER_TOKENS, stop=stop):
            if first_token_after is None:
                first_token_after = perf_counter() - began
            draft += piece
            if not could_become_refusal(draft):
                yield DraftGrew(visible_draft(draft, range(1, len(evidence) + 1)))
        signals = None
        answer = verify(draft, language, evidence, found.passages, self._support.score)
        if not stop.is_set():
            check = self._engine.choice_probabilities(check_prompt(prompt, draft, language), _CHOICES)
            signals = _signals(answer, draft, check[: len(evidence) + 1], found)
            answer = decide(answer, signals, evidence)
        yield AnswerReady(answer, sources_after, first_token_after, perf_counter() - began, signals)


def decide(answer: Answer, signals: AnswerSignals, evidence: Sequence[EvidenceSentence]) -> Answer:
    """Return the verified answer, or where it did not hold the best evidence as a quotation, or silence."""
    if answerable_probability(signals) < LIKELY_ENOUGH:
        return refusal(answer.language, answer.passages, answer.reason or "nothing supported")
    if answer.abstained:
        best = max(evidence, key=lambda sentence: sentence.score)
        return quotation(answer.language, best, answer.passages)
    return answer


def _signals(answer: Answer, draft: str, check: Sequence[float], found: Retrieval) -> AnswerSignals:
    best, lead = retrieval_signals([sentence.score for sentence in found.sentences])
    none, sure = check_signals(check)
    return AnswerSignals(
        best=best,
        lead=lead,
        none=none,
        sure=sure,
        refused=float(is_refusal(draft)),
        support=max((citation.support for citation in answer.citations), default=0.0),
    )
