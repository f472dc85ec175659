"""Draws the sentence that most likely answers, which stands where the answer will while the model reads."""

from rag.answer import SourcesFound
from ui.html.render import date_of, escape, language_badge, with_words
from ui.html.sources import opener, uncited
from ui.texts.by_language import Texts


def likeliest_sentence(found: SourcesFound | None, texts: Texts) -> str:
    """Draw the likeliest sentence, its words that answer set off, and the way to its place; "" for none."""
    sentence = found.likeliest if found else None
    if sentence is None:
        return ""
    passage, words = sentence.passage, sentence.words
    title = f'<cite lang="{passage.language}">{escape(passage.title)}</cite>'
    return (
        f'<p class="label">{escape(texts.likeliest)}</p><blockquote lang="{passage.language}">'
        f"<p>{with_words(sentence.text, sentence.span.start, [words] if words else [])}</p></blockquote>"
        f'<p class="meta">{language_badge(passage.language, texts)}'
        f"{opener(passage, uncited(sentence), texts, text=title)}{date_of(passage.published, texts)}</p>"
    )
