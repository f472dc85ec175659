"""The chat window in Gradio: the page's parts, and what happens on which click."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import gradio as gr
from starlette.routing import BaseRoute

from index.article import Article
from rag.answer import QuestionKind
from ui.archive.archive import Archive
from ui.chat.asking import AskedTurn
from ui.chat.feedback_part import feedback_part
from ui.chat.page_parts import drawer_part, page_part
from ui.chat.page_sessions import Caller, PageSessions, PageState
from ui.html.html_part import HtmlPart, static_text
from ui.server.answer_queue import AnswerQueue
from ui.server.browser_guard import Lifespan
from ui.texts.by_language import TEXTS

_STYLES = ("chat.css", "feedback.css", "articles.css")
# What the page itself knows: its address says which conversation is open, the browser keeps the language that
# was chosen (chat.js), and the form under the question what was chosen in it.
_OPENED = (
    "{conversation: Number(location.hash.slice(1)) || null, "
    "language: localStorage.getItem('tweespraak-language')}"
)
_CHOSEN = "Object.fromEntries(new FormData(document.querySelector('#filters form') ?? undefined))"
_SEND_OPENED = f"() => [{_OPENED}]"
_SEND_CHOSEN = f"() => [{_CHOSEN}]"
_SEND_BOTH = f"() => [{_CHOSEN}, {_OPENED}]"
_SEND_QUESTION = f"(question) => [question, {_CHOSEN}, {_OPENED}]"
_THREADS = 40
"""As many as Gradio has by itself; whoever waits in the queue for an answer holds one more."""
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")

Updates = tuple[dict[str, object], str, Any, Any, Any, str, dict[str, object]]
"""What handlers return: the page's view, the hint, updates of question box, two buttons and filters, and what
the list of conversations is told."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat window that can be served."""

    blocks: gr.Blocks
    sessions: PageSessions
    max_threads: int

    def launch(self, host: str, port: int, *, lifespan: Lifespan, routes: Sequence[BaseRoute]) -> str:
        """Start a server in other threads, and return its address."""
        _, address, _ = self.blocks.queue(api_open=False).launch(
            server_name=f"[{host}]" if ":" in host else host,
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
            max_threads=self.max_threads,
            theme=_theme(),
            # As css= Gradio would put its own class before every selector.
            head=(
                f"<style>{''.join(map(static_text, _STYLES))}</style>"
                f"<script>{static_text('shared.js')}</script>"
            ),
            app_kwargs={
                "lifespan": lifespan,
                "docs_url": None,
                "redoc_url": None,
                "routes": list(routes),
            },
        )
        return str(address)

    def close(self) -> None:
        """Stop every answer, then the server."""
        self.sessions.close()
        self.blocks.close(verbose=False)


def _theme() -> gr.themes.Base:
    """Return a theme without web fonts, in the background colours of chat.css even before that is read."""
    return gr.themes.Base(font=_SANS, font_mono=_MONO).set(
        body_background_fill="#fdfcfa",
        body_background_fill_dark="#17181a",
        body_text_color="#23201b",
        body_text_color_dark="#e9e6df",
    )


def build_chat(
    assistant: AnswerQueue,
    article_of: Callable[[str], Article],
    *,
    examples: Sequence[str] | Future[Sequence[str]],
    archive: Archive | None = None,
    parts: Sequence[HtmlPart] = (),
) -> Chat:
    """Build the chat window.

    :param assistant: answers questions, one at a time.
    :param article_of: the whole article of an id; raises IndexStoreError where it is gone.
    :param examples: questions offered to a reader who has not asked anything yet; or where they will be, for
        an index that is still being opened.
    :param archive: where conversations are kept; without one they are gone with the page.
    :param parts: what else the page has.
    """
    coming = _known(examples) if not isinstance(examples, Future) else examples
    sessions = PageSessions(assistant, article_of, examples=coming, archive=archive)
    texts = TEXTS["en"]
    blocks = gr.Blocks(title="Tweespraak", fill_width=True)
    with blocks:
        page = _put(page_part(article_of, archive))
        drawer = _put(drawer_part(article_of, archive))
        for part in (*(() if archive is None else (feedback_part(archive),)), *parts):
            _put(part)
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
            filters = gr.HTML(apply_default_css=False, elem_id="filters")
        parts_of_page = _Parts(page, hint, box, send, stop, filters, drawer)
        _connect(blocks, _Handlers(sessions), parts_of_page, has_examples=coming.done())
    return Chat(blocks, sessions, _THREADS + assistant.queue_limit)


def _known(examples: Sequence[str]) -> Future[Sequence[str]]:
    known = Future[Sequence[str]]()
    known.set_result(examples)
    return known


def _put(part: HtmlPart) -> gr.HTML:
    """Put a part where the page is being built."""
    return gr.HTML(
        html_template=part.markup,
        js_on_load=part.script,
        apply_default_css=False,
        server_functions=list(part.functions) or None,
        elem_id=part.name,
    )


class _Parts(NamedTuple):
    """The parts of the page, in the order of ``Updates``."""

    page: gr.HTML
    hint: gr.HTML
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    filters: gr.HTML
    drawer: gr.HTML


