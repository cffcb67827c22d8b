"""What is set before Qt starts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from storage.paths import RESOURCES
from ui.startup.application import use_ibus_for_fcitx


@pytest.mark.parametrize(("module", "spoken"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("compose", "compose")])
def test_fcitx_is_reached_through_ibus(module, spoken, tmp_path):
    environment = {"QT_IM_MODULE": module}
    use_ibus_for_fcitx(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": spoken}


def test_a_system_with_the_plug_in_keeps_it(tmp_path):
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    use_ibus_for_fcitx(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": "fcitx"}


def test_nothing_said_nothing_set(tmp_path):
    environment = {}
    use_ibus_for_fcitx(environment, tmp_path)
    assert environment == {}


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
