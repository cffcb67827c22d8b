"""What the command 复制 takes from a list, table or printed sheet, and the menus of lists and text fields; grids have their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from types import MappingProxyType
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QPlainTextEdit, QTextEdit

TextField = QLineEdit | QPlainTextEdit | QTextEdit

_TEXT_WORDS: Final = MappingProxyType(
    {
        "edit-undo": "撤销\tCtrl+Z",
        "edit-redo": "重做\tCtrl+Y",
        "edit-cut": "剪切\tCtrl+X",
        "edit-copy": "复制\tCtrl+C",
        "edit-paste": "粘贴\tCtrl+V",
        "edit-delete": "清空\tDel",
        "select-all": "全选\tCtrl+A",
    }
)
"""By the name that Qt gives an action of a text: the words and keys of the 编辑 menu. Qt's Chinese says 撤消 for 撤销."""


@runtime_checkable
class Copyable(Protocol):
    """A widget, neither a list nor a grid, that copies what it shows."""

    def copy_shown(self) -> None:
        """Put what is shown on the clipboard."""


def copy_rows(view: QAbstractItemView) -> None:
    """Put the selected rows, or the current one, on the clipboard: a line a row, its cells separated by tabs."""
    indexes = view.selectionModel().selectedIndexes() or [view.currentIndex()]
    rows: dict[int, list[str]] = {}
    for index in sorted(indexes, key=lambda index: (index.row(), index.column())):
        rows.setdefault(index.row(), []).append(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
    text = "\n".join("\t".join(cells) for cells in rows.values())
    if text:
        QGuiApplication.clipboard().setText(text)


def menu_of_text(field: TextField) -> QMenu:
    """The menu of a text field without what it cannot do now, in the words of the window."""
    menu = field.createStandardContextMenu()
    menu.setAccessibleName("右键菜单")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in menu.actions():
        action.setVisible(action.isSeparator() or action.isEnabled())
        action.setText(_TEXT_WORDS.get(action.objectName(), action.text()))
    return menu


def menu_of_rows(view: QAbstractItemView) -> QMenu | None:
    """The right-click menu of a list or table in a dialog: what its keys do, and its own actions. None where nothing is chosen."""
    current = view.currentIndex()
    if not current.isValid():
        return None
    several = view.selectionMode() in {
        QAbstractItemView.SelectionMode.ExtendedSelection,
        QAbstractItemView.SelectionMode.MultiSelection,
    }
    has_check = any(cell.data(Qt.ItemDataRole.CheckStateRole) is not None for cell in _row(current))
    offered: list[tuple[str, bool, Callable[[], object]]] = [
        ("勾选、去掉勾\t空格键", has_check, partial(_press, view, Qt.Key.Key_Space)),
        ("复制\tCtrl+C", True, partial(copy_rows, view)),
        ("全选\tCtrl+A", several, view.selectAll),
    ]
    menu = QMenu(view)
    menu.setAccessibleName("右键菜单")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, can, act in offered:
        if can:
            menu.addAction(words).triggered.connect(partial(_do, act))
    menu.addActions([action for action in view.actions() if action.isEnabled() and action.isVisible()])
    return menu


def _row(index: QModelIndex) -> Iterator[QModelIndex]:
    """The cells of a row; a list's own model keeps the number of its columns to itself."""
    at = 0
    while (cell := index.siblingAtColumn(at)).isValid():
        yield cell
        at += 1


def _press(view: QAbstractItemView, key: Qt.Key) -> None:
    QCoreApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, " "))


def _do(act: Callable[[], object], *_checked: object) -> None:
    """What an entry of the menu does; Qt tells it whether it is checked."""
    act()
