"""What the page shows around the questions and answers: its head, its welcome and its labels."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Language
from ui.html.render import escape, language_badge
from ui.html.turn import TurnView
from ui.texts.article_texts import ARTICLE_TEXTS
from ui.texts.by_language import TEXTS, Texts


@dataclass(frozen=True, slots=True)
class ConversationView:
    """What the page shows. ``header`` and ``welcome`` are HTML; ``turn`` is the one that last changed.

    ``conversation`` counts the conversations of the page; ``kept`` is the number of this one in the archive.
    ``earlier`` are the turns before ``turn``, where the page does not show them yet.
    """

    conversation: int
    kept: int | None
    language: Language
    header: str
    welcome: str
    labels: dict[str, str]
    earlier: tuple[TurnView, ...]
    turn: TurnView | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the turns, as in ``ConversationView``; it changes with the language only."""

    header: str
    welcome: str
    labels: dict[str, str]


@functools.cache
def drawn_around(
    language: Language, examples: tuple[tuple[str, Language], ...], *, with_list: bool
) -> Surroundings:
    """Draw what stands around the turns.

    :param examples: questions and their languages.
    :param with_list: whether there is a list of conversations to open.
    """
    texts = TEXTS[language]
    return Surroundings(header(texts, with_list=with_list), welcome(texts, examples), labels(texts))


def labels(texts: Texts) -> dict[str, str]:
    """Return the texts that the page's own script needs."""
    return {
        "conversation": texts.conversation,
        "answer": texts.answer,
        "loading": texts.article_loading,
        "unreadable": texts.failed_unexpectedly,
        "back": texts.back_to_sources,
        "previous": texts.previous_sentence,
        "next": texts.next_sentence,
        "place": texts.sentence_place,
        "copied": texts.copied,
        "edit": texts.edit_label,
        "later": texts.edit_later,
        "send": texts.send,
        "cancel": texts.edit_cancel,
    }


def header(texts: Texts, *, with_list: bool) -> str:
    """Draw the head of the page.

    :param with_list: whether there is a list of conversations to open.
    """
    name = escape(texts.conversations)
    listed = (
        f'<button type="button" class="conversations" aria-expanded="false" aria-label="{name}" '
        f'title="{name}"></button>'
        if with_list
        else ""
    )
    return (
        f'{listed}<h1>Tweespraak</h1>{_tabs(texts)}<p class="tagline">{escape(texts.tagline)}</p>'
        '<div class="actions">'
        f'<button type="button" class="anew">{escape(texts.new_conversation)}</button>'
        f'<button type="button" class="language" lang="{_other(texts)}">'
        f"{escape(texts.other_language)}</button></div>"
    )


def _tabs(texts: Texts) -> str:
    """Draw the way to the list of articles and back; hidden where the page has none."""
    articles = ARTICLE_TEXTS[texts.code].heading
    return (
        f'<nav class="tabs" aria-label="Tweespraak"><a class="to-chat" href="./">{escape(texts.conversation)}'
        f'</a><a class="to-articles" href="?articles">{escape(articles)}</a></nav>'
    )


def _other(texts: Texts) -> Language:
    return "en" if texts.code == "nl" else "nl"


def welcome(texts: Texts, examples: Sequence[tuple[str, Language]]) -> str:
    """Draw what a reader sees who has not asked anything yet."""
    items = "".join(_example(question, language, texts) for question, language in examples)
    listed = f'<h3 id="examples">{escape(texts.examples)}</h3><ul aria-labelledby="examples">{items}</ul>'
    return (
        f"<h2>{escape(texts.welcome_heading)}</h2><p>{escape(texts.welcome)}</p>{listed if examples else ''}"
    )


def _example(question: str, language: Language, texts: Texts) -> str:
    return (
        f'<li><button type="button" class="example" data-question="{escape(question)}">'
        f"{language_badge(language, texts)}"
        f'<span lang="{language}">{escape(question)}</span></button></li>'
    )
