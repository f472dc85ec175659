"""Draws the sources of an answer: cards with the cited sentence, and the whole article behind a card."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from index.article import Article, Language
from index.errors import IndexStoreError
from index.passage import Passage
from index.span import Span
from rag.answer import Answer, Citation, EvidenceSentence, SourcesFound
from ui.html.citation_context import CitationContext
from ui.html.feedback_buttons import feedback_buttons
from ui.html.render import Highlight, date_of, escape, language_badge, paragraphs, plain_text, snippet
from ui.html.translation_place import translation_button, translation_place
from ui.texts.by_language import TEXTS, Texts


def found_sources(found: SourcesFound, texts: Texts) -> str:
    """Draw the passages that were found, the sentences that the model reads lit up."""
    read = {
        passage.chunk.id: [
            Highlight(sentence.span)
            for sentence in found.evidence
            if sentence.passage.chunk.id == passage.chunk.id
        ]
        for passage in found.passages
    }
    cards = [_found_card(passage, read[passage.chunk.id], texts) for passage in found.passages]
    return _list(cards)


def cited_sources(
    answer: Answer,
    texts: Texts,
    *,
    turn: int | None = None,
    around: Mapping[int, CitationContext] = MappingProxyType({}),
) -> str:
    """Draw a card for each citation, then the passages that nothing cites, folded away.

    :param around: by a citation's number, what stands around it in its article.
    :param turn: the answer's turn in the archive: what a reader thinks of a source is kept there.
    """
    cited = {citation.passage.chunk.id for citation in answer.citations}
    others = [_found_card(found, [], texts) for found in answer.passages if found.chunk.id not in cited]
    folded = (
        f'<details class="others"><summary>{escape(texts.also_found)} ({len(others)})</summary>'
        f"{_list(others)}</details>"
        if others
        else ""
    )
    cards = [
        _citation_card(citation, turn, answer.language, texts, around.get(citation.number))
        for citation in answer.citations
    ]
    return _list(cards) + folded


def nearest_sources(answer: Answer, evidence: Sequence[EvidenceSentence], texts: Texts) -> str:
    """Draw what was nearest to a question that is not answered, and say that it does not answer it.

    The nearest sentence of each passage is lit up; the passage with the nearest of all comes first.
    """
    nearest = {
        passage.chunk.id: nearest_of([s for s in evidence if s.passage.chunk.id == passage.chunk.id])
        for passage in answer.passages
    }
    ranked = sorted(answer.passages, key=lambda passage: _place_of(nearest[passage.chunk.id]))
    cards = [
        _found_card(passage, [Highlight(found.span)] if found else [], texts)
        for passage in ranked
        for found in [nearest[passage.chunk.id]]
    ]
    return f'<p class="caution">{escape(texts.nearest_note)}</p>{_list(cards)}' if cards else ""


def nearest_of(evidence: Sequence[EvidenceSentence]) -> EvidenceSentence | None:
    """Return the sentence that came nearest to the question."""
    return max(evidence, key=lambda sentence: sentence.score, default=None)


def _place_of(nearest: EvidenceSentence | None) -> float:
    return -nearest.score if nearest else math.inf


def nearest_sentence(nearest: EvidenceSentence, texts: Texts) -> str:
    """Draw the sentence that came nearest to a question, said not to be an answer, with the way to it."""
    passage = nearest.passage
    return (
        f'<div class="nearest"><p class="reason">{escape(texts.nearest_sentence)}</p>'
        f'<blockquote lang="{passage.language}">{plain_text(" ".join(nearest.text.split()))}</blockquote>'
        f'<p class="from"><cite lang="{passage.language}">{escape(passage.title)}</cite></p>'
        f"{_meta(passage.language, passage.published, passage.path, passage.url, texts)}"
        f"{opener(passage, uncited(nearest), texts)}</div>"
    )


def uncited(sentence: EvidenceSentence) -> dict[str, object]:
    """Return the place of a sentence that nothing cites, as ``opener`` takes it."""
    span = sentence.span
    return {"number": None, "start": span.start, "end": span.end, "quote": sentence.text}


def _list(cards: Sequence[str]) -> str:
    return f'<ol class="cards">{"".join(cards)}</ol>' if cards else ""


def _citation_card(
    citation: Citation, turn: int | None, language: Language, texts: Texts, around: CitationContext | None
) -> str:
    passage, number = citation.passage, citation.number
    lit = Highlight(citation.span, number, citation.words)
    quoted = {
        "number": number,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
    }
    thumbs = feedback_buttons(turn, language, citation=number)
    body = _card_body(passage, [lit], quoted, texts, around=around, to=_other(passage, language), foot=thumbs)
    return (
        f'<li class="card cited" data-number="{number}" tabindex="-1" '
        f'aria-label="{escape(texts.source_number.format(number=number))}">'
        f'<button type="button" class="number" data-number="{number}" '
        f'aria-label="{escape(texts.back_to_mark.format(number=number))}">{number}</button>'
        f"{body}</li>"
    )


def _other(passage: Passage, language: Language) -> Language | None:
    """Return the reader's language where the passage is not in it."""
    return None if passage.language == language else language


