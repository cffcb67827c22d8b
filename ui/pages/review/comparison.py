"""阶段对比: what was changed since another stage of the same budget; seen, explained, printed and exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from models.book.places import Place
from models.book.records import Book
from models.pack.errors import PackError
from models.paper.beside.difference_layout import NAME, difference_sheet
from models.paper.beside.stage_drafts import why_draft
from models.paper.sheet import PrintedSheet
from models.published.context import Context
from models.words.books import book_name, file_title
from models.words.places import PAGE_NAMES
from models.years.stage_difference import DifferenceRow
from storage.database.books import BookEntry
from storage.diagnostics.fault_log import log_fault
from storage.errors import StorageError
from ui.dialogs.file_questions import FOLDER, WORKBOOK, FileQuestions, last_folder
from ui.dialogs.question import Question
from ui.grid.rows.model import GridModel
from ui.grid.view.content_line import ContentLine
from ui.grid.view.view import GridView
from ui.pages.common.page import Page, PageServices
from ui.pages.review.comparison_source import PAGE, REASON, ComparisonSource
from ui.printing.jobs import PrintDialog, PrintPreview, chosen_pages, print_pages
from ui.widgets.small_controls import ChoiceBox, ElidedLabel

KEY: Final = "comparison"
TITLE: Final = PAGE_NAMES[PAGE]
SENTENCE: Final = "这一本和同一预算的另一个阶段比，调了什么。双击一行或按 Alt+Enter 到那一处。"
_ALONE: Final = "这个单位这一年只有这一本。点“转入下一阶段”复制一本，改过以后在这里看调了什么。"
_CHOICE: Final = 120
"""The width of the choice of stages in pixels at 100 %."""

_SAME: Final = "两个阶段没有不同。"


class ComparisonPage(Page):
    """The other stage is chosen above the grid. It is read again whenever the page is shown."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self._entries: tuple[BookEntry, ...] = ()
        self._source = ComparisonSource(None, services.open_book.book.stage)
        self._old: Context | None = None
        self.model = GridModel(self._source, services.open_book, self)
        self.content_line = ContentLine(services.theme, self)
        self._grid = GridView(self.model, services.theme, services.icons, self)
        self._grid.setAccessibleName(TITLE)
        self._grid.horizontalHeader().remember_widths(services.settings, KEY)
        self.other = ChoiceBox()
        self.other.setAccessibleName("对比的阶段")
        self.verdict = ElidedLabel("对比的结果")
        self._nothing = QLabel(alignment=Qt.AlignmentFlag.AlignTop, wordWrap=True)
        self._nothing.setProperty("quietBody", True)
        self._actions = self._make_actions()
        self._open = QAction("打开这一处", self, shortcut=QKeySequence("Alt+Return"))
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self._open)
        self._lay_out()
        self._connect()

    def _make_actions(self) -> dict[str, QAction]:
        actions = {}
        for key, words, tip, slot in (
            ("next_stage", "转入下一阶段", "把这一本复制到下一个阶段，这一本不改", self._next_stage),
            ("print_preview", "打印预览…", "按打印机的纸张看", self.preview_print),
            ("print", "打印…", "打印对比表", self.print_sheet),
            ("export", "导出对比表", "存成 Excel 工作簿", self.export),
        ):
            actions[key] = QAction(words, self, toolTip=tip)
            actions[key].setObjectName(key)
            actions[key].triggered.connect(slot)
        return actions

    def _lay_out(self) -> None:
        self._choice = QWidget()
        self._bar = QHBoxLayout(self._choice)
        self._bar.addWidget(QLabel("和这一本比"))
        self._bar.addWidget(self.other)
        self._bar.addWidget(self.verdict)
        self._bar.addStretch(1)
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.content_line)
        inner.addWidget(self._grid, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(filled)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._choice)
        column.addWidget(self._stack, 1)
        self.services.theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        px = self.services.theme.px
        self._bar.setContentsMargins(px(12), px(4), px(12), px(4))
        self._bar.setSpacing(px(8))
        self.other.setMinimumWidth(px(_CHOICE))
        self._nothing.setMargin(px(16))

    def _connect(self) -> None:
        self._grid.described.connect(self.content_line.show_cell)
        self._grid.doubleClicked.connect(self._follow)
        self._open.triggered.connect(self._go)
        self.other.activated.connect(self._compare)

    # --- the contract of a page

    @property
    def parts(self) -> Sequence[QWidget]:
        """The choice of the other stage, and the grid."""
        return [part for part in (self.other, self._grid) if part.isVisible()]

    @property
    def grid(self) -> GridView:
        """The grid of the differences."""
        return self._grid

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """转入下一阶段, and what is done with the printed comparison."""
        return list(self._actions.values())

    def refresh(self, old: Book, new: Book) -> None:
        """Name the result anew; the grid updates itself."""
        if old.stage != new.stage:
            self._compare()
        self._show_result()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the other stages, for another window may have changed them."""
        super().showEvent(event)
        self._read_entries()

    def go_to(self, place: Place) -> bool:
        """Go to the row of a place, or to that of a written reason (its line) in the comparison that it is for."""
        written = next((line for line in self.services.open_book.book.change_reasons if line.id == place.line), None)
        if written is None:
            return self._grid.show_place(place) or not place.field
        at = next((at for at, entry in enumerate(self._entries) if entry.stage == written.stage), -1)
        if at < 0:
            return False
        self.other.setCurrentIndex(at)
        self._compare()
        return self._grid.show_place(Place(PAGE, 0, f"{written.place}/{REASON}"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the grid, or to the choice while there is nothing in it. With a focus proxy Tab would not leave."""
        (self._grid if self._stack.currentIndex() == 0 else self.other).setFocus(event.reason())

    # --- the other stage

    def _read_entries(self) -> None:
        records, kept = self.services.records, self.other.currentData()
        try:
            self._entries = tuple(records.other_stages(self.services.open_book.book)) if records is not None else ()
        except StorageError as error:
            self._show_nothing(str(error))
            return
        self.other.clear()
        for entry in self._entries:
            self.other.addItem(entry.stage or "没有阶段", entry.id)
        at = self.other.findData(kept)
        self.other.setCurrentIndex(at if at >= 0 else self._usual())
        self._compare()

    def _usual(self) -> int:
        """The position of the stage before the open one, else of the last one there is."""
        order = self.services.open_book.pack.stages
        own = self.services.open_book.book.stage
        until = order.index(own) if own in order else len(order)
        earlier = [at for at, entry in enumerate(self._entries) if entry.stage in order[:until]]
        return max(earlier, key=lambda at: order.index(self._entries[at].stage), default=len(self._entries) - 1)

    @Slot()
    def _compare(self) -> None:
        """Compare with the chosen stage."""
        book_id, records = self.other.currentData(), self.services.records
        if book_id is None or records is None:
            self._show_nothing(_ALONE)
            return
        try:
            old = self._old = records.stage(book_id)
        except (StorageError, PackError) as error:
            self._show_nothing(str(error))
            return
        stage = self.services.open_book.book.stage
        if (self._source.old, self._source.stage) != (old.book, stage):
            self._source = ComparisonSource(old.book, stage)
            self._grid.set_source(self._source)
        self._show_result()

    def _show_nothing(self, words: str) -> None:
        """There is no other stage to compare with."""
        self._source = ComparisonSource(None, self.services.open_book.book.stage)
        self._grid.set_source(self._source)
        self._show_result(words)

    def _show_result(self, words: str = _SAME) -> None:
        """How many differences there are; ``words`` stand in place of an empty grid. Printing needs another stage."""
        difference = self._source.difference(self.services.open_book.context)
        for key in ("print", "print_preview", "export"):
            self._actions[key].setEnabled(difference is not None)
        count = difference.count if difference is not None else 0
        self._choice.setVisible(difference is not None)
        self.verdict.setText(f"{count} 处不同" if count else "")
        self._nothing.setText(words)
        self._stack.setCurrentIndex(0 if count else 1)

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        """A double click on a read-only cell leads to the place of the difference."""
        if not self.model.cell(index).editable:
            self._go()

    @Slot()
    def _go(self) -> None:
        row = self.model.grid_row(self._grid.currentIndex().row())
        if row is not None and isinstance(row.value.shown, DifferenceRow):
            self.place_wanted.emit(row.value.shown.place)

    @Slot()
    def _next_stage(self) -> None:
        self.command_wanted.emit("next_stage")

    # --- on paper

    def sheet(self) -> PrintedSheet | None:
        """The comparison as it prints; a draft while anything blocks a submission of either stage. None without another stage."""
        open_book = self.services.open_book
        difference = self._source.difference(open_book.context)
        if difference is None or self._old is None:
            return None
        why = why_draft(self._old, open_book.context, open_book.findings if open_book.is_checked else None, log_fault)
        return difference_sheet(open_book.book, open_book.pack, difference, draft=bool(why), note=why)

    @Slot()
    def print_sheet(self) -> None:
        """Print after the system's dialog."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"{book_name(self.services.open_book.book)} {NAME}")
        if PrintDialog.ask(self, printer):
            self.print_on(printer)

    @Slot()
    def preview_print(self) -> None:
        """Show Qt's print preview."""
        PrintPreview.show_pages(self, self.print_on)

    @Slot(QPrinter)
    def print_on(self, printer: QPrinter) -> bool:
        """Print the range set in ``printer``. False when the printer refuses."""
        sheet = self.sheet()
        if sheet is None:
            return False
        return print_pages(printer, chosen_pages(printer, sheet, [sheet]), self.services.theme.font(serif=True).family())

    @Slot()
    def export(self) -> Path | None:
        """Write the comparison as a workbook where the clerk says. Returns the file, None when nothing was written."""
        from storage.workbook.writer import write_sheets  # noqa: PLC0415 - openpyxl: the page opens without

        sheet, book, services = self.sheet(), self.services.open_book.book, self.services
        if sheet is None:
            return None
        suggested = last_folder(services.settings) / f"{file_title(book)} {NAME}.xlsx"
        target = FileQuestions.new(self, "导出对比表", suggested, WORKBOOK)
        if target is None:
            return None
        services.settings.set(FOLDER, str(target.parent))
        try:
            write_sheets([sheet], target)
        except StorageError as error:
            Question.ask(self.window(), services.theme, "没有导出", str(error))
            return None
        Question.ask(self.window(), services.theme, "导出对比表", f"已导出到 {target}")
        return target


def make_page(services: PageServices) -> ComparisonPage:
    """Create the page for the workspace."""
    return ComparisonPage(services)
