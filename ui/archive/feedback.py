"""What readers think of answers and citations, kept beside the conversations on this machine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from index.errors import SettingError
from ui.archive.schema import ArchiveFile, ConversationGoneError
from ui.texts.feedback_texts import FeedbackReason, Verdict

ANSWER_REASONS: tuple[FeedbackReason, ...] = (
    "not true",
    "incomplete",
    "wrong language",
    "missed an article",
    "not in the articles",
    "other",
)
CITATION_REASONS: tuple[FeedbackReason, ...] = ("does not support it", "wrong language", "other")
NOTE_LIMIT = 2000
"""Characters."""
_THE_ANSWER = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb on an answer, or with ``citation`` on that source of it; ``given`` is ISO 8601, UTC."""

    turn: int
    citation: int | None
    verdict: Verdict
    reason: FeedbackReason | None
    note: str
    given: str


class FeedbackStore:
    """The feedback in the file of conversations. It goes when its conversation is removed for good."""

    def __init__(self, file: ArchiveFile, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file = file
        self._now = now

    def give(
        self,
        turn: int,
        verdict: Verdict,
        *,
        citation: int | None = None,
        reason: FeedbackReason | None = None,
        note: str = "",
    ) -> Feedback:
        """Keep what a reader thinks of a turn's answer or citation, in place of what they thought before.

        :raises SettingError: the reason is not one for this.
        :raises ConversationGoneError: the turn is not there (any more).
        """
        reasons = ANSWER_REASONS if citation is None else CITATION_REASONS
        if reason is not None and (verdict == "up" or reason not in reasons):
            raise SettingError(f"{reason!r} is no reason for this: choose one of {', '.join(reasons)}")
        note = note.encode("utf-8", "replace").decode().strip()[:NOTE_LIMIT]
        given = self._now().astimezone(UTC).isoformat(timespec="microseconds")
        with self._file.transaction():
            if not self._file.rows("select 1 from turn where number = ?", turn):
                raise ConversationGoneError(f"turn {turn} is not there (any more): it was deleted")
            self._file.do(
                "insert or replace into feedback values (?, ?, ?, ?, ?, ?)",
                turn,
                citation or _THE_ANSWER,
                verdict,
                reason,
                note,
                given,
            )
        return Feedback(turn, citation, verdict, reason, note, given)

    def take_back(self, turn: int, *, citation: int | None = None) -> bool:
        """Forget a thumb; return whether there was one."""
        taken = "delete from feedback where turn = ? and citation = ?"
        return self._file.do(taken, turn, citation or _THE_ANSWER) == 1

    def of_turn(self, turn: int) -> tuple[Feedback, ...]:
        """Return the feedback on a turn, that on the answer first, then by citation."""
        rows = self._file.rows(
            "select turn, citation, verdict, reason, note, given from feedback where turn = ? "
            "order by citation",
            turn,
        )
        return tuple(Feedback(row[0], row[1] or None, *row[2:]) for row in rows)

    def turns(self) -> tuple[int, ...]:
        """Return the turns that have feedback, oldest first, without those of deleted conversations."""
        rows = self._file.rows(
            "select distinct f.turn from feedback f join turn t on t.number = f.turn "
            "join conversation c on c.number = t.conversation where c.deleted is null order by f.turn"
        )
        return tuple(number for (number,) in rows)
