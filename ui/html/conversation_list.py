"""The list of conversations beside the chat: drawn, searched, renamed, deleted and saved as a file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from index.article import Article, Language
from ui.archive.archive import Archive
from ui.archive.record import ConversationSummary, Fragment
from ui.archive.schema import ArchiveError, ConversationGoneError
from ui.archive.source_states import source_states
from ui.html.export import conversation_as_html, conversation_as_markdown
from ui.html.render import escape
from ui.texts.by_language import TEXTS, Texts

PAGE = 50
"""How many conversations are shown at first, and how many more each time."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What the page asks: to do something to conversation ``number``, and for the list after that.

    ``act`` is ``rename`` (to ``title``), ``delete``, ``restore``, or anything else for the list alone.
    ``open`` is the conversation that the page shows.
    """

    texts: Texts
    act: str = ""
    number: int = 0
    title: str = ""
    search: str = ""
    limit: int = PAGE
    open: int | None = None

    @classmethod
    def read(cls, sent: Mapping[str, object]) -> "ListRequest":
        """Read what the browser sent; what is not of its type counts as not sent."""
        number, limit, opened = (sent.get(name) for name in ("number", "limit", "open"))
        return cls(
            texts=TEXTS[_language(sent)],
            act=str(sent.get("act") or ""),
            number=number if isinstance(number, int) else 0,
            title=str(sent.get("title") or ""),
            search=str(sent.get("search") or ""),
            limit=limit if isinstance(limit, int) and limit > 0 else PAGE,
            open=opened if isinstance(opened, int) else None,
        )


def list_labels(texts: Texts) -> dict[str, str]:
    """Return the texts that the list's own script needs."""
    return {
        "language": texts.code,
        "heading": texts.conversations,
        "search": texts.conversation_search,
        "close": texts.conversations_close,
        "name": texts.conversation_name,
        "undo": texts.conversation_undo,
        "unreadable": texts.failed_unexpectedly,
    }


def list_of_conversations(archive: Archive, sent: Mapping[str, object]) -> dict[str, object]:
    """Do what the page asks, and return the list as HTML with what to say of it.

    ``undo`` is the number of the conversation whose deletion can be undone, else None. What cannot be done
    is said in ``said``.
    """
    request = ListRequest.read(sent)
    try:
        said, undo = _done(archive, request)
        return {"html": _drawn(archive, request), "said": said, "undo": undo}
    except ArchiveError as error:
        return {"html": "", "said": str(error), "undo": None}


def _done(archive: Archive, request: ListRequest) -> tuple[str, int | None]:
    """Do what is asked; return what to say, and what could be undone."""
    texts, number = request.texts, request.number
    try:
        match request.act:
            case "rename":
                title = archive.rename(number, request.title)
                return texts.conversation_renamed.format(title=title), None
            case "delete":
                title = _title(archive.summary(number), texts)
                if archive.delete(number):
                    return texts.conversation_deleted.format(title=title), number
            case "restore":
                if not archive.restore(number):
                    return texts.conversation_not_restored, None
                title = _title(archive.summary(number), texts)
                return texts.conversation_restored.format(title=title), None
            case _:
                return "", None
    except ConversationGoneError:
        pass
    return texts.conversation_gone, None


def _drawn(archive: Archive, request: ListRequest) -> str:
    texts = request.texts
    if request.search.strip():
        hits = archive.search(request.search, limit=request.limit + 1)
        items = [_item(hit.summary, hit.fragments if hit.turn else (), request) for hit in hits]
        empty = texts.conversations_not_found
    else:
        items = [_item(summary, (), request) for summary in archive.conversations(limit=request.limit + 1)]
        empty = texts.conversations_none
    if not items:
        return f'<p class="none">{escape(empty)}</p>'
    more = f'<button type="button" class="more">{escape(texts.conversations_more)}</button>'
    return f"<ul>{''.join(items[: request.limit])}</ul>{more if len(items) > request.limit else ''}"


def _item(summary: ConversationSummary, found: Iterable[Fragment], request: ListRequest) -> str:
    texts, title = request.texts, escape(_title(summary, request.texts))
    changed = datetime.fromisoformat(summary.changed).astimezone().date().isoformat()
    about = f"{texts.date(changed)}, {texts.conversation_questions(summary.turns)}"
    fragment = "".join(f"<b>{escape(f.text)}</b>" if f.is_match else escape(f.text) for f in found)
    current = ' aria-current="true"' if summary.number == request.open else ""
    actions = "".join(
        f'<button type="button" class="{act}">{escape(label)}</button>'
        for act, label in (
            ("rename", texts.conversation_rename),
            ("save-markdown", texts.conversation_markdown),
            ("save-html", texts.conversation_html),
            ("delete", texts.conversation_delete),
        )
    )
    return (
        f'<li data-number="{summary.number}"><button type="button" class="choose"{current}>'
        f'<span class="title" lang="{summary.language}">{title}</span>'
        + (f'<span class="fragment" lang="{summary.language}">{fragment}</span>' if fragment else "")
        + f'<span class="about">{escape(about)}</span></button><details><summary aria-label="'
        f'{escape(texts.conversation_actions.format(title=_title(summary, texts)))}">⋯</summary>'
        f'<div class="acts">{actions}</div></details></li>'
    )


def saved_conversation(
    archive: Archive, article_of: Callable[[str], Article], sent: Mapping[str, object]
) -> dict[str, str]:
    """Return a conversation as a file to download: ``name``, media ``type`` and ``text``.

    Where that is not possible, ``said`` is why.

    :param sent: ``number``, ``form`` (``markdown`` or ``html``) and ``language``.
    """
    number, language = sent.get("number"), _language(sent)
    try:
        record = archive.conversation(number if isinstance(number, int) else 0)
    except ConversationGoneError:
        return {"said": TEXTS[language].conversation_gone}
    except ArchiveError as error:
        return {"said": str(error)}
    states = {turn.number: source_states(turn, article_of) for turn in record.turns}
    name = _file_name(record.summary, TEXTS[language])
    if sent.get("form") == "html":
        text = conversation_as_html(record, language=language, states=states)
        return {"name": f"{name}.html", "type": "text/html", "text": text}
    text = conversation_as_markdown(record, language=language, states=states)
    return {"name": f"{name}.md", "type": "text/markdown", "text": text}


def _file_name(summary: ConversationSummary, texts: Texts) -> str:
    """Return a file name that every system takes: the letters and digits of the title."""
    words = "".join(sign if sign.isalnum() else " " for sign in _title(summary, texts)).split()
    return "-".join(words)[:60].strip("-") or f"{texts.conversation}-{summary.number}"


def _title(summary: ConversationSummary, texts: Texts) -> str:
    return summary.title or texts.conversation


def _language(sent: Mapping[str, object]) -> Language:
    return "nl" if sent.get("language") == "nl" else "en"
