"""Whatever is raised before the window is there is told in one dialog: no traceback, an exit code, and the log knows where."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

import main
from storage.diagnostics.fault_log import FaultLog
from storage.paths import data_folder


def raising(*_args, **_named):
    raise RuntimeError("张三 464.40")


@pytest.fixture
def start(qapp, monkeypatch):
    """A start by ``main`` in this process; returns its exit code and what the dialog said."""
    monkeypatch.setattr("ui.startup.application.make_application", lambda _argv: qapp)
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    said, timer = [], QTimer()

    def close():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            said.append(box.text())
            box.reject()

    def run():
        timer.timeout.connect(close)
        timer.start(1)
        code = main.main([])
        timer.stop()
        for widget in QApplication.topLevelWidgets():
            widget.deleteLater()
        return code, said

    return run


@pytest.mark.parametrize(
    "place",
    [
        "storage.settings.SettingsFile.__init__", "ui.window.main_window.MainWindow.__init__",
        "ui.app.start.page.StartPage.show_entries",
    ],
)  # fmt: skip
def test_it_is_told_in_a_dialog(start, monkeypatch, place, capsys):
    monkeypatch.setattr(place, raising)
    code, said = start()
    assert code == 1
    assert len(said) == 1
    assert "程序没有打开" in said[0]
    assert str(data_folder()) in said[0]
    assert "张三" not in said[0] + FaultLog(data_folder()).read()
    assert "RuntimeError" in FaultLog(data_folder()).read()
    assert "Traceback" not in capsys.readouterr().err


def test_without_qt_it_is_told_on_stderr(monkeypatch, capsys):
    monkeypatch.setattr("ui.startup.application.make_application", raising)
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.exec", raising)
    assert main.main([]) == 1
    assert "程序没有打开" in capsys.readouterr().err
