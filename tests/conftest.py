"""Shared fixtures: the real encoder; for the browser tests a chat that is served, and a real browser."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from index.answer_reader import AnswerReader
from index.article import Article
from index.encoder import Encoder
from index.encoding.answer_weights import read_answer_weights
from index.encoding.e5_weights import builtin_encoder
from index.encoding.int8_answer_reader import Int8AnswerReader
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir, silent
from index.errors import SettingError
from index.reading.reader import read_folder
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from rag.assistant import Assistant
from rag.engines.engine import Engine
from rag.engines.models import open_engine
from rag.finding.kind_model import kind_model
from rag.finding.retrieval import Retriever
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.server.address import check_address
from ui.server.answer_queue import AnswerQueue, Answers

if TYPE_CHECKING:  # it brings torch along, which takes seconds that few tests need
    from index.encoding.sentence_encoder import SentenceEncoder

NO_CHROMIUM = (
    "no Chromium found: install it (Debian, Ubuntu: sudo apt-get install chromium; elsewhere Chromium or "
    "Chrome), or set TWEESPRAAK_CHROMIUM to its program"
)
SEEDS = Path(__file__).parent.parent / "seeds"
SLOW_MILLISECONDS = 120_000
"""A busy machine is slow; a state that never comes still fails."""
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def encoder() -> Int8Encoder:
    """The built-in encoder from the shared cache, prepared there if need be."""
    return Int8Encoder(int8_encoder_folder(default_cache_dir()))


@pytest.fixture(scope="session")
def answer_reader(encoder: Int8Encoder) -> Int8AnswerReader:
    """The built-in reader of answers."""
    return Int8AnswerReader(encoder.tables, read_answer_weights())


@pytest.fixture(scope="session")
def float_encoder() -> "SentenceEncoder":
    """The same model in floats, through sentence-transformers."""
    from index.encoding.sentence_encoder import SentenceEncoder  # noqa: PLC0415 - as above

    return SentenceEncoder(builtin_encoder(default_cache_dir()))


@pytest.fixture(scope="session")
def seed_index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexStore]:
    """A real index of the five articles of seeds/."""
    folder = tmp_path_factory.mktemp("seed-index")
    with closing(IndexStore.open(folder, fingerprint=index_fingerprint(encoder), create=True)) as store:
        sync(store, encoder, read_folder(SEEDS))
        yield store


@pytest.fixture(scope="session")
def builtin_engine() -> Iterator[Engine]:
    """The built-in model on llama.cpp, loaded once."""
    with closing(open_engine("builtin", cache_dir=default_cache_dir(), progress=silent)) as engine:
        yield engine


@pytest.fixture(scope="session")
def seed_assistant(
    encoder: Encoder, answer_reader: AnswerReader, seed_index: IndexStore, builtin_engine: Engine
) -> Assistant:
    """The real assistant over seeds/."""
    return Assistant(Retriever(seed_index, encoder), builtin_engine, reader=answer_reader, kinds=kind_model())


def chromium() -> str:
    """Return the path of a Chromium or Chrome; the test fails where there is none."""
    asked = os.environ.get("TWEESPRAAK_CHROMIUM")
    found = next(filter(None, map(shutil.which, [asked] if asked else CHROMIUMS)), None)
    if found is None:
        pytest.fail(NO_CHROMIUM)
    return found


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser or the model, and put the tests with a browser last.

    While Playwright runs, this thread cannot run an asyncio loop.
    """
    for item in items:
        if item.path.name.startswith("test_ui_browser"):
            item.add_marker("browser")
        if "builtin_engine" in getattr(item, "fixturenames", ()):
            item.add_marker("model")
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, started once: each start compiles the page's scripts anew."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    program = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


class ServeChat(Protocol):
    """Serves a chat until the test ends, and returns its address."""

    def __call__(
        self, assistant: Answers, article_of: Callable[[str], Article], *, examples: tuple[str, ...] = ()
    ) -> str: ...


