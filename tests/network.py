"""The watch on the network during every test: the program opens no connection, looks up no name and listens on no port.

Sockets within the computer (AF_UNIX) are none: a second start speaks to the first through one, and input methods do.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

_OF_NETWORK = frozenset({
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "ftplib.connect",
    "http.client.connect", "smtplib.connect", "imaplib.open", "poplib.connect", "telnetlib.Telnet.open", "webbrowser.open",
})  # fmt: skip
"""What Python's own modules tell before they touch the network."""

_LOCAL = frozenset({socket.AddressFamily.AF_UNIX}) if hasattr(socket, "AF_UNIX") else frozenset()


class NetworkError(Exception):
    """Something reached for the network."""


def forbid_the_network() -> None:
    """From now on, whatever reaches for the network in this process raises ``NetworkError``."""

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event in _OF_NETWORK or (event == "socket.__new__" and arguments[1] not in _LOCAL):
            raise NetworkError(event, arguments)

    sys.addaudithook(look)


def network_sockets() -> list[str]:
    """The sockets of this process, Qt's too, that are of the network: their lines in the tables of Linux; none elsewhere."""
    if sys.platform != "linux":
        return []
    of_ours = {link[8:-1] for file in Path("/proc/self/fd").iterdir() if (link := _target(file)).startswith("socket:[")}
    tables = (Path("/proc/net") / name for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"))
    lines = [line for table in tables if table.exists() for line in table.read_text(encoding="ascii").splitlines()[1:]]
    return [line for line in lines if of_ours & set(line.split())]


def _target(file: Path) -> str:
    try:
        return str(file.readlink())
    except OSError:  # closed meanwhile
        return ""
