"""Strings the parts together: a question in, events out, the last of them the answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event as StopSignal
from time import perf_counter

from index.answer_reader import AnswerReader
from index.article import LANGUAGES, Language
from index.filters import NO_FILTERS, Filters
from index.passage import Passage
from index.text.language import detect_question_language
from rag.answer import (
    OF_MANY_LINES,
    Answer,
    AnswerReady,
    DraftGrew,
    Event,
    EvidenceSentence,
    QuestionKind,
    SourcesFound,
    Turn,
)
from rag.asking.prompts import (
    answer_prompt,
)
from rag.deciding.asked import Asked, asked_about, asked_of
from rag.deciding.collection import about_collection
from rag.deciding.conflicts import with_difference
from rag.deciding.decision import quoted, refusal
from rag.deciding.drafting import drafted_answer
from rag.deciding.members import listing
from rag.deciding.overview import overview, reasons
from rag.deciding.policy import POLICY, Policy
from rag.deciding.quotation import is_told_in
from rag.deciding.yes_no import undecided, yes_or_no
from rag.engines.engine import Engine
from rag.finding.collection import collection_question
from rag.finding.continuation import continuation_of
from rag.finding.follow_up import standalone_question
from rag.finding.held_articles import HeldArticles
from rag.finding.kind_model import KindModel
from rag.finding.lines import telling
from rag.finding.question_kind import question_kind
from rag.finding.readings import with_readings
from rag.finding.retrieval import CANDIDATES, WIDE, Retriever
from rag.judging.judge import Judge
from rag.judging.support import Support, SupportScorer, Verdict
from rag.values.article_dates import with_article_dates


class Assistant:
    """Answers questions about the articles of an index, one at a time.

    :param engine: None: while it is being loaded. Then the sentence that most likely answers is quoted, and
        the answer says so (``without_model``); what needs no model is answered as always.
    :param reader: reads which of the sentences found answer; None: search alone orders them.
    :param kinds: tells what a question asks for, where the retriever's encoder is the one that it was fitted
        for; None: the signs of its words alone do.
    :param policy: what is answered, quoted or left unsaid. A higher ``answered`` refuses more of what the
        articles do not answer, and more of what they do.
    """

    def __init__(
        self,
        retriever: Retriever,
        engine: Engine | None,
        *,
        reader: AnswerReader | None = None,
        kinds: KindModel | None = None,
        policy: Policy = POLICY,
    ) -> None:
        self._retriever = retriever
        self._kinds = kinds
        self._reader = reader
        self._model = None if engine is None else (engine, SupportScorer(Judge(engine)))
        self._policy = policy

    def warm_up(self, stop: StopSignal) -> None:
        """Have the model read what is the same for every question, so that no reader waits for it.

        :param stop: once set, it ends soon.
        """
        if self._model is None:
            return
        engine, scorer = self._model
        for language in LANGUAGES if engine.trained is None else ():
            for _ in engine.stream(answer_prompt("", language, (), 0), max_tokens=1, stop=stop):
                pass
        scorer.warm_up(stop)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        language: Language | None = None,
        kind: QuestionKind | None = None,
        stop: StopSignal | None = None,
    ) -> Iterator[Event]:
        """Yield ``SourcesFound``, then ``DraftGrew`` as the model writes, then ``AnswerReady``.

        :param history: the conversation so far, oldest first.
        :param filters: which articles may be used.
        :param language: the question's, where it has been told already: with ``history`` taken into account.
        :param kind: what the question asks for, where the reader has said so; else its words tell.
        :param stop: once set, the model stops soon, and the answer is what can be verified of what it wrote.
        :raises SettingError: ``filters`` name an article that is not in the index.
        :raises ModelError: the engine failed.
        """
        began = perf_counter()
        stop = StopSignal() if stop is None else stop
        previous = history[-1].answer.language if history else None
        language = language or detect_question_language(question, previous=previous)
        going_on = continuation_of(question, history)
        whole, told = (going_on.question, going_on.told) if going_on else (None, ())
        kind = kind or (going_on.kind if going_on else self._kind_of(question))
        if kind == QuestionKind.COLLECTION:
            yield from self._about_collection(whole or question, language, filters, told, began)
            return
        searched = whole or standalone_question(question, language, history)
        asked = self._found(searched, language, kind, filters, told)
        is_likely = bool(asked.evidence) and asked.probability >= self._policy.answered
        shows_likeliest = is_likely and self._reader is not None and kind not in OF_MANY_LINES
        yield SourcesFound(asked.passages, asked.evidence, asked.likeliest if shows_likeliest else None, kind)
        sources_after = perf_counter() - began
        first_token_after = None
        for event in self._answered(asked, stop):
            if isinstance(event, Answer):
                answer = replace(event, kind=kind)
                yield AnswerReady(answer, sources_after, first_token_after, perf_counter() - began)
                return
            if first_token_after is None:
                first_token_after = perf_counter() - began
            yield event

    def _kind_of(self, question: str) -> QuestionKind:
        if self._kinds is None:
            return question_kind(question)
        return self._kinds.kind(question, self._retriever.query_vector(question))

    def _found(
        self,
        question: str,
        language: Language,
        kind: QuestionKind,
        filters: Filters,
        told: Sequence[Answer],
    ) -> Asked:
        """Return a question with what was found for it, less what has been told already."""
        is_wide = kind in {QuestionKind.OVERVIEW, QuestionKind.CHANGE}
        found = self._retriever.retrieve(
            question, asked_in=language, filters=filters, candidates=WIDE if is_wide else CANDIDATES
        )
        sentences = tuple(
            each for each in found.sentences if not any(is_told_in(each.text, answer) for answer in told)
        )
        if is_wide:
            return asked_about(question, language, found.passages, sentences, kind)
        read = with_readings(question, language, sentences, self._reader)
        return asked_of(question, language, found.passages, read, kind)

    def _about_collection(
        self,
        question: str,
        language: Language,
        filters: Filters,
        before: Sequence[Answer],
        began: float,
    ) -> Iterator[Event]:
        """Yield what is found and said about the articles themselves."""
        asked = collection_question(question, language)
        told: dict[str, EvidenceSentence] = {}
        passages: tuple[Passage, ...] = ()
        is_all = True
        if not asked.subject.is_empty:
            found = self._retriever.retrieve(question, asked_in=language, filters=filters, candidates=WIDE)
            passages = found.passages
            told = telling(asked.subject, found.sentences)
            is_all = not found.may_be_more(WIDE)
        articles = HeldArticles(self._retriever.store, asked.selection(filters, told.keys()))
        answer = about_collection(
            asked, language, articles, told, self._retriever.opening, before=before, is_all=is_all
        )
        cited = tuple(each.passage for each in answer.citations)
        answer = replace(answer, passages=cited or passages)
        yield SourcesFound(answer.passages, (), None, QuestionKind.COLLECTION)
        seconds = perf_counter() - began
        yield AnswerReady(answer, seconds, None, seconds)

    def _answered(self, asked: Asked, stop: StopSignal) -> Iterator[DraftGrew | Answer]:
        """Yield the draft as it grows, if there is one, and then the answer."""
        policy = self._policy
        says_something = any(map(str.isalpha, asked.question))
        if not says_something or not asked.evidence or asked.probability < policy.answered:
            yield refusal(asked, "nothing near")
            return
        if asked.kind in OF_MANY_LINES:
            answer = listing(asked) if asked.kind == QuestionKind.LIST else overview(asked)
            yield with_article_dates(answer)
            return
        if self._model is None:
            yield _without_model(asked)
            return
        engine, scorer = self._model

        def denied(claim: str, source: EvidenceSentence) -> float:
            return scorer.denied(claim, source, stop=stop)

        if asked.kind == QuestionKind.YES_NO:

            def verdict(claim: str, language: Language, source: EvidenceSentence) -> Verdict:
                return scorer.verdict(claim, language, source, stop=stop)

            yield with_article_dates(yes_or_no(asked, verdict, policy))
            return

        if asked.reasons and engine.trained is not None:
            # What it writes of one sentence is seldom a reason.
            yield with_article_dates(reasons(asked, quoted(asked)))
            return

        def support(claim: str, language: Language, source: EvidenceSentence) -> Support:
            return scorer.support(claim, language, source, stop=stop, elsewhere=asked.question)

        answer = yield from drafted_answer(engine, asked, support, policy, stop)
        if answer.is_quotation and asked.reasons:
            yield with_article_dates(reasons(asked, answer))
            return
        yield with_article_dates(with_difference(answer, asked.found, denied, policy))


def _without_model(asked: Asked) -> Answer:
    """Return what is answered while the model is being loaded, where it would be asked."""
    if asked.kind == QuestionKind.YES_NO:
        answer = undecided(asked)
    else:
        answer = quoted(asked)
        if asked.reasons:
            answer = reasons(asked, answer)
    return replace(with_article_dates(answer), without_model=True)
