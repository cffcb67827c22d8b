"""EditCommands: the commands of the 编辑 menu, applied to the focused text field or grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMainWindow, QMenuBar, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from ui.grid.view.view import GridView
from ui.startup.application import running_application
from ui.widgets.copying import Copyable, copy_rows
from ui.window.actions import Actions

_OF_TEXT: Final = ("cut", "copy", "paste", "clear", "select_all")
"""Commands that work on text as well as on cells."""

_OF_READING: Final = ("copy", "select_all")
"""Those that a read-only text allows."""

_OF_GRID: Final = (
    "copy_with_headings", "fill_down", "fill_right", "select_rows", "select_columns", "insert_row", "delete_row", "edit_cell",
    "look_up", "reset_widths",
)  # fmt: skip
TEXTS: Final = (QLineEdit, QPlainTextEdit, QTextEdit)


class EditCommands(QObject):
    """Applies to the focused text field or grid, else to the grid of the open page (``page_grid``).

    The menu bar takes the focus when opened by keyboard; then the widget focused before it counts.
    """

    def __init__(self, actions: Actions, window: QMainWindow, page_grid: Callable[[], GridView | None]) -> None:
        super().__init__(window)
        self._window, self._page_grid = window, page_grid
        self._before_menu: QWidget | None = None
        self._actions = actions
        for key in (*_OF_TEXT, *_OF_GRID):
            actions.handle(key, getattr(self, key))
        running_application().focusChanged.connect(self._follow_focus)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """Remember the focused widget when the menu bar takes the focus."""
        if isinstance(now, QMenuBar):
            self._before_menu = old
        elif now is not None:
            self.enable()

    @property
    def _focus(self) -> QWidget | None:
        """The focused widget, or the one focused before the menu bar."""
        now = self._window.focusWidget()
        if not isinstance(now, QMenuBar):
            return now
        return self._before_menu if self._before_menu is not None and isValid(self._before_menu) else None

    def enable(self) -> None:
        """Enable the commands that apply to the focused widget."""
        has_grid, focus = self._grid() is not None, self._focus
        text = focus if isinstance(focus, TEXTS) else None
        for key in _OF_TEXT:
            can = has_grid if text is None else key in _OF_READING or not text.isReadOnly()
            self._actions.set_enabled(key, can)
        if not has_grid and text is None:
            self._actions.set_enabled("copy", isinstance(focus, QAbstractItemView | Copyable))
        for key in _OF_GRID:
            self._actions.set_enabled(key, has_grid)

    @Slot()
    def cut(self) -> None:
        """剪切."""
        if not self._on_text("cut"):
            self._on_block("cut")

    @Slot()
    def copy(self) -> None:
        """复制."""
        if self._on_text("copy"):
            return
        focus = self._focus
        if self._grid() is not None:
            self._on_block("copy")
        elif isinstance(focus, QAbstractItemView):
            copy_rows(focus)
        elif isinstance(focus, Copyable):
            focus.copy_shown()

    @Slot()
    def copy_with_headings(self) -> None:
        """连同标题复制."""
        self._on_block("copy_with_headings")

    @Slot()
    def paste(self) -> None:
        """粘贴."""
        grid = self._grid()
        if not self._on_text("paste") and grid is not None:
            grid.paste()

    @Slot()
    def clear(self) -> None:
        """清空."""
        if not self._on_text("clear"):
            self._on_block("clear")

    @Slot()
    def fill_down(self) -> None:
        """向下填充."""
        self._on_block("fill_down")

    @Slot()
    def fill_right(self) -> None:
        """向右填充."""
        self._on_block("fill_right")

    @Slot()
    def select_all(self) -> None:
        """全选."""
        if not self._on_text("selectAll"):
            self._on_block("select_all")

    @Slot()
    def select_rows(self) -> None:
        """选中整行."""
        self._on_block("select_rows")

    @Slot()
    def select_columns(self) -> None:
        """选中整列."""
        self._on_block("select_columns")

    @Slot()
    def insert_row(self) -> None:
        """插入行."""
        self._on_block("insert_rows")

    @Slot()
    def delete_row(self) -> None:
        """删除行."""
        self._on_block("delete_rows")

    def _grid(self) -> GridView | None:
        """The focused grid; the page's grid unless another item view has the focus."""
        at = focus = self._focus
        while at is not None:
            if isinstance(at, GridView):
                return at
            at = at.parentWidget()
        return None if isinstance(focus, QAbstractItemView) else self._page_grid()

    def _on_text(self, command: str) -> bool:
        """Call a method of the focused text field. False when the focus is elsewhere."""
        text = self._focus
        if not isinstance(text, TEXTS):
            return False
        if command == "clear":
            text.del_() if isinstance(text, QLineEdit) else text.textCursor().deleteChar()
        else:
            getattr(text, command)()
        return True

    def _on_block(self, command: str) -> None:
        grid = self._grid()
        if grid is not None:
            getattr(grid.block, command)()

    @Slot()
    def edit_cell(self) -> None:
        """编辑单元格."""
        grid = self._grid()
        if grid is not None:
            grid.edit_cell()

    @Slot()
    def look_up(self) -> None:
        """列出可选内容."""
        grid = self._grid()
        if grid is not None:
            grid.open_completion()

    @Slot()
    def reset_widths(self) -> None:
        """恢复列宽."""
        grid = self._grid()
        if grid is not None:
            grid.horizontalHeader().reset_widths()
