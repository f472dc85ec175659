"""Brings the turns of a kept conversation back as they were, with what became of their sources since."""

from collections.abc import Mapping
from dataclasses import replace

from index.article import Article, Language
from index.text.language import detect_question_language
from ui.archive.record import ConversationRecord, SourceState, TurnRecord
from ui.chat.foreign_question import foreign_language
from ui.chat.kept_conversation import KeptConversation
from ui.html.citation_context import citation_contexts
from ui.html.turn import TurnState, after, answered_in


def reopened_turns(record: ConversationRecord, archived: KeptConversation) -> tuple[TurnState, ...]:
    """Return the turns of a conversation.

    :raises ArchiveError: an article of one is damaged.
    """
    turns: list[TurnState] = []
    for number, turn in enumerate(record.turns, 1):
        told = turn.ready.answer.language if turn.ready else None
        language = told or detect_question_language(turn.question, previous=answered_in(turns))
        since, articles = archived.since(turn), archived.articles_then(turn)
        turns.append(reopened(turn, number=number, language=language, since=since, articles=articles))
    return tuple(turns)


def reopened(
    record: TurnRecord,
    *,
    number: int,
    language: Language,
    since: Mapping[str, SourceState],
    articles: Mapping[str, Article],
) -> TurnState:
    """Return the state of a turn that was kept.

    :param number: its place on the page, from 1.
    :param language: of its question.
    :param since: what became of its articles.
    :param articles: these as they were when it was answered, by id.
    """
    state = TurnState(
        number,
        record.question,
        language,
        "cut off",
        filters=record.basis.filters,
        found=record.basis.found,
        kept=record.number,
        since=tuple(sorted(since.items())),
        replaces=record.replaces,
        foreign=foreign_language(record.question),
    )
    if record.ready is not None:
        around = citation_contexts(record.ready.answer, articles)
        return replace(after(state, record.ready), around=around)
    if record.state == "stopped":
        return replace(state, phase="stopped", draft=record.draft)
    return replace(state, phase="failed", error=record.draft) if record.state == "failed" else state
