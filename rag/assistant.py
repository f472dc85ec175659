"""Strings the parts together: a question in, events out, the last of them the answer."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from threading import Event as StopSignal
from time import perf_counter

from index.answer_reader import AnswerReader
from index.article import LANGUAGES, Language
from index.filters import NO_FILTERS, Filters
from index.text.language import detect_question_language
from rag.answer import Answer, AnswerReady, DraftGrew, Event, EvidenceSentence, SourcesFound, Turn
from rag.asking.choice import model_choices
from rag.asking.draft import visible_draft
from rag.asking.prompts import (
    MAX_ANSWER_TOKENS,
    again_prompt,
    answer_prompt,
    could_become_refusal,
    number_prompt,
)
from rag.deciding.answerability import (
    AnswerSignals,
    behind_likeliest,
    choice_signals,
    likeliest_number,
    likely_from_choice,
    likely_from_search,
    signals_of,
)
from rag.deciding.conflicts import with_difference
from rag.deciding.decision import Asked, decided, is_in_language_of, refusal
from rag.deciding.policy import POLICY, Policy
from rag.deciding.relevance import unknown_facts
from rag.engines.engine import Engine, Message
from rag.finding.evidence import as_evidence, choose_evidence
from rag.finding.follow_up import standalone_question
from rag.finding.readings import combined_score, likeliest_read, with_readings
from rag.finding.retrieval import Retriever
from rag.judging.judge import Judge
from rag.judging.support import Support, SupportScorer
from rag.values.article_dates import with_article_dates

_LOOKED_AT_FOR_DIFFERENCES = 40


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
            for _ in self._engine.stream(number_prompt("", language, ()), max_tokens=1, stop=stop):
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
        evidence = choose_evidence(sentences)
        signals = signals_of(sentences)
        probability = likely_from_search(signals)
        likeliest = likeliest_read(evidence) if probability >= self._policy.answered else None
        yield SourcesFound(found.passages, evidence, likeliest)
        sources_after = perf_counter() - began
        first_token_after = None
        asked = Asked(
            question,
            language,
            found.passages,
            evidence,
            as_evidence(sentences[:_LOOKED_AT_FOR_DIFFERENCES]),
            probability=probability,
            number=1,
        )
        for event in self._answered(asked, signals, stop):
            if isinstance(event, Answer):
                yield AnswerReady(event, sources_after, first_token_after, perf_counter() - began)
                return
            if first_token_after is None:
                first_token_after = perf_counter() - began
            yield event

    def _answered(
        self, asked: Asked, signals: AnswerSignals, stop: StopSignal
    ) -> Iterator[DraftGrew | Answer]:
        """Yield the draft as it grows, if there is one, and then the answer."""
        policy = self._policy
        if not asked.evidence or asked.probability < policy.worth_asking:
            yield refusal(asked, "nothing near")
            return
        asked = self._with_choice(asked, signals, stop)
        if asked.probability < policy.answered and not stop.is_set():
            yield refusal(asked, "model refused")
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

    def _with_choice(self, asked: Asked, signals: AnswerSignals, stop: StopSignal) -> Asked:
        """Ask the model which sentence answers, and take in what it says."""
        choices = model_choices(self._engine, asked.question, asked.language, asked.evidence, stop)
        scores = [combined_score(sentence.score, sentence.reading) for sentence in asked.evidence]
        behind = behind_likeliest(choices, scores)
        number = likeliest_number(behind)
        unknown = unknown_facts(asked.question, asked.language, asked.evidence[number - 1])
        probability = likely_from_choice(signals, choice_signals(choices, len(unknown)))
        return replace(asked, probability=probability, number=number, behind=behind)

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
