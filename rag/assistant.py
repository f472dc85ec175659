"""Strings the parts together: a question in, events out, the last of them the answer."""

from collections.abc import Iterator, Sequence
from threading import Event as StopSignal
from time import perf_counter

from index.article import LANGUAGES
from index.filters import NO_FILTERS, Filters
from index.language import detect_question_language
from rag.answer import Answer, AnswerReady, DraftGrew, Event, EvidenceSentence, Reason, SourcesFound, Turn
from rag.answerability import answerable_probability, signals_of
from rag.conversation import standalone_question
from rag.draft import visible_draft
from rag.engine import Engine
from rag.evidence import choose_evidence
from rag.prompts import MAX_ANSWER_TOKENS, answer_prompt, could_become_refusal
from rag.relevance import answers_more_than_it_asks, asks_about_a_known_name
from rag.retrieval import Retriever
from rag.support import SupportScorer
from rag.verification import quotation, refusal, verify

LIKELY_ENOUGH = 0.25
"""The least probability that the articles answer the question for which the model is asked, …"""
NEAR_ENOUGH = 0.18
"""… unless the best sentence has this score (``FoundSentence.score``): where many articles tell of one thing,
many sentences are near and none is ahead. On the development set that costs nothing."""
LIKELY_ENOUGH_TO_QUOTE: dict[Reason, float] = {
    "nothing near": 1.0,
    "nothing supported": 0.25,
    "model refused": 0.4,
}
"""The least for which the best sentence is quoted where the model's words did not hold, or it refused."""


class Assistant:
    """Answers questions about the articles of an index, one at a time."""

    def __init__(self, retriever: Retriever, engine: Engine, support: SupportScorer) -> None:
        self._retriever = retriever
        self._engine = engine
        self._support = support

    def warm_up(self, stop: StopSignal) -> None:
        """Have the model read what is the same for every question, so that no reader waits for it.

        :param stop: once set, it ends soon.
        """
        for language in LANGUAGES:
            for _ in self._engine.stream(answer_prompt("", language, ()), max_tokens=1, stop=stop):
                pass

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        stop: StopSignal | None = None,
    ) -> Iterator[Event]:
        """Yield ``SourcesFound``, then ``DraftGrew`` as the model writes, then ``AnswerReady``.

        :param history: the conversation so far, oldest first.
        :param filters: which articles may be used.
        :param stop: once set, the model stops soon, and the answer is what can be verified of what it wrote.
        :raises SettingError: ``filters`` name an article that is not in the index.
        :raises ModelError: the engine failed.
        """
        began = perf_counter()
        stop = StopSignal() if stop is None else stop
        previous = history[-1].answer.language if history else None
        language = detect_question_language(question, previous=previous)
        found = self._retriever.retrieve(standalone_question(question, language, history), filters=filters)
        evidence = choose_evidence(found.sentences)
        yield SourcesFound(found.passages, evidence)
        sources_after = perf_counter() - began
        signals = signals_of([sentence.score for sentence in found.sentences])
        probability = answerable_probability(signals)
        is_near = probability >= LIKELY_ENOUGH or signals.best >= NEAR_ENOUGH
        texts = [sentence.text for sentence in evidence]
        if not (evidence and (is_near or asks_about_a_known_name(question, language, texts))):
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
        answer = verify(draft, language, evidence, found.passages, self._support.score)
        if not answers_more_than_it_asks(answer.text, question, language):
            answer = refusal(language, found.passages, "nothing supported")
        if not stop.is_set():
            answer = quoted_if_likely(answer, probability, evidence)
        yield AnswerReady(answer, sources_after, first_token_after, perf_counter() - began)


def quoted_if_likely(answer: Answer, probability: float, evidence: Sequence[EvidenceSentence]) -> Answer:
    """Return the best sentence of the evidence as a quotation, where the model gave no answer that holds.

    :param probability: that the articles answer the question.
    """
    if answer.reason is None or probability < LIKELY_ENOUGH_TO_QUOTE[answer.reason]:
        return answer
    best = max(evidence, key=lambda sentence: sentence.score)
    return quotation(answer.language, best, answer.passages)
