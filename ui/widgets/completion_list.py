"""The completion list below an editor: codes or choices that match what is typed. It never takes the focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.theme.brushes import Brushes
from ui.theme.widget_state import parent_of

MOST_ROWS: Final = 8
STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS, Qt.Key.Key_PageUp: -MOST_ROWS}
"""The rows by which a key moves the selection."""

KEYS: Final = ("↑↓ 选择", "Enter 填入", "Esc 取消", "F1 说明")
_BETWEEN: Final = "      "


class CompletionItem(NamedTuple):
    """One line of the list: the value for the editor, then code, path, name and hint as shown from left to right.

    ``fills`` are texts for empty cells of the same row, by column key; ``by_initials``: found by its pinyin initials.
    """

    value: str
    code: str
    path: str
    name: str
    hint: str
    fills: Mapping[str, str] = MappingProxyType({})
    by_initials: bool = False


class CompletionList(QWidget):
    """At most eight hits; below them a summary and the key hints ``keys``. ``chosen`` carries the value of a clicked hit."""

    chosen = Signal(str)

    def __init__(self, brushes: Brushes, parent: QWidget, keys: Sequence[str] = KEYS) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("科目查找")
        self.brushes = brushes
        self._hits: Sequence[CompletionItem] = ()
        self._summary = ""
        self._first = 0
        self._selected = -1
        self.hide()

    @property
    def summary(self) -> str:
        """The text at the left of the last line."""
        return self._summary

    @property
    def selected(self) -> CompletionItem | None:
        """The selected hit, which Enter takes; None without one."""
        return self._hits[self._selected] if 0 <= self._selected < len(self._hits) else None

    def show_hits(self, hits: Sequence[CompletionItem], summary: str, selected: int) -> None:
        """Show hits and a summary, with the hit number ``selected`` (-1: none) selected; without both hide the list."""
        self._hits, self._summary, self._selected, self._first = hits, summary, selected, 0
        self.setAccessibleDescription("；".join(f"{hit.code} {hit.name}" for hit in hits[:MOST_ROWS]))
        self.setVisible(bool(hits or summary))
        self.update()

    def hang_under(self, cell: QRect, width: int) -> None:
        """Place the list below ``cell`` (in the parent's coordinates), or above it when there is no room; ``width`` in pixels."""
        room = parent_of(self)
        height = (min(len(self._hits), MOST_ROWS) + 1) * self.brushes.row + 2
        width = min(max(width, 34 * self.brushes.em), room.width() - cell.left() - 2)
        below = cell.bottom() + 1
        top = below if below + height <= room.height() else max(0, cell.top() - height)
        self.setGeometry(QRect(QPoint(cell.left(), top), QSize(width, height)))
        self.raise_()

    def step(self, by: int) -> None:
        """Move the selection by ``by`` rows and scroll to it."""
        if self._hits:
            self._selected = min(max(self._selected + by, 0), len(self._hits) - 1)
            self._first = min(max(self._first, self._selected - MOST_ROWS + 1), self._selected)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the clicked hit."""
        at = self._row_at(event.position().toPoint())
        if at >= 0:
            self._selected = at
            self.chosen.emit(self._hits[at].value)

    def event(self, event: QEvent) -> bool:
        """The tooltip tells a hit whole, or the summary: both are shortened where the list is narrow."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        at = self._row_at(event.pos())
        hit = self._hits[at] if at >= 0 else None
        QToolTip.showText(event.globalPos(), self._summary if hit is None else f"{hit.code} {hit.path}{hit.name}".strip(), self)
        return True

    def _row_at(self, point: QPoint) -> int:
        """The number of the hit at a point; -1: none."""
        at = self._first + point.y() // self.brushes.row
        return at if at < min(len(self._hits), self._first + MOST_ROWS) else -1

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the visible hits, the last line and the frame."""
        b = self.brushes
        painter = QPainter(self)
        painter.fillRect(self.rect(), b.color["base"])
        for i, hit in enumerate(self._hits[self._first : self._first + MOST_ROWS]):
            rect = QRect(1, 1 + i * b.row, self.width() - 2, b.row)
            if self._first + i == self._selected:
                painter.fillRect(rect, b.color["tint"])
            self._paint_hit(painter, rect.adjusted(b.padding, 0, -b.padding, 0), hit)
        self._paint_keys(painter)
        painter.setPen(b.color["text2"])
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: CompletionItem) -> None:
        b = self.brushes
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(b.color["text2"])
        painter.setFont(b.small)
        hint_width = b.small_metrics.horizontalAdvance(hit.hint)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, hit.hint)
        painter.setFont(b.body)
        painter.setPen(b.color["text"])
        painter.drawText(rect, middle, hit.code)
        left = rect.left() + (round(5.4 * b.em) if hit.code else 0)
        room = rect.right() - hint_width - b.padding - left
        name_width = b.bold_metrics.horizontalAdvance(hit.name)
        path = b.body_metrics.elidedText(hit.path, Qt.TextElideMode.ElideLeft, max(0, room - name_width)) if hit.path else ""
        painter.setPen(b.color["text2"])
        painter.drawText(QRect(left, rect.top(), room, rect.height()), middle, path)
        left += b.body_metrics.horizontalAdvance(path)
        painter.setFont(b.bold)
        painter.setPen(b.color["accent"])
        name = b.bold_metrics.elidedText(hit.name, Qt.TextElideMode.ElideRight, max(0, rect.right() - hint_width - left))
        painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height()), middle, name)

    def _paint_keys(self, painter: QPainter) -> None:
        b = self.brushes
        top = self.height() - b.row - 1
        painter.fillRect(QRect(1, top, self.width() - 2, b.row), b.color["window"])
        painter.setPen(b.color["line"])
        painter.drawLine(1, top, self.width() - 2, top)
        rect = QRect(b.padding, top, self.width() - 2 * b.padding, b.row)
        painter.setFont(b.small)
        painter.setPen(b.color["text2"])
        summary, keys = last_line(self._summary, self._keys, b.small_metrics, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, summary)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)


def last_line(summary: str, keys: Sequence[str], metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """The summary and as many of the key hints as fit beside it in ``room`` pixels; the last hints are left out first."""
    left = room - metrics.horizontalAdvance(summary + _BETWEEN)
    texts = (_BETWEEN.join(keys[:end]) for end in range(len(keys), 0, -1))
    shown = next((text for text in texts if metrics.horizontalAdvance(text) <= left), "")
    return metrics.elidedText(summary, Qt.TextElideMode.ElideRight, room), shown
