"""Whether an address can be served at, said before anything is started."""

import errno
import os
import socket

from index.errors import SettingError

_OF_THE_PORT = frozenset({errno.EADDRINUSE, errno.EACCES})


def check_address(host: str, port: int) -> None:
    """Return if a server can listen on ``host`` and ``port``.

    :raises SettingError: it cannot: the port is in use or reserved, or the host is not this machine's.
    """
    if not 1 <= port <= 65535:
        raise SettingError(f"port {port}: choose one from 1 to 65535 with --port")
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            if os.name == "posix":
                # A port let go a moment ago can be taken again. (Elsewhere it would mean: also one in use.)
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        if error.errno in _OF_THE_PORT:
            raise SettingError(
                f"port {port} on {host} cannot be used ({reason}); choose another one with --port"
            ) from error
        raise SettingError(
            f"host {host} cannot be used ({reason}); choose an address of this machine, such as 127.0.0.1"
        ) from error
