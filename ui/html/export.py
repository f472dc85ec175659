"""Writes a conversation as Markdown, as one HTML file, or an answer as plain text to paste elsewhere.

Questions, articles and model output are escaped for each form, so that they show as the characters they have.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.article import Language
from index.span import Span
from rag.answer import Answer, Citation
from ui.archive.record import ConversationRecord, SourceState, TurnRecord
from ui.html.render import escape, with_words
from ui.texts.by_language import TEXTS
from ui.texts.export_texts import EXPORT_TEXTS

States = Mapping[int, Mapping[str, SourceState]]
"""What became of the sources: by number of a turn, as ``ui.archive.source_states`` says it."""

_MARK = re.compile(r"\[(\d{1,3})\]")
_MARKDOWN_SIGN = re.compile(r"([\\`*_\[\]<>|~&$])")
_MARKDOWN_START = re.compile(r"^([#+\-=:!]|\d+(?=[.)]))")
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 Georgia, "Noto Serif", serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; } h3 { font-size: .95rem; }
.about, .meta, .note { font-family: system-ui, sans-serif; font-size: .85rem; }
blockquote { margin: .3rem 0 .8rem; padding-left: .8rem; border-left: 3px solid; }
@media print {
  body { margin: 0; max-width: none; font-size: 11pt; }
  h2, h3 { break-after: avoid; } li { break-inside: avoid; } a { color: inherit; text-decoration: none; }
}
"""


@dataclass(frozen=True, slots=True)
class _Source:
    """What is written of a citation, not yet escaped. ``words`` are those of ``quote`` that answer."""

    number: int
    title: str
    facts: str
    url: str | None
    quote: str
    words: Span | None
    language: Language
    note: str


def conversation_as_markdown(
    record: ConversationRecord, *, language: Language, states: States | None = None
) -> str:
    """Return a conversation as Markdown, its citations with title, language, date, file and snippet.

    :param language: of headings and dates; questions and answers stay in theirs.
    :param states: says of sources that they have changed since.
    """
    blocks = [f"# {_one_line(_title(record, language))}", f"*{_one_line(_about(record, language))}*"]
    for turn in record.turns:
        blocks += [f"## {_one_line(turn.question)}", *_markdown_lines(_text(turn))]
        if note := _note(turn, language):
            blocks.append(f"*{_one_line(note)}*")
        sources = _sources(turn, language, (states or {}).get(turn.number, {}))
        if sources:
            blocks.append(f"**{TEXTS[language].sources}**")
            blocks.append("\n".join(_markdown_source(source) for source in sources))
    return "\n\n".join(blocks) + "\n"


def conversation_as_html(
    record: ConversationRecord, *, language: Language, states: States | None = None
) -> str:
    """Return a conversation as one HTML file: no scripts, nothing from elsewhere, made to print well.

    :param language: as for ``conversation_as_markdown``.
    :param states: likewise.
    """
    title = escape(_title(record, language))
    turns = "".join(_html_turn(turn, language, (states or {}).get(turn.number, {})) for turn in record.turns)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="about">{escape(_about(record, language))}</p>\n{turns}</body>\n</html>\n'
    )


def answer_with_citations(answer: Answer, *, language: Language) -> str:
    """Return an answer and its numbered sources as plain text, for the clipboard.

    :param language: of the dates.
    """
    sources = [_source(citation, language, "") for citation in answer.citations]
    lines = [f"[{source.number}] {source.title} ({source.facts})\n“{source.quote}”" for source in sources]
    return "\n\n".join([answer.text, *lines]) + "\n"


def _title(record: ConversationRecord, language: Language) -> str:
    return record.summary.title or EXPORT_TEXTS[language].untitled


def _about(record: ConversationRecord, language: Language) -> str:
    return EXPORT_TEXTS[language].about.format(date=TEXTS[language].date(record.summary.created[:10]))


def _text(turn: TurnRecord) -> str:
    return turn.draft if turn.ready is None else turn.ready.answer.text


def _note(turn: TurnRecord, language: Language) -> str:
    texts = EXPORT_TEXTS[language]
    if turn.ready is not None:
        answer = turn.ready.answer
        if answer.reason is not None:
            return f"{texts.no_answer} {TEXTS[language].reason(answer.reason)}"
        return texts.without_model if answer.without_model else ""
    notes = {"stopped": texts.stopped, "failed": texts.failed, "unfinished": texts.unfinished}
    return notes.get(turn.state, "")


