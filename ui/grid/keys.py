"""The keys of a grid outside of an editor: which command each means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from ui.grid.view import GridView

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_NONE: Final = Qt.KeyboardModifier.NoModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier

Command = Callable[[], object]


class GridKeys:
    """Commands of the window reach a grid through its actions; these are the same keys where a grid stands alone."""

    def __init__(self, view: GridView) -> None:
        self._view = view
        block = view.block
        self._standard: tuple[tuple[QKeySequence.StandardKey, Command], ...] = (
            (QKeySequence.StandardKey.Copy, block.copy),
            (QKeySequence.StandardKey.Cut, block.cut),
            (QKeySequence.StandardKey.Paste, view.paste),
            (QKeySequence.StandardKey.SelectAll, block.select_all),
        )
        self._plain: dict[tuple[Qt.Key, Qt.KeyboardModifier], Command] = {
            (Qt.Key.Key_Delete, _NONE): block.clear,
            (Qt.Key.Key_Backspace, _NONE): view.start_empty,
            (Qt.Key.Key_D, _CONTROL): block.fill_down,
            (Qt.Key.Key_R, _CONTROL): block.fill_right,
            (Qt.Key.Key_Plus, _CONTROL | _SHIFT): block.insert_rows,
            (Qt.Key.Key_Equal, _CONTROL | _SHIFT): block.insert_rows,
            (Qt.Key.Key_Minus, _CONTROL): block.delete_rows,
            (Qt.Key.Key_Space, _SHIFT): block.select_rows,
            (Qt.Key.Key_Space, _CONTROL): block.select_columns,
            (Qt.Key.Key_Down, _ALT): view.open_look_up,
        }

    def take(self, event: QKeyEvent) -> bool:
        """Do what the key means. False when it types into the cell, or is nobody's."""
        for sequence, command in self._standard:
            if event.matches(sequence):
                command()
                return True
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER and modifiers in {_NONE, _SHIFT}:
            self._view.moves.enter(-1 if modifiers else 1)
        elif (key is Qt.Key.Key_Tab and not modifiers) or (key is Qt.Key.Key_Backtab and modifiers in {_NONE, _SHIFT}):
            self._view.moves.tab(1 if key is Qt.Key.Key_Tab else -1)
        elif (key, modifiers) in self._plain:
            self._plain[key, modifiers]()
        else:
            return self._view.moves.key(key, modifiers)
        return True