def _updates(state: PageState) -> Updates:
    box = gr.update(label=state.texts.question_label, placeholder=state.texts.question_placeholder)
    return (
        asdict(state.view),
        state.hint,
        box if state.question is None else {**box, "value": state.question},
        gr.update(value=state.texts.send, visible=not state.busy),
        gr.update(value=state.texts.stop, visible=state.busy),
        state.filters,
        state.listed,
    )


def _caller(request: gr.Request) -> Caller:
    return Caller(str(request.session_hash), request.headers.get("accept-language"))


def _asked(picked: gr.EventData) -> AskedTurn:
    return AskedTurn(int(picked.turn), None if picked.kept is None else int(picked.kept))


def _kind(picked: gr.EventData) -> QuestionKind | None:
    return None if picked.kind is None else QuestionKind(str(picked.kind))


class _Handlers:
    """What Gradio calls: each does as the sessions' method of its name. It reads the annotations."""

    def __init__(self, sessions: PageSessions) -> None:
        self._sessions = sessions

    def enter(self, opened: object, request: gr.Request) -> Updates:
        return _updates(self._sessions.enter(_caller(request), opened))

    def offer_examples(self, request: gr.Request) -> Updates:
        state = self._sessions.offer_examples(_caller(request))
        return (gr.skip(),) * len(_Parts._fields) if state is None else _updates(state)

    def leave(self, request: gr.Request) -> None:
        self._sessions.leave(_caller(request))

    def receive(self, question: str, chosen: object, opened: object, request: gr.Request) -> Updates:
        return _updates(self._sessions.receive(_caller(request), question, chosen, opened))

    def pick(self, chosen: object, picked: gr.EventData, request: gr.Request) -> Updates:
        return _updates(self._sessions.receive(_caller(request), str(picked.question), chosen, None))

    def ask_instead(
        self, chosen: object, opened: object, picked: gr.EventData, request: gr.Request
    ) -> Updates:
        asked = _asked(picked)
        return _updates(
            self._sessions.ask_instead(
                _caller(request), asked, str(picked.question), chosen, opened, _kind(picked)
            )
        )

    def bring_back(self, picked: gr.EventData, request: gr.Request) -> Updates:
        return _updates(self._sessions.bring_back(_caller(request), _asked(picked)))

    def answer(self, request: gr.Request) -> Iterator[dict[str, object]]:
        yield from map(asdict, self._sessions.answer(_caller(request)))

    def settle(self, opened: object, request: gr.Request) -> Updates:
        return _updates(self._sessions.settle(_caller(request), opened))

    def fail(self, opened: object, request: gr.Request) -> Updates:
        return _updates(self._sessions.fail(_caller(request), opened))

    def stop(self, opened: object, request: gr.Request) -> Updates:
        return _updates(self._sessions.stop(_caller(request), opened))

    def start_anew(self, request: gr.Request) -> Updates:
        return _updates(self._sessions.start_anew(_caller(request)))

    def choose(self, picked: gr.EventData, request: gr.Request) -> Updates:
        return _updates(self._sessions.choose(_caller(request), int(picked.number)))

    def switch_language(self, opened: object, request: gr.Request) -> Updates:
        return _updates(self._sessions.switch_language(_caller(request), opened))


def _connect(blocks: gr.Blocks, do: _Handlers, parts: _Parts, *, has_examples: bool) -> None:
    """Say what happens on which click.

    :param has_examples: every page has the questions to start with when it comes in.
    """
    at_once: dict[str, Any] = {
        "outputs": list(parts),
        "queue": False,
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    entered = blocks.load(do.enter, inputs=parts.drawer, js=_SEND_OPENED, **at_once)
    if not has_examples:
        entered.success(do.offer_examples, **at_once)
    blocks.unload(do.leave)
    received = gr.on(
        [parts.box.submit, parts.send.click],
        do.receive,
        inputs=[parts.box, parts.filters, parts.drawer],
        js=_SEND_QUESTION,
        **at_once,
    )
    picked = parts.page.example(do.pick, inputs=parts.filters, js=_SEND_CHOSEN, **at_once)
    instead = parts.page.instead(
        do.ask_instead, inputs=[parts.filters, parts.drawer], js=_SEND_BOTH, **at_once
    )
    for taken in (received, picked, instead):
        answered = taken.success(
            do.answer,
            outputs=parts.page,
            show_progress="hidden",
            api_visibility="private",
            # They wait in the AnswerQueue, which has an end, and in which a page sees its place.
            concurrency_limit=None,
        )
        answered.success(do.settle, inputs=parts.drawer, js=_SEND_OPENED, **at_once)
        answered.failure(do.fail, inputs=parts.drawer, js=_SEND_OPENED, **at_once)
    parts.stop.click(do.stop, inputs=parts.drawer, js=_SEND_OPENED, **at_once)
    parts.page.bring_back(do.bring_back, **at_once)
    parts.page.anew(do.start_anew, **at_once)
    parts.drawer.anew(do.start_anew, **at_once)
    parts.drawer.choose(do.choose, **at_once)
    parts.page.language(do.switch_language, inputs=parts.drawer, js=_SEND_OPENED, **at_once)
