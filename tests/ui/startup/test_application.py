"""What is set before Qt starts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from storage.paths import RESOURCES
from ui.startup.desktop import input_method, prepare


@pytest.mark.parametrize(
    ("environment", "method"),
    [
        ({"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=ibus"}, "fcitx"),
        ({"QT_IM_MODULE": "fcitx5"}, "fcitx"),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, "compose"),
        ({"XMODIFIERS": "@im=fcitx"}, "fcitx"),
        ({"QT_IM_MODULE": "", "XMODIFIERS": "@im=ibus"}, "ibus"),
        ({}, ""),
    ],
)
def test_the_desktop_names_its_input_method(environment, method):
    assert input_method(environment) == method


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("dxcb", "dxcb;xcb"),
        ("wayland", "wayland;xcb"),
        ("dxcb;xcb", "dxcb;xcb"),
        ("offscreen:fonts=x", "offscreen:fonts=x"),
        ("", ""),
    ],
)
def test_a_desktop_that_asks_for_a_platform_of_its_own_gets_a_window(asked, given):
    environment = {"QT_QPA_PLATFORM": asked}
    prepare(environment)
    assert environment == {"QT_QPA_PLATFORM": given}


def test_what_only_x_is_told_qt_is_told_too():
    environment = {"XMODIFIERS": "@im=ibus"}
    prepare(environment)
    assert environment["QT_IM_MODULE"] == "ibus"
    nothing = {}
    prepare(nothing)
    assert nothing == {}


_COPY = """
import sys
from PySide6.QtCore import QTimer
from models.incoming.clipboard.block import CopiedCell
from ui.startup.application import make_application
from ui.grid.paste.mime import mime_of
application = make_application(sys.argv)
application.clipboard().setMimeData(mime_of([[CopiedCell("464.40")]]))
"""
_LOOP = """
QTimer.singleShot(0, application.quit)
sys.exit(application.exec())
"""


@pytest.mark.parametrize("rest", [_LOOP, ""], ids=["with a loop", "without"])
def test_with_a_full_clipboard_it_ends_in_peace(rest):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", _COPY + rest], cwd=RESOURCES.parent, env=environment, check=False)
    assert done.returncode == 0
