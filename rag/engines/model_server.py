"""Speaks HTTP with an OpenAI-compatible server, and says in one line what is wrong there."""

import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Any

import httpx

from index.errors import ModelError
from rag.engines.server_address import stays_on_this_machine

_CONNECT_SECONDS = 5.0
_LONGEST = 1_000_000
"""Bytes of one line of a stream, and of a whole answer that is none: no server may fill the memory."""
_SHOWN = 200
_KEY = re.compile(r"[!-~]+")
_REFUSALS = frozenset(
    {httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY, httpx.codes.NOT_IMPLEMENTED}
)
_EVENT_FIELDS = frozenset({"event", "id", "retry"})


class RequestRefusedError(ModelError):
    """A server understood a request and will not do it."""


class ModelServer:
    """A server at an address such as ``http://127.0.0.1:8080/v1``. No redirection is followed.

    An exception in here never holds the key.
    """

    def __init__(self, address: str, *, key: str | None) -> None:
        """Make ready to ask; nothing is sent yet.

        :param key: sent as ``Authorization: Bearer``.
        :raises ModelError: the address or the key cannot be one.
        """
        if key is not None and _KEY.fullmatch(key) is None:
            raise ModelError("the setting model_key is not a key: it has a space or a sign that no key has")
        _check_address(address)
        self.address = address.rstrip("/")
        self.client = httpx.AsyncClient(
            headers={} if key is None else {"Authorization": f"Bearer {key}"},
            # How long a server may be silent is for the caller to say; it depends on what was asked.
            timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
            # A proxy that the user's network needs would not find this machine.
            trust_env=not stays_on_this_machine(address),
        )

    async def fetch(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        """Return the JSON that the server answers a request with.

        :raises ModelError: it is away, refuses or answers something else.
        """
        async with self._answered(method, path, body) as response:
            content = await self._content(response)
        return self.parsed(content)

    async def events(self, path: str, body: Mapping[str, object]) -> AsyncGenerator[dict[str, Any], None]:
        """Yield the objects that the server streams (server-sent events), until it says that it is done.

        :raises ModelError: as for ``fetch``, and where the server reports an error in mid-stream.
        """
        async with self._answered("POST", path, body) as response, aclosing(self._lines(response)) as lines:
            async for line in lines:
                # An empty line ends an event; one that begins with a colon keeps the connection alive.
                field, colon, value = line.partition(":")
                if not field or field in _EVENT_FIELDS:
                    continue
                if not colon or field not in {"data", "error"}:
                    raise self.not_understood(line)
                if value.strip() == "[DONE]":
                    return
                found = self.parsed(value)
                if not isinstance(found, dict):
                    raise self.not_understood(value)
                if field == "error" or "error" in found:
                    raise self.failed(_said(found) or shortened(value))
                yield found

    def parsed(self, content: str) -> Any:
        """Return what JSON says.

        :raises ModelError: it is none.
        """
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise self.not_understood(content) from error

    def failed(self, why: str) -> ModelError:
        """Return the error that says so of this server."""
        return ModelError(f"the model's server {self.address} failed: {why}")

    def not_understood(self, content: str) -> ModelError:
        """Return the error for an answer that no OpenAI-compatible server gives."""
        return ModelError(
            f"{self.address} is not an OpenAI-compatible server, or the path is wrong: it answers "
            f"{shortened(content) or 'nothing'}; the setting model should be like http://127.0.0.1:8080/v1"
        )

    @asynccontextmanager
    async def _answered(
        self, method: str, path: str, body: Mapping[str, object] | None
    ) -> AsyncIterator[httpx.Response]:
        try:
            async with self.client.stream(method, f"{self.address}{path}", json=body) as response:
                if response.status_code != httpx.codes.OK:
                    content = await self._content(response)
                    raise self._refused(method, response.status_code, content)
                yield response
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise ModelError(
                f"nothing answers at {self.address} ({_reason(error)}): start the model's server there, or "
                "change the setting model"
            ) from error
        except httpx.HTTPError as error:
            raise self.failed(f"the connection broke ({_reason(error)}); look at its log") from error

    async def _content(self, response: httpx.Response) -> str:
        content = b""
        async for received in response.aiter_bytes():
            content += received
            if len(content) > _LONGEST:
                raise self.not_understood(f"over {_LONGEST} bytes")
        return content.decode("utf-8", "replace")

    async def _lines(self, response: httpx.Response) -> AsyncGenerator[str, None]:
        rest = b""
        async for received in response.aiter_bytes():
            *lines, rest = (rest + received).split(b"\n")
            for line in lines:
                yield line.decode("utf-8", "replace").rstrip("\r")
            if len(rest) > _LONGEST:
                raise self.not_understood(f"a line of over {_LONGEST} bytes")
        if rest:
            yield rest.decode("utf-8", "replace")

    def _refused(self, method: str, status: int, content: str) -> ModelError:
        if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            return ModelError(f"{self.address} refuses the key ({status}); check the setting model_key")
        said = _said_in(content)
        if 300 <= status < 400 or (status == httpx.codes.NOT_FOUND and (said is None or method == "GET")):
            return self.not_understood(f"status {status}")
        failed = self.failed(f"status {status}, {said or shortened(content) or 'without a word'}")
        return RequestRefusedError(str(failed)) if status in _REFUSALS else failed


def shortened(text: str) -> str:
    """Return the beginning of a text from elsewhere on one printable line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: _SHOWN * 2]).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _check_address(address: str) -> None:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise _no_address(address) from error
    if url.userinfo:
        raise ModelError("the setting model has a password in it; give it as the setting model_key")
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
        raise _no_address(address)


def _no_address(address: str) -> ModelError:
    return ModelError(
        f"the setting model is {address!r}, which is not the address of a server, such as "
        "http://127.0.0.1:8080/v1"
    )


def _reason(error: httpx.HTTPError) -> str:
    return shortened(str(error)) or type(error).__name__


def _said_in(content: str) -> str | None:
    try:
        return _said(json.loads(content))
    except (ValueError, RecursionError):
        return None


def _said(found: object) -> str | None:
    """Return what a server says is wrong, in the forms of OpenAI, llama.cpp, vLLM and Ollama."""
    if not isinstance(found, dict):
        return None
    error = found.get("error", found)
    message = error.get("message") if isinstance(error, dict) else error
    return shortened(message) if isinstance(message, str) and message else None
