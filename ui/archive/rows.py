"""Reads the rows of the archive: conversations as a list shows them, turns, and the articles they rest on."""

from typing import Any

from ui.archive.record import (
    Basis,
    ConversationSummary,
    KeptArticle,
    TurnRecord,
    read_article,
    read_basis,
    read_ready,
)
from ui.archive.schema import ArchiveFile, ConversationGoneError

_SUMMARY = """select c.number, c.title, c.language, c.created, c.changed,
    (select count(*) from turn t where t.conversation = c.number and t.set_aside_for is null)
    from conversation c where c.deleted is null"""

_TURN = """select number, question, asked, state, draft, ready, basis,
    exists (select 1 from turn o where o.set_aside_for = turn.number) from turn"""


def read_summaries(file: ArchiveFile, limit: int) -> tuple[ConversationSummary, ...]:
    """Return conversations, the last changed first."""
    rows = file.rows(f"{_SUMMARY} order by c.changed desc, c.number desc limit ?", limit)
    return tuple(ConversationSummary(*row) for row in rows)


def read_summary(file: ArchiveFile, number: int) -> ConversationSummary:
    """Return one conversation.

    :raises ConversationGoneError: it was deleted.
    """
    rows = file.rows(f"{_SUMMARY} and c.number = ?", number)
    if not rows:
        raise ConversationGoneError(f"conversation {number} is not there (any more): it was deleted")
    return ConversationSummary(*rows[0])


def read_turns(file: ArchiveFile, conversation: int) -> tuple[TurnRecord, ...]:
    """Return the turns of a conversation in order, without those set aside.

    :raises ArchiveError: one is damaged.
    """
    rows = file.rows(
        f"{_TURN} where conversation = ? and set_aside_for is null order by number", conversation
    )
    return tuple(_turn(file, row) for row in rows)


def read_turn(file: ArchiveFile, number: int) -> TurnRecord:
    """Return one turn, also one that is set aside.

    :raises ConversationGoneError: it is gone.
    :raises ArchiveError: it is damaged.
    """
    rows = file.rows(f"{_TURN} where number = ?", number)
    if not rows:
        raise ConversationGoneError(f"turn {number} is not there (any more): it was deleted")
    return _turn(file, rows[0])


def read_kept_article(file: ArchiveFile, digest: str) -> KeptArticle:
    """Return an article as it was when it was a source.

    :raises ConversationGoneError: no conversation rests on it (any more).
    :raises ArchiveError: it is damaged.
    """
    rows = file.rows("select article from article_version where digest = ?", digest)
    if not rows:
        raise ConversationGoneError("this state of the article is not kept (any more)")
    article = read_article(rows[0][0])
    if article is None:
        raise file.unreadable(f"the article {digest}")
    return KeptArticle(digest, article)


def _turn(file: ArchiveFile, row: tuple[Any, ...]) -> TurnRecord:
    number, question, asked, state, draft, kept, basis, replaces = row
    ready = None if kept is None else read_ready(kept)
    if kept is not None and ready is None:
        raise file.unreadable(f"the answer of turn {number}")
    based_on = Basis() if basis is None else read_basis(basis)
    if based_on is None:
        raise file.unreadable(f"what was found for turn {number}")
    found = file.rows(
        "select json_extract(article, '$.article.id'), digest from turn_article join article_version "
        "using (digest) where turn = ? order by 1",
        number,
    )
    return TurnRecord(number, question, asked, state, draft, ready, tuple(found), bool(replaces), based_on)
