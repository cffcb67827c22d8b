"""The page 收入: the form of 收入总表 with typed and derived figures, and below it 年终结转."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from models.book.places import Place
from models.book.records import Book
from ui.grid.rows.model import GridModel
from ui.grid.view.view import GridView
from ui.pages.common.extras import INCOME_NOTE
from ui.pages.common.page import PageServices
from ui.pages.common.stacked_grids import GridSection, StackedGrids
from ui.pages.income import carry_forward
from ui.pages.income.folding import Folding
from ui.pages.income.grid import IncomeGrid, IncomeModel
from ui.pages.income.legend import IncomeLegend
from ui.pages.income.source import PAGE, IncomeSource
from ui.session.settings import Sizes, kept

KEY: Final = "income"
TITLE: Final = "收入"
SENTENCE: Final = "按收入总表的样子。批复数直接输入，没输入的由支出推算，是浅色的数。"
_SPLIT: Final = "income/split"
_LINES_OF_BOTH: Final = 2
_LINES_BESIDE_NONE: Final = 5
"""Lines beyond the first that both grids together need, or one of them gives way; more where 年终结转 has none to show."""


class IncomePage(StackedGrids):
    """The grid of income above that of 年终结转."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self._source = IncomeSource(services.open_book.pack, services.open_book.codes.function)
        self._source.show_notes(wanted=INCOME_NOTE.is_shown(services.open_book.book, services.settings))
        self._source.closed = Folding.remembered(services.settings)
        self.model = IncomeModel(self._source, services.open_book, self)
        self.income = IncomeGrid(self.model, services.theme, services.icons, self)
        self.lower_model = GridModel(carry_forward.carry_forward_source(), services.open_book, self)
        self.carry_forward = GridView(self.lower_model, services.theme, services.icons, self)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._lower = GridSection(carry_forward.TITLE, carry_forward.SENTENCE, self.carry_forward, services.theme)
        self._is_short = False
        self.add_view(self.income, TITLE)
        self.add_view(self.carry_forward, carry_forward.TITLE)
        self._lay_out()
        self._by_source = QAction("按来源分行", self, toolTip="把当前科目按资金来源分成几行录入；再点一次合起来")
        self._by_source.triggered.connect(self._toggle_sources)
        # Queued: the row can be shown only after the editor has closed and moved on.
        self.model.code_typed.connect(self._show_code, Qt.ConnectionType.QueuedConnection)
        self._split.splitterMoved.connect(self._remember_split)
        self._lower.heading_clicked.connect(self._go_to_other_grid)
        services.open_book.changed.connect(self._fit_figures)  # after the model, which is connected already
        self._folding = Folding(self.income, self._source, services.settings)
        self._fold_all = QAction(self)
        self._fold_all.triggered.connect(self._toggle_all)
        self._folding.changed.connect(self._name_fold_all)
        self._name_fold_all()
        self.setFocusProxy(self.income)

    def _lay_out(self) -> None:
        self._split.addWidget(self.income)
        self._split.addWidget(self._lower)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self.services.theme.changed.connect(self._measure_least)
        self._measure_least()
        self._split_as_wished()
        self._column.addWidget(self._split, 1)

    @Slot()
    def _go_to_other_grid(self) -> None:
        """Go from one grid to the other, so that the mouse alone finds the one that has given way."""
        (self.income if self.grid is self.carry_forward else self.carry_forward).setFocus()

    def _split_as_wished(self) -> None:
        """Divide the height as the clerk left it."""
        row = self.services.theme.height("row")
        self._split.setSizes(kept(self.services.settings, _SPLIT, [17 * row, 5 * row], Sizes))

    def _least(self, grid: GridView) -> int:
        """The height of a grid with one line in sight."""
        header, bar = grid.horizontalHeader().sizeHint().height(), grid.horizontalScrollBar().sizeHint().height()
        return header + self.services.theme.height("row") + bar

    @Slot()
    def _measure_least(self) -> None:
        """Let 年终结转 give way down to its heading."""
        self.carry_forward.setMinimumHeight(1)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide a height that is too little for both grids."""
        super().resizeEvent(event)
        self._share_height()

    def _activate(self, view: GridView) -> None:
        super()._activate(view)
        self._share_height()

    def _share_height(self) -> None:
        """Where a few lines of both grids do not fit, the one that is not worked in gives way; the heading between them stays."""
        room, row = self.height() - self.content_line.height(), self.services.theme.height("row")
        upper, lower = self._least(self.income), self._lower.heading_height + self._least(self.carry_forward)
        lines = _LINES_OF_BOTH if self.services.open_book.book.carry_forward else _LINES_BESIDE_NONE
        was_short, self._is_short = self._is_short, room < upper + lower + lines * row
        is_below = self._is_short and self.grid is self.carry_forward
        self.income.setMinimumHeight(1 if is_below and room < upper + lower else upper)
        if self._is_short:
            least = max(room - lower, 1) if room >= upper + lower else 1
            upper = least if is_below else max(room - self._lower.heading_height, 1)
            self._split.setSizes([upper, max(room - upper, 1)])
            return
        if was_short:
            self._split_as_wished()
        if self._split.count() and self._split.sizes()[-1] < lower:
            self._split.setSizes([max(room - lower, 1), lower])

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """按来源分行 and 全部收起."""
        return (self._by_source, self._fold_all)

    def make_legend(self, parent: QWidget) -> QWidget:
        """The legend of 已录入, 推算 and 自动合计."""
        return IncomeLegend(self.services.theme, parent)

    def refresh(self, old: Book, new: Book) -> None:
        """Show 备注 if the book now needs it, and the first line of 年终结转 from when there is one."""
        super().refresh(old, new)
        self.show_extras()
        self._name_fold_all()
        if bool(old.carry_forward) != bool(new.carry_forward):
            self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns to what has changed on other pages."""
        super().showEvent(event)
        self.income.fit_columns()

    @Slot()
    def _fit_figures(self) -> None:
        """Fit the columns to figures and marks after an edit; a hidden page does it when it is shown."""
        if self.isVisible():
            self.income.fit_columns()

    def show_extras(self) -> None:
        """Show or hide 备注."""
        wanted = INCOME_NOTE.is_shown(self.services.open_book.book, self.services.settings)
        if wanted != self._source.has_notes:
            self._source.show_notes(wanted=wanted)
            self.income.set_source(self._source)
            self.income.fit_columns()

    def go_to(self, place: Place) -> bool:
        """Select the cell of a place, opening its groups. All lines of one figure share the cell of the first."""
        context = self.services.open_book.context
        line = next((line for line in context.book.income if line.id == place.line), None)
        first = self._source.place_of_line(line, context) if line is not None and place.page == PAGE else place
        for wanted in (place, first):
            self._folding.reveal(wanted)
            if super().go_to(wanted):
                return True
        return False

    @Slot()
    def _toggle_sources(self) -> None:
        row = self.model.grid_row(self.income.currentIndex().row())
        if row is None or not row.value.typed_here:
            return
        self._source.expanded ^= {row.value.code}
        self.model.refresh()
        self.income.fit_columns()

    @Slot(str)
    def _show_code(self, code: str) -> None:
        """Select the first cell of a code that can be typed into, else the code itself."""
        self._folding.reveal_row(("code", code))
        row = self._folding.position(("code", code))
        if row is None:
            row = next((at for at in range(self.model.line_count) if self.model.index(at, 0).data() == code), None)
        if row is None:
            return
        cells = (self.model.index(row, column) for column in range(self.model.columnCount()))
        target = next((index for index in cells if self.model.cell(index).editable), self.model.index(row, 0))
        self.income.setCurrentIndex(target)
        self.income.scrollTo(target)

    @Slot()
    def _toggle_all(self) -> None:
        if self._folding.some_closed:
            self._folding.open_all()
        else:
            self._folding.close_all()

    @Slot()
    def _name_fold_all(self) -> None:
        closed = self._folding.some_closed
        self._fold_all.setText("全部展开" if closed else "全部收起")
        self._fold_all.setToolTip(
            "列出所有的项  Alt+Shift+→；只展开一处：Alt+→" if closed else "只列合计和各类  Alt+Shift+←；只收起一处：Alt+←"
        )

    @Slot()
    def _remember_split(self) -> None:
        if not self._is_short:
            self.services.settings.set(_SPLIT, self._split.sizes())


def make_page(services: PageServices) -> IncomePage:
    """Build the page."""
    return IncomePage(services)
