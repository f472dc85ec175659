"""Stands before all that is served: no page of another site may ask, and ours may ask nobody else."""

import re
import socket
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from ipaddress import ip_address

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ui.server.api_format import error_body

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""This machine's own names, by which no other machine is meant."""
# Gradio's page needs inline scripts and builds its templates with Function; what matters here is that
# nothing, not even markup that slipped through, can fetch from or send to another host.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]]+))(?::\d+)?", re.IGNORECASE)
_OWN_SITE = ("same-origin", "none")
"""``none``: the reader typed the address, or opened a bookmark. ``same-site`` is another port's page."""

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def names_of(host: str) -> frozenset[str] | None:
    """Return the names by which a server that listens on ``host`` may be asked; None: any.

    On this machine alone, only its own are served: a page elsewhere could otherwise point its name at this
    address and read the articles (DNS rebinding). By what names others know this machine, nobody can tell.

    :raises OSError: there is no such host.
    """
    found = {ip_address(address[0]) for *_, address in socket.getaddrinfo(host, None)}
    return frozenset({*LOOPBACK, host.lower()}) if all(each.is_loopback for each in found) else None


def guarding(host: str) -> Lifespan:
    """Return what puts the guard before all of an app as it starts: it listens on ``host``.

    As a middleware it would come too late: Gradio puts its own in front, which answers the preflights of
    every site.
    """

    @asynccontextmanager
    async def guarded(app: Starlette) -> AsyncIterator[None]:
        app.middleware_stack = BrowserGuard(app.build_middleware_stack(), names_of(host))
        yield

    return guarded


class BrowserGuard:
    """ASGI middleware that refuses pages of other sites, and tells browsers to ask no other host.

    A browser says whose page asks: by ``Origin``, and by ``Sec-Fetch-Site``. Programs say neither.

    :param names: the names of this server, without brackets; None: it may be asked by any.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] | None) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        app = self._app
        if scope["type"] in {"http", "websocket"} and (refusal := self._refusal(scope)):
            body = error_body(refusal, kind="invalid_request_error")
            app = JSONResponse(body, 403) if scope["type"] == "http" else WebSocketClose()
        await app(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> str:
        """Say why a request may not come in; empty where it may."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", "").lower(), headers.get("origin")
        if self._names is not None and _name_in(host) not in self._names:
            return f"the server is not asked as {host!r}: use one of {', '.join(sorted(self._names))}"
        if origin is not None and origin.lower() not in {f"http://{host}", f"https://{host}"}:
            return f"a page of {origin} may not ask this server"
        if headers.get("sec-fetch-site", "none") not in _OWN_SITE and not _follows_link(scope, headers):
            return "a page of another site may not ask this server"
        return ""


def _name_in(host: str) -> str | None:
    """Return the name in a ``Host`` header, without port and brackets; None where it has none."""
    found = _HOST.fullmatch(host)
    return None if found is None else found[1] or found[2]


def _follows_link(scope: Scope, headers: Headers) -> bool:
    """Say whether a request opens our page by a link of another one, which then sees nothing of it."""
    opens = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    return opens and scope.get("method") in {"GET", "HEAD"}
