"""The keys of a spreadsheet in a grid that has no rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.grid.rows.model import GridModel
from ui.grid.view.view import GridView
from ui.pages.review.explanations import ExplanationSource

Key = Qt.Key
KEYS = (
    Key.Key_Tab,
    Key.Key_Backtab,
    Key.Key_Return,
    Key.Key_Home,
    Key.Key_End,
    Key.Key_Down,
    Key.Key_Delete,
    Key.Key_Space,
    Key.Key_A,
)


class NoRows(ExplanationSource):
    """As before the first finding."""

    def rows(self, _context):
        return []


@pytest.fixture
def grid(qtbot, theme, icons, open_book):
    grid = GridView(GridModel(NoRows(open_book), open_book), theme, icons, None)
    qtbot.addWidget(grid)
    grid.show()
    qtbot.waitExposed(grid)
    grid.setFocus()
    assert grid.grid_model.rowCount() == 0
    return grid


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_no_key_needs_a_row(grid, qtbot, open_book, modifier):
    """An exception in a key handler ended the program."""
    for key in KEYS:
        qtbot.keyClick(grid, key, modifier)
    assert open_book.step == 0
    assert grid.open_editor is None
