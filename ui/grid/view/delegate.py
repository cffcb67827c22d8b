"""The delegate of all grids: paints cells (ground, bar, mark, text, frame) and runs their editors."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.model import CELL_ROLE, GridModel
from ui.grid.rows.source import Cell
from ui.grid.view.editor_exit import EditorExit
from ui.session.faults import report
from ui.theme.brushes import Brushes
from ui.theme.icons import Mark
from ui.theme.qt_types import Index
from ui.theme.widget_state import fields_of
from ui.widgets.keys import ENTER

if TYPE_CHECKING:
    from ui.grid.editing.completion import Completion
    from ui.grid.editing.editors import CellEditor, LongTextEditor

_ARROWS = {
    Qt.Key.Key_Up: EditorExit.UP,
    Qt.Key.Key_Down: EditorExit.DOWN,
    Qt.Key.Key_Left: EditorExit.LEFT,
    Qt.Key.Key_Right: EditorExit.RIGHT,
}
_SIDES: Final = {
    Align.LEFT: (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value,
    Align.CENTER: Qt.AlignmentFlag.AlignCenter.value,
    Align.RIGHT: (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value,
}
_GRID_LINE: Final = 1
"""Pixels of a column that the line at its end takes from the cell."""

_ON_ONE_LINE: Final = Qt.TextFlag.TextSingleLine.value
_ECHO_OPACITY = 0.55
_UNSAVED = "没有存上，文字还在：按 Enter 再存一次，按 Esc 放弃"
_BREAKS_LINE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class GridDelegate(QStyledItemDelegate):
    """Paints and edits every kind of column. ``typing`` carries the text of the open editor."""

    typing = Signal(str)
    ended = Signal(object)
    """A key ended the editing; carries its ``EditorExit``. Not emitted when a click elsewhere ends it."""
    refused = Signal(str, str)
    """The typed text and why it was not valid or could not be saved; the editor stays open."""

    def __init__(self, model: GridModel, brushes: Brushes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._brushes = brushes
        self.open_editor: CellEditor | LongTextEditor | None = None
        self.editor_index: Index = QPersistentModelIndex()

    @property
    def brushes(self) -> Brushes:
        """What cells and completion list paint with."""
        return self._brushes

    @brushes.setter
    def brushes(self, brushes: Brushes) -> None:
        self._brushes = brushes
        if "completion" in self.__dict__:
            self.completion.brushes = brushes

    @cached_property
    def completion(self) -> Completion:
        """The completion of the open editor, made with the first editor."""
        from ui.grid.editing.completion import Completion  # noqa: PLC0415 - not needed for the first paint

        return Completion(self._model.open_book, self._brushes, self)

    # --- drawing

    def draw(self, painter: QPainter, rect: QRect, row: int, position: int, *, selected: bool, current: bool) -> None:
        """Paint a cell into ``rect``; the ``current`` cell gets the frame instead of the selection colour."""
        cell, column = self._model.cell_at(row, position), self._model.column(position)
        tinted = selected and not current
        self._paint_ground(painter, rect, cell, column, tinted=tinted)
        self._paint_marks(painter, rect, cell, column)
        self._paint_text(painter, rect, cell, column, selected=tinted)
        if current:
            self._paint_frame(painter, rect)

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: Cell, column: GridColumn, *, tinted: bool) -> None:
        b = self.brushes
        mark = Mark.NONE if cell.echo else cell.mark
        ground = b.grounds.get(mark)
        if mark is Mark.HINT and column.kind is not ColumnKind.AMOUNT:
            ground = b.hint_ground
        if ground is None:
            ground = b.color["tint"] if tinted else b.color["computed" if cell.computed else "base"]
        if ground is not b.color["base"]:  # the viewport has it already
            painter.fillRect(rect, ground)
        bar = b.bars.get(mark) if ground is not b.color["base"] or mark is Mark.ERROR else None
        if bar is not None and (mark is not Mark.HINT or column.kind is not ColumnKind.AMOUNT):
            painter.fillRect(QRect(rect.left(), rect.top(), b.bar, rect.height()), bar)

    def mark_rect(self, rect: QRect, cell: Cell, column: GridColumn) -> QRect:
        """The place of the mark of a cell: left in right-aligned columns, else right; empty without one."""
        if not cell.mark and not cell.sign:
            return QRect()
        b = self.brushes
        if not cell.text and column.align is Align.CENTER:
            left = rect.center().x() - b.mark_size // 2 + 1
        elif self._mark_is_left(cell, column):
            left = rect.left() + b.bar + b.padding
        else:
            left = rect.right() - b.padding - b.mark_size + 1
        return QRect(left, rect.center().y() - b.mark_size // 2 + 1, b.mark_size, b.mark_size)

    def is_mark_at(self, view: QAbstractItemView, at: QPoint) -> bool:
        """Whether a point of the viewport is on the mark of a cell, not only in the cell."""
        index = view.indexAt(at)
        if not index.isValid():
            return False
        cell, column = self._model.cell(index), self._model.column(index.column())
        return bool(cell.mark) and self.mark_rect(view.visualRect(index), cell, column).contains(at)

    def _mark_is_left(self, cell: Cell, column: GridColumn) -> bool:
        return column.align is Align.RIGHT and not cell.unread

    def _paint_marks(self, painter: QPainter, rect: QRect, cell: Cell, column: GridColumn) -> None:
        b = self.brushes
        at = self.mark_rect(rect, cell, column)
        if not at.isEmpty():
            painter.setOpacity(_ECHO_OPACITY if cell.echo else 1)
            painter.drawPixmap(at, b.marks[cell.mark.value or cell.sign])
            painter.setOpacity(1)
        if cell.finer:
            right, top = rect.right() + 1, rect.top()
            corner = QPolygon([QPoint(right - b.corner, top), QPoint(right, top), QPoint(right, top + b.corner)])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(b.color["text2"])
            painter.drawPolygon(corner)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell, column: GridColumn, *, selected: bool) -> None:
        text, ghost = cell.text or cell.offer, cell.ghost or not cell.text
        if not text:
            return
        b = self.brushes
        quiet = ghost or (cell.computed and column.alignment is Align.CENTER)
        token = ("text2" if selected else "ghost") if ghost else ("text2" if quiet else "text")
        area = self._text_rect(rect, cell, column)
        font, metrics = self._font(cell, column)
        painter.setFont(font)
        painter.setPen(b.color[token])
        flags = self._flags(cell, column)
        if column.kind is ColumnKind.LONG_TEXT:
            from ui.widgets.wrapped_text import draw_wrapped  # noqa: PLC0415 - not needed for the first paint

            draw_wrapped(painter, area, Qt.AlignmentFlag(flags), cell.text)
            return
        shown = text.replace("\n", " ")
        if len(shown) * metrics.height() > area.width():  # no character is wider than that
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, flags | _ON_ONE_LINE, shown)

    def _flags(self, cell: Cell, column: GridColumn) -> int:
        is_text = cell.unread or (_is_long_text(cell, column) and column.align is Align.RIGHT)
        return _SIDES[Align.LEFT if is_text else column.align]

    def _font(self, cell: Cell, column: GridColumn) -> tuple[QFont, QFontMetrics]:
        b = self.brushes
        if column.small or _is_long_text(cell, column):
            return (b.small_bold, b.small_bold_metrics) if cell.bold else (b.small, b.small_metrics)
        return (b.bold, b.bold_metrics) if cell.bold else (b.body, b.body_metrics)

    def _text_rect(self, rect: QRect, cell: Cell, column: GridColumn) -> QRect:
        b = self.brushes
        area = rect.adjusted(b.padding + cell.indent * b.indent, 0, -b.padding, 0)
        mark = self.mark_rect(rect, cell, column)
        if not mark.isEmpty():
            if self._mark_is_left(cell, column):
                area.setLeft(mark.right() + b.padding // 2)
            else:
                area.setRight(mark.left() - b.padding // 2)
        return area

    def _paint_frame(self, painter: QPainter, rect: QRect) -> None:
        """The frame of the current cell: accent colour while the grid has the focus, else grey."""
        view = self.parent()
        here = isinstance(view, QWidget) and view.hasFocus()
        self.brushes.frame_in(painter, rect, "accent" if here else "ghost")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """For long text the height of the wrapped text; otherwise the width that shows the text in full."""
        b, rect = self.brushes, fields_of(option).rect
        column = self._model.column(index.column())
        cell: Cell = index.data(CELL_ROLE)
        if column.kind is not ColumnKind.LONG_TEXT:
            around = rect.width() - self._text_rect(rect, cell, column).width()
            return QSize(self._font(cell, column)[1].horizontalAdvance(cell.text or cell.offer) + around + 1, b.row)
        from ui.widgets.wrapped_text import wrapped_height  # noqa: PLC0415 - not needed for the first paint

        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else rect.width()
        area = self._text_rect(QRect(0, 0, width - _GRID_LINE, 10), cell, column)
        return QSize(width, max(b.row, wrapped_height(cell.text, *self._font(cell, column), area.width()) + b.padding))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Put a text that is cut off into the tooltip, above the findings."""
        rect = fields_of(option).rect
        if event.type() != QEvent.Type.ToolTip or not index.isValid() or not self._is_cut(rect, index):
            return super().helpEvent(event, view, option, index)
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        words = "\n".join(part for part in (index.data(CELL_ROLE).text, tip) if part)
        QToolTip.showText(event.globalPos(), words, view.viewport(), rect)
        return True

    def _is_cut(self, rect: QRect, index: Index) -> bool:
        cell: Cell = index.data(CELL_ROLE)
        column = self._model.column(index.column())
        if column.kind is ColumnKind.LONG_TEXT:
            return False
        return self._font(cell, column)[1].horizontalAdvance(cell.text) > self._text_rect(rect, cell, column).width()

    # --- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """A ``LongTextEditor`` for long text, else a ``CellEditor``; codes and choices with completion."""
        from ui.grid.editing.editors import CellEditor, LongTextEditor  # noqa: PLC0415 - not needed for the first paint

        column = self._model.column(index.column())
        if column.kind is ColumnKind.LONG_TEXT:
            editor: CellEditor | LongTextEditor = LongTextEditor(parent, self.brushes, *self._font(self._model.cell(index), column))
        else:
            editor = CellEditor(parent, self.brushes, right=column.align is Align.RIGHT)
        editor.setAccessibleName(f"{column.title}，{self._model.source.row_name(index.row() + 1)}")
        editor.text_edited.connect(self.typing)
        self.open_editor = editor
        if column.is_code or column.choices:
            self.completion.attach(editor, column, self._look_up_width(index), self._model.cell(index).offers)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget the editor at once: Qt deletes it later."""
        if editor is self.open_editor or self.open_editor is None:
            self.open_editor = None
            self.completion.detach()
        super().destroyEditor(editor, index)

    def _leave_look_up(self, editor: QObject) -> None:
        """After the focus has left: an editor with unsaved text stays attached, so that completion goes on with the focus."""
        if isinstance(editor, QWidget) and self.holds(editor):
            self.completion.hide()
        else:
            self.completion.detach()

    def _look_up_width(self, index: Index) -> int:
        """The width of the list in pixels: the column and the three behind it."""
        view = self.parent()
        last = min(index.column() + 4, self._model.columnCount())
        return sum(view.columnWidth(i) for i in range(index.column(), last)) if isinstance(view, QTableView) else 0

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's text, selected, unless something was typed already."""
        ours = _as_editor(editor)
        if ours is not None and not ours.is_changed:
            ours.start_with(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Check and save the text. The editor stays open with a reason when that fails.

        ``open_editor`` is None meanwhile: a new line moves the current cell, upon which Qt commits a second time.
        """
        opened, book = self.open_editor, self._model.open_book
        if opened is None or editor is not opened:
            return
        text, refusals = opened.current_text(), book.refusals
        self.editor_index = QPersistentModelIndex(index)
        self.open_editor = None
        why = self._model.misfit(index, text)
        if why:
            self.completion.refuse()
        else:
            why = _UNSAVED if not self._taken(text, model, index) or book.refusals > refusals else ""
        opened.show_unsaved(why)
        if why:
            self.open_editor = opened
            self.refused.emit(text, why)

    def _taken(self, text: str, model: QAbstractItemModel, index: Index) -> bool:
        """Whether the text went into the model; a fault of the program leaves it in the editor."""
        try:
            self.take_over(text, model, index)
        except Exception as error:  # noqa: BLE001 - whatever it is, the typed text must stay
            report(error)
            return False
        return True

    def take_over(self, text: str, model: QAbstractItemModel, index: Index) -> None:
        """Put the typed text into the model; subclasses may do more."""
        model.setData(index, text)

    def holds(self, editor: QWidget) -> bool:
        """Whether this is the open editor and its text could not be saved."""
        return editor is self.open_editor and self.open_editor is not None and bool(self.open_editor.unsaved)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        """Place the editor over the cell; it grows by itself."""
        ours = _as_editor(editor)
        if ours is not None:
            ours.stand_on(fields_of(option).rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Handle the keys of an editor: completion first, then Enter, Tab and Esc. A menu leaves the editor open."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ours = _as_editor(editor)
            if ours is not None:
                return self._key(ours, event) or super().eventFilter(editor, event)
        if isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.MenuBarFocusReason:
            return False  # a menu opened by keyboard must not end the editing either
        done = super().eventFilter(editor, event)
        if event.type() == QEvent.Type.FocusOut:
            self._leave_look_up(editor)
        return done

    def _key(self, editor: CellEditor | LongTextEditor, event: QKeyEvent) -> bool:
        if self.completion.key(event):
            return True
        if event.key() == Qt.Key.Key_F2:
            editor.replacing = not editor.replacing
            return True
        step = _exit_of(editor, event)
        if step is None:
            return False
        if step is EditorExit.CANCEL:
            editor.show_unsaved("")
        else:
            self.completion.take()
            self.commitData.emit(editor)
        if self.holds(editor):
            return True
        self.completion.detach()
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        self.ended.emit(step)
        return True


def _as_editor(widget: QObject) -> CellEditor | LongTextEditor | None:
    """The widget as an editor of the grid, None if it is none."""
    from ui.grid.editing.editors import CellEditor, LongTextEditor  # noqa: PLC0415 - not needed for the first paint

    return widget if isinstance(widget, CellEditor | LongTextEditor) else None


def _exit_of(editor: CellEditor | LongTextEditor, event: QKeyEvent) -> EditorExit | None:
    """How a key leaves the editor; None when it stays. Arrows leave when typing replaced the cell, not after F2."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in ENTER:
        if isinstance(editor, QPlainTextEdit) and modifiers & _BREAKS_LINE:
            return None
        return EditorExit.ENTER_BACK if modifiers & Qt.KeyboardModifier.ShiftModifier else EditorExit.ENTER
    if editor.replacing and key in _ARROWS and not modifiers:
        return _ARROWS[key]
    return {Qt.Key.Key_Tab: EditorExit.TAB, Qt.Key.Key_Backtab: EditorExit.TAB_BACK, Qt.Key.Key_Escape: EditorExit.CANCEL}.get(key)


def _is_long_text(cell: Cell, column: GridColumn) -> bool:
    """Whether a cell is drawn small, as long texts are; an amount in a column of long texts is drawn as an amount."""
    return column.kind is ColumnKind.LONG_TEXT and cell.amount is None
