"""Tells the address of a model's server from other models, and whether it is on this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_server_address(model: str) -> bool:
    """Whether the setting ``model`` names a server: it begins with ``http://`` or ``https://``."""
    return model.lower().startswith(("http://", "https://"))


def stays_on_this_machine(address: str) -> bool:
    """Whether what is sent to an address stays here: its host is ``localhost`` or a loopback address.

    A name that only happens to lead to this machine does not count, nor does what is no address.
    """
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