def _found_card(passage: Passage, highlights: Sequence[Highlight], texts: Texts) -> str:
    where = {
        "number": None,
        "start": passage.chunk.start,
        "end": passage.chunk.end,
        "quote": passage.chunk.text,
    }
    return f'<li class="card">{_card_body(passage, highlights, where, texts)}</li>'


def _card_body(
    passage: Passage,
    highlights: Sequence[Highlight],
    shown: Mapping[str, object],
    texts: Texts,
    *,
    around: CitationContext | None = None,
    to: Language | None = None,
    foot: str = "",
) -> str:
    chunk = passage.chunk if around is None else around.chunk
    more = [] if around is None else about(texts, page=around.page, author=around.author)
    return (
        '<div class="body">'
        f'<h4 class="title" lang="{passage.language}">{escape(passage.title)}</h4>'
        f"{_meta(passage.language, passage.published, passage.path, passage.url, texts, more)}"
        f'<blockquote class="snippet" lang="{passage.language}">'
        f"{snippet(chunk, highlights)}</blockquote>"
        f"{translation_place(chunk, [lit.span for lit in highlights], to) if to else ''}"
        f"{opener(passage, shown, texts)}{translation_button(to) if to else ''}{foot}</div>"
    )


def opener(passage: Passage, shown: Mapping[str, object], texts: Texts, *, text: str | None = None) -> str:
    """Return the button that opens the whole article at a place of it.

    :param text: HTML that stands on the button; None: that it opens the whole article.
    """
    label = escape(texts.whole_article_of.format(title=passage.title))
    data = escape(json.dumps({"article": passage.chunk.article_id, **shown}, ensure_ascii=False))
    return (
        f'<button type="button" class="open-article" data-place="{data}" aria-label="{label}">'
        f"{escape(texts.whole_article) if text is None else text}</button>"
    )


def about(texts: Texts, *, page: int | None, author: str | None) -> list[str]:
    """Say what is known of the page of a sentence and of who wrote it."""
    known = (page and texts.page.format(page=texts.count(page)), author and texts.by.format(author=author))
    return [said for said in known if said]


def _meta(
    language: Language,
    published: str | None,
    path: str,
    url: str | None,
    texts: Texts,
    more: Sequence[str] = (),
) -> str:
    return (
        f'<p class="meta">{language_badge(language, texts)}'
        f'{date_of(published, texts)}<span class="origin">{escape(_origin(path, url))}</span>'
        f"{''.join(f'<span>{escape(said)}</span>' for said in more)}</p>"
    )


def _origin(path: str, url: str | None) -> str:
    """Return the outlet of an article where its address says it, else the name of its file."""
    host = urlsplit(url).hostname if url else None
    return host or PureWindowsPath(PurePosixPath(path).name).name


def whole_article(
    article_of: Callable[[str], Article], request: Mapping[str, object], *, note: str = ""
) -> str:
    """Draw the article that the browser asks for, with every cited sentence lit up.

    ``request`` is what the page sends: ``language`` of the labels, and ``places``, of which each was the
    ``data-place`` of a card of the same article. A cited sentence that no longer stands where it stood is
    not lit; the reader is told.

    :param note: what else the reader should know of this text of the article.
    """
    texts = TEXTS["nl" if request.get("language") == "nl" else "en"]
    places = request["places"]
    if not isinstance(places, list) or not places:
        raise ValueError("places: expected a list of cards of one article")
    try:
        article = article_of(str(places[0]["article"]))
    except IndexStoreError:
        return f'<p class="caution">{escape(texts.article_gone)}</p>'
    spans = [(Span(int(place["start"]), int(place["end"])), place) for place in places]
    standing = [(span, place) for span, place in spans if span.of(article.text) == place["quote"]]
    lit = [Highlight(span, place["number"]) for span, place in standing]
    return drawn_article(article, texts, lit, [note, texts.article_changed if len(lit) < len(spans) else ""])


def drawn_article(
    article: Article, texts: Texts, lit: Sequence[Highlight] = (), notes: Sequence[str] = ()
) -> str:
    """Draw a whole article, with these places of it lit up; ``notes`` stand above its text."""
    told = "".join(f'<p class="caution">{escape(line)}</p>' for line in notes if line)
    address = f"?articles={quote(article.id, safe='')}"
    return (
        f'{article_head(article, texts)}<p class="to-file"><a href="{escape(address)}">'
        f"{escape(texts.to_file)}</a></p>{told}"
        f'<div class="text" lang="{article.language}">{paragraphs(article.text, 0, lit)}</div>'
    )


def article_head(article: Article, texts: Texts) -> str:
    """Draw the title of an article and what is known of it."""
    more = about(texts, page=None, author=article.author)
    return (
        f'<h3 class="title" lang="{article.language}">{escape(article.title)}</h3>'
        f"{_meta(article.language, article.published, article.path, article.url, texts, more)}"
    )
