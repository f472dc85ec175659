"""Brings the turns of a kept conversation back as they were, with what became of their sources since."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from index.article import Article, Language
from ui.archive.record import ConversationRecord, SourceState, TurnRecord
from ui.chat.foreign_question import foreign_language
from ui.chat.keeping import Keeper
from ui.html.citation_context import citation_contexts
from ui.html.turn import TurnState, after


def reopened_turns(
    record: ConversationRecord, keeper: Keeper, language_of: Callable[[str], Language]
) -> tuple[TurnState, ...]:
    """Return the turns of a conversation.

    :param language_of: tells the language of a question that has no answer.
    :raises ArchiveError: an article of one is damaged.
    """
    return tuple(
        reopened(
            turn,
            number=number,
            language=turn.ready.answer.language if turn.ready else language_of(turn.question),
            since=keeper.since(turn),
            articles=keeper.articles_then(turn),
        )
        for number, turn in enumerate(record.turns, 1)
    )


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
