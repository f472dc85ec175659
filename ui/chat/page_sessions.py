"""The conversations of all pages that are open, and what each page is told after what its reader does."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass

from index.article import LANGUAGES, Article, Language
from index.text.language import detect_question_language
from rag.answer import QuestionKind
from ui.archive.archive import Archive
from ui.chat.asking import AskedTurn
from ui.chat.conversation import Conversation
from ui.chat.kept_conversation import KeptConversation
from ui.html.conversation_list import list_labels
from ui.html.conversation_view import ConversationView
from ui.html.filter_bar import filter_controls
from ui.html.render import escape
from ui.server.answer_queue import AnswerQueue
from ui.texts.by_language import Texts, browser_language

_PATIENCE = 10.0
"""Seconds to wait, at the end, for a model that has been told to stop."""
_UNTIL_EXAMPLES = 60.0
"""Seconds that a page waits for the questions to start with."""
_LAST_WORDS = 3.0
"""Seconds to wait, at the end, for the pages that have yet to ask how their answer ended."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The page that asks: the name that it goes by, and the ``Accept-Language`` of its browser."""

    page: str
    languages: str | None


@dataclass(frozen=True, slots=True)
class PageState:
    """What a page is told.

    :param hint: HTML, escaped; empty where nothing is wrong.
    :param question: what the question box holds from now on; None: what the reader has typed in it.
    :param filters: the controls under the question as HTML.
    :param listed: what the list of conversations is told.
    """

    view: ConversationView
    texts: Texts
    busy: bool
    hint: str
    question: str | None
    filters: str
    listed: dict[str, object]


