"""The right-click menu of every grid, list, preview and text field: what the selection can do, in one order everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from ui.grid.view.view import GridView
from ui.startup.application import running_application
from ui.widgets.copying import Copyable, TextField
from ui.widgets.keys import MENU_COMMANDS
from ui.window.actions import Actions
from ui.window.input.text_menu import below_cursor, text_menu

GROUPS: Final = (
    ("cut", "copy", "paste"),
    ("insert_row", "delete_row", "fill_down"),
    ("look_up", "where_used", "cell_history"),
)
"""The window's commands in the order of the menu; the actions of the widget itself and ``help`` follow."""

MOST: Final = 10
"""Entries; see ``_GIVEN_UP``."""

_GIVEN_UP: Final = ("fill_down", "where_used", "look_up", "cut")
"""What a menu with more than ``MOST`` entries does without, the first one first."""


class ContextMenus(QObject):
    """Builds the menu of a widget from the window's commands and from the widget's own ``actions()``."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._window = actions, window
        self._menu: QMenu | None = None
        running_application().focusChanged.connect(self._take_menu_of)

    @Slot(QWidget, QWidget)
    def _take_menu_of(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A text field of the window leaves its menu to the window too; a right click brings it the focus first."""
        if isinstance(now, TextField) and now.window() is self._window:
            now.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def open_at_event(self, event: QContextMenuEvent) -> bool:
        """Open the menu of the clicked widget, or of the focused one when a key asks. False when it has none."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            return self.open_at_focus()
        view = _view_at(self._window.childAt(event.pos()))
        return view is not None and self._open(view, event.globalPos())

    def open_at_focus(self) -> bool:
        """Open the menu of the focused widget, at its current cell or row. False when it has none."""
        view = _view_at(self._window.focusWidget())
        if view is None:
            return False
        return self._open(view, below_cursor(view) if isinstance(view, TextField) else _place_of(view))

    def _open(self, view: QWidget, at: QPoint) -> bool:
        if self._menu is not None and self._menu.isVisible():
            return True
        self._actions.about_to_be_read.emit()
        menu = text_menu(view, self._actions) if isinstance(view, TextField) else self._menu_of(view)
        if menu is None:
            return False
        self._menu = menu
        menu.setAccessibleName("右键菜单")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(self._forget)
        menu.popup(at)
        return True

    def _menu_of(self, view: QWidget) -> QMenu | None:
        groups = self.entries(view)
        if not any(groups):
            return None
        self._actions.paint_all()
        menu = QMenu(self._window)
        for group in filter(None, groups):
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions(group)
        return menu

    def _forget(self) -> None:
        self._menu = None

    def entries(self, view: QWidget) -> list[list[QAction]]:
        """The groups of the menu: only commands that can do something now, at most ``MOST``."""
        if isinstance(view, QHeaderView):
            return [self._own(view), self._of(("help",))]
        keys, own = commands_of(view), self._own(view)
        groups = [[key for key in group if key in keys and self._is_ready(key)] for group in GROUPS]
        more = [key for key in view.property(MENU_COMMANDS) or () if self._is_ready(key)]
        for key in _GIVEN_UP:
            if sum(map(len, groups)) + len(more) + len(own) + 1 > MOST:
                groups = [[other for other in group if other != key] for group in groups]
        return [*map(self._of, groups), [*own, *self._of(more)], self._of(("help",))]

    def _is_ready(self, key: str) -> bool:
        action = self._actions.find(key)
        return action is not None and action.isEnabled()

    def _of(self, keys: Sequence[str]) -> list[QAction]:
        return [self._actions[key] for key in keys]

    def _own(self, view: QWidget) -> list[QAction]:
        if isinstance(view, QAbstractItemView) and not isinstance(view, QHeaderView) and not view.model().rowCount():
            return []  # nothing is there to act on
        return [action for action in view.actions() if action.isEnabled() and action.isVisible() and not action.isSeparator()]


def commands_of(view: QWidget) -> set[str]:
    """The keys of ``GROUPS`` that the selection of a grid, list or preview can do."""
    if isinstance(view, GridView):
        return _of_grid(view)
    return set() if isinstance(view, QAbstractItemView) and not view.currentIndex().isValid() else {"copy"}


def _of_grid(grid: GridView) -> set[str]:
    model, (top, left, bottom, right) = grid.grid_model, grid.block.rectangle
    if top < 0 or not grid.currentIndex().isValid():
        return set()
    cells = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    editable = [cell for cell in cells if model.cell_at(*cell).editable]
    here = model.cell(grid.currentIndex())
    column = model.column(grid.currentIndex().column())
    has_line, takes_rows = top < model.line_count, model.source.takes_new_rows and bool(editable)
    filled = any(model.cell_at(*cell).text for cell in cells)
    possible = {
        "cut": any(model.cell_at(*cell).text for cell in editable),
        "copy": has_line and filled,
        "paste": bool(editable) and _has_text(),
        "insert_row": takes_rows,
        "delete_row": takes_rows and has_line,
        "fill_down": bool(editable) and (bottom > top or 0 < top <= model.line_count),
        "look_up": here.editable and (column.is_code or bool(column.choices)),
        "where_used": has_line and bool(here.text),
        "cell_history": has_line and model.place(grid.currentIndex()) is not None,
    }
    return {key for key, can in possible.items() if can}


def _has_text() -> bool:
    mime = QGuiApplication.clipboard().mimeData()
    return mime is not None and (mime.hasText() or mime.hasHtml())


def _view_at(widget: QWidget | None) -> QWidget | None:
    """The grid, list, heading, preview or text field that a widget belongs to; None elsewhere."""
    while widget is not None and not isinstance(widget, QAbstractItemView | Copyable | TextField):
        widget = widget.parentWidget()
    return widget


def _place_of(view: QWidget) -> QPoint:
    """Where a menu asked for by a key opens, on the screen: below the current cell or row, else in the middle."""
    if isinstance(view, QAbstractItemView) and view.currentIndex().isValid():
        cell = view.visualRect(view.currentIndex()).intersected(view.viewport().rect())
        return view.viewport().mapToGlobal(cell.bottomLeft() if not cell.isEmpty() else view.viewport().rect().center())
    return view.mapToGlobal(view.rect().center())
