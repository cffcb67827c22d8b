"""What is set before Qt starts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from storage.paths import RESOURCES
from ui.startup import desktop
from ui.startup.desktop import input_method, open_outside, prepare


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


@pytest.mark.parametrize(("frozen", "own"), [(True, None), (True, "/usr/lib/own"), (False, "/usr/lib/own")])
def test_programs_of_the_desktop_start_without_our_libraries(tmp_path, monkeypatch, frozen, own):
    """PyInstaller puts the bundle's folder before the user's own; from the source there is only the user's own."""
    opened = []

    class Desktop:
        @staticmethod
        def openUrl(url):  # noqa: N802
            opened.append((url.toLocalFile(), os.environ.get("LD_LIBRARY_PATH")))

    monkeypatch.setattr(desktop, "QDesktopServices", Desktop)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/ysgk/_internal" if frozen else own)
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if frozen and own:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", own)
    before = dict(os.environ)
    open_outside(tmp_path / "公开 文本.pdf")
    assert opened == [(str(tmp_path / "公开 文本.pdf"), own)]
    assert dict(os.environ) == before


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
