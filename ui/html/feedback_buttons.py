"""Draws the thumbs on answers and sources."""

from index.article import Language
from ui.archive.feedback import ANSWER_REASONS, CITATION_REASONS, NOTE_LIMIT
from ui.html.render import escape
from ui.texts.feedback_texts import FEEDBACK_TEXTS, FeedbackTexts

_THUMB = (
    '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 7.2 7.9 1.7c1.1 0 1.8.9 1.6 1.9L9 6.2h3.7c.9 0 '
    '1.5.8 1.3 1.7l-1 4.8c-.2.8-.8 1.3-1.5 1.3H5zM2 7.2h3V14H2z"/></svg>'
)


def feedback_buttons(turn: int | None, language: Language, *, citation: int | None = None) -> str:
    """Draw the thumbs on the answer of a turn, or on a source of it; nothing where the turn is not kept.

    Which is pressed is not drawn: the script asks, and a redrawn answer keeps what is pressed.
    """
    if turn is None:
        return ""
    texts = FEEDBACK_TEXTS[language]
    label = texts.on_answer if citation is None else texts.on_source.format(number=citation)
    thumbs = "".join(
        f'<button type="button" class="thumb" data-verdict="{verdict}" aria-pressed="false" '
        f'aria-label="{escape(name)}" title="{escape(name)}">{_THUMB}</button>'
        for verdict, name in (("up", texts.good), ("down", texts.bad))
    )
    return (
        f'<div class="feedback" role="group" aria-label="{escape(label)}" data-turn="{turn}" '
        f'data-citation="{citation or 0}" data-language="{language}">{thumbs}'
        f'<details class="doubt"><summary class="why" data-why="{escape(texts.why)}">{escape(texts.why)}'
        f"</summary>{_reasons(texts, on_citation=citation is not None)}</details>"
        '<span class="unseen" role="status"></span></div>'
    )


def _reasons(texts: FeedbackTexts, *, on_citation: bool) -> str:
    reasons = CITATION_REASONS if on_citation else ANSWER_REASONS
    items = "".join(
        f'<li><button type="button" class="reason-choice" data-reason="{reason}" aria-pressed="false">'
        f"{escape(texts.reasons[reason])}</button></li>"
        for reason in reasons
    )
    return (
        f'<div class="reasons"><p>{escape(texts.what_is_wrong)}</p><ul>{items}</ul>'
        f'<label>{escape(texts.note)}<textarea rows="2" maxlength="{NOTE_LIMIT}"></textarea></label>'
        f'<button type="button" class="keep">{escape(texts.keep)}</button></div>'
    )
