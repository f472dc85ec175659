"""The chat window in Gradio: the page's parts, what happens on which click, and the server behind it."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any, NamedTuple

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from index.article import Article, Language
from ui.address import check_address
from ui.archive import Archive
from ui.browser_guard import BrowserGuard
from ui.conversation import Conversation
from ui.conversation_list import list_labels, list_of_conversations, saved_conversation
from ui.filter_bar import filter_value
from ui.keeping import Keeper, article_then
from ui.one_at_a_time import Answers
from ui.render import escape
from ui.sources import whole_article
from ui.texts import TEXTS, browser_language

_PATIENCE = 10.0
"""Seconds to wait, at the end, for a model that has been told to stop."""
_LAST_WORDS = 0.5
"""Seconds for the end of an answer to be sent; a stream still open would hold the server much longer."""
LOOPBACK = ("127.0.0.1", "localhost")
_STATIC = files("ui") / "static"
_SKELETON = (_STATIC / "chat.html").read_text("utf-8")
_SCRIPT = (_STATIC / "chat.js").read_text("utf-8")
_FILTER_SCRIPT = (_STATIC / "filters.js").read_text("utf-8")
_LIST = (_STATIC / "conversations.html").read_text("utf-8")
_LIST_SCRIPT = (_STATIC / "conversations.js").read_text("utf-8")
# The address says which conversation of the archive a page has open; see chat.js.
_OPEN_CONVERSATION = "() => [Number(location.hash.slice(1)) || null]"
_AND_OPEN_CONVERSATION = "(...inputs) => [...inputs.slice(0, -1), Number(location.hash.slice(1)) || null]"
_STYLE = (_STATIC / "chat.css").read_text("utf-8")
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")

Updates = tuple[dict[str, object], str, Any, Any, Any, Any, dict[str, object]]
"""What handlers return: the page's view, the hint, updates of question box, two buttons and filters, and what
the list of conversations is told."""


class _Room:
    """All conversations that are open, by Gradio's name for a page."""

    def __init__(
        self,
        assistant: Answers,
        article_of: Callable[[str], Article],
        *,
        examples: Sequence[str],
        language_of: Callable[[str], Language],
        archive: Archive | None,
    ) -> None:
        self._assistant = assistant
        self._article_of = article_of
        self._archive = archive
        self._language_of = language_of
        self._examples = [(question, language_of(question)) for question in examples]
        self._conversations: dict[str, Conversation] = {}
        # Held while the model answers; a generator may go on in another thread, so not an RLock.
        self._model = threading.Lock()

    def enter(self, opened: object, request: gr.Request) -> Updates:
        """Begin in the browser's language, with the conversation that the page had open before, if any."""
        language = browser_language(request.headers.get("accept-language"))
        conversation = self._conversations[str(request.session_hash)] = Conversation(
            self._assistant,
            language=language,
            language_of=self._language_of,
            examples=self._examples,
            keeper=Keeper(self._archive, self._article_of),
            lists_conversations=self._archive is not None,
        )
        if self._archive is not None and isinstance(opened, int):
            conversation.open(opened)
        return self._updates(request, chosen={}, whole=True)

    def leave(self, request: gr.Request) -> None:
        """Close a conversation whose page is gone, and free the model."""
        conversation = self._conversations.pop(str(request.session_hash), None)
        if conversation is not None:
            conversation.stop()

    def close(self) -> None:
        """Stop every conversation, and wait a little until the model has been let go and the pages know."""
        answering = self._model.locked()
        for conversation in list(self._conversations.values()):
            conversation.stop()
        if self._model.acquire(timeout=_PATIENCE):
            self._model.release()
        if answering:
            time.sleep(_LAST_WORDS)

    def receive(self, question: str, chosen: object, opened: object, request: gr.Request) -> Updates:
        """Take a question, limited as the filters are set, and empty the box if it can be answered."""
        is_new = self._enter_anew(opened, request)
        busy = self._model.locked()
        taken = self._of(request).receive(question, others_first=busy, chosen=chosen)
        return self._updates(request, question="" if taken else None, whole=is_new)

    def pick(self, chosen: object, picked: gr.EventData, request: gr.Request) -> Updates:
        """Take an example question."""
        return self.receive(str(picked.question), chosen, None, request)

    def answer(self, request: gr.Request) -> Iterator[dict[str, object]]:
        """Answer the question that was taken, view by view."""
        with self._model:
            for view in self._of(request).answer():
                yield asdict(view)

    def settle(self, request: gr.Request) -> Updates:
        """Set the buttons back once an answer has ended."""
        return self._updates(request)

    def fail(self, request: gr.Request) -> Updates:
        """Say that an error came which nobody foresaw."""
        self._of(request).fail()
        return self._updates(request)

    def stop(self, request: gr.Request) -> Updates:
        """Stop answering."""
        self._of(request).stop()
        return self._updates(request)

    def start_anew(self, request: gr.Request) -> Updates:
        """Begin an empty conversation."""
        self._of(request).start_anew()
        return self._updates(request, question="")

    def choose(self, picked: gr.EventData, request: gr.Request) -> Updates:
        """Open a conversation of the archive."""
        self._of(request).open(int(picked.number))
        return self._updates(request, question="", whole=True)

    def switch_language(self, chosen: object, opened: object, request: gr.Request) -> Updates:
        """Show the interface in the other language."""
        is_new = self._enter_anew(opened, request)
        self._of(request).switch_language()
        return self._updates(request, chosen=chosen, whole=is_new)

    def _enter_anew(self, opened: object, request: gr.Request) -> bool:
        """Enter a page that is older than this process: the server was started again. Say whether it is."""
        is_new = str(request.session_hash) not in self._conversations
        if is_new:
            self.enter(opened, request)
        return is_new

    def _of(self, request: gr.Request) -> Conversation:
        self._enter_anew(None, request)
        return self._conversations[str(request.session_hash)]

    def _updates(
        self,
        request: gr.Request,
        question: str | None = None,
        chosen: object | None = None,
        *,
        whole: bool = False,
    ) -> Updates:
        conversation = self._of(request)
        texts, busy = conversation.texts, conversation.busy
        box = gr.update(label=texts.question_label, placeholder=texts.question_placeholder)
        return (
            asdict(conversation.view(whole=whole)),
            f'<p role="alert">{escape(conversation.hint)}</p>' if conversation.hint else "",
            box if question is None else {**box, "value": question},
            gr.update(value=texts.send, visible=not busy),
            gr.update(value=texts.stop, visible=busy),
            gr.skip() if chosen is None else filter_value(chosen, texts),
            {"open": conversation.kept, "labels": list_labels(texts)},
        )


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat window that can be served."""

    blocks: gr.Blocks
    room: _Room


def build_chat(
    assistant: Answers,
    article_of: Callable[[str], Article],
    *,
    examples: Sequence[str],
    language_of: Callable[[str], Language],
    archive: Archive | None = None,
) -> Chat:
    """Build the chat window.

    :param assistant: answers questions, one at a time.
    :param article_of: the whole article of an id; raises IndexStoreError where it is gone.
    :param examples: questions offered to a reader who has not asked anything yet.
    :param language_of: tells the language of a question.
    :param archive: where conversations are kept; without one they are gone with the page.
    """
    room = _Room(assistant, article_of, examples=examples, language_of=language_of, archive=archive)

    def read_article(request: Mapping[str, object]) -> str:
        turn = request.get("turn")
        if archive is None or not isinstance(turn, int):
            return whole_article(article_of, request)
        return article_then(archive, article_of, turn, request)

    def list_conversations(request: Mapping[str, object]) -> dict[str, object]:
        return {} if archive is None else list_of_conversations(archive, request)

    def save_conversation(request: Mapping[str, object]) -> dict[str, str]:
        return {} if archive is None else saved_conversation(archive, article_of, request)

    texts = TEXTS["en"]
    blocks = gr.Blocks(title="Tweespraak", analytics_enabled=False, fill_width=True)
    with blocks:
        page = gr.HTML(
            html_template=_SKELETON,
            js_on_load=_SCRIPT,
            apply_default_css=False,
            server_functions=[read_article],
            elem_id="page",
        )
        drawer = gr.HTML(
            html_template=_LIST,
            js_on_load=_LIST_SCRIPT,
            apply_default_css=False,
            server_functions=[list_conversations, save_conversation],
            elem_id="drawer",
        )
        with gr.Column(elem_id="composer"):
            hint = gr.HTML(apply_default_css=False, elem_id="hint")
            with gr.Row():
                box = gr.Textbox(
                    label=texts.question_label,
                    placeholder=texts.question_placeholder,
                    max_lines=8,
                    autofocus=True,
                    container=False,
                    scale=1,
                    elem_id="question",
                )
                send = gr.Button(texts.send, variant="primary", scale=0, min_width=88, elem_id="send")
                stop = gr.Button(texts.stop, visible=False, scale=0, min_width=88, elem_id="stop")
            filters = gr.HTML(
                html_template='<div class="filters"></div>',
                js_on_load=_FILTER_SCRIPT,
                apply_default_css=False,
                elem_id="filters",
            )
        _connect(blocks, room, _Parts(page, hint, box, send, stop, filters, drawer))
    return Chat(blocks, room)


class _Parts(NamedTuple):
    """The parts of the page, in the order of ``Updates``."""

    page: gr.HTML
    hint: gr.HTML
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    filters: gr.HTML
    drawer: gr.HTML


def _connect(blocks: gr.Blocks, room: _Room, parts: _Parts) -> None:
    """Say what happens on which click."""
    at_once: dict[str, Any] = {
        "outputs": list(parts),
        "queue": False,
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    blocks.load(room.enter, inputs=parts.drawer, js=_OPEN_CONVERSATION, **at_once)
    blocks.unload(room.leave)
    received = gr.on(
        [parts.box.submit, parts.send.click],
        room.receive,
        inputs=[parts.box, parts.filters, parts.drawer],
        js=_AND_OPEN_CONVERSATION,
        **at_once,
    )
    picked = parts.page.example(room.pick, inputs=parts.filters, **at_once)
    for taken in (received, picked):
        answered = taken.success(
            room.answer,
            outputs=parts.page,
            show_progress="hidden",
            api_visibility="private",
            concurrency_id="model",
            concurrency_limit=1,
        )
        answered.success(room.settle, **at_once)
        answered.failure(room.fail, **at_once)
    parts.stop.click(room.stop, **at_once)
    parts.page.anew(room.start_anew, **at_once)
    parts.drawer.anew(room.start_anew, **at_once)
    parts.drawer.choose(room.choose, **at_once)
    parts.page.language(
        room.switch_language,
        inputs=[parts.filters, parts.drawer],
        js=_AND_OPEN_CONVERSATION,
        **at_once,
    )


@contextmanager
def running_chat(
    chat: Chat, *, host: str = "127.0.0.1", port: int = 7860, routes: Sequence[BaseRoute] = ()
) -> Iterator[str]:
    """Serve the chat while the context is open, and give its address.

    At the end nothing of it uses the assistant any more.

    :param routes: what else the same server answers.
    :raises SettingError: the host or the port cannot be used.
    """
    check_address(host, port)
    # Gradio asks its own server whether it is up; a proxy that the user's network needs would not find it.
    os.environ["NO_PROXY"] = ",".join(filter(None, (os.environ.get("NO_PROXY"), "127.0.0.1,localhost", host)))
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # Gradio sums its waiting times up after every answer, for a page that is not served.
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(sys.maxsize)
    _, address, _ = chat.blocks.queue(api_open=False).launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        inbrowser=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        max_file_size=1,
        theme=_theme(),
        head=f"<style>{_STYLE}</style>",  # as css= Gradio would put its own class before every selector
        app_kwargs={
            "middleware": _middleware(host),
            "docs_url": None,
            "redoc_url": None,
            "routes": list(routes),
        },
    )
    try:
        yield address
    finally:
        chat.room.close()
        chat.blocks.close(verbose=False)


def _theme() -> gr.themes.Base:
    """Return a theme without web fonts, in the background colours of chat.css even before that is read."""
    return gr.themes.Base(font=_SANS, font_mono=_MONO).set(
        body_background_fill="#fdfcfa",
        body_background_fill_dark="#17181a",
        body_text_color="#23201b",
        body_text_color_dark="#e9e6df",
    )


def _middleware(host: str) -> list[Middleware]:
    """Return what every request passes through.

    On this machine alone, only its own names are served: a web page elsewhere could otherwise point its
    name at this address and read the articles (DNS rebinding).
    """
    guards = [Middleware(BrowserGuard)]
    if host in LOOPBACK:
        guards.append(Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK), www_redirect=False))
    return guards


def serve_chat(
    chat: Chat,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    routes: Sequence[BaseRoute] = (),
    announce: Callable[[str], None],
) -> None:
    """Serve the chat until Ctrl-C.

    :param routes: as for ``running_chat``.
    :param announce: called with the address once the page can be opened.
    :raises SettingError: the host or the port cannot be used.
    """
    with running_chat(chat, host=host, port=port, routes=routes) as address:
        announce(address)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return
