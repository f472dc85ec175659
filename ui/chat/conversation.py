"""One reader's conversation: takes questions, follows the assistant, and says what the page shows."""

import threading
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from index.article import Article, Language
from index.errors import SettingError, TweespraakError
from index.filters import Filters
from index.text.language import detect_question_language
from rag.answer import QuestionKind, Turn
from ui.archive.record import Basis, ConversationRecord
from ui.archive.schema import ArchiveError, ConversationGoneError
from ui.chat.asking import AskedTurn, asked_turn, in_queue, objection, turn_of
from ui.chat.kept_conversation import KeptConversation
from ui.chat.reopening import reopened_turns
from ui.html.citation_context import citation_contexts
from ui.html.conversation_view import ConversationView, drawn_around
from ui.html.filter_bar import read_filters
from ui.html.turn import UNFINISHED, TurnState, TurnView, after, answered_in, draw
from ui.server.answer_queue import AnswerQueue, QueueFullError, Stop
from ui.texts.by_language import TEXTS, Texts


class Conversation:
    """The questions of one browser page, one at a time; lives as long as the page is open.

    ``stop`` and ``view`` may be called from another thread while ``answer`` runs.
    """

    def __init__(
        self,
        assistant: AnswerQueue,
        *,
        language: Language,
        examples: Sequence[tuple[str, Language]],
        archived: KeptConversation,
        lists_conversations: bool = False,
    ) -> None:
        self._assistant = assistant
        self._archived = archived
        self._lists_conversations = lists_conversations
        self._language: Language = language
        self._examples = tuple(examples)
        self._number = 1
        self._asked = 0
        self._turn: TurnState | None = None
        self._earlier: tuple[TurnState, ...] = ()
        self._stop = Stop()
        # Held where the turn changes, so that a stop is never undone by an event that came in meanwhile.
        self._turn_lock = threading.Lock()
        self._hint = ""
        self._drawn: tuple[TurnState, TurnView] | None = None

    @property
    def texts(self) -> Texts:
        """The texts of the interface's language."""
        return TEXTS[self._language]

    @property
    def kept(self) -> int | None:
        """The number of the conversation in the archive, once anything of it is kept."""
        return self._archived.number

    @property
    def has_examples(self) -> bool:
        """Whether there are questions to start with."""
        return bool(self._examples)

    def offer(self, examples: Sequence[tuple[str, Language]]) -> None:
        """Have these questions, each with its language, be those to start with."""
        self._examples = tuple(examples)

    @property
    def hint(self) -> str:
        """What is wrong with the question that was last sent; empty where nothing is."""
        return self._hint

    @property
    def busy(self) -> bool:
        """Whether a question is waiting or being answered."""
        return self._turn is not None and self._turn.phase in UNFINISHED

    def receive(
        self,
        question: str,
        *,
        chosen: object = None,
        instead_of: AskedTurn | None = None,
        kind: QuestionKind | None = None,
    ) -> bool:
        """Take a question to be answered next; otherwise leave a hint that says what is wrong with it.

        :param chosen: what the page sends of the filters.
        :param instead_of: the turn that it is asked instead of; that one and all behind it are set aside.
        :param kind: what it asks for, where the reader has said so.
        :returns: whether the question was taken.
        """
        question = question.strip()
        self._hint = objection(question, self.texts, busy=self.busy, queue_is_full=self._assistant.is_full)
        if self._hint:
            return False
        try:
            filters = read_filters(chosen, self.texts)
            self._take(question, filters, instead_of, kind)
        except ConversationGoneError:
            self._hint = self.texts.conversation_gone_asked
        except (SettingError, ArchiveError) as error:
            self._hint = str(error)
        return not self._hint

    def _take(
        self, question: str, filters: Filters, instead_of: AskedTurn | None, kind: QuestionKind | None
    ) -> None:
        """Keep a question and put it at the end of the conversation, or in the place of another.

        :raises ConversationGoneError: the conversation, or the turn to be replaced, is not there any more.
        :raises ArchiveError: it cannot be kept.
        """
        former = None if instead_of is None else turn_of(self._turns, instead_of)
        stands = self._turns if former is None else self._turns[: former.number - 1]
        language = detect_question_language(question, previous=answered_in(stands))
        replacing = None if former is None else former.kept
        kept = self._archived.begin(question, language, filters, replacing=replacing)
        state = asked_turn(question, language, filters, number=len(stands) + 1, former=former)
        self._asked += 1
        self._stop = Stop()
        self._earlier = stands
        self._turn = replace(
            in_queue(state, self._assistant.asking),
            kept=kept,
            kind=kind,
            version=self._asked,
            replaces=replacing is not None,
        )

    @property
    def _turns(self) -> tuple[TurnState, ...]:
        return (*self._earlier, self._turn) if self._turn else ()

    def answer(self) -> Generator[ConversationView, None, None]:
        """Answer the question that was taken, yielding what the page shows after every event.

        Ends without a word where there is none, or where it was stopped while it waited.
        """
        with self._turn_lock:
            state, stop = self._turn, self._stop
            if state is None or state.phase not in {"waiting", "searching"}:
                return
        try:
            yield from self._answered(state, stop)
        except TweespraakError as error:
            with self._turn_lock:
                if stop.is_set():
                    return
                said = self.texts.queue_full if isinstance(error, QueueFullError) else str(error)
                self._turn = replace(self._turn or state, phase="failed", error=said)
                self._keep(self._turn)
            yield self.view()
        finally:
            # Also where the page went away and this generator is closed: the model is not kept busy.
            stop.set()

    def _answered(self, state: TurnState, stop: Stop) -> Iterator[ConversationView]:
        """Wait in the queue, then follow the assistant.

        :raises TweespraakError: as the assistant.
        """
        history = tuple(Turn(turn.question, turn.ready.answer) for turn in self._earlier if turn.ready)
        with self._assistant.place(stop):
            for ahead in self._assistant.ahead_of(stop):
                state = in_queue(state, ahead)
                if not self._becomes(state, stop):
                    return
                yield self.view()
            state = in_queue(state, 0)
            if not self._becomes(state, stop):
                return
            yield self.view()
            for event in self._assistant.ask(
                state.question,
                history=history,
                filters=state.filters,
                language=state.language,
                kind=state.kind,
                stop=stop,
            ):
                state = after(state, event)
                articles = {}
                if state.ready is not None:
                    articles = self._archived.articles_of(state.ready.answer)
                    state = replace(state, around=citation_contexts(state.ready.answer, articles))
                if not self._becomes(state, stop, articles):
                    return
                yield self.view()

    def _becomes(
        self, state: TurnState, stop: Stop, articles: Mapping[str, Article] = MappingProxyType({})
    ) -> bool:
        """Show a state, and keep it if it is the last; return whether it was not stopped before."""
        with self._turn_lock:
            if stop.is_set():
                return False
            self._turn = state
            if state.ready is not None:
                self._keep(state, articles.values())
            return True

    def fail(self) -> None:
        """Close the question after an error that nobody foresaw, so that the conversation goes on."""
        with self._turn_lock:
            self._stop.set()
            if self._turn is not None and self.busy:
                self._turn = replace(self._turn, phase="failed", error=self.texts.failed_unexpectedly)
                self._keep(self._turn)

    def stop(self) -> None:
        """Stop answering, at once for the page and soon for the model."""
        with self._turn_lock:
            self._stop.set()
            if self._turn is not None and self.busy:
                self._turn = replace(self._turn, phase="stopped")
                self._keep(self._turn)

    def _keep(self, turn: TurnState, articles: Iterable[Article] = ()) -> None:
        """Keep how a turn has ended; leave a hint where that is not possible."""
        basis = Basis(turn.filters, turn.found)
        try:
            if turn.ready is not None:
                self._archived.finish(turn.kept, turn.ready, basis, articles)
            elif turn.phase == "failed":
                self._archived.end(turn.kept, "failed", turn.error, basis)
            else:
                self._archived.end(turn.kept, "stopped", turn.draft, basis)
        except ArchiveError as error:
            self._hint = self.texts.not_kept.format(reason=error)

    def open(self, number: int) -> None:
        """Show a conversation that was kept, to go on with; leave a hint where it cannot be had."""
        self._hint = ""
        if number == self.kept:
            return
        try:
            record = self._archived.open(number)
        except ConversationGoneError:
            self._hint = self.texts.conversation_gone
        except ArchiveError as error:
            self._hint = str(error)
        else:
            self.stop()
            with self._turn_lock:
                self._show(record)

    def bring_back(self, asked: AskedTurn) -> None:
        """Bring back what was set aside for a turn; leave a hint where it cannot be had."""
        self._hint = self.texts.still_answering if self.busy else ""
        if self._hint:
            return
        try:
            kept = turn_of(self._turns, asked).kept
            record = self._archived.bring_back(kept or 0)
        except ConversationGoneError:
            self._hint = self.texts.nothing_to_bring_back
        except ArchiveError as error:
            self._hint = str(error)
        else:
            with self._turn_lock:
                self._show(record)

    def _show(self, record: ConversationRecord) -> None:
        turns = reopened_turns(record, self._archived)
        self._number += 1
        self._earlier, self._turn = turns[:-1], turns[-1] if turns else None

    def start_anew(self) -> None:
        """Forget the conversation and begin an empty one."""
        self.stop()
        with self._turn_lock:
            self._number += 1
            self._archived.forget()
            self._earlier, self._turn, self._hint = (), None, ""

    def switch_language(self) -> None:
        """Show the interface in the other language."""
        self._language = "en" if self._language == "nl" else "nl"
        self._hint = ""

    def view(self, *, whole: bool = False) -> ConversationView:
        """Return what the page shows now.

        :param whole: with the turns before the last one, for a page that does not show them yet.
        """
        around = drawn_around(self._language, self._examples, with_list=self._lists_conversations)
        return ConversationView(
            conversation=self._number,
            kept=self.kept,
            language=self._language,
            header=around.header,
            welcome=around.welcome,
            labels=around.labels,
            earlier=tuple(draw(turn) for turn in self._earlier) if whole else (),
            turn=self._drawn_turn(),
        )

    def _drawn_turn(self) -> TurnView | None:
        turn = self._turn
        if turn is None:
            return None
        drawn = draw(turn, self._drawn)
        self._drawn = turn, drawn
        return drawn
