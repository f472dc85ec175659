"""Whoever asks, and whatever is asked for: pages of other sites are refused over real HTTP."""

import http.client
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from api_server import ANSWERS, WAIT, Scripted
from chat_scripts import seed_articles
from conftest import free_port
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route, Router, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from ui.articles.article_files import ArticleFiles
from ui.articles.article_upload import upload_router
from ui.chat.page import Chat, build_chat
from ui.chat.serving import running_chat
from ui.server.answer_queue import AnswerQueue
from ui.server.api import api_router
from ui.server.browser_guard import guarding, names_of
from ui.server.mcp_tool import mcp_route

EVIL = "https://evil.example"
READING = ("GET", "HEAD")
BY_LINK = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def everything(shared: AnswerQueue, folder: Path) -> list[BaseRoute]:
    uploads = upload_router(ArticleFiles(folder), lambda _: None)
    return [*api_router(shared).routes, mcp_route(shared), *uploads.routes]


@pytest.fixture(scope="module")
def chat() -> Chat:
    assistant = AnswerQueue(Scripted(ANSWERS))
    return build_chat(assistant, seed_articles().__getitem__, examples=())


@pytest.fixture(scope="module")
def address(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    routes = everything(AnswerQueue(Scripted(ANSWERS)), tmp_path_factory.mktemp("data"))
    with running_chat(chat, port=free_port(), routes=routes) as address:
        yield address.rstrip("/")


def asked(address: str, method: str, path: str, headers: dict[str, str]) -> int:
    """Ask without reading on: some routes stream for ever. Return the status."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=WAIT)
    try:
        body = None if method in READING else b'{"data": 1}'
        connection.request(method, path, body=body, headers={"content-type": "text/plain", **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def requests_of(routes: Sequence[BaseRoute], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give method and path of all that the routes answer, those within others too."""
    for route in routes:
        within = getattr(route, "original_router", None) or getattr(route, "app", None)
        path = re.sub(r"\{.*?\}", "x", f"{prefix}{getattr(route, 'path', '')}")
        if isinstance(route, Mount) or isinstance(within, Router):
            yield from requests_of(getattr(within, "routes", ()), path)
            yield "POST", f"{path}/x"
        else:
            # What is no Route fails here: say above how it is listed.
            assert isinstance(route, Route)
            yield from ((method, path) for method in sorted(route.methods or ()))


def test_a_page_of_another_site_gets_no_route(chat: Chat, address: str) -> None:
    listed = {*requests_of(chat.blocks.app.routes), ("POST", "/nowhere"), ("DELETE", "/")}
    assert {
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/v1/chat/completions"),
        ("POST", "/mcp"),
        ("POST", "/articles/upload"),
    } <= listed
    listed |= {("OPTIONS", path) for _, path in listed}
    pages = [
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": EVIL, "access-control-request-method": "POST"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ]
    forms = {"sec-fetch-site": "cross-site", **BY_LINK}
    let_in = [
        (method, path, page)
        for method, path in sorted(listed)
        for page in (pages if method in READING else [*pages, forms])
        if asked(address, method, path, page) != 403
    ]
    assert let_in == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "{address}"},
        {"origin": "{address}", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_own_page_and_programs_get_in(address: str, headers: dict[str, str]) -> None:
    sent = {name: value.format(address=address) for name, value in headers.items()}
    assert [
        asked(address, "POST", path, sent)
        for path in ("/gradio_api/component_server", "/v1/chat/completions", "/gradio_api/queue/join")
    ] == [400, 400, 422]


def test_a_link_of_another_site_opens_the_page(address: str) -> None:
    assert asked(address, "GET", "/", {"sec-fetch-site": "cross-site", **BY_LINK}) == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("LOCALHOST:7860", 200),
        ("[::1]", 200),
        ("[::1]:7860", 200),
        ("::1", 403),
        ("[::1", 403),
        ("[::2]:7860", 403),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1:7860@evil.example", 403),
        ("", 403),
    ],
)
def test_only_this_machines_names_are_served(address: str, host: str, status: int) -> None:
    assert [asked(address, "GET", path, {"host": host}) for path in ("/", "/v1/models")] == [status, status]


def test_the_other_loopback_keeps_the_check_of_names() -> None:
    shared = AnswerQueue(Scripted(ANSWERS))
    chat = build_chat(shared, seed_articles().__getitem__, examples=())
    with running_chat(chat, host="::1", port=free_port()) as address:
        assert re.fullmatch(r"http://\[::1\]:\d+/", address)
        headers = [{}, {"host": "evil.example"}, {"origin": address.rstrip("/")}, {"origin": EVIL}]
        assert [asked(address, "HEAD", "/", each) for each in headers] == [200, 403, 200, 403]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2", "0:0:0:0:0:0:0:1"])
def test_on_loopback_the_names_are_known(host: str) -> None:
    assert names_of(host) == frozenset({"127.0.0.1", "localhost", "::1", host})


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_open_to_others_any_name_is_served_but_to_its_own_pages_only(host: str) -> None:
    app = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("in"), methods=["GET", "POST"])],
        lifespan=guarding(host),
    )
    with TestClient(app, base_url="http://news.example:7860") as client:
        statuses = [
            client.post("/", headers=headers).status_code
            for headers in (
                {},
                {"origin": "http://news.example:7860"},
                {"origin": "https://news.example:7860"},
                {"origin": "http://news.example"},
                {"origin": EVIL},
                {"host": "", "origin": "null"},
            )
        ]
    assert statuses == [200, 200, 200, 403, 403, 403]


def test_a_socket_is_opened_to_our_own_page_only() -> None:
    async def accept(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    app = Starlette(routes=[WebSocketRoute("/", accept)], lifespan=guarding("127.0.0.1"))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        with client.websocket_connect("ws://127.0.0.1/", headers={"origin": "http://127.0.0.1"}):
            pass
        for page in ({"origin": EVIL}, {"sec-fetch-site": "cross-site", **BY_LINK}, {"host": "evil.example"}):
            with (
                pytest.raises(WebSocketDisconnect),
                client.websocket_connect("ws://127.0.0.1/", headers=page),
            ):
                pass
