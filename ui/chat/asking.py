"""A question on its way in: what is wrong with it, and the turn that it becomes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.article import Language
from index.filters import Filters
from ui.archive.schema import ConversationGoneError
from ui.chat.foreign_question import foreign_language
from ui.html.turn import TurnState
from ui.server.answer_queue import QUESTION_LIMIT
from ui.texts.by_language import Texts


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A turn as a page knows it: its place in the conversation, and its number in the archive."""

    number: int
    kept: int | None


def objection(question: str, texts: Texts, *, busy: bool, queue_is_full: bool) -> str:
    """Say what is wrong with a question; empty where nothing is.

    :param busy: the page's question before this one is not answered yet.
    :param queue_is_full: nobody else may wait for an answer.
    """
    if busy:
        return texts.still_answering
    if not question:
        return texts.empty_question
    if len(question) > QUESTION_LIMIT:
        length, limit = texts.count(len(question)), texts.count(QUESTION_LIMIT)
        return texts.long_question.format(length=length, limit=limit)
    return texts.queue_full if queue_is_full else ""


def turn_of(turns: Iterable[TurnState], asked: AskedTurn) -> TurnState:
    """Return a turn of those that a page shows.

    :raises ConversationGoneError: it does not show it any more.
    """
    for turn in turns:
        if (turn.number, turn.kept) == (asked.number, asked.kept):
            return turn
    raise ConversationGoneError(f"turn {asked.number} is not in the conversation (any more)")


def asked_turn(
    question: str, language: Language, filters: Filters, *, number: int, former: TurnState | None
) -> TurnState:
    """Return the state of a question that is about to be answered.

    :param number: its place in the conversation, from 1.
    :param former: what it is asked instead of.
    """
    repeated = former is not None and former.question == question
    before = former.ready.answer if repeated and former is not None and former.ready is not None else None
    foreign = foreign_language(question)
    return TurnState(number, question, language, "searching", filters, before=before, foreign=foreign)


def in_queue(state: TurnState, ahead: int) -> TurnState:
    """Return the state where so many questions come first."""
    return replace(state, phase="waiting" if ahead else "searching", ahead=ahead)
