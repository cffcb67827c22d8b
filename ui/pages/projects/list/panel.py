"""The left side of the project page: search, status, order, and the list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from models.book.places import Place
from ui.grid.rows.model import GridModel
from ui.pages.common.page import PageServices
from ui.pages.projects.list.function_sums import FunctionSums
from ui.pages.projects.list.grid import ListGrid
from ui.pages.projects.list.source import ALL, COLUMN_ORDERS, FILTERS, ORDERS, ProjectListSource
from ui.pages.projects.shared.lookup import findings_of, project_with
from ui.theme.theme import ICON_SIZE
from ui.widgets.small_controls import ChoiceBox, SearchField


class ProjectList(QWidget):
    """``chosen``: other projects are chosen; ``finding_wanted`` carries a place; ``opened``: go to the sheet."""

    chosen = Signal()
    opened = Signal()
    finding_wanted = Signal(object)

    def __init__(self, services: PageServices) -> None:
        super().__init__()
        self._services = services
        self._source = ProjectListSource(services.open_book)
        self._model = GridModel(self._source, services.open_book, self)
        self.grid = ListGrid(self._model, services.theme, services.icons, self)
        self.grid.horizontalHeader().remember_widths(services.settings, "projects/list")
        self.search = SearchField(
            services.theme,
            services.icons,
            placeholderText="名称、编码、拼音首字母",
            accessibleName="查找项目",
            clearButtonEnabled=True,
        )
        self.states = ChoiceBox()
        self.states.setAccessibleName("按状态筛选")
        for group in FILTERS:
            if self.states.count():
                self.states.insertSeparator(self.states.count())
            self.states.addItems(group)
        self.states.setMaxVisibleItems(self.states.count())
        self.sort = QToolButton()
        self.sort.setAccessibleName("排序")
        self.sort.setToolTip("排序")
        self._orders = QActionGroup(self)
        self._backwards = QAction("倒过来", self, checkable=True)
        self.sums = FunctionSums(services, self)
        self._make_sort_menu()
        self._lay_out()
        self._connect()
        self._measure()

    def _make_sort_menu(self) -> None:
        menu = QMenu(self.sort)
        for order in ORDERS:
            action = QAction(order, self._orders, checkable=True, checked=order == self._source.order)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self._backwards)
        self.sort.setMenu(menu)
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        self._tools = QHBoxLayout()
        self._tools.addWidget(self.search, 1)
        self._tools.addWidget(self.states)
        self._tools.addWidget(self.sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tools)
        column.addWidget(self.grid, 1)
        column.addWidget(self.sums)
        self.setTabOrder(self.search, self.states)
        self.setTabOrder(self.states, self.sort)
        self.setTabOrder(self.sort, self.grid)
        self.setTabOrder(self.grid, self.sums.head)
        self.setTabOrder(self.sums.head, self.sums.grid)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self._to_grid)
        self.states.currentTextChanged.connect(self._filter)
        self._orders.triggered.connect(self._sort)
        self._backwards.toggled.connect(self._reverse)
        self.grid.heading_clicked.connect(self._sort_by_column)
        self.sums.wanted.connect(self._show_function)
        self.grid.chosen.connect(self.chosen)
        self.grid.opened.connect(self.opened)
        self.grid.left.connect(self._to_search)
        self.grid.mark_clicked.connect(self._open_finding)
        self._services.theme.changed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        px = self._services.theme.px
        self._tools.setContentsMargins(px(8), px(6), px(6), px(6))
        self._tools.setSpacing(px(4))
        self.sort.setIcon(self._services.icons.icon("sort"))
        self.sort.setIconSize(QSize(px(ICON_SIZE), px(ICON_SIZE)))
        self.sort.setFixedSize(px(ICON_SIZE + 12), self._services.theme.height("button") + 2)
        self.setMinimumWidth(px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Limit the sums to a third of the height."""
        super().resizeEvent(event)
        self.sums.grid.keep_within(self.height() // 3)

    @property
    def count(self) -> int:
        """How many projects are shown."""
        return self._model.line_count

    def choose(self, project_id: int) -> bool:
        """Make a project current, clearing a search or filter that hides it. False when it is gone."""
        if self.grid.choose(project_id):
            return True
        if project_with(self._services.open_book.book, project_id) is None:
            return False
        self.search.clear()
        self.states.setCurrentText(ALL)
        return self.grid.choose(project_id)

    @Slot(str)
    def _search(self, text: str) -> None:
        self._source.search = text
        self._model.refresh()
        self._choose_first()

    @Slot(str)
    def _filter(self, state: str) -> None:
        self._source.state = state
        self._model.refresh()
        self._choose_first()

    @Slot(QAction)
    def _sort(self, action: QAction) -> None:
        self._sort_rows(action.text(), backwards=self._source.backwards)

    @Slot(bool)
    def _reverse(self, backwards: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._sort_rows(self._source.order, backwards=backwards)

    @Slot(str)
    def _sort_by_column(self, key: str) -> None:
        """Sort by a column; if it is the sort column already, reverse the order."""
        order = COLUMN_ORDERS[key]
        backwards = order == self._source.order and not self._source.backwards
        next(action for action in self._orders.actions() if action.text() == order).setChecked(True)
        self._source.order = order
        self._backwards.setChecked(backwards)
        self._sort_rows(order, backwards=backwards)

    def _sort_rows(self, order: str, *, backwards: bool) -> None:
        self._source.order, self._source.backwards = order, backwards
        self._model.refresh()
        shown = next((key for key, wanted in COLUMN_ORDERS.items() if wanted == order), "")
        self.grid.show_order(shown, falling=backwards != (shown == "budget"))
        self.grid.show_current()

    @Slot(str)
    def _show_function(self, code: str) -> None:
        """List the projects paid from one function code."""
        self.states.setCurrentText(ALL)
        self.search.setText(code)
        self.grid.setFocus()

    def _choose_first(self) -> None:
        """Make the first project current if none is."""
        if not self.grid.currentIndex().isValid() and self._model.line_count:
            self.grid.setCurrentIndex(self._model.index(0, 1))

    @Slot()
    def _to_grid(self) -> None:
        self.grid.setFocus()

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus()

    @Slot(object)
    def _open_finding(self, place: Place) -> None:
        """Ask for the worst finding of the project whose mark was clicked."""
        del place
        project = project_with(self._services.open_book.book, self.grid.current_project)
        marks = self._services.open_book.marks
        found = findings_of(project, marks) if project is not None else []
        worst = marks.worst(found)
        if worst:
            self.finding_wanted.emit(next(finding for finding in found if marks.mark(finding) is worst).place)
