"""Draws the sentence that most likely answers, which stands where the answer will while the model reads."""

import re

from index.span import Span
from rag.answer import SourcesFound
from ui.html.render import date_of, escape, language_badge, with_words
from ui.html.sources import opener, uncited
from ui.texts.by_language import Texts

_LONGEST = 200
"""Characters of a sentence that is shown whole: more would push all else off a phone."""
_BESIDE = re.compile(r"\S*(?:\s+\S+){0,12}")
"""What is shown of a longer one on each side of the words that answer."""


def likeliest_sentence(found: SourcesFound | None, texts: Texts) -> str:
    """Draw the likeliest sentence, its words that answer set off, and the way to its place; "" for none.

    A long one is cut around those words.
    """
    sentence = found.likeliest if found else None
    if sentence is None:
        return ""
    passage, words, start = sentence.passage, sentence.words, sentence.span.start
    is_long = len(sentence.text) > _LONGEST
    shown = _around(sentence.span, words, sentence.text) if words and is_long else sentence.span
    cut = " cut-before" * (start < shown.start) + " cut-after" * (shown.end < sentence.span.end)
    text = sentence.text[shown.start - start : shown.end - start]
    title = f'<cite lang="{passage.language}">{escape(passage.title)}</cite>'
    return (
        f'<p class="label">{escape(texts.likeliest)}</p>'
        f'<blockquote class="quote{cut}" lang="{passage.language}">'
        f"<p>{with_words(text, shown.start, [words] if words else [])}</p></blockquote>"
        f'<p class="meta">{language_badge(passage.language, texts)}'
        f"{opener(passage, uncited(sentence), texts, text=title)}{date_of(passage.published, texts)}</p>"
    )


def _around(sentence: Span, words: Span, text: str) -> Span:
    """Return what is shown of a sentence and its words, in offsets of the article's text."""
    before = _BESIDE.match(text[: words.start - sentence.start][::-1])
    after = _BESIDE.match(text[words.end - sentence.start :])
    return Span(words.start - (before.end() if before else 0), words.end + (after.end() if after else 0))
