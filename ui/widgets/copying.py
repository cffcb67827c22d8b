"""What the command 复制 takes from a list, table or printed sheet; grids and text fields have their own ways."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView


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
