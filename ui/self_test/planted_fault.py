"""A step of the self-test: an exception that nobody foresaw; the window says one sentence, the log and the zip for support know."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from storage.diagnostics.fault_log import FaultLog
from storage.paths import data_folder
from ui.self_test.window_driver import SelfTestError, WindowDriver, name_file, press_button
from ui.session.faults import UNFORESEEN
from ui.window.main_window import MainWindow

_FIGURE: Final = "464.40 万元"
"""Stands in the exception's words, which may be the clerk's figures, and must stand nowhere else."""


class PlantedError(Exception):
    """What this step raises. No other part of the program knows it, and nothing but the self-test raises it."""


def plant_fault(window: MainWindow, driver: WindowDriver, target: Path) -> str:
    """Raise in a slot, read the status bar, save the file for support with its button. Returns a line of the report.

    Raises ``SelfTestError``.
    """
    if log := FaultLog(data_folder()).read():
        raise SelfTestError(f"出过意外：{log}")
    QTimer.singleShot(0, _raise)
    driver.wait_for("状态栏说出了意外", lambda: _sentence(window) == UNFORESEEN)
    button = window.statusBar().findChild(QPushButton, "save_diagnostics")
    if not isinstance(button, QPushButton) or not button.isVisible():
        raise SelfTestError("状态栏没有“保存诊断信息”")
    driver.will_answer(partial(name_file, target), partial(press_button, "close"))
    button.click()
    driver.wait_for("诊断信息", driver.all_answered)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    refuse_other_faults(parts.get("faults.log", ""))
    if any(_FIGURE in text for text in parts.values()):
        raise SelfTestError("诊断信息里有意外的原话")
    return f"意外：状态栏说“{UNFORESEEN}”，记录和 {target.name} 里有它发生在哪里，没有它的原话"


def refuse_other_faults(log: str) -> None:
    """Raise ``SelfTestError`` where a log of faults does not hold the planted one, with its place, and nothing else."""
    lines = log.splitlines()
    if len(lines) != 1 or PlantedError.__name__ not in lines[0] or "planted_fault.py" not in lines[0]:
        raise SelfTestError(f"记录的意外不对：{log or '没有'}")


def _raise() -> None:
    raise PlantedError(_FIGURE)


def _sentence(window: MainWindow) -> str:
    """What the status bar says."""
    labels = (label for label in window.statusBar().findChildren(QLabel) if label.accessibleName() == "保存状态")
    return next((label.text() for label in labels), "")
