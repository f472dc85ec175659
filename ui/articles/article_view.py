"""One article as the Articles tab shows it: as it was read beside what stands in its file, and corrected."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from index.article import Article
from index.reading.source_text import SourceLine, source_text
from index.span import Span
from index.syncing.left_out import LeftOutLine
from index.text.boilerplate import body_spans
from ui.articles.article_file import FILE_ROUTE
from ui.articles.corrections import Correction
from ui.html.render import escape, paragraphs
from ui.html.sources import article_head
from ui.texts.article_texts import ArticleTexts
from ui.texts.by_language import Texts
from ui.texts.unread_texts import reason_in


@dataclass(frozen=True, slots=True)
class ViewedArticle:
    """An article as the index has it, its file, where that is there, and what is known of how it was read.

    ``folder`` is the data folder that it is in, where that is only searched.
    """

    article: Article
    file: Path | None
    correction: Correction | None
    left_out: Sequence[LeftOutLine]
    folder: Path | None = None


def article_view(viewed: ViewedArticle, own: ArticleTexts, texts: Texts) -> str:
    """Draw an article: what is known of it, its correction, and the two texts beside each other."""
    lost = "".join(
        f'<p class="caution">{escape(own.lost.format(why=why_in(texts, line)))}</p>'
        for line in viewed.left_out
    )
    return (
        f"{article_head(viewed.article, texts)}{lost}{_corrected(viewed, own, texts)}"
        f"{_form(viewed, own)}{_file(viewed, own)}"
        f'<div class="switch" role="group" aria-label="{escape(own.compare)}">'
        f"{_switch('read', own.as_read, is_on=True)}{_switch('file', own.as_in_file, is_on=False)}</div>"
        f'<div class="sides" data-side="read">{_side("read", own.as_read, _as_read(viewed.article, own))}'
        f"{_side('file', own.as_in_file, _as_in_file(viewed, own))}</div>"
    )


def why_in(texts: Texts, line: LeftOutLine) -> str:
    """Return why something was left out, in the reader's language where that is known."""
    return line.why if isinstance(line.why, str) else reason_in(texts.code, line.why)


def _switch(side: str, label: str, *, is_on: bool) -> str:
    pressed = "true" if is_on else "false"
    return (
        f'<button type="button" class="side" data-side="{side}" aria-pressed="{pressed}">'
        f"{escape(label)}</button>"
    )


def _side(name: str, heading: str, content: str) -> str:
    label = escape(heading)
    return f'<section class="as-{name}" aria-label="{label}"><h4>{label}</h4>{content}</section>'


def _corrected(viewed: ViewedArticle, own: ArticleTexts, texts: Texts) -> str:
    if viewed.correction is None:
        return ""
    of_file = viewed.correction.of_file
    said = [
        *([own.file_title.format(title=of_file["title"])] if "title" in of_file else []),
        *([texts.date(of_file["published"])] if "published" in of_file else []),
    ]
    take_back = f' <button type="button" class="take-back">{escape(own.take_back)}</button>'
    note = escape(own.corrected_note.format(said=", ".join(said)))
    return f'<p class="corrected">{note}{"" if viewed.folder else take_back}</p>'


def _form(viewed: ViewedArticle, own: ArticleTexts) -> str:
    article = viewed.article
    if viewed.folder is not None:
        return f'<p class="only-read">{escape(own.only_read.format(folder=viewed.folder))}</p>'
    return (
        f'<details class="correct"><summary>{escape(own.correct)}</summary><form>'
        f"{_field('title', own.correct_title, article.title, 1000)}"
        f"{_field('published', own.correct_date, article.published or '', 40)}"
        f'<button type="submit" class="save">{escape(own.save)}</button></form></details>'
        '<p class="told" role="status"></p>'
    )


def _field(name: str, label: str, value: str, longest: int) -> str:
    return (
        f'<label><span>{escape(label)}</span><input name="{name}" autocomplete="off" maxlength="{longest}" '
        f'value="{escape(value)}"></label>'
    )


def _file(viewed: ViewedArticle, own: ArticleTexts) -> str:
    path = viewed.article.path
    if viewed.file is None:
        return f'<p class="of-file">{escape(own.file_gone.format(path=path))}</p>'
    address = f"{FILE_ROUTE.removeprefix('/')}?id={quote(viewed.article.id, safe='')}"
    return (
        f'<p class="of-file"><a href="{escape(address)}" download="{escape(viewed.file.name)}">'
        f"{escape(own.open_file)}</a> <code>{escape(str(viewed.file))}</code></p>"
    )


def _as_read(article: Article, own: ArticleTexts) -> str:
    """Draw what was read; what of it is not searched is set apart."""
    body = body_spans(article.text)
    pieces, start = [], 0
    for line in article.text.split("\n"):
        place = start + len(line) - len(line.lstrip())
        part = article.part_at(place)
        is_foreign = part is not None and part.language is None
        at = bisect_right(body, place, key=_start) - 1
        is_searched = not is_foreign and at >= 0 and place < body[at].end
        drawn = paragraphs(line, start, ())
        if drawn and not is_searched:
            drawn = f'<div class="unsearched"><span class="tag">{escape(own.unsearched)}</span>{drawn}</div>'
        pieces.append(drawn)
        start += len(line) + 1
    return f'<div class="text" lang="{article.language}">{"".join(pieces)}</div>'


def _start(span: Span) -> int:
    return span.start


def _as_in_file(viewed: ViewedArticle, own: ArticleTexts) -> str:
    if viewed.file is None:
        return f"<p>{escape(own.file_gone.format(path=viewed.article.path))}</p>"
    try:
        source = source_text(viewed.file, viewed.article.text)
    except OSError as error:
        return f"<p>{escape(own.file_unreadable.format(error=error.strerror))}</p>"
    if source is None:
        return f"<p>{escape(own.file_other)}</p>"
    notes = [
        *([own.file_cut] if source.is_cut else []),
        *([own.not_so_read] if any(line.is_read is False for line in source.lines) else []),
    ]
    told = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    lines = "".join(_source_line(line, own) for line in source.lines)
    return f'{told}<div class="source" lang="{viewed.article.language}">{lines}</div>'


def _source_line(line: SourceLine, own: ArticleTexts) -> str:
    if not line.text:
        return "<p><br></p>"
    if line.is_read is False:
        return f'<p class="not-so"><span class="unseen">{escape(own.not_so)}: </span>{escape(line.text)}</p>'
    return f"<p>{escape(line.text)}</p>"
