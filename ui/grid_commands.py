"""The commands of the window that work on the grid of the page: cells, rows, fills."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Slot

from ui.actions import Actions
from ui.grid.view import GridView

GRID_COMMANDS: Final = (
    "cut", "copy", "copy_with_headings", "paste", "clear", "fill_down", "fill_right", "select_all", "select_rows",
    "select_columns", "insert_row", "delete_row", "edit_cell", "look_up", "reset_widths",
)  # fmt: skip


class GridCommands(QObject):
    """``grid`` gives the grid that the commands work on, or None."""

    def __init__(self, actions: Actions, grid: Callable[[], GridView | None], parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        for key in GRID_COMMANDS:
            actions.handle(key, getattr(self, key))

    @Slot()
    def cut(self) -> None:
        """剪切."""
        self._on_block("cut")

    @Slot()
    def copy(self) -> None:
        """复制."""
        self._on_block("copy")

    @Slot()
    def copy_with_headings(self) -> None:
        """连同标题复制."""
        self._on_block("copy_with_headings")

    @Slot()
    def paste(self) -> None:
        """粘贴."""
        self._on_block("paste")

    @Slot()
    def clear(self) -> None:
        """清空."""
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
            grid.open_look_up()

    @Slot()
    def reset_widths(self) -> None:
        """恢复列宽."""
        grid = self._grid()
        if grid is not None:
            grid.horizontalHeader().reset_widths()
