"""The program never touches a network: it opens no port, connects to nothing and looks up no name.

Every test runs under the watch of ``tests.network``, a whole day of a clerk among them (tests/ui/test_whole_day.py); here stand the
proof that the watch works, and what the code may name.
"""

from __future__ import annotations

import ast
import socket
import sys
import urllib.request

import pytest

from tests.folders import ROOT
from tests.network import NetworkError, network_sockets

SPEAKING = {
    "socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc", "asyncio", "webbrowser",
    "requests", "httpx", "aiohttp", "urllib3",
}  # fmt: skip
"""Modules that speak to a network; none is imported anywhere in the program."""

OF_QT = ("QtNetwork", "QtWebEngine", "QtWebSockets", "QtHttpServer")
WITHIN_THE_COMPUTER = {"QLocalServer", "QLocalSocket"}
"""All that may be taken from QtNetwork."""


def test_the_watch_sees_what_reaches_out():
    with pytest.raises(NetworkError):
        socket.socket(socket.AF_INET)
    with pytest.raises(NetworkError):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(NetworkError):
        urllib.request.urlopen("http://localhost/")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists a process's sockets")
def test_the_watch_sees_qts_sockets():
    from PySide6.QtNetwork import QTcpServer

    assert network_sockets() == []
    server = QTcpServer()
    assert server.listen()
    assert len(network_sockets()) == 1
    server.close()
    assert network_sockets() == []


def nodes_of(*words):
    """The file and each piece of code of every module of the program in which one of these words stands."""
    for file in [ROOT / "main.py", *(f for room in ("models", "storage", "ui") for f in (ROOT / room).rglob("*.py"))]:
        text = file.read_text(encoding="utf-8")
        if any(word in text for word in words):
            yield from ((file, node) for node in ast.walk(ast.parse(text)))


def imported(node):
    """The full names that an import brings."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def test_no_module_that_speaks_to_a_network_is_imported():
    found = {(file.name, name) for file, node in nodes_of(*SPEAKING, *OF_QT) for name in imported(node)}
    assert not {each for each in found if each[1].split(".")[0] in SPEAKING}
    of_qt = {each for each in found if any(module in each[1] for module in OF_QT)}
    assert not {each for each in of_qt if each[1].rpartition(".")[2] not in WITHIN_THE_COMPUTER}


def test_only_files_of_this_computer_are_opened_in_other_programs():
    """``QDesktopServices.openUrl`` is given what ``QUrl.fromLocalFile`` makes, never an address that a text brought."""
    calls = [node for _, node in nodes_of("openUrl") if isinstance(node, ast.Call)]
    opened = [call for call in calls if getattr(call.func, "attr", "") == "openUrl"]
    assert opened
    assert {ast.unparse(call.args[0].func) for call in opened} == {"QUrl.fromLocalFile"}
