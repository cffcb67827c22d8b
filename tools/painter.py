"""Brings the window into the states that are to be seen, and shows each to an observer: a folder of pictures, or a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.app.controller import AppController
from ui.grid.view.view import GridView
from ui.session.open_book import OpenBook
from ui.window.workspace import Workspace

BLOCK = (
    "功能科目\t经济科目\t金额（元）\n2013201\t30101\t4643970\n2013201\t30102\t2104360\n2013201\t30239\t112200\n合计\t\t6860530\n"
)
"""Lines of 基本支出 as a spreadsheet copies them."""

KINDS = (
    "科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t871.12\t673.50\t197.62\n"
    "20132\t组织事务\t871.12\t673.50\t197.62\n2013201\t行政运行\t673.50\t673.50\t\n"
    "2013202\t一般行政管理事务\t197.62\t\t197.62\n"
)
"""A published table of all kinds of spending."""

WIDE = (
    "序号\t功能分类\t功能分类名称\t经济分类\t经济分类名称\t处室\t经办人\t年初预算数\t调整数\t备注\n"
    "1\t2013201\t行政运行\t30203\t水费\t党政综合办公室\t张三\t2.5\t0\t按上年\n"
    "2\t2013201\t行政运行\t30101\t基本工资\t党政综合办公室\t张三\t471.2\t0\t\n"
    "3\t2013201\t行政运行\t30205\t水费\t经济发展办公室\t李四\t1,23\t0\t\n"
)
"""More columns than a preview shows at once, a name that contradicts its code, and a figure that is none."""

_LONGEST_LAYOUT = 60
"""Milliseconds that a dialog gets for its layout."""


Observer = Callable[[str, QWidget], object]
"""Gets the name of a state and the widget that is in it."""


class PictureFolder:
    """Saves a picture of what it gets in the folder ``out``; ``{}`` in ``pattern`` stands for a picture's name."""

    def __init__(self, out: Path, pattern: str) -> None:
        self._out, self.pattern = out, pattern
        self.taken = 0

    def save(self, name: str, widget: QWidget) -> None:
        """Save a picture of a widget."""
        picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        picture.save(str(self._out / self.pattern.format(name)), quality=0)  # the smallest file
        self.taken += 1


class Painter:
    """Works the window of a controller as a clerk does; ``observe`` gets every state that is taken."""

    def __init__(self, controller: AppController, observe: Observer) -> None:
        self.controller, self.window = controller, controller.window
        self._observe = observe

    @property
    def workspace(self) -> Workspace:
        """The workspace with the open book."""
        if self.window.workspace is None:
            raise RuntimeError
        return self.window.workspace

    @property
    def open_book(self) -> OpenBook:
        """The open book."""
        if self.controller.open_book is None:
            raise RuntimeError
        return self.controller.open_book

    @property
    def grid(self) -> GridView:
        """The grid of the page that is shown."""
        if self.workspace.page.grid is None:
            raise RuntimeError
        return self.workspace.page.grid

    def settle(self) -> None:
        """Let the window lay out and paint."""
        for _ in range(5):
            QApplication.processEvents()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Show the window, or another widget, to the observer."""
        self.settle()
        self._observe(name, widget or self.window)

    def take_dialog(
        self,
        name: str,
        trigger: Callable[[], object],
        prepare: Callable[[QDialog], object] | None = None,
        after: Sequence[Callable[[QDialog], object]] = (),
    ) -> None:
        """Show the dialog that ``trigger`` opens to the observer, after ``prepare``; then reject it.

        ``after``: what answers the dialogs that come before it.
        """
        before = list(after)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                raise TypeError(name)
            if before:
                QTimer.singleShot(0, self.window, answer)
                before.pop(0)(dialog)
                return
            if prepare is not None:
                prepare(dialog)
            QTest.qWait(_LONGEST_LAYOUT)
            self.take(name, dialog)
            dialog.reject()

        QTimer.singleShot(0, self.window, answer)
        trigger()
        self.window.activateWindow()  # as a window manager does when a dialog closes
        self.settle()

    def command(self, key: str) -> None:
        """Run a command of the menu by its key."""
        self.window.actions_of_window[key].trigger()

    def type(self, text: str) -> None:
        """Press a key for each letter in the widget that has the focus."""
        for letter in text:
            target = self.window.focusWidget()
            if target is not None:
                QTest.keyClicks(target, letter)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        mime = QMimeData()
        mime.setText(text)
        QGuiApplication.clipboard().setMimeData(mime)


def take_page(painter: Painter, key: str, name: str = "") -> None:
    """Picture a page that has the focus."""
    workspace = painter.workspace
    workspace.open_page(key)
    workspace.page.setFocus()
    painter.take(name or key)
