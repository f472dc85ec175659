"""Draws the place of a translation on a source's card, and the button that asks for it."""

import json
from collections.abc import Sequence

from index.article import Language
from index.chunk import Chunk
from index.span import Span
from ui.html.render import escape, excerpt
from ui.texts.translation_texts import TRANSLATION_TEXTS


def translation_button(to: Language) -> str:
    """Draw the button that asks for the translation of a card's snippet."""
    texts = TRANSLATION_TEXTS[to]
    labels = {name: getattr(texts, name) for name in ("translate", "stop", "hide", "show", "busy")}
    return (
        f'<button type="button" class="translate" aria-expanded="false" data-to="{to}" '
        f'data-labels="{escape(json.dumps(labels, ensure_ascii=False))}">{escape(texts.translate)}</button>'
    )


def translation_place(chunk: Chunk, cited: Sequence[Span], to: Language) -> str:
    """Draw the empty place of a translation: of each sentence that the card shows, the cited ones lit up."""
    runs = excerpt(chunk, cited)
    sentences = [each for each in chunk.sentences if any(run.start <= each.start < run.end for run in runs)]
    spans = " ".join(_sentence_place(chunk, each, cited) for each in sentences)
    said = escape(TRANSLATION_TEXTS[to].machine_made)
    return (
        f'<div class="translation" lang="{to}" hidden><p class="kind">{said}</p>'
        f'<p class="busy" role="status"></p><p class="translated">{spans}</p><p class="unknown"></p>'
        '<p class="why"></p></div>'
    )


def _sentence_place(chunk: Chunk, sentence: Span, cited: Sequence[Span]) -> str:
    kind = "lit" if _overlaps(sentence, cited) else "beside"
    text = " ".join(chunk.text[sentence.start - chunk.start : sentence.end - chunk.start].split())
    return f'<span class="{kind}" data-sentence="{escape(text)}"></span>'


def _overlaps(sentence: Span, cited: Sequence[Span]) -> bool:
    return any(span.start < sentence.end and sentence.start < span.end for span in cited)
