"""One reader's conversation: takes questions, follows the assistant, and says what the page shows."""

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace

from index.article import Language
from index.errors import SettingError, TweespraakError
from rag.answer import AnswerReady, Turn
from ui.archive_record import ConversationRecord, TurnRecord
from ui.archive_schema import ArchiveError, ConversationGoneError
from ui.conversation_view import ConversationView, header, labels, welcome
from ui.filter_bar import read_filters
from ui.keeping import Keeper
from ui.one_at_a_time import Answers
from ui.texts import TEXTS, Texts
from ui.turn import UNFINISHED, TurnState, after, draw, reopened

QUESTION_LIMIT = 2000
"""Characters: far more than a question needs, and well within what the smallest model can read."""


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
        keeper: Keeper,
        lists_conversations: bool = False,
    ) -> None:
        self._assistant = assistant
        self._keeper = keeper
        self._lists_conversations = lists_conversations
        self._language: Language = language
        self._language_of = language_of
        self._examples = tuple(examples)
        self._number = 1
        self._history: tuple[Turn, ...] = ()
        self._turn: TurnState | None = None
        self._earlier: tuple[TurnState, ...] = ()
        self._stop = threading.Event()
        # Held where the turn changes, so that a stop is never undone by an event that came in meanwhile.
        self._turning = threading.Lock()
        self._hint = ""

    @property
    def texts(self) -> Texts:
        """The texts of the interface's language."""
        return TEXTS[self._language]

    @property
    def kept(self) -> int | None:
        """The number of the conversation in the archive, once anything of it is kept."""
        return self._keeper.number

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
        language = self._language_of(question)
        try:
            kept = self._keeper.begin(question, language)
        except ConversationGoneError:
            self._hint = self.texts.conversation_gone_asked
            return False
        except ArchiveError as error:
            self._hint = str(error)
            return False
        self._stop = threading.Event()
        self._earlier = (*self._earlier, self._turn) if self._turn else ()
        self._turn = TurnState(
            number=self._turn.number + 1 if self._turn else 1,
            question=question,
            language=language,
            phase="waiting" if others_first else "searching",
            filters=filters,
            kept=kept,
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
                        self._keep(state)
                yield self.view()
        except TweespraakError as error:
            with self._turning:
                if stop.is_set():
                    return
                self._turn = replace(state, phase="failed", error=str(error))
                self._keep(self._turn)
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
                self._keep(self._turn)

    def stop(self) -> None:
        """Stop answering, at once for the page and soon for the model."""
        with self._turning:
            self._stop.set()
            if self._turn is not None and self.busy:
                self._turn = replace(self._turn, phase="stopped")
                self._keep(self._turn)

    def _keep(self, turn: TurnState) -> None:
        """Keep how a turn has ended; leave a hint where that is not possible."""
        try:
            if turn.ready is not None:
                self._keeper.finish(turn.kept, turn.ready)
            elif turn.phase == "failed":
                self._keeper.end(turn.kept, "failed", turn.error)
            else:
                self._keeper.end(turn.kept, "stopped", turn.draft)
        except ArchiveError as error:
            self._hint = self.texts.not_kept.format(reason=error)

    def open(self, number: int) -> None:
        """Show a conversation that was kept, to go on with; leave a hint where it cannot be had."""
        self._hint = ""
        if number == self.kept:
            return
        try:
            record = self._keeper.open(number)
        except ConversationGoneError:
            self._hint = self.texts.conversation_gone
        except ArchiveError as error:
            self._hint = str(error)
        else:
            self.stop()
            with self._turning:
                self._show(record)

    def _show(self, record: ConversationRecord) -> None:
        states = [
            reopened(turn, number=number, language=self._spoken(turn), since=self._keeper.since(turn))
            for number, turn in enumerate(record.turns, 1)
        ]
        self._number += 1
        self._earlier, self._turn = tuple(states[:-1]), states[-1] if states else None
        self._history = tuple(Turn(t.question, t.ready.answer) for t in record.turns if t.ready)

    def _spoken(self, turn: TurnRecord) -> Language:
        return turn.ready.answer.language if turn.ready else self._language_of(turn.question)

    def start_anew(self) -> None:
        """Forget the conversation and begin an empty one."""
        self.stop()
        with self._turning:
            self._number += 1
            self._keeper.forget()
            self._earlier, self._history, self._turn, self._hint = (), (), None, ""

    def switch_language(self) -> None:
        """Show the interface in the other language."""
        self._language = "en" if self._language == "nl" else "nl"
        self._hint = ""

    def view(self, *, whole: bool = False) -> ConversationView:
        """Return what the page shows now.

        :param whole: with the turns before the last one, for a page that does not show them yet.
        """
        texts = self.texts
        return ConversationView(
            conversation=self._number,
            kept=self.kept,
            language=self._language,
            header=header(texts, with_list=self._lists_conversations),
            welcome=welcome(texts, self._examples),
            labels=labels(texts),
            earlier=tuple(draw(turn) for turn in self._earlier) if whole else (),
            turn=draw(self._turn) if self._turn else None,
        )
