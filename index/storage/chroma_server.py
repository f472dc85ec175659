"""Speaks HTTP with a Chroma server, says in one line what is wrong there, and keeps what is ours on it."""

import hashlib
import json
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from index.errors import IndexStoreError, SettingError

_CONNECT_SECONDS = 5.0
_SHOWN = 200
_HEARTBEAT = "/api/v2/heartbeat"
_PLACE_FILE = "on-server.json"
SETTING = "TWEESPRAAK_CHROMA_URL"


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server: its address, such as ``http://127.0.0.1:8000``, and how many seconds it may be silent.

    :raises SettingError: it is no address of a server.
    """

    address: str
    timeout: float = 60.0

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_address = False
        if not is_address or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise SettingError(
                f"{SETTING} is {self.address!r}: give scheme, host and port of a Chroma server, "
                "such as http://127.0.0.1:8000"
            )

    @property
    def host(self) -> str:
        """The name of its machine, or its number."""
        return urlsplit(self.address).hostname or ""

    @property
    def port(self) -> int:
        """The port, where none is given that of the scheme."""
        return urlsplit(self.address).port or (443 if self.is_encrypted else 80)

    @property
    def is_encrypted(self) -> bool:
        """Whether it is spoken to by https."""
        return urlsplit(self.address).scheme == "https"


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """Where the vectors of a folder are: a server's address, and what their collections' names begin with."""

    address: str
    names: str


def place_on_server(folder: Path) -> ServerPlace | None:
    """Return where the vectors of a folder are, or None if they are on no server."""
    try:
        address, names = json.loads((folder / _PLACE_FILE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return ServerPlace(str(address), str(names))


def take_place(folder: Path, server: ChromaServer, before: ServerPlace | None) -> str:
    """Return what the names of a folder's collections begin with on a server, and keep it in the folder.

    No other folder's begin so. They stay the same if the server gets another address.

    :param before: where they were until now.
    """
    if before is None:
        place = f"{platform.node()} {folder.resolve()}".encode("utf-8", "surrogateescape")
        names = f"tweespraak-{hashlib.sha256(place).hexdigest()[:16]}"
    else:
        names = before.names
    if before != ServerPlace(server.address, names):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _PLACE_FILE).write_text(json.dumps([server.address, names]), "utf-8")
    return names


def connected(server: ChromaServer) -> httpx.Client:
    """Return a client for a server that answers.

    It gives up what takes too long, and raises IndexStoreError for whatever the server refuses.

    :raises IndexStoreError: it is away, or answers otherwise than Chroma 1 does.
    """

    def refuse(response: httpx.Response) -> None:
        if response.is_error:
            response.read()
            raise IndexStoreError(
                f"the Chroma server at {server.address} refuses: HTTP {response.status_code} "
                f"{_one_line(response.text)}"
            )

    client = httpx.Client(
        timeout=httpx.Timeout(server.timeout, connect=_CONNECT_SECONDS),
        # A proxy that the user's network needs would not find this machine.
        trust_env=False,
        event_hooks={"response": [refuse]},
    )
    try:
        _find_out_what_it_is(client, server)
    except BaseException:
        client.close()
        raise
    return client


def _find_out_what_it_is(client: httpx.Client, server: ChromaServer) -> None:
    with readable_errors(server):
        response = client.get(f"{server.address.rstrip('/')}{_HEARTBEAT}")
        try:
            is_chroma = "nanosecond heartbeat" in response.json()
        except (ValueError, TypeError):
            is_chroma = False
    if not is_chroma:
        raise IndexStoreError(
            f"what answers at {server.address} is no Chroma server of version 1: {_one_line(response.text)}; "
            f"see to the setting {SETTING}"
        )


@contextmanager
def readable_errors(server: ChromaServer) -> Iterator[None]:
    """Make an IndexStoreError of what can go wrong on the way to a server."""
    try:
        yield
    except httpx.TimeoutException as error:
        what = "cannot be reached" if isinstance(error, httpx.ConnectTimeout) else "does not answer"
        raise IndexStoreError(
            f"the Chroma server at {server.address} {what} within "
            f"{_CONNECT_SECONDS if isinstance(error, httpx.ConnectTimeout) else server.timeout:g} s; "
            f"see whether it runs, or to the setting {SETTING}"
        ) from error
    except httpx.HTTPError as error:
        raise IndexStoreError(
            f"the Chroma server at {server.address} cannot be reached ({_one_line(str(error))}); "
            f"start it, such as by: chroma run --path FOLDER --port {server.port}; or see to the setting "
            f"{SETTING}"
        ) from error


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
