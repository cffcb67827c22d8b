"""The panel at the right of the preview: the lines behind the framed figure, their sum, and links to them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.book.places import Place
from models.pack.forms.pack import Pack
from models.paper.figures import PrintedFigure
from models.paper.sheet_list import SheetEntry
from models.published.context import Context
from models.values.amount_style import WAN, AmountStyle
from models.words.places import page_name
from ui.pages.review.preview_lines import FigureOrigin
from ui.pages.review.preview_views import figure_words, lines_behind, style_of
from ui.session.amounts import beside_table
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.keys import without_letter
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow, PlainTable

_AMOUNT: Final = 1
"""The column whose title is the unit of the table."""

_LEAST_AMOUNT: Final = 5.6
_DIGIT: Final = 0.6
"""Widths in Chinese characters: of a column of amounts, and of a bold digit."""

_HOW: Final = "点一个数字，看它由哪些行得来。方向键在数字之间移动，回车到来源。"
_PROJECTS: Final = "双击打开这个项目。要改这个数，改项目的预算数。"
_LINES: Final = "双击一行到填它的地方。要改这个数，改那一行的金额。"
_NOTHING: Final = "没有哪一行的钱落在这里。"
_ENTERED: Final = "这张表的内容在“{page}”填。"
_CONTENTS: Final = "目录按各表的次序自动排出。"


class OriginPanel(QWidget):
    """``place_wanted`` carries the place of a line to open; ``left``: Esc was pressed, back to the paper."""

    place_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("数字的来源")
        self._theme, self._icons = theme, icons
        self._entry_place: Place | None = None
        self._title = self._label("heading")
        self._where = self._label("quiet")
        self._table = PlainTable([PlainColumn("来自"), PlainColumn("", _LEAST_AMOUNT, right=True)], theme, icons)
        self._table.setAccessibleName("来源")
        self._mark, self._comparison = QLabel(), QLabel(wordWrap=True)
        self._hint = self._label("quiet")
        self.button = KeyButton(theme, autoDefault=True)
        self._build()
        self._table.chosen.connect(self._open)
        self.button.clicked.connect(self._open_current)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _label(self, kind: str) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setProperty(kind, True)
        return label

    def _build(self) -> None:
        head, foot, self._verdict = QWidget(), QWidget(), QWidget()
        self._head, self._foot, verdict = QVBoxLayout(head), QVBoxLayout(foot), QHBoxLayout(self._verdict)
        self._head.addWidget(self._title)
        self._head.addWidget(self._where)
        verdict.setContentsMargins(0, 0, 0, 0)
        verdict.addWidget(self._mark)
        verdict.addWidget(self._comparison, 1)
        self._foot.addWidget(self._verdict)
        self._foot.addWidget(self._hint)
        self._foot.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (head, self._table, foot):
            layout.addWidget(part)
        layout.addStretch(1)

    @property
    def table(self) -> PlainTable:
        """The table of the lines."""
        return self._table

    @property
    def words(self) -> tuple[str, str, str, str]:
        """The shown title, position, comparison and hint."""
        return self._title.text(), self._where.text(), self._comparison.text(), self._hint.text()

    def enter(self) -> None:
        """Focus the lines, or the button when there are none."""
        self.part.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._table.isVisible() and self._table.current_key is None:
            self._table.selectRow(0)

    @property
    def part(self) -> QWidget:
        """The widget that takes the focus."""
        return self._table if self._table.isVisible() else self.button

    # --- what is shown

    def show_sheet(self, entry: SheetEntry, pack: Pack, *, figures: bool = False) -> None:
        """No figure is framed: show how to frame one of its ``figures``, or where the sheet is entered."""
        self._show("数字的来源" if entry.table else entry.label, "", FigureOrigin((), 0))
        self._entry_place = Place(entry.page, entry.project) if entry.page else None
        name = page_name(entry.page, pack)
        entered = _ENTERED.replace("{page}", name) if name else _CONTENTS
        self._hint.setText(_HOW if entry.table else f"{entered}{_HOW}" if figures else entered)
        self._show_button("打开这个项目" if entry.project else f"打开{name}" if name else "")

    def show_figure(self, context: Context, figure: PrintedFigure) -> None:
        """Show the lines behind a figure."""
        origin, style = lines_behind(context, figure), style_of(context, figure)
        title = f"{style.figure(figure.amount)} 的来源" if figure.amount else "这一格是空的"
        self._entry_place = None
        self._show(title, figure_words(context, figure), origin, beside_table(style))
        if not origin.lines:
            self._hint.setText(_NOTHING)
            self._show_button("")
            return
        self._show_comparison(origin.total - figure.amount, beside_table(style))
        self._hint.setText(_PROJECTS if origin.only_projects else _LINES)
        self._show_button(("打开项目" if origin.only_projects else "打开这一行") + "  Enter")

    def _show(self, title: str, where: str, origin: FigureOrigin, style: AmountStyle = WAN) -> None:
        self._title.setText(title)
        self._where.setText(where)
        self._where.setVisible(bool(where))
        rows = _rows(origin, style)
        longest = max((len(row.cells[_AMOUNT].text) for row in rows), default=0)
        self._table.change_column(_AMOUNT, PlainColumn(style.unit, max(_LEAST_AMOUNT, longest * _DIGIT + 1), right=True))
        self._table.show_rows(rows)
        self._table.setVisible(bool(origin.lines))
        self._table.setMaximumHeight(self._table.height_of(len(self._table.plain.rows)))
        self._verdict.setVisible(False)

    def _show_comparison(self, gap: int, style: AmountStyle) -> None:
        words = f"各行合计比表中数{style.more_or_less(gap, 0)} {style.unit}" if gap else "与表中数一致"
        self._mark.setVisible(bool(gap))  # no ✓: the table adds up the same lines
        self._comparison.setText(words)
        self._verdict.setVisible(True)

    def _paint_mark(self) -> None:
        self._mark.setPixmap(self._icons.mark("error", self.devicePixelRatioF()))

    def _show_button(self, words: str) -> None:
        self.button.setText(without_letter(words))
        self.button.setAccessibleName(words.split("  ", maxsplit=1)[0])
        self.button.setVisible(bool(words))

    # --- opening places

    @Slot(object)
    def _open(self, place: Place) -> None:
        self.place_wanted.emit(place)

    @Slot()
    def _open_current(self) -> None:
        if self._entry_place is not None:
            self.place_wanted.emit(self._entry_place)
        else:
            self._table.choose_current()

    @Slot()
    def _restyle(self) -> None:
        self._paint_mark()
        px = self._theme.px
        self._head.setContentsMargins(px(12), px(12), px(8), px(8))
        self._head.setSpacing(px(2))
        self._foot.setContentsMargins(px(12), px(12), px(12), px(8))
        self._foot.setSpacing(px(8))
        self._table.setMaximumHeight(self._table.height_of(len(self._table.plain.rows)))


def _rows(origin: FigureOrigin, style: AmountStyle) -> list[PlainRow]:
    rows = []
    for line in origin.lines:
        amount = "" if line.amount is None else style.figure(line.amount)
        rows.append(PlainRow(line.place, (PlainCell(line.name), PlainCell(amount))))
    if rows:
        words = f"{len(rows)} {'个项目' if origin.only_projects else '行'}合计"
        rows.append(PlainRow(None, (PlainCell(words, bold=True), PlainCell(style.figure(origin.total), bold=True))))
    return rows
