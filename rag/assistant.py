"""Strings the parts together: a question in, events out, the last of them the answer."""

from collections.abc import Iterator, Sequence
from threading import Event as StopSignal
from time import perf_counter

from index.language import detect_question_language
from rag.answer import AnswerReady, DraftGrew, Event, SourcesFound, Turn
from rag.draft import visible_draft
from rag.engine import Engine
from rag.evidence import choose_evidence
from rag.prompts import MAX_ANSWER_TOKENS, answer_prompt, could_become_refusal
from rag.retrieval import Retriever
from rag.support import SupportScorer
from rag.verification import refusal, verify

NEAR_ENOUGH = 0.07
"""The least score of the best sentence (``FoundSentence.score``) for which the model is asked at all."""


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
        previous = history[-1].answer.language if history else None
        language = detect_question_language(question, previous=previous)
        found = self._retriever.retrieve(_standalone(question, history))
        evidence = choose_evidence(found.sentences)
        yield SourcesFound(found.passages, evidence)
        sources_after = perf_counter() - began
        if not evidence or max(sentence.score for sentence in evidence) < NEAR_ENOUGH:
            answer = refusal(language, found.passages, "nothing near")
            yield AnswerReady(answer, sources_after, None, perf_counter() - began)
            return
        first_token_after = None
        draft = ""
        for piece in self._engine.stream(
            answer_prompt(question, language, evidence),
            max_tokens=MAX_ANSWER_TOKENS,
            stop=stop if stop is not None else StopSignal(),
        ):
            if first_token_after is None:
                first_token_after = perf_counter() - began
            draft += piece
            if not could_become_refusal(draft):
                yield DraftGrew(visible_draft(draft, range(1, len(evidence) + 1)))
        answer = verify(draft, language, evidence, found.passages, self._support.score)
        yield AnswerReady(answer, sources_after, first_token_after, perf_counter() - began)


def _standalone(question: str, history: Sequence[Turn]) -> str:
    """Return what to search for: a question that leans on the one before is asked together with it."""
    if not history or len(question.split()) > 6:
        return question
    return f"{history[-1].question} {question}"