@pytest.fixture
def serve_chat() -> Iterator[ServeChat]:
    """Start a chat over any assistant on a free port of this machine."""
    with ExitStack() as running:

        def serve(
            assistant: Answers, article_of: Callable[[str], Article], *, examples: tuple[str, ...] = ()
        ) -> str:
            chat = build_chat(AnswerQueue(assistant), article_of, examples=examples)
            return running.enter_context(running_chat(chat, port=chat_port()))

        yield serve


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert isinstance(port, int)
        return port


def chat_port() -> int:
    """Return the port of one chat after another, as browsers keep scripts by it; another if it is taken."""
    try:
        check_address("127.0.0.1", _usual_port())
    except SettingError:
        return free_port()
    return _usual_port()


@cache
def _usual_port() -> int:
    return free_port()


@dataclass(frozen=True, slots=True)
class Visit:
    """A page on which everything is noted that no page of ours may do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        """The requests that were not to this machine."""
        hosts = {url: urlsplit(url) for url in self.requests}
        return [
            url
            for url, parts in hosts.items()
            if parts.scheme not in {"data", "blob"} and parts.hostname not in {"127.0.0.1", "localhost"}
        ]

    def ask(self, question: str) -> None:
        """Type a question and send it."""
        self.page.get_by_role("textbox").fill(question)
        self.page.get_by_role("textbox").press("Enter")


class OpenPage(Protocol):
    """Opens an address in a browser profile of its own that holds nothing but cached scripts."""

    def __call__(
        self,
        address: str,
        *,
        locale: str = "nl-NL",
        width: int = 1440,
        height: int = 900,
    ) -> Visit: ...


@dataclass(frozen=True, slots=True)
class Profiles:
    """Browser profiles, used anew, as fetching and compiling its scripts is half of a page's cost."""

    browser: Browser
    free: dict[str, list[BrowserContext]] = field(default_factory=dict)

    def take(self, locale: str) -> BrowserContext:
        """Return a profile that nobody uses and that keeps nothing of who used it before."""
        free = self.free.setdefault(locale, [])
        return free.pop() if free else self.browser.new_context(locale=locale, reduced_motion="reduce")

    def give_back(self, context: BrowserContext, locale: str) -> None:
        """Forget what a test left in a profile."""
        for page in context.pages:
            page.close()
        context.set_storage_state({"cookies": [], "origins": []})
        self.free[locale].append(context)


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture
def open_page(profiles: Profiles) -> Iterator[OpenPage]:
    """Open pages; at the end none may have asked another machine, shown a dialog, or had a script error."""
    visits: list[Visit] = []
    expect.set_options(timeout=SLOW_MILLISECONDS)
    with ExitStack() as used:

        def open_one(
            address: str,
            *,
            locale: str = "nl-NL",
            width: int = 1440,
            height: int = 900,
        ) -> Visit:
            context = profiles.take(locale)
            used.callback(profiles.give_back, context, locale)
            context.set_default_timeout(SLOW_MILLISECONDS)
            visit = Visit(context.new_page())
            visits.append(visit)
            used.enter_context(_noting(context, visit))
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.page.goto(address)
            visit.page.locator("#page .head h1").wait_for()
            return visit

        yield open_one
    assert [visit.elsewhere for visit in visits] == [[] for _ in visits]
    assert [visit.dialogs for visit in visits] == [[] for _ in visits]
    assert [visit.errors for visit in visits] == [[] for _ in visits]


@contextmanager
def _noting(context: BrowserContext, visit: Visit) -> Iterator[None]:
    """Note during the block what the pages of a profile do."""

    def request(made: Request) -> None:
        visit.requests.append(made.url)

    def dialog(shown: Dialog) -> None:
        visit.dialogs.append(shown.message)
        shown.dismiss()

    def error(found: WebError) -> None:
        visit.errors.append(str(found.error))

    context.on("request", request)
    context.on("dialog", dialog)
    context.on("weberror", error)
    yield
    context.remove_listener("request", request)
    context.remove_listener("dialog", dialog)
    context.remove_listener("weberror", error)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine can enter, which tmp_path is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
