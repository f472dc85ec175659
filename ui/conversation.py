"""One reader's conversation: takes questions, follows the assistant, and says what the page shows."""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index.article import Language
from index.errors import SettingError, TweespraakError
from index.filters import NO_FILTERS, Filters
from rag.answer import AnswerReady, Event, Turn
from ui.filter_bar import read_filters
from ui.render import escape, language_badge
from ui.texts import TEXTS, Texts
from ui.turn import UNFINISHED, TurnState, TurnView, after, draw

QUESTION_LIMIT = 2000
"""Characters: far more than a question needs, and well within what the smallest model can read."""


class Answers(Protocol):
    """What answers a question: the assistant, or a script of it in the tests of the page."""

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Yield ``SourcesFound``, then ``DraftGrew`` as the model writes, then ``AnswerReady``.

        :param filters: which articles may be used.
        :param stop: once set, the iterator ends soon, without an answer.
        :raises TweespraakError: the index or the model failed.
        """


@dataclass(frozen=True, slots=True)
class ConversationView:
    """What the page shows. ``header`` and ``welcome`` are HTML; ``turn`` is the one that last changed."""

    conversation: int
    language: Language
    header: str
    welcome: str
    labels: dict[str, str]
    turn: TurnView | None


class Conversation:
    """The questions of one browser page, one at a time; lives as long as the page is open.

    ``stop`` and ``view`` may be called from another thread while ``answer`` runs.
    """

    def __init__(
        self,
        assistant: Answers,
        *,
        language: Language,
        language_of: Callable[[str], Language],
        examples: Sequence[tuple[str, Language]],
    ) -> None:
        self._assistant = assistant
        self._language: Language = language
        self._language_of = language_of
        self._examples = tuple(examples)
        self._number = 1
        self._history: tuple[Turn, ...] = ()
        self._turn: TurnState | None = None
        self._stop = threading.Event()
        # Held where the turn changes, so that a stop is never undone by an event that came in meanwhile.
        self._turning = threading.Lock()
        self._hint = ""

    @property
    def texts(self) -> Texts:
        """The texts of the interface's language."""
        return TEXTS[self._language]

    @property
    def hint(self) -> str:
        """What is wrong with the question that was last sent; empty where nothing is."""
        return self._hint

    @property
    def busy(self) -> bool:
        """Whether a question is waiting or being answered."""
        return self._turn is not None and self._turn.phase in UNFINISHED

    def receive(self, question: str, *, others_first: bool, chosen: object = None) -> bool:
        """Take a question to be answered next; otherwise leave a hint that says what is wrong with it.

        :param others_first: another reader's question is being answered.
        :param chosen: what the page sends of the filters.
        :returns: whether the question was taken.
        """
        question = question.strip()
        self._hint = self._objection(question)
        if self._hint:
            return False
        try:
            filters = read_filters(chosen, self.texts)
        except SettingError as error:
            self._hint = str(error)
            return False
        self._stop = threading.Event()
        self._turn = TurnState(
            number=self._turn.number + 1 if self._turn else 1,
            question=question,
            language=self._language_of(question),
            phase="waiting" if others_first else "searching",
            filters=filters,
        )
        return True

    def _objection(self, question: str) -> str:
        if self.busy:
            return self.texts.still_answering
        if not question:
            return self.texts.empty_question
        if len(question) > QUESTION_LIMIT:
            length, limit = self.texts.count(len(question)), self.texts.count(QUESTION_LIMIT)
            return self.texts.long_question.format(length=length, limit=limit)
        return ""

    def answer(self) -> Generator[ConversationView, None, None]:
        """Answer the question that was taken, yielding what the page shows after every event.

        Ends without a word where there is none, or where it was stopped while it waited.
        """
        with self._turning:
            state, stop = self._turn, self._stop
            if state is None or state.phase not in {"waiting", "searching"}:
                return
            state = self._turn = replace(state, phase="searching")
        yield self.view()
        try:
            events = self._assistant.ask(
                state.question, history=self._history, filters=state.filters, stop=stop
            )
            for event in events:
                with self._turning:
                    if stop.is_set():
                        return
                    state = self._turn = after(state, event)
                    if isinstance(event, AnswerReady):
                        self._history = (*self._history, Turn(state.question, event.answer))
                yield self.view()
        except TweespraakError as error:
            with self._turning:
                if stop.is_set():
                    return
                self._turn = replace(state, phase="failed", error=str(error))
            yield self.view()
        finally:
            # Also where the page went away and this generator is closed: the model is not kept busy.
            stop.set()

    def fail(self) -> None:
        """Close the question after an error that nobody foresaw, so that the conversation goes on."""
        with self._turning:
            self._stop.set()
            if self._turn is not None and self.busy:
                self._turn = replace(self._turn, phase="failed", error=self.texts.failed_unexpectedly)

    def stop(self) -> None:
        """Stop answering, at once for the page and soon for the model."""
        with self._turning:
            self._stop.set()
            if self._turn is not None and self.busy:
                self._turn = replace(self._turn, phase="stopped")

    def start_anew(self) -> None:
        """Forget the conversation and begin an empty one."""
        self.stop()
        with self._turning:
            self._number += 1
            self._history, self._turn, self._hint = (), None, ""

    def switch_language(self) -> None:
        """Show the interface in the other language."""
        self._language = "en" if self._language == "nl" else "nl"
        self._hint = ""

    def view(self) -> ConversationView:
        """Return what the page shows now."""
        texts = self.texts
        return ConversationView(
            conversation=self._number,
            language=self._language,
            header=_header(texts),
            welcome=_welcome(texts, self._examples),
            labels={
                "conversation": texts.conversation,
                "answer": texts.answer,
                "loading": texts.article_loading,
                "unreadable": texts.failed_unexpectedly,
                "back": texts.back_to_sources,
                "previous": texts.previous_sentence,
                "next": texts.next_sentence,
                "place": texts.sentence_place,
            },
            turn=draw(self._turn) if self._turn else None,
        )


def _header(texts: Texts) -> str:
    return (
        f'<h1>Tweespraak</h1><p class="tagline">{escape(texts.tagline)}</p><div class="actions">'
        f'<button type="button" class="anew">{escape(texts.new_conversation)}</button>'
        f'<button type="button" class="language" lang="{_other(texts)}">'
        f"{escape(texts.other_language)}</button></div>"
    )


def _other(texts: Texts) -> Language:
    return "en" if texts is TEXTS["nl"] else "nl"


def _welcome(texts: Texts, examples: Sequence[tuple[str, Language]]) -> str:
    items = "".join(_example(question, language, texts) for question, language in examples)
    listed = f'<h3 id="examples">{escape(texts.examples)}</h3><ul aria-labelledby="examples">{items}</ul>'
    return (
        f"<h2>{escape(texts.welcome_heading)}</h2><p>{escape(texts.welcome)}</p>{listed if examples else ''}"
    )


def _example(question: str, language: Language, texts: Texts) -> str:
    return (
        f'<li><button type="button" class="example" data-question="{escape(question)}">'
        f"{language_badge(language, texts)}"
        f'<span lang="{language}">{escape(question)}</span></button></li>'
    )