class PageSessions:
    """The conversations of the pages that are open, one for each page."""

    def __init__(
        self,
        assistant: AnswerQueue,
        article_of: Callable[[str], Article],
        *,
        examples: Future[Sequence[str]],
        archive: Archive | None,
    ) -> None:
        self._assistant = assistant
        self._article_of = article_of
        self._archive = archive
        self._examples = examples
        self._conversations: dict[str, Conversation] = {}
        self._answering = 0
        self._unsettled: set[str] = set()
        self._answered = threading.Condition()

    def enter(self, caller: Caller, opened: object) -> PageState:
        """Begin in the reader's language, with the conversation that the page had open before, if any.

        :param opened: what the page sends: ``conversation``, its number, and ``language``, once chosen.
        """
        before = opened if isinstance(opened, Mapping) else {}
        chosen = next((known for known in LANGUAGES if known == before.get("language")), None)
        language = chosen or browser_language(caller.languages)
        conversation = self._conversations[caller.page] = Conversation(
            self._assistant,
            language=language,
            examples=self._known_examples(),
            archived=KeptConversation(self._archive, self._article_of),
            lists_conversations=self._archive is not None,
        )
        number = before.get("conversation")
        if self._archive is not None and isinstance(number, int):
            conversation.open(number)
        return self._state(caller, whole=True)

    def offer_examples(self, caller: Caller) -> PageState | None:
        """Show a page, once they are known, the questions to start with; None where it has them or asked."""
        conversation = self._of(caller)
        if conversation.has_examples:
            return None
        wait([self._examples], _UNTIL_EXAMPLES)
        conversation.offer(self._known_examples())
        return None if conversation.kept or conversation.busy else self._state(caller)

    def _known_examples(self) -> tuple[tuple[str, Language], ...]:
        """Return them with their languages; none before the articles can be looked at, or if they cannot."""
        if not self._examples.done() or self._examples.exception() is not None:
            return ()
        return tuple((question, detect_question_language(question)) for question in self._examples.result())

    def leave(self, caller: Caller) -> None:
        """Close a conversation whose page is gone, and free the model."""
        self._is_settled(caller)
        conversation = self._conversations.pop(caller.page, None)
        if conversation is not None:
            conversation.stop()

    def close(self) -> None:
        """Stop every conversation, and wait a little until the model has been let go and the pages know."""
        for conversation in list(self._conversations.values()):
            conversation.stop()
        with self._answered:
            self._answered.wait_for(lambda: self._answering == 0, _PATIENCE)
            self._answered.wait_for(lambda: not self._unsettled, _LAST_WORDS)

    def receive(self, caller: Caller, question: str, chosen: object, opened: object) -> PageState:
        """Take a question, limited as the filters are set, and empty the box if it can be answered."""
        is_new = self._enter_anew(caller, opened)
        taken = self._of(caller).receive(question, chosen=chosen)
        return self._state(caller, question="" if taken else None, whole=is_new)

    def ask_instead(
        self,
        caller: Caller,
        asked: AskedTurn,
        question: str,
        chosen: object,
        opened: object,
        kind: QuestionKind | None = None,
    ) -> PageState:
        """Take a question in the place of another, the same, edited, or as one of another kind."""
        is_new = self._enter_anew(caller, opened)
        self._of(caller).receive(question, chosen=chosen, instead_of=asked, kind=kind)
        return self._state(caller, whole=is_new)

    def bring_back(self, caller: Caller, asked: AskedTurn) -> PageState:
        """Bring back what a question was asked instead of."""
        self._of(caller).bring_back(asked)
        return self._state(caller, whole=True)

    def answer(self, caller: Caller) -> Iterator[ConversationView]:
        """Answer the question that was taken, view by view."""
        with self._counted(caller):
            yield from self._of(caller).answer()

    @contextmanager
    def _counted(self, caller: Caller) -> Iterator[None]:
        with self._answered:
            self._answering += 1
            self._unsettled.add(caller.page)
        try:
            yield
        except GeneratorExit:  # the page is gone
            self._is_settled(caller)
            raise
        finally:
            with self._answered:
                self._answering -= 1
                self._answered.notify_all()

    def _is_settled(self, caller: Caller) -> None:
        with self._answered:
            self._unsettled.discard(caller.page)
            self._answered.notify_all()

    def settle(self, caller: Caller, opened: object) -> PageState:
        """Set the buttons back once an answer has ended."""
        is_new = self._enter_anew(caller, opened)
        state = self._state(caller, whole=is_new)
        self._is_settled(caller)
        return state

    def fail(self, caller: Caller, opened: object) -> PageState:
        """Say that an error came which nobody foresaw."""
        is_new = self._enter_anew(caller, opened)
        self._of(caller).fail()
        state = self._state(caller, whole=is_new)
        self._is_settled(caller)
        return state

    def stop(self, caller: Caller, opened: object) -> PageState:
        """Stop answering."""
        is_new = self._enter_anew(caller, opened)
        self._of(caller).stop()
        return self._state(caller, whole=is_new)

    def start_anew(self, caller: Caller) -> PageState:
        """Begin an empty conversation."""
        self._of(caller).start_anew()
        return self._state(caller, question="")

    def choose(self, caller: Caller, number: int) -> PageState:
        """Open a conversation of the archive."""
        self._of(caller).open(number)
        return self._state(caller, question="", whole=True)

    def switch_language(self, caller: Caller, opened: object) -> PageState:
        """Show the interface in the other language."""
        is_new = self._enter_anew(caller, opened)
        self._of(caller).switch_language()
        return self._state(caller, whole=is_new)

    def _enter_anew(self, caller: Caller, opened: object) -> bool:
        """Enter a page that is older than this process: the server was started again. Say whether it is."""
        is_new = caller.page not in self._conversations
        if is_new:
            self.enter(caller, opened)
        return is_new

    def _of(self, caller: Caller) -> Conversation:
        self._enter_anew(caller, None)
        return self._conversations[caller.page]

    def _state(self, caller: Caller, question: str | None = None, *, whole: bool = False) -> PageState:
        conversation = self._of(caller)
        texts, hint = conversation.texts, conversation.hint
        return PageState(
            view=conversation.view(whole=whole),
            texts=texts,
            busy=conversation.busy,
            hint=f'<p role="alert">{escape(hint)}</p>' if hint else "",
            question=question,
            filters=filter_controls(texts),
            listed={"open": conversation.kept, "labels": list_labels(texts)},
        )
