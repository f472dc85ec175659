"""Strings the parts together: a question in, events out, the last of them the answer."""

from collections.abc import Generator, Iterator, Sequence
from threading import Event as StopSignal
from time import perf_counter

from index.answer_reader import AnswerReader
from index.article import LANGUAGES, Language
from index.filters import NO_FILTERS, Filters
from index.text.language import detect_question_language
from rag.answer import Answer, AnswerReady, DraftGrew, Event, EvidenceSentence, SourcesFound, Turn
from rag.asking.draft import visible_draft
from rag.asking.prompts import (
    MAX_ANSWER_TOKENS,
    again_prompt,
    answer_prompt,
    could_become_refusal,
)
from rag.deciding.asked import Asked, asked_of
from rag.deciding.conflicts import with_difference
from rag.deciding.decision import decided, is_in_language_of, refusal
from rag.deciding.policy import POLICY, Policy
from rag.engines.engine import Engine, Message
from rag.finding.follow_up import standalone_question
from rag.finding.readings import with_readings
from rag.finding.retrieval import Retriever
from rag.judging.judge import Judge
from rag.judging.support import Support, SupportScorer
from rag.values.article_dates import with_article_dates


class Assistant:
    """Answers questions about the articles of an index, one at a time.

    :param reader: reads which of the sentences found answer; None: search alone orders them.
    :param policy: what is answered, quoted or left unsaid. A higher ``answered`` refuses more of what the
        articles do not answer, and more of what they do.
    """

    def __init__(
        self,
        retriever: Retriever,
        engine: Engine,
        *,
        reader: AnswerReader | None = None,
        policy: Policy = POLICY,
    ) -> None:
        self._retriever = retriever
        self._engine = engine
        self._reader = reader
        self._support = SupportScorer(Judge(engine))
        self._policy = policy

    def warm_up(self, stop: StopSignal) -> None:
        """Have the model read what is the same for every question, so that no reader waits for it.

        :param stop: once set, it ends soon.
        """
        for language in LANGUAGES:
            for _ in self._engine.stream(answer_prompt("", language, (), 0), max_tokens=1, stop=stop):
                pass
        self._support.warm_up(stop)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        language: Language | None = None,
        stop: StopSignal | None = None,
    ) -> Iterator[Event]:
        """Yield ``SourcesFound``, then ``DraftGrew`` as the model writes, then ``AnswerReady``.

        :param history: the conversation so far, oldest first.
        :param filters: which articles may be used.
        :param language: the question's, where it has been told already: with ``history`` taken into account.
        :param stop: once set, the model stops soon, and the answer is what can be verified of what it wrote.
        :raises SettingError: ``filters`` name an article that is not in the index.
        :raises ModelError: the engine failed.
        """
        began = perf_counter()
        stop = StopSignal() if stop is None else stop
        previous = history[-1].answer.language if history else None
        language = language or detect_question_language(question, previous=previous)
        searched = standalone_question(question, language, history)
        found = self._retriever.retrieve(searched, asked_in=language, filters=filters)
        sentences = with_readings(searched, language, found.sentences, self._reader)
        asked = asked_of(question, language, found.passages, sentences)
        is_likely = bool(asked.evidence) and asked.probability >= self._policy.answered
        likeliest = asked.likeliest if is_likely and self._reader is not None else None
        yield SourcesFound(asked.passages, asked.evidence, likeliest)
        sources_after = perf_counter() - began
        first_token_after = None
        for event in self._answered(asked, stop):
            if isinstance(event, Answer):
                yield AnswerReady(event, sources_after, first_token_after, perf_counter() - began)
                return
            if first_token_after is None:
                first_token_after = perf_counter() - began
            yield event

    def _answered(self, asked: Asked, stop: StopSignal) -> Iterator[DraftGrew | Answer]:
        """Yield the draft as it grows, if there is one, and then the answer."""
        policy = self._policy
        if not asked.evidence or asked.probability < policy.answered:
            yield refusal(asked, "nothing near")
            return
        prompt = answer_prompt(asked.question, asked.language, asked.evidence, asked.number)
        draft = yield from self._drafted(prompt, asked, stop)
        if not is_in_language_of(draft, asked):
            prompt = again_prompt(asked.question, asked.language, prompt, draft)
            draft = yield from self._drafted(prompt, asked, stop)

        def support(claim: str, language: Language, source: EvidenceSentence) -> Support:
            return self._support.support(claim, language, source, stop=stop, elsewhere=asked.question)

        def denied(claim: str, source: EvidenceSentence) -> float:
            return self._support.denied(claim, source, stop=stop)

        answer = decided(asked, draft, support, policy, may_quote=not stop.is_set())
        yield with_article_dates(with_difference(answer, asked.found, denied, policy))

    def _drafted(
        self, prompt: Sequence[Message], asked: Asked, stop: StopSignal
    ) -> Generator[DraftGrew, None, str]:
        """Yield what the model has written so far, as it may be seen, and return all of it."""
        draft = ""
        for piece in self._engine.stream(prompt, max_tokens=MAX_ANSWER_TOKENS, stop=stop):
            draft += piece
            if not could_become_refusal(draft):
                yield DraftGrew(visible_draft(draft, range(1, len(asked.evidence) + 1)))
        return draft
