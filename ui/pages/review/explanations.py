"""核实说明: all 核实 findings with their reasons, edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Book
from models.checks.findings import EXPLAINED, LAPSED, Finding, Severity, explanation_of, explanation_state
from models.published.context import Context
from models.words.places import place_words
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell, GridRow
from ui.grid.view.content_line import ContentLine
from ui.grid.view.view import GridView
from ui.pages.common.fixed_rows import FixedRows
from ui.pages.common.page import Page, PageServices
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark

KEY: Final = "explanations"
TITLE: Final = "核实说明"
SENTENCE: Final = "每处核实写明原因，写了才能导出正式件。双击“位置”到那一处。"
_NOTHING: Final = "没有要核实的地方，这一页不用填。"


class ExplanationsPage(Page):
    """A grid of the 核实 findings: the last column is edited, the others lead to the place of the finding."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self.model = GridModel(ExplanationSource(services.open_book), services.open_book, self)
        self.content_line = ContentLine(services.theme, self)
        self._grid = GridView(self.model, services.theme, services.icons, self)
        self._grid.setAccessibleName(TITLE)
        self._nothing = QLabel(_NOTHING, alignment=Qt.AlignmentFlag.AlignTop)
        self._nothing.setProperty("quietBody", True)
        self._confirm = QAction("原说明仍适用", self, toolTip="数变了，原来的说明还对：照旧保留")
        self._open = QAction("打开这一处", self, toolTip="到要核实的单元格  Alt+Enter")
        self._open.setShortcut("Alt+Return")
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self._open)
        self._lay_out()
        self._connect()
        self._show_state()

    def _lay_out(self) -> None:
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.content_line)
        column.addWidget(self._grid, 1)
        self._nothing.setMargin(self.services.theme.px(16))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._nothing)
        self.setFocusProxy(self._grid)

    def _connect(self) -> None:
        self._grid.described.connect(self.content_line.show_cell)
        self._grid.described.connect(self._show_state)
        self._grid.mark_clicked.connect(self._show_finding)
        self._grid.doubleClicked.connect(self._follow)
        self._open.triggered.connect(self._go)
        self._confirm.triggered.connect(self._confirm_reason)

    # --- the contract of a page

    @property
    def grid(self) -> GridView:
        """The grid of the findings."""
        return self._grid

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """原说明仍适用, 打开这一处."""
        return [self._confirm, self._open]

    def go_to(self, place: Place) -> bool:
        """Go to the row of a place or of a written reason (its line), else to the first without a valid reason."""
        written = next((line for line in self.services.open_book.book.explanations if line.id == place.line), None)
        row = Place(PAGE, 0, f"{written.code}/{written.place}/{REASON}") if written is not None else place
        if self._grid.show_place(row):
            return True
        items = ((row, self._item(row)) for row in range(self.model.line_count))
        waiting = (row for row, item in items if item is not None and item.state != EXPLAINED)
        if self.model.line_count:
            self._grid.jump(next(waiting, 0), self._reason_column)
        self._grid.setFocus()
        return not place.field

    # --- the current row

    @property
    def _reason_column(self) -> int:
        return next(i for i, column in enumerate(self.model.source.columns) if column.key == REASON)

    def _item(self, row: int) -> ExplanationRow | None:
        line = self.model.grid_row(row)
        item: ExplanationRow | None = line.value if line is not None else None
        return item

    @property
    def current(self) -> ExplanationRow | None:
        """The finding of the current row, or None."""
        return self._item(self._grid.currentIndex().row())

    @Slot()
    def _show_state(self) -> None:
        current = self.current
        self._open.setEnabled(current is not None)
        self._confirm.setEnabled(current is not None and current.state == LAPSED)
        self._stack.setCurrentIndex(0 if self.model.line_count else 1)

    @Slot(object)
    def _show_finding(self) -> None:
        if self.current is not None:
            self.finding_wanted.emit(self.current.finding.place)

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        """A double click on a read-only cell leads to the place of the finding."""
        if not self.model.cell(index).editable:
            self._go()

    @Slot()
    def _go(self) -> None:
        if self.current is not None:
            self.place_wanted.emit(self.current.finding.place)

    @Slot()
    def _confirm_reason(self) -> None:
        item = self.current
        if item is not None:
            finding = item.finding
            self.services.open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, item.reason))


def make_page(services: PageServices) -> ExplanationsPage:
    """Create the page for the workspace."""
    return ExplanationsPage(services)


PAGE: Final = "explanations"
STATE: Final = "state"
REASON: Final = "text"
STATE_WORDS: Final = {EXPLAINED: "已说明", LAPSED: "数变了"}
UNEXPLAINED_WORDS: Final = "待说明"
_HINT: Final = "确实如此时，写明原因；写了才能导出正式件"
_LAPSED_HINT: Final = "数变了，原来的说明不再适用：核对后改一改，或者删了重写"

COLUMNS: Final = (
    GridColumn(STATE, "状态", ColumnKind.COMPUTED, 6),
    GridColumn("place", "位置", ColumnKind.COMPUTED, 12),
    GridColumn("message", "核实什么", ColumnKind.LONG_TEXT, 30, editable=False, least=16),
    GridColumn(REASON, "说明", ColumnKind.LONG_TEXT, 34, hint=_HINT, least=16),
)


class ExplanationRow(NamedTuple):
    """A 核实 finding with the state and text of its explanation."""

    finding: Finding
    state: str
    reason: str


class ExplanationSource(FixedRows):
    """A ``GridSource`` over the 核实 findings; a reason is saved with the fingerprint of the values it explains."""

    page = PAGE
    columns = COLUMNS

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book

    def rows(self, context: Context) -> Sequence[GridRow]:
        """In the order of the findings, so that a row stays in place when it is explained."""
        items = to_explain(context.book, self._open_book.findings)
        return [GridRow(f"{item.finding.code}/{item.finding.place.key}", item) for item in items]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """State with its mark, place, message, reason."""
        item: ExplanationRow = row.value
        if column.key == STATE:
            mark = Mark.EXPLAINED if item.state == EXPLAINED else Mark.VERIFY
            words = state_words(item)
            return Cell(words, "", words, item.finding.remedy, editable=False, computed=True, mark=mark)
        if column.key == REASON:
            hint = _LAPSED_HINT if item.state == LAPSED else "" if item.reason else _HINT
            return Cell(item.reason, item.reason, item.reason, hint)
        text = item.finding.message if column.key == "message" else place_words(context.book, context.pack, item.finding.place)
        return Cell(text, text, text, item.finding.remedy, editable=False, computed=column.key != "message")

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The cell of this page, not the place of the finding."""
        return Place(PAGE, 0, f"{row.key}/{column.key}")

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Write or change the reason; an empty text removes it."""
        if column.key != REASON:
            return None
        finding = row.value.finding
        return edits.explain(finding.code, finding.place.key, finding.fingerprint, text)


def to_explain(book: Book, findings: Sequence[Finding]) -> list[ExplanationRow]:
    """The 核实 findings of a book with their explanations."""
    items = []
    for finding in findings:
        if finding.severity is Severity.VERIFY:
            written = explanation_of(book, finding)
            items.append(ExplanationRow(finding, explanation_state(book, finding), written.text if written else ""))
    return items


def state_words(item: ExplanationRow) -> str:
    """已说明, 数变了 or 待说明."""
    return STATE_WORDS.get(item.state, UNEXPLAINED_WORDS)
