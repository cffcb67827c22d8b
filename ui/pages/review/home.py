"""首页 of an open book: progress and findings at the left, totals and charts at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.book import edits
from models.book.places import Place
from models.book.records import Book
from models.checks.findings import Finding, blocked_words, blocking, count_blocking
from models.checks.texts.timely import term_of
from models.pack.forms.pack import Pack
from models.words.changes import changes_between
from storage.errors import StorageError
from ui.findings.list import FindingDelegate, FindingsModel
from ui.pages.common import page_states
from ui.pages.common.page import Page, PageServices, Records
from ui.pages.review import home_figures
from ui.pages.review.task_list import NAME, TaskList
from ui.session.amounts import window_amounts
from ui.session.open_book import OpenBook
from ui.theme.brushes import brushes_of
from ui.widgets.enter_list import EnterList
from ui.widgets.fair_split import FairSplit
from ui.widgets.plain_table import BorderedWidget, ColouredBackground, PlainTable
from ui.widgets.plots import CompositionBar, NamedBars, PlotPart

KEY: Final = "home"
TITLE: Final = "首页"
_DONE: Final = 636
_LEAST_PLOTS: Final = 320
"""The preferred width of the left column and the least of the right one, in pixels at 100 %."""

_FIRST: Final = 5
"""How many findings are shown."""

_CHANGES: Final = 6
"""How many changes since the last 报送 are listed."""

_NOTHING_LEFT: Final = "没有要处理的问题。"
_NO_AMOUNTS: Final = "录入金额以后，这里看收入和支出由哪些部分组成。"
_BLANK: Final = "从“基本支出”开始：从表格复制后按 Ctrl+V，或者直接输入。"


class HomePage(Page):
    """Progress by page, tasks, the first findings, changes since the last 报送, and charts of the totals."""

    def __init__(self, services: PageServices, places: Mapping[str, Sequence[str]]) -> None:
        super().__init__(KEY, TITLE, sentence(services.open_book), services)
        self._places = places
        theme, icons = services.theme, services.icons
        pack = services.open_book.pack
        columns = page_states.columns(window_amounts(pack), page_states.names_of_further_pages(services.open_book))
        self.state = PlainTable(columns, theme, icons, self, on_click=True, whole=True)
        self.state.setAccessibleName("填报情况")
        self._model = FindingsModel(services.open_book, self)
        self._delegate = FindingDelegate(brushes_of(theme, icons, self.devicePixelRatioF()), self)
        self.findings = FirstFindings(self._model, self._delegate, self)
        self.tasks = TaskList(theme, icons)
        self.income, self.spending = CompositionBar(theme, "收入构成"), CompositionBar(theme, "支出构成")
        self.classes = NamedBars(theme, "支出按功能分类")
        self._headings = {
            key: self._label("heading") for key in ("state", "term", "tasks", "first", "income", "spending", "classes", "changes")
        }
        self._nothing, self._changes, self._last_year, self._term = (self._label("quiet") for _ in range(4))
        self._splitter = FairSplit(services.settings, services.theme, KEY, self._share)
        self._next_year = QAction("转入下一年", self)
        self._export_now = QAction("导出工作簿  Ctrl+E", self)
        self._actions = self._make_actions()
        self._lay_out()
        self._connect()
        self._restyle()

    def _label(self, kind: str) -> QLabel:
        label = QLabel(wordWrap=kind == "quiet")
        label.setProperty(kind, True)
        return label

    def _make_actions(self) -> list[QAction]:
        step, export = QAction("处理下一处  F8", self), self._export_now
        step.setToolTip("到下一处问题  F8")
        export.setToolTip("按公开格式导出 Excel 工作簿  Ctrl+E")
        export.setProperty("primary", True)
        step.triggered.connect(self._next)
        export.triggered.connect(self._export)
        self._next_year.setToolTip("从这本预算建立下一年的，这一本不改")
        self._next_year.triggered.connect(self._roll_over)
        self._next_year.setVisible(False)
        return [self._next_year, step, export]

    @Slot()
    def _roll_over(self) -> None:
        self.command_wanted.emit("roll_over")

    @Slot()
    def _next(self) -> None:
        self.command_wanted.emit("next")

    @Slot()
    def _export(self) -> None:
        self.command_wanted.emit("export")

    def _lay_out(self) -> None:
        h = self._headings
        h["state"].setText("填报情况")
        h["first"].setText("先看这几处")
        h["term"].setText("公开的期限")
        h["classes"].setText("支出按功能分类")
        self._first = BorderedWidget(self.findings, self.services.theme)
        left = [
            h["state"],
            BorderedWidget(self.state, self.services.theme),
            h["term"],
            self._term,
            h["tasks"],
            self.tasks,
            h["first"],
            self._first,
            self._nothing,
            h["changes"],
            self._changes,
        ]
        right = [h["income"], self.income, h["spending"], self.spending, h["classes"], self.classes, self._last_year]
        self._columns = [self._add_column(left, "window"), self._add_column(right, "base")]
        self._splitter.setStretchFactor(0, 6)
        self._splitter.setStretchFactor(1, 5)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
        self.setFocusProxy(self.state)

    def _add_column(self, parts: Sequence[QWidget], ground: str) -> QVBoxLayout:
        """Add a column that scrolls when it is too high. Space is left by what is shown alone: see ``_restyle``."""
        inner, area = ColouredBackground(self.services.theme, ground), QScrollArea()
        layout = QVBoxLayout(inner)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._splitter.addWidget(area)
        return layout

    def _share(self, width: int) -> list[int]:
        """The left column takes the width that the charts can spare."""
        px = self.services.theme.px
        plots = min(max(width - px(_DONE), px(_LEAST_PLOTS)), width // 2)
        return [width - plots, plots]

    def _connect(self) -> None:
        self.state.chosen.connect(self._open_page)
        self.findings.chosen.connect(self._open_finding)
        self.tasks.ticked.connect(self._tick)
        self.services.theme.changed.connect(self._restyle)

    # --- the contract of a page

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """转入下一年 (visible after a 报送), 处理下一处, 导出工作簿."""
        return self._actions

    def refresh(self, old: Book, new: Book) -> None:
        """Update if visible, else when the page is next shown."""
        del old, new
        self.sentence = sentence(self.services.open_book)
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Update to the book and its last 报送."""
        super().showEvent(event)
        self._show()

    def go_to(self, place: Place) -> bool:
        """False: no place lies on this page."""
        del place
        return False

    # --- what is shown

    def _show(self) -> None:
        self.state.show_rows(page_states.state_rows(self.services.open_book, self._places))
        self._show_tasks()
        self._show_term()
        self._show_first()
        self._show_changes()
        context = self.services.open_book.context
        style = window_amounts(context.pack)
        for heading, plot, words, parts in (
            ("income", self.income, "收入", home_figures.income_parts(context)),
            ("spending", self.spending, "支出", home_figures.spending_parts(context)),
        ):
            self._headings[heading].setText(f"{words} {style.figure(_total(parts))} {style.unit}")
            plot.show_parts(parts, style)
            for part in (self._headings[heading], plot):
                part.setVisible(bool(parts))
        classes = home_figures.class_parts(context)
        self._headings["classes"].setVisible(bool(classes))
        self.classes.show_parts(classes, style)
        is_begun = bool(self.income.parts or self.spending.parts)
        self._last_year.setText(home_figures.last_year_words(context) if is_begun else _NO_AMOUNTS)

    def _show_tasks(self) -> None:
        """List the tasks until the last one is done."""
        tasks = self.services.open_book.book.tasks
        left = sum(not task.done for task in tasks)
        self.tasks.show_tasks(tasks)
        self._headings["tasks"].setText(f"{NAME}：还有 {left} 件")
        for part in (self._headings["tasks"], self.tasks):
            part.setVisible(left > 0)

    @Slot(int, bool)
    def _tick(self, task: int, done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.services.open_book.edit(edits.set_field(task, "done", str(int(done))))

    def _show_first(self) -> None:
        first = left_to_do(self.services.open_book)[:_FIRST]
        self._model.show_findings(first)
        self._first.setVisible(bool(first))
        self.findings.fit()
        blank = page_states.is_blank(self.services.open_book.book)
        self._nothing.setText(_BLANK if blank else "" if first else _NOTHING_LEFT)
        self._nothing.setVisible(blank or not first)

    def _show_term(self) -> None:
        words = term_words(self.services.open_book)
        self._term.setText(words)
        for part in (self._headings["term"], self._term):
            part.setVisible(bool(words))

    def _show_changes(self) -> None:
        open_book = self.services.open_book
        words, changes = changes_since_last(self.services.records, open_book.book, open_book.pack)
        self._headings["changes"].setText("上次报送以来")
        more = [f"还有 {len(changes) - _CHANGES} 处"] if len(changes) > _CHANGES else []
        self._changes.setText("\n".join([words, *changes[:_CHANGES], *more]))
        for part in (self._headings["changes"], self._changes):
            part.setVisible(bool(words))
        self._next_year.setVisible(bool(words))  # the next year begins with a submitted book

    # --- opening places

    @Slot(object)
    def _open_page(self, page: str) -> None:
        self.place_wanted.emit(Place(page))

    @Slot(object)
    def _open_finding(self, finding: Finding) -> None:
        self.place_wanted.emit(finding.place)
        self.finding_wanted.emit(finding.place)

    @Slot()
    def _restyle(self) -> None:
        px = self.services.theme.px
        self._export_now.setIcon(self.services.icons.icon("export", "on_accent"))
        self._delegate.brushes = brushes_of(self.services.theme, self.services.icons, self.devicePixelRatioF())
        for column in self._columns:
            column.setContentsMargins(px(18), 0, px(18), px(18))
            column.setSpacing(px(6))
        for heading in self._headings.values():
            heading.setContentsMargins(0, px(12), 0, 0)
        self.findings.fit()


class FirstFindings(EnterList):
    """A few findings; ``chosen`` carries the one that was clicked or opened with Enter."""

    chosen = Signal(object)

    def __init__(self, model: FindingsModel, delegate: FindingDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = model
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._delegate = delegate
        self.setAccessibleName("先看这几处")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.enter_pressed.connect(self._choose_current)

    def fit(self) -> None:
        """Take the height of the rows."""
        self.setFixedHeight(max(1, self._findings.rowCount()) * self._delegate.brushes.list_row)
        self.doItemsLayout()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._findings.rows[index.row()].finding)

    @Slot()
    def _choose_current(self) -> None:
        self._choose(self.currentIndex())


def _total(parts: Sequence[PlotPart]) -> int:
    return sum(part.amount for part in parts)


def left_to_do(open_book: OpenBook) -> tuple[Finding, ...]:
    """What blocks the submission of the open book."""
    return blocking(open_book.book, open_book.findings)


def sentence(open_book: OpenBook) -> str:
    """Whether the book can be exported and what prevents it, and what its form still waits for."""
    awaits = open_book.context.pack.awaits
    return f"{_progress(open_book)}版式{awaits}。" if awaits else _progress(open_book)


def term_words(open_book: OpenBook) -> str:
    """By when the document must be published and what is left, from the 批复日期 of the cover; "" without one."""
    term = term_of(open_book.book)
    return f"{term.words(open_book.context.today)}。{_progress(open_book)}" if term is not None else ""


def _progress(open_book: OpenBook) -> str:
    if page_states.is_blank(open_book.book):
        return "还没有填。"
    left = left_to_do(open_book)
    errors, asked = count_blocking(left)
    if len(left) > errors + asked:
        return f"{blocked_words(left)}；可以导出草稿。"
    if errors:
        return f"还有 {errors} 处错误，正式件不能导出；可以导出草稿。"
    if asked:
        return f"没有错误。还有 {asked} 处核实没有写说明，写完可以导出正式件。"
    return "没有错误，可以导出正式件。"


def make_page(services: PageServices, places: Mapping[str, Sequence[str]]) -> HomePage:
    """Create the page for the workspace; ``places`` names the places of each page."""
    return HomePage(services, places)


def changes_since_last(records: Records | None, book: Book, pack: Pack) -> tuple[str, Sequence[str]]:
    """A sentence about the last 报送 or a StorageError ("" without either), and a sentence per change."""
    try:
        submission = records.last_submission() if records else None
    except StorageError as error:
        return str(error), ()
    if submission is None:
        return "", ()
    changes = changes_between(submission.book, book, pack)
    name = f"（{submission.file_name}）" if submission.file_name else ""
    words = f"有 {len(changes)} 处改动" if changes else "没有改动"
    return f"{submission.submitted:%Y-%m-%d %H:%M} 报送{name}以来{words}", changes
