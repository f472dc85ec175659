"""The texts of the thumbs on answers and citations, in Dutch and in English."""

from dataclasses import dataclass
from typing import Literal

from ui.texts.language_files import in_each_language

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


FEEDBACK_TEXTS = in_each_language(FeedbackTexts, "feedback")
