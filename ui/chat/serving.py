"""Serves the chat window on this machine, and lets go of the model at the end."""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from starlette.routing import BaseRoute

from ui.chat.page import Chat
from ui.server.address import check_address
from ui.server.browser_guard import LOOPBACK, guarding


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
    # Where both spellings are set, what is written small counts.
    before = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (before, *LOOPBACK, host)))
    # Gradio sums its waiting times up after every answer, for a page that is not served.
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(sys.maxsize)
    address = chat.launch(host, port, lifespan=guarding(host), routes=routes)
    try:
        yield address
    finally:
        chat.close()


def serve_chat(
    chat: Chat,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    routes: Sequence[BaseRoute] = (),
    announce: Callable[[str], None],
    meanwhile: Callable[[], None],
) -> None:
    """Serve the chat until Ctrl-C.

    :param routes: as for ``running_chat``.
    :param announce: called with the address once the page can be opened.
    :param meanwhile: called after that. What it raises ends the serving, too.
    :raises SettingError: the host or the port cannot be used.
    """
    with running_chat(chat, host=host, port=port, routes=routes) as address:
        announce(address)
        try:
            meanwhile()
            threading.Event().wait()
        except KeyboardInterrupt:
            return
