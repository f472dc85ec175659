"""The file of conversations: its tables, its version, and how it is opened and shared between threads."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.errors import TweespraakError
from index.storage.sqlite_file import SqliteFile

VERSION = 2
"""Of the tables and of the JSON in them; a file of a later version is left alone."""
APPLICATION = 0x54575350
"""SQLite's application_id, by which the file is known: ``TWSP``."""

# Numbers of conversations and turns are counted on and never used again: an address of a page, or a tab left
# open, can then not come to mean another conversation. A turn that was replaced waits, set aside for its
# successor; deleted conversations wait, too, until they are purged.
_SCHEMA = """
create table conversation (
    number integer primary key autoincrement, title text not null, language text not null,
    created text not null, changed text not null, deleted text
) strict;
create table turn (
    number integer primary key autoincrement,
    conversation integer not null references conversation (number) on delete cascade,
    question text not null, asked text not null, state text not null, draft text not null, ready text,
    basis text, set_aside_for integer references turn (number) on delete cascade
) strict;
create table article_version (digest text primary key, article text not null) strict;
create table turn_article (
    turn integer not null references turn (number) on delete cascade,
    digest text not null references article_version (digest), primary key (turn, digest)
) strict, without rowid;
create table feedback (
    turn integer not null references turn (number) on delete cascade, citation integer not null,
    verdict text not null, reason text, note text not null, given text not null, primary key (turn, citation)
) strict, without rowid;
create index conversation_by_change on conversation (changed desc, number desc) where deleted is null;
create index turn_of_conversation on turn (conversation, number);
create index turn_set_aside on turn (set_aside_for) where set_aside_for is not null;
create index turn_of_article on turn_article (digest);
create virtual table conversation_words using fts5 (title, tokenize = "unicode61 remove_diacritics 2");
create virtual table turn_words using fts5 (question, answer, tokenize = "unicode61 remove_diacritics 2");
create trigger forget_conversation_words after delete on conversation
begin delete from conversation_words where rowid = old.number; end;
create trigger forget_turn_words after delete on turn
begin delete from turn_words where rowid = old.number; end;
"""

# What a later version added to the tables, by the version that it made of them.
_ADDED = {2: "alter table turn add column basis text"}


class ArchiveError(TweespraakError):
    """The file of conversations is damaged, of a later version, or cannot be written."""


class ConversationGoneError(ArchiveError):
    """The conversation, or the turn of it, is not there (any more): it was deleted, perhaps elsewhere."""


class ArchiveFile(SqliteFile):
    """The file of conversations.

    :raises ArchiveError: the file is something else, damaged or of a later version; it is left as it is.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"conversations cannot be kept in {path.parent} ({error.strerror}): see to its rights, "
                "or choose another place with --data-dir"
            ) from error
        super().__init__(path, "", patience=10)

    def unreadable(self, what: str) -> ArchiveError:
        """Return the error for a row that holds what it should not."""
        return ArchiveError(f"{self._path} is damaged: {what} cannot be read; the rest of it is not affected")

    def _prepare(self) -> None:
        (application,) = self._connection.execute("pragma application_id").fetchone()
        (version,) = self._connection.execute("pragma user_version").fetchone()
        (tables,) = self._connection.execute("select count(*) from sqlite_master").fetchone()
        if tables and application != APPLICATION:
            raise ArchiveError(f"{self._path} is not a file of conversations: {self._way_out}")
        if version > VERSION:
            raise ArchiveError(
                f"{self._path} was written by a later Tweespraak (its version is {version}, this one knows "
                f"{VERSION}): use that one; nothing was changed"
            )
        problems = [row[0] for row in self._connection.execute("pragma quick_check(1)")]
        if problems != ["ok"]:
            raise ArchiveError(f"{self._path} is damaged ({_one_line(problems[0])}): {self._way_out}")
        super()._prepare()
        # What is deleted for good is overwritten in the file.
        self._connection.execute("pragma secure_delete = on")
        if version < VERSION:
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        """Make the tables, or add to those of an earlier version what this one has."""
        with self.transaction():
            # Another process may have done it since this one looked.
            (version,) = self._connection.execute("pragma user_version").fetchone()
            if version < VERSION:
                added = [statement for made, statement in _ADDED.items() if made > version]
                for statement in added if version else _statements(_SCHEMA):
                    self._connection.execute(statement)
                self._connection.execute(f"pragma application_id = {APPLICATION}")
                self._connection.execute(f"pragma user_version = {VERSION}")

    @property
    def _way_out(self) -> str:
        return "move it away to begin with a new one; nothing was changed"

    def _unusable(self, error: sqlite3.Error) -> TweespraakError:
        if isinstance(error, sqlite3.OperationalError):
            return ArchiveError(
                f"{self._path} cannot be used ({error}): see to its rights, to free disk space and to other "
                "programs that use it"
            )
        return ArchiveError(f"{self._path} is damaged ({error}): {self._way_out}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; ``executescript`` would end the transaction that it runs in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
