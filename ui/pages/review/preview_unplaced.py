"""未归入: the strip above a table that lists the lines it has no place for, with links to them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.book.places import Place
from models.published.context import Context
from models.published.tables import Table
from models.values.amount_style import AmountStyle
from ui.pages.review.preview_lines import OriginLine, unplaced_lines, unplaced_total
from ui.session.amounts import amount_width, beside_table
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow, PlainTable

_SHOWN: Final = 4
"""How many lines are visible; the rest scrolls."""

_COLUMNS: Final = (PlainColumn("未归入的行"), PlainColumn("原因", 9.5), PlainColumn("", 6, right=True))
_AMOUNT: Final = 2
"""The column whose title is the unit of the table."""


class UnplacedStrip(QWidget):
    """Hidden while there is nothing 未归入. ``place_wanted`` carries the place of an opened line."""

    place_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("未归入")
        self._theme, self._icons = theme, icons
        self._mark = QLabel()
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("error", True)
        self.table = PlainTable(_COLUMNS, theme, icons, self)
        self.table.setAccessibleName("未归入的行")
        head = QHBoxLayout()
        head.addWidget(self._mark)
        head.addWidget(self._words, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.table)
        self.table.chosen.connect(self._go)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def words(self) -> str:
        """The shown sentence."""
        return self._words.text()

    def show_table(self, context: Context, table: Table | None) -> None:
        """Show the 未归入 of a table; None for a sheet that is no official table."""
        lines = unplaced_lines(context, table) if table else ()
        self.setVisible(bool(lines))
        if not lines or table is None:
            return
        style = beside_table(table.spec.amounts)
        missing = f"{style.figure(unplaced_total(table))} {style.unit}"
        self._words.setText(f"未归入 {missing}：{len(lines)} 行没有算进这张表。双击一行去改。")
        self.table.change_column(_AMOUNT, PlainColumn(style.unit, max(6, amount_width(style)), right=True))
        self.table.show_rows([_row(line, style) for line in lines])
        self._restyle()

    @Slot(object)
    def _go(self, place: Place) -> None:
        self.place_wanted.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and bar of an 错误."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("error_ground"))
        painter.fillRect(0, 0, self._theme.px(3), self.height(), self._theme.color("error"))
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self._mark.setPixmap(self._icons.mark("error", self.devicePixelRatioF()))
        self._column.setContentsMargins(px(12), px(6), px(8), px(6))
        self._column.setSpacing(px(4))
        rows = min(len(self.table.plain.rows), _SHOWN)
        self.table.setFixedHeight(self.table.height_of(rows))


def _row(line: OriginLine, style: AmountStyle) -> PlainRow:
    amount = "" if line.amount is None else style.figure(line.amount)
    return PlainRow(line.place, (PlainCell(line.name), PlainCell(line.reason, quiet=True), PlainCell(amount)))
