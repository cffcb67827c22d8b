"""Whether the headings and entries of lists and tables that Qt draws can be read whole. What the grids draw: see ``drawn_text``."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tests.ui.appearance.designs import PAINTED_BY_QT
from tests.ui.appearance.faults import Fault, path_of
from tests.ui.appearance.glyphs import NO_GLYPH, missing
from tests.ui.appearance.rules_of_text import CUT
from tests.ui.appearance.tips import WITHOUT_TIP, is_told, tip_at
from ui.grid.view.headers import ColumnHeader, title_lines

_ROOT = QModelIndex()
_ROWS = 60
"""As many rows of a view are looked at."""


def plain_heading(widget: QWidget) -> Iterator[Fault]:
    """A heading that Qt draws is as wide as its title, or has it in its tooltip."""
    if type(widget) is not QHeaderView or widget.orientation() is not Qt.Orientation.Horizontal:
        return
    model = widget.model()
    for section in range(widget.count()):
        title = str(model.headerData(section, widget.orientation()) or "") if not widget.isSectionHidden(section) else ""
        needed = widget.fontMetrics().horizontalAdvance(title) + 2
        if title and needed > widget.sectionSize(section):
            yield Fault(CUT, path_of(widget), f"heading “{title}” needs {needed} pixels, has {widget.sectionSize(section)}")


def heading(widget: QWidget) -> Iterator[Fault]:
    """A heading of a grid is read whole in its two lines, or repeated in a tooltip."""
    if not isinstance(widget, ColumnHeader):
        return
    model, brushes = widget.model(), widget.brushes
    for section in range(widget.count()):
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        lines = title_lines(title, brushes.bold_metrics, widget.sectionSize(section) - 2 * brushes.padding)
        tip = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if "…" in lines[-1] and title not in str(tip or ""):
            yield Fault(CUT, path_of(widget), f"heading “{title}” is shown as “{''.join(lines)}”")


def entries(widget: QWidget) -> Iterator[Fault]:
    """An entry that Qt draws is read whole, or its tooltip has it."""
    if not isinstance(widget, QAbstractItemView) or widget.model() is None or isinstance(widget, QHeaderView):
        return
    tried = set()
    for index in _in_sight(widget):
        text = str(index.data() or "")
        painted_by = type(widget.itemDelegateForIndex(index))
        if text and text not in tried and painted_by.__name__ in PAINTED_BY_QT:
            tried.add(text)
            yield from _entry(widget, index, text)


def _in_sight(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model = view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount(_ROOT)
    for row in range(min(model.rowCount(_ROOT), _ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            if view.viewport().rect().intersects(view.visualRect(index)):
                yield index


def _entry(view: QAbstractItemView, index: QModelIndex, text: str) -> Iterator[Fault]:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    place = view.visualRect(index)
    option.rect = place
    needed = view.itemDelegateForIndex(index).sizeHint(option, index)
    room = QRect(place.topLeft(), place.size())
    if isinstance(view, QListView):
        room.setWidth(min(room.width(), view.viewport().width()))
    wraps = view.wordWrap() if isinstance(view, QListView | QTableView) else False
    too_wide = not wraps and needed.width() > room.width() + 2
    too_high = needed.height() > room.height() + 2
    seen = place.intersected(view.viewport().rect()).center()
    if (too_wide or too_high) and not is_told(text, tip_at(view.viewport(), seen)):
        what = f"“{text[:40]}” needs {needed.width()}×{needed.height()}, has {room.width()}×{room.height()}"
        yield Fault(WITHOUT_TIP, path_of(view), what)


def choices(widget: QWidget) -> Iterator[Fault]:
    """The list of a box shows each choice whole; only a list that looks too narrow is opened."""
    if not isinstance(widget, QComboBox):
        return
    metrics: QFontMetrics = widget.view().fontMetrics()
    needed = {widget.itemText(at): metrics.horizontalAdvance(widget.itemText(at)) + 8 for at in range(widget.count())}
    if max(needed.values(), default=0) < widget.width() - widget.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent):
        return
    widget.showPopup()
    room = widget.view().viewport().width()
    widget.hidePopup()
    for text, wide in needed.items():
        if wide > room:
            yield Fault(CUT, path_of(widget), f"choice “{text}” needs {wide} pixels, has {room}")


def glyphs_of_entries(widget: QWidget) -> Iterator[Fault]:
    """Entries are written with characters that the fonts have."""
    if not isinstance(widget, QAbstractItemView) or widget.model() is None:
        return
    model = widget.model()
    rows, columns = min(model.rowCount(_ROOT), _ROWS), 1 if isinstance(widget, QListView) else model.columnCount(_ROOT)
    texts = [str(model.index(row, column).data() or "") for row in range(rows) for column in range(columns)]
    for character in missing("".join(texts)):
        text = next(text for text in texts if character in text)
        yield Fault(NO_GLYPH, path_of(widget), f"“{character}” U+{ord(character):04X} in “{text[:30]}”")


RULES = (plain_heading, heading, entries, choices, glyphs_of_entries)
