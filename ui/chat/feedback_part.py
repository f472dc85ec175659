"""What the script of the thumbs may ask of the store of feedback."""

from collections.abc import Iterable, Mapping

from index.errors import SettingError
from ui.archive.archive import Archive
from ui.archive.feedback import Feedback, FeedbackStore
from ui.archive.schema import ArchiveError, ConversationGoneError
from ui.html.html_part import HtmlPart, Sent, static_text
from ui.texts.feedback_texts import FEEDBACK_TEXTS, FeedbackTexts, Verdict

MOST_TURNS = 1000
"""Turns that a page asks about at once."""


def feedback_part(archive: Archive) -> HtmlPart:
    """Return the part of the page that keeps what readers think; it shows nothing itself."""
    store = FeedbackStore(archive.file)

    def feedback(sent: Sent) -> dict[str, object]:
        return feedback_answer(store, sent)

    return HtmlPart("feedback", "<div></div>", static_text("feedback.js"), (feedback,))


def feedback_answer(store: FeedbackStore, sent: Mapping[str, object]) -> dict[str, object]:
    """Answer the script: ``given`` is the feedback on the turns it names, ``said`` what a reader is told.

    With ``turns`` it only asks. With ``turn`` it says what is thought of that answer, or of ``citation`` of
    it: ``verdict`` is ``up``, ``down``, or empty to take back what was thought; ``reason`` and ``note`` may
    stand beside ``down``.
    """
    turns = sent.get("turns")
    if isinstance(turns, list):
        asked = [turn for turn in turns[:MOST_TURNS] if isinstance(turn, int)]
        try:
            return {"given": _facts(each for turn in asked for each in store.of_turn(turn)), "said": ""}
        except ArchiveError as error:
            return {"given": [], "said": str(error)}
    texts = FEEDBACK_TEXTS["nl" if sent.get("language") == "nl" else "en"]
    turn, citation = sent.get("turn"), sent.get("citation")
    number = turn if isinstance(turn, int) else 0
    try:
        said = _thought(store, number, citation if isinstance(citation, int) else 0, sent, texts)
        return {"given": _facts(store.of_turn(number)), "said": said}
    except ConversationGoneError:
        return {"given": [], "said": texts.gone}
    except (ArchiveError, SettingError) as error:
        return {"given": [], "said": str(error)}


def _thought(
    store: FeedbackStore, turn: int, citation: int, sent: Mapping[str, object], texts: FeedbackTexts
) -> str:
    verdict = _verdict(sent.get("verdict"))
    if verdict is None:
        store.take_back(turn, citation=citation or None)
        return texts.taken_back
    said = sent.get("reason") or None
    reason = next((each for each in texts.reasons if each == said), None)
    if said is not None and reason is None:
        raise SettingError(f"{str(said)[:40]!r} is no reason: choose one of {', '.join(texts.reasons)}")
    note = str(sent.get("note") or "") if verdict == "down" else ""
    store.give(turn, verdict, citation=citation or None, reason=reason, note=note)
    return texts.kept


def _verdict(sent: object) -> Verdict | None:
    return "up" if sent == "up" else "down" if sent == "down" else None


def _facts(given: Iterable[Feedback]) -> list[dict[str, object]]:
    return [
        {
            "turn": each.turn,
            "citation": each.citation or 0,
            "verdict": each.verdict,
            "reason": each.reason or "",
            "note": each.note,
        }
        for each in given
    ]
