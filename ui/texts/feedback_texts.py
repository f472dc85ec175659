"""The texts of the thumbs on answers and citations, in Dutch and in English."""

from dataclasses import dataclass
from typing import Literal

from index.article import Language

Verdict = Literal["up", "down"]
FeedbackReason = Literal[
    "does not support it",
    "wrong language",
    "missed an article",
    "not true",
    "incomplete",
    "not in the articles",
    "other",
]
"""Why a thumb is down. ``not in the articles``: there should have been no answer."""


@dataclass(frozen=True, slots=True)
class FeedbackTexts:
    """The texts of one language; ``on_source`` and ``reason_given`` have braces."""

    on_answer: str
    on_source: str
    good: str
    bad: str
    why: str
    what_is_wrong: str
    reason_given: str
    note: str
    keep: str
    kept: str
    taken_back: str
    gone: str
    reasons: dict[FeedbackReason, str]


FEEDBACK_TEXTS: dict[Language, FeedbackTexts] = {
    "nl": FeedbackTexts(
        on_answer="Uw oordeel over het antwoord",
        on_source="Uw oordeel over bron {number}",
        good="Goed",
        bad="Niet goed",
        why="Waarom?",
        what_is_wrong="Wat is er niet goed?",
        reason_given="Waarom: {reason}",
        note="In uw eigen woorden",
        keep="Bewaar",
        kept="Bewaard op deze machine",
        taken_back="Teruggenomen",
        gone="Dit gesprek is verwijderd; het oordeel is niet bewaard.",
        reasons={
            "does not support it": "steunt de zin niet",
            "wrong language": "verkeerde taal",
            "missed an article": "mist een artikel",
            "not true": "klopt niet",
            "incomplete": "onvolledig",
            "not in the articles": "staat er niet in",
            "other": "iets anders",
        },
    ),
    "en": FeedbackTexts(
        on_answer="What you think of the answer",
        on_source="What you think of source {number}",
        good="Good",
        bad="Not good",
        why="Why?",
        what_is_wrong="What is wrong?",
        reason_given="Why: {reason}",
        note="In your own words",
        keep="Keep",
        kept="Kept on this machine",
        taken_back="Taken back",
        gone="This conversation was deleted; what you thought of it was not kept.",
        reasons={
            "does not support it": "does not support it",
            "wrong language": "wrong language",
            "missed an article": "missed an article",
            "not true": "not true",
            "incomplete": "incomplete",
            "not in the articles": "not in the articles",
            "other": "something else",
        },
    ),
}
