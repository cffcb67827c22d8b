"""A clerk who copies elsewhere, pastes here, and answers the preview by key."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.folders import DATA
from tests.ui.conftest import Keys
from tests.ui.grid.columns_of_basic import CTRL, Key
from ui.grid.paste.preview import PastePreview

SAMPLES = DATA / "clipboard"


class OnGrid(Keys):
    """Keys on one of several grids of a page."""

    grid = None


class Clerk:
    """``seen`` are the previews that came."""

    def __init__(self, keys, qtbot):
        self.keys, self.qtbot = keys, qtbot
        self.seen = []

    def copy(self, text="", html=""):
        mime = QMimeData()
        if text:
            mime.setText(text)
        if html:
            mime.setHtml(html)
        QGuiApplication.clipboard().setMimeData(mime)
        return self

    def copy_sample(self, name):
        text = SAMPLES / f"{name}.txt"
        return self.copy(text.read_bytes().decode(), (SAMPLES / f"{name}.html").read_text(encoding="utf-8"))

    def paste(self, row, column, answer=None):
        """Ctrl+V; ``answer`` looks at the preview and presses a key, without one none may come."""
        timer = QTimer(interval=1)
        timer.timeout.connect(lambda: self._look(timer, answer))
        timer.start()
        if row is not None:
            self.keys.at(row, column)
        self.keys.press(Key.Key_V, CTRL)
        timer.stop()
        assert bool(self.seen) == bool(answer), "the preview came" if self.seen else "no preview came"
        return self

    def _look(self, timer, answer):
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PastePreview):
            return
        timer.stop()
        self.seen.append(dialog)
        try:
            if answer:
                answer(dialog, self.qtbot)
        finally:
            if dialog.isVisible():
                dialog.reject()


def enter(dialog, qtbot):
    qtbot.keyClick(dialog.table, Key.Key_Return)


def escape(dialog, qtbot):
    qtbot.keyClick(dialog.table, Key.Key_Escape)


def table_of(dialog):
    model = dialog.model
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]
