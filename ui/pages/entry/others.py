"""The page 其他支出: 经营支出, 上解上级支出, 对附属单位补助支出, with 不予公开 below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from models.book import terms
from models.book.places import Place
from models.book.records import Book
from models.incoming.clipboard.heading_words import KIND_WORDS
from models.published.context import Context
from models.values.money import fen
from models.values.text import plain_name
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Totals
from ui.grid.view.view import GridView
from ui.pages.common import columns
from ui.pages.common.bodies import sub_unit_columns
from ui.pages.common.extras import WITHHELD
from ui.pages.common.page import PageServices
from ui.pages.common.stacked_grids import GridSection, StackedGrids
from ui.pages.entry import withheld

KEY: Final = "others"
TITLE: Final = "其他支出"
SENTENCE: Final = "经营、上解上级、对附属单位补助，每行一笔。没有就空着；从表格复制后按 Ctrl+V，或者直接输入。"
COLUMNS: Final = (
    GridColumn(
        "kind", "支出类别", ColumnKind.CHOICE, 10.5,
        choices={kind: terms.KINDS[kind] for kind in terms.OTHER_KINDS}, hint="Alt+↓ 列出全部类别",
        always=True, means=lambda text: KIND_WORDS.get(plain_name(text), ""),
    ),
    columns.FUNCTION, columns.FUNCTION_NAME, columns.SOURCE, columns.YEAR, columns.AMOUNT, columns.NOTE,
)  # fmt: skip


def totals(context: Context) -> Totals:
    """合计 with the amount of each kind that has one."""
    lines = context.book.others
    if not lines:
        return Totals()
    by_kind = {kind: sum(fen(line.amount) for line in lines if line.kind == kind) for kind in terms.OTHER_KINDS}
    parts = [(terms.KINDS[kind], amount) for kind, amount in by_kind.items() if amount]
    return Totals(amounts={"amount": sum(by_kind.values())}, parts=parts)


class OthersPage(StackedGrids):
    """The lines, and below them 不予公开 when it is shown."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self.model = GridModel(self._source(), services.open_book, self)
        self.lines = GridView(self.model, services.theme, services.icons, self)
        held = GridModel(withheld.withheld_source(), services.open_book, self)
        self.withheld = GridView(held, services.theme, services.icons, self)
        self.add_view(self.lines, TITLE)
        self.add_view(self.withheld, withheld.TITLE)
        self._lower = GridSection(withheld.TITLE, withheld.sentence(services.open_book.pack), self.withheld, services.theme)
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False, handleWidth=1)
        self._split.addWidget(self.lines)
        self._split.addWidget(self._lower)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._column.addWidget(self._split, 1)
        self.setFocusProxy(self.lines)
        self.show_extras()

    def _source(self) -> LineSource:
        extra = sub_unit_columns(self.services.open_book, self.services.settings)
        return LineSource(KEY, (*COLUMNS, *extra), totals=totals)

    @property
    def parts(self) -> Sequence[QWidget]:
        """The grids that are shown."""
        return self.views if self._is_withheld_shown() else self.views[:1]

    def _is_withheld_shown(self) -> bool:
        return WITHHELD.is_shown(self.services.open_book.book, self.services.settings)

    def refresh(self, old: Book, new: Book) -> None:
        """Show columns and grids that the changed book now needs."""
        super().refresh(old, new)
        self.show_extras()

    def go_to(self, place: Place) -> bool:
        """As in StackedGrids; the page 不予公开 itself is the lower grid."""
        if place.page == withheld.PAGE and not place.line:
            self.withheld.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().go_to(place)

    def show_extras(self) -> None:
        """Show or hide 所属单位 and 不予公开."""
        source = self._source()
        if source.columns != self.model.source.columns:
            self.lines.set_source(source)
        shown = self._is_withheld_shown()
        if not shown and self.withheld.hasFocus():
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self._lower.setVisible(shown)


def make_page(services: PageServices) -> OthersPage:
    """Build the page."""
    return OthersPage(services)
