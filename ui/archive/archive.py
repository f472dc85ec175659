"""The conversations, kept in one SQLite file: they survive a reload, a restart and a crash."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from index.article import Article, Language
from index.filters import NO_FILTERS, Filters
from rag.answer import AnswerReady
from ui.archive.record import (
    Basis,
    ConversationRecord,
    ConversationSummary,
    KeptArticle,
    SearchHit,
    TurnRecord,
    write_article,
    write_basis,
    write_ready,
)
from ui.archive.rows import read_kept_article, read_summaries, read_summary, read_turn, read_turns
from ui.archive.schema import ArchiveFile, ConversationGoneError
from ui.archive.search import found_conversations, searchable

ARCHIVE_FILE = "conversations.sqlite"
TITLE_LENGTH = 80
"""Characters: a title is one line of a list."""
KEPT_AFTER_DELETION = timedelta(hours=1)
"""How long at least a deletion can be undone."""


class Archive:
    """Conversations, their turns and the articles that these rest on. Threads and processes may share it.

    Everything may raise ``ArchiveError``: the file is damaged or cannot be written.
    """

    def __init__(self, file: ArchiveFile, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file = file
        self._now = now

    @classmethod
    def open(cls, data_dir: Path) -> "Archive":
        """Open the file of conversations in a folder, or make it.

        :raises ArchiveError: it is damaged or of a later version; it is left as it is.
        """
        return cls(ArchiveFile(data_dir / ARCHIVE_FILE))

    @property
    def file(self) -> ArchiveFile:
        """The file, for what else is kept in it (``ui.archive.feedback``)."""
        return self._file

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def create(self, language: Language, *, title: str = "") -> int:
        """Begin a conversation and return its number; without a title it takes its first question's."""
        at = self._time()
        with self._file.transaction():
            number = self._file.insert(
                "insert into conversation (title, language, created, changed) values ('', ?, ?, ?)",
                language,
                at,
                at,
            )
            self._set_title(number, title)
        return number

    def conversations(self, *, limit: int = 50) -> tuple[ConversationSummary, ...]:
        """Return conversations, the last changed first."""
        return read_summaries(self._file, limit)

    def search(self, text: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return conversations whose title, a question or its answer has all the words, last changed first.

        A word finds those that begin with it, whatever their case and accents.
        """
        with self._file.transaction():
            return tuple(
                SearchHit(self.summary(number), turn, fragments)
                for number, turn, fragments in found_conversations(self._file, text, limit=limit)
            )

    def conversation(self, number: int) -> ConversationRecord:
        """Return a whole conversation.

        :raises ConversationGoneError: it was deleted.
        :raises ArchiveError: an answer in it is damaged.
        """
        with self._file.transaction():
            summary = self.summary(number)
            return ConversationRecord(summary, read_turns(self._file, number))

    def summary(self, number: int) -> ConversationSummary:
        """Return a conversation as a list shows it.

        :raises ConversationGoneError: it was deleted.
        """
        return read_summary(self._file, number)

    def turn(self, number: int) -> TurnRecord:
        """Return one turn, also one that is set aside.

        :raises ConversationGoneError: it is gone.
        :raises ArchiveError: its answer is damaged.
        """
        return read_turn(self._file, number)

    def rename(self, number: int, title: str) -> str:
        """Give a conversation a title, and return it on one line and shortened; an empty one changes nothing.

        :raises ConversationGoneError: it was deleted.
        """
        with self._file.transaction():
            self.summary(number)
            self._set_title(number, title)
            return self.summary(number).title

    def delete(self, number: int) -> bool:
        """Delete a conversation; ``restore`` undoes it. Return whether it was still there."""
        deleted = "update conversation set deleted = ? where number = ? and deleted is null"
        return self._file.do(deleted, self._time(), number) == 1

    def restore(self, number: int) -> bool:
        """Undo a deletion; return whether there was one to undo."""
        restored = "update conversation set deleted = null where number = ? and deleted is not null"
        return self._file.do(restored, number) == 1

    def purge(self, *, kept: timedelta = KEPT_AFTER_DELETION) -> int:
        """Remove for good what was deleted longer ago; return how many conversations."""
        with self._file.transaction():
            purged = self._file.do("delete from conversation where deleted < ?", self._time(-kept))
            self._file.do("delete from article_version where digest not in (select digest from turn_article)")
        if purged:
            # The words of what is gone stay in a full-text index until it is written anew.
            for table in ("turn_words", "conversation_words"):
                self._file.do(f"insert into {table} ({table}) values ('optimize')")
        return purged

    def begin_turn(
        self,
        conversation: int,
        question: str,
        *,
        filters: Filters = NO_FILTERS,
        replacing: int | None = None,
    ) -> int:
        """Keep a question that is about to be answered, and return the number of its turn.

        :param filters: which articles it may be answered from.
        :param replacing: the turn that this one is asked instead of. That one and all behind it are set
            aside, and come back by ``undo_replace``.
        :raises ConversationGoneError: the conversation was deleted, or the turn is not of it (any more).
        """
        # A browser can send half of a pair of UTF-16 units, which no file takes.
        question = question.encode("utf-8", "replace").decode()
        with self._file.transaction():
            summary = self.summary(conversation)
            turn = self._file.insert(
                "insert into turn (conversation, question, asked, state, draft, basis) "
                "values (?, ?, ?, 'unfinished', '', ?)",
                conversation,
                question,
                self._time(),
                write_basis(Basis(filters)),
            )
            if replacing is not None:
                self._check_turn(conversation, replacing)
                self._file.do(
                    "update turn set set_aside_for = ?1 where conversation = ?2 and set_aside_for is null "
                    "and number >= ?3 and number < ?1",
                    turn,
                    conversation,
                    replacing,
                )
            self._file.do(
                "insert into turn_words (rowid, question, answer) values (?, ?, '')",
                turn,
                searchable(question),
            )
            if not summary.title:
                self._set_title(conversation, question)
            self._touch(conversation)
        return turn

    def finish_turn(
        self, turn: int, ready: AnswerReady, articles: Sequence[Article], *, basis: Basis | None = None
    ) -> None:
        """Keep the answer to a question, whole, with the articles of its passages as they are now.

        :param basis: what was found for the question; None where that is not known.
        :raises ConversationGoneError: the turn was removed for good meanwhile.
        """
        with self._file.transaction():
            self._end(turn, "finished", ready=write_ready(ready), text=ready.answer.text, basis=basis)
            for article in articles:
                digest = article.digest
                self._file.do(
                    "insert or ignore into article_version values (?, ?)", digest, write_article(article)
                )
                self._file.do("insert or ignore into turn_article values (?, ?)", turn, digest)

    def end_turn(
        self, turn: int, state: Literal["stopped", "failed"], text: str, *, basis: Basis | None = None
    ) -> None:
        """Keep how far a turn came that was stopped (``text``: its draft) or failed (``text``: the error).

        :param basis: as for ``finish_turn``.
        :raises ConversationGoneError: the turn was removed for good meanwhile.
        """
        with self._file.transaction():
            self._end(turn, state, draft=text, text=text if state == "stopped" else "", basis=basis)

    def undo_replace(self, turn: int) -> None:
        """Bring back the turns that were set aside for this one, which goes, with all behind it, for good.

        :raises ConversationGoneError: it is gone, or no turns wait for it.
        """
        with self._file.transaction():
            found = self._file.rows(
                "select conversation from turn where number = ?1 and set_aside_for is null "
                "and exists (select 1 from turn where set_aside_for = ?1)",
                turn,
            )
            if not found:
                raise ConversationGoneError("there is no earlier version of this question (any more)")
            (conversation,) = found[0]
            self.summary(conversation)
            self._file.do("update turn set set_aside_for = null where set_aside_for = ?", turn)
            self._file.do(
                "delete from turn where conversation = ? and set_aside_for is null and number >= ?",
                conversation,
                turn,
            )
            self._touch(conversation)

    def kept_article(self, digest: str) -> KeptArticle:
        """Return an article as it was when it was a source.

        :raises ConversationGoneError: no conversation rests on it (any more).
        :raises ArchiveError: it is damaged.
        """
        return read_kept_article(self._file, digest)

    def _check_turn(self, conversation: int, turn: int) -> None:
        found = "select 1 from turn where number = ? and conversation = ? and set_aside_for is null"
        if not self._file.rows(found, turn, conversation):
            raise ConversationGoneError(f"turn {turn} is not in the conversation (any more)")

    def _end(
        self,
        turn: int,
        state: str,
        *,
        draft: str = "",
        ready: str | None = None,
        text: str,
        basis: Basis | None,
    ) -> None:
        found = None if basis is None else write_basis(basis)
        ended = "update turn set state = ?, draft = ?, ready = ?, basis = coalesce(?, basis) where number = ?"
        if not self._file.do(ended, state, draft, ready, found, turn):
            raise ConversationGoneError(f"turn {turn} is not there (any more): it was deleted")
        self._file.do("update turn_words set answer = ? where rowid = ?", searchable(text), turn)
        ((conversation,),) = self._file.rows("select conversation from turn where number = ?", turn)
        self._touch(conversation)

    def _set_title(self, number: int, title: str) -> None:
        line = " ".join(searchable(title.encode("utf-8", "replace").decode()).split())
        if not line:
            return
        short = line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"
        self._file.do("update conversation set title = ? where number = ?", short, number)
        self._file.do("delete from conversation_words where rowid = ?", number)
        self._file.do("insert into conversation_words (rowid, title) values (?, ?)", number, short)

    def _touch(self, conversation: int) -> None:
        self._file.do("update conversation set changed = ? where number = ?", self._time(), conversation)

    def _time(self, offset: timedelta = timedelta()) -> str:
        return (self._now() + offset).astimezone(UTC).isoformat(timespec="microseconds")