def _sources(turn: TurnRecord, language: Language, states: Mapping[str, SourceState]) -> list[_Source]:
    texts = EXPORT_TEXTS[language]
    notes: dict[SourceState, str] = {"same": "", "changed": texts.changed, "gone": texts.gone}
    return [
        _source(citation, language, notes[states.get(citation.passage.chunk.article_id, "same")])
        for citation in (turn.ready.answer.citations if turn.ready else ())
    ]


def _source(citation: Citation, language: Language, note: str) -> _Source:
    passage, texts = citation.passage, TEXTS[language]
    page = passage.page_of(citation.span.start)
    on_page = () if page is None else (texts.page.format(page=texts.count(page)),)
    words, before = citation.words, citation.span.start
    facts = (texts.language_name(passage.language), texts.date(passage.published), passage.path, *on_page)
    return _Source(
        number=citation.number,
        title=passage.title,
        facts=", ".join(facts),
        url=passage.url,
        quote=citation.quote,
        words=words and Span(words.start - before, words.end - before),
        language=passage.language,
        note=note,
    )


def _markdown_lines(text: str) -> list[str]:
    return [_one_line(line) for line in text.splitlines() if line.strip()]


def _one_line(text: str, bold: Span | None = None) -> str:
    """Escape a text for Markdown, on one line: a second one could begin a heading or a list.

    :param bold: what of it is to be set off.
    """
    parts = [text] if bold is None else [text[: bold.start], bold.of(text), text[bold.end :]]
    line = " ".join("**".join(_MARKDOWN_SIGN.sub(r"\\\1", part) for part in parts).split())
    return _MARKDOWN_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    # A number cannot be escaped, so what would make a list of it is: ``1\.``
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"


def _markdown_source(source: _Source) -> str:
    link = f", {_one_line(source.url)}" if source.url else ""
    head = f"{source.number}. **{_one_line(source.title)}** ({_one_line(source.facts)}{link})"
    note = f"\n\n   *{_one_line(source.note)}*" if source.note else ""
    return f"{head}\n\n   > {_one_line(source.quote, source.words)}{note}\n"


def _html_turn(turn: TurnRecord, language: Language, states: Mapping[str, SourceState]) -> str:
    spoken = turn.ready.answer.language if turn.ready else language
    sources = _sources(turn, language, states)
    numbers = {source.number for source in sources}

    def mark(found: re.Match[str]) -> str:
        known = int(found[1]) in numbers
        return f'<a href="#source-{turn.number}-{int(found[1])}">{found[0]}</a>' if known else found[0]

    answer = _html_lines(_text(turn), lambda line: _MARK.sub(mark, line))
    note = _note(turn, language)
    listed = "".join(_html_source(source, turn.number) for source in sources)
    return (
        f'<section lang="{spoken}">\n<h2>{escape(turn.question)}</h2>\n{answer}'
        + (f'<p class="note" lang="{language}">{escape(note)}</p>\n' if note else "")
        + (
            f'<h3 lang="{language}">{escape(TEXTS[language].sources)}</h3>\n<ol>\n{listed}</ol>\n'
            if listed
            else ""
        )
        + "</section>\n"
    )


def _html_lines(text: str, with_marks: Callable[[str], str]) -> str:
    return "".join(f"<p>{with_marks(escape(line))}</p>\n" for line in text.splitlines() if line.strip())


def _html_source(source: _Source, turn: int) -> str:
    quote = with_words(source.quote, 0, [source.words] if source.words else [])
    note = f'<p class="note">{escape(source.note)}</p>' if source.note else ""
    return (
        f'<li value="{source.number}" id="source-{turn}-{source.number}"><b lang="{source.language}">'
        f'{escape(source.title)}</b> <span class="meta">{escape(source.facts)}{_html_link(source.url)}</span>'
        f'<blockquote lang="{source.language}">{quote}</blockquote>{note}</li>\n'
    )


def _html_link(url: str | None) -> str:
    if not url:
        return ""
    shown = escape(url)
    is_page = urlsplit(url).scheme in {"http", "https"}
    return f', <a href="{shown}" rel="noreferrer noopener">{shown}</a>' if is_page else f", {shown}"
