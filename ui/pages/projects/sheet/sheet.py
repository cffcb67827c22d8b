"""The sheet of one project as a form, in the order of the printed one. Its grids stay, their sources change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.book.places import Place
from models.book.records import Project
from models.projects.edits import set_plan_months
from models.projects.hidden_parts import hidden_parts
from ui.pages.common.page import PageServices
from ui.pages.projects.shared.lookup import collection_of, page_of, project_with, projects_with
from ui.pages.projects.sheet.head import LABEL_WIDTH
from ui.pages.projects.sheet.indicator_line import IndicatorLine
from ui.pages.projects.sheet.other_fields import words_of
from ui.pages.projects.sheet.parts import LISTS, SheetParts
from ui.pages.projects.sheet.section_grid import SectionGrid
from ui.pages.projects.sheet.shared_sources import is_plan_of
from ui.widgets.form_block import FormBlock

PROJECT: Final = Project(-1)
"""What every sheet of a project is like."""

_CHANGING: Final = ("funding", "plan", "goals", "indicators")
"""Parts whose columns follow from what the project holds."""

_LEAST_WIDTH: Final = 43
"""Width in characters below which the sheet scrolls sideways."""


class ProjectSheet(QScrollArea):
    """``finding_wanted`` carries the place of a clicked mark; ``left``: the focus goes back past the top."""

    finding_wanted = Signal(object)
    left = Signal()
    others_wanted = Signal()
    """Show or hide the fields that other layouts have: a command of the window."""

    def __init__(self, services: PageServices, like: Project = PROJECT) -> None:
        super().__init__()
        self._services = services
        self._page = page_of(like)
        self._parts = SheetParts(services, like)
        self._form = self._parts.form
        self._shown: tuple[int, ...] = ()
        self.grids = {part: self._parts.make_grid(part, self) for part in self._parts.names}
        self._active = self.grids["indicators" if self._parts.has("indicators") else self._parts.names[0]]
        self.labels = self._parts.make_labels()
        self.indicator_line = IndicatorLine(services.theme, services.icons)
        self.months = QPushButton(autoDefault=True)
        self.months.setAccessibleName("支出计划换成版式的月份")
        self.months.setProperty("link", True)
        self.others = QPushButton(autoDefault=True)
        self.others.setAccessibleName("其他版式的栏")
        self.others.setProperty("link", True)
        self._links_line = QWidget()
        self._holders: dict[str, QWidget] = {}
        """What a part is shown or hidden with."""
        self._rows: list[QHBoxLayout] = []
        self._lay_out()
        self._connect()
        self._measure()

    # --- making

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("page")
        self._column = QVBoxLayout(body)
        upper, lower = FormBlock(self._services.theme), FormBlock(self._services.theme)
        self._holders = {part: self._beside_label(part) for part in self._parts.names}
        self._holders["indicators"] = lower
        for part, holder in self._holders.items():
            (lower if holder is lower else upper).add(self.grids[part] if holder is lower else holder)
            if not self._parts.has(part):
                holder.hide()
        links = QHBoxLayout(self._links_line)
        links.setContentsMargins(0, 0, 0, 0)
        links.addWidget(self.months)
        links.addWidget(self.others)
        links.addStretch(1)
        self._blocks = (upper, lower)
        for widget in (upper, self._links_line, lower, self.indicator_line):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("绩效目标表")

    def _beside_label(self, part: str) -> QWidget:
        if part not in self.labels:
            return self.grids[part]
        row = QWidget()
        layout = QHBoxLayout(row)
        self._rows.append(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.labels[part])
        layout.addWidget(self.grids[part], 1)
        return row

    def _connect(self) -> None:
        for part, grid in self.grids.items():
            grid.left.connect(self._enter_next)
            grid.entered.connect(self._activate)
            grid.mark_clicked.connect(self.finding_wanted)
            if part in self.labels:
                self.labels[part].clicked.connect(getattr(self, f"_open_{part}"))
        self.grids["indicators"].copy_wanted.connect(self.copy_indicators)
        line = self.indicator_line
        line.clicked.connect(self._open_indicators)
        line.copy_wanted.connect(self._copy_row)
        line.up_wanted.connect(self._move_up)
        line.down_wanted.connect(self._move_down)
        line.delete_wanted.connect(self._delete_row)
        self.months.clicked.connect(self._set_months)
        self.others.clicked.connect(self.others_wanted)
        self._services.open_book.changed.connect(self._refresh)
        self._services.theme.changed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        px = self._services.theme.px
        self._column.setContentsMargins(px(8), px(8), px(8), px(12))
        self._column.setSpacing(px(8))
        self._fit_width()
        self._links_line.setFixedHeight(self._services.theme.height("row"))
        self.verticalScrollBar().setSingleStep(self._services.theme.height("row"))

    def _fit_width(self) -> None:
        """Let the sheet scroll sideways rather than have columns that cannot be read."""
        shown = [part for part in LISTS if self._is_shown(part)]
        least = max(_LEAST_WIDTH, *(self.grids[part].least_width + LABEL_WIDTH * (part in self.labels) for part in shown))
        self.widget().setMinimumWidth(round(least * self._services.theme.em))

    # --- what is shown

    @property
    def project(self) -> int:
        """The id of the shown project; 0 while none or several are shown."""
        return self._shown[0] if len(self._shown) == 1 else 0

    @property
    def projects(self) -> tuple[Project, ...]:
        """The shown projects as they are in the book."""
        return projects_with(self._services.open_book.book, self._shown)

    @property
    def parts(self) -> Sequence[SectionGrid]:
        """The grids with an editable cell, top to bottom."""
        return [grid for part, grid in self.grids.items() if grid.is_typed and self._is_shown(part)]

    @property
    def active_grid(self) -> SectionGrid:
        """The part that had the focus last."""
        return self._active

    def _is_shown(self, part: str) -> bool:
        return part in self._holders and not self._holders[part].isHidden()

    def show_projects(self, ids: Sequence[int]) -> None:
        """Show another project from its top, or what several have in common; ignored when they are gone."""
        projects = projects_with(self._services.open_book.book, ids)
        shown = tuple(project.id for project in projects)
        if not projects or shown == self._shown:
            return
        self.setUpdatesEnabled(False)
        self._shown = shown
        for part, grid in self.grids.items():
            grid.set_source(self._parts.source(part, *projects))
        self._refresh()
        self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def show_extras(self) -> None:
        """Show or hide the column 所属单位 of 资金, and what other layouts have."""
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Update labels and buttons, the parts that are shown, and the columns that the projects need now."""
        projects = self.projects
        if not projects:
            return
        for part, holder in self._holders.items():
            holder.setVisible(self._parts.is_shown(part, projects))
        for part in _CHANGING:
            self._fit_columns(part, projects)
        self._fit_width()
        self._label(projects)
        one, project = len(projects) == 1, projects[0]
        self.indicator_line.setVisible(one and self._is_shown("indicators"))
        self._offer_links(project if one else None)
        if one:
            marks = self._services.open_book.marks
            found = marks.at(Place(self._page, project.id, "indicators"))
            self.indicator_line.show_project(project, self._form, found, marks.worst(found))

    def _fit_columns(self, part: str, projects: Sequence[Project]) -> None:
        """Give a part the columns that its projects need now, if those are others."""
        grid = self.grids.get(part)
        if grid is None or (part == "plan" and is_plan_of(grid.grid_model.source, projects)):
            return
        source = self._parts.source(part, *projects)
        if part == "plan" or source.columns != grid.grid_model.source.columns:
            grid.set_source(source)

    def _label(self, projects: Sequence[Project]) -> None:
        """Show the labels with the findings of a single project."""
        marks, one = self._services.open_book.marks, len(projects) == 1
        count = sum(len(project.funding) for project in projects)
        if "funding" in self.labels:
            self.labels["funding"].show_text("资金构成", "一笔一行" if one else f"{count} 笔一起改")
        plan = (one and projects[0].plan_label) or self._form.plan_label
        self.labels["plan"].show_text(plan if one else plan.split("（")[0], "累计" if one else "累计百分比")
        for part, label in self.labels.items():
            found = marks.at(Place(page_of(projects[0]), projects[0].id, part)) if one else ()
            label.show_findings(found, marks.worst(found))

    def _offer_links(self, project: Project | None) -> None:
        """Offer the months of the form to a plan with others, and what the project has under other layouts; None: nothing."""
        book, months = self._services.open_book.book, self._form.months
        edit = set_plan_months(project.id, months) if project is not None and self._parts.has("plan") else None
        self.months.setVisible(edit is not None and edit(book) is not book)
        self.months.setText(f"支出计划换成版式的月份：{'、'.join(months)}")
        held = hidden_parts(project, self._form) if project is not None else ()
        is_open = self._parts.asks_for_others
        self.others.setVisible(project is not None and (is_open or bool(held)))
        if project is not None:
            self.others.setText("收起其他版式的栏" if is_open else f"其他版式的栏有内容：{words_of(held)}")
        self._links_line.setVisible(not (self.months.isHidden() and self.others.isHidden()))

    # --- where the keyboard goes

    def enter(self) -> None:
        """Focus the first field."""
        self.grids[self._parts.names[0]].enter(1)

    def enter_name(self) -> None:
        """Focus the name of the project."""
        self.grids[self._parts.part_of("name")].show_place(Place(self._page, self.project, "name"))

    def go_to(self, place: Place) -> bool:
        """Go to the cell of a place in the shown project. False when there is none."""
        project = project_with(self._services.open_book.book, self.project)
        if project is None:
            return False
        part = collection_of(project, place.line)
        part = self._parts.part_of(part or place.field)
        if not self._is_shown(part) and not self._parts.asks_for_others:
            self.others_wanted.emit()
        grid = self.grids[part if self._is_shown(part) else self._parts.names[0]]
        if place.line == project.id and part in LISTS:
            if not grid.enter(1):
                grid.setFocus()
        elif not grid.show_place(place):
            return False
        self._show_surroundings()
        QTimer.singleShot(0, self._show_surroundings)
        return True

    @Slot()
    def _show_surroundings(self) -> None:
        """Scroll so that the rows around the current cell are visible too."""
        index = self._active.currentIndex()
        if index.isValid():
            self._apply_layouts()
            rect = self._active.visualRect(index)
            middle = self._active.viewport().mapTo(self.widget(), rect.center())
            self.ensureVisible(middle.x(), middle.y(), rect.width() // 2, self.viewport().height() // 3)

    @Slot(object, int, bool)
    def _enter_next(self, grid: SectionGrid, step: int, cell_by_cell: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Enter the next or previous editable part; past the top, emit ``left``."""
        order = [grid for part, grid in self.grids.items() if self._is_shown(part)]
        at = order.index(grid) + step
        while 0 <= at < len(order):
            if order[at].enter(step, cell_by_cell=cell_by_cell):
                return
            at += step
        if step < 0:
            self.left.emit()

    @Slot(object)
    def _activate(self, grid: SectionGrid) -> None:
        """Keep only one current cell in the sheet, and scroll to it."""
        if grid is not self._active:
            before, self._active = self._active, grid
            before.let_go()
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        grid = self._active
        index = grid.currentIndex()
        if not index.isValid():
            return
        self._apply_layouts()
        cell = grid.visualRect(index)
        rect = QRect(grid.viewport().mapTo(self.widget(), cell.topLeft()), cell.size())
        margin = self._services.theme.height("row")
        self.ensureVisible(rect.left(), rect.bottom(), margin, margin)
        self.ensureVisible(rect.left(), rect.top(), margin, margin)

    def _apply_layouts(self) -> None:
        """Apply pending heights now, so that the scroll range is right."""
        for layout in (*self._rows, *(block.layout() for block in self._blocks), self._column):
            if layout is not None:
                layout.activate()
        body = self.widget()
        body.resize(self.viewport().size().expandedTo(body.minimumSizeHint()))

    def commit(self) -> bool:
        """Store the text of an open editor. False when it was refused and the editor stays open."""
        for grid in self.grids.values():
            if grid.open_editor is not None:
                grid.setFocus()
        return all(grid.open_editor is None for grid in self.grids.values())

    # --- commands

    @Slot()
    def _set_months(self) -> None:
        self._services.open_book.edit(set_plan_months(self.project, self._form.months))

    def _open_part(self, part: str) -> None:
        place = Place(self._page, self.project, part)
        if self._services.open_book.marks.at(place):
            self.finding_wanted.emit(place)
        else:
            self.grids[part].enter(1)

    @Slot()
    def _open_funding(self) -> None:
        self._open_part("funding")

    @Slot()
    def _open_tasks(self) -> None:
        self._open_part("tasks")

    @Slot()
    def _open_plan(self) -> None:
        self._open_part("plan")

    @Slot()
    def _open_goals(self) -> None:
        self._open_part("goals")

    @Slot()
    def _open_indicators(self) -> None:
        self._open_part("indicators")

    @Slot()
    def copy_indicators(self) -> None:
        """Copy the selected indicators, or all, to projects that the user chooses."""
        from ui.pages.projects.transfers.transfers import copy_to_others  # noqa: PLC0415 - not needed at the start

        if not self.commit() or not self.project:
            return
        grid = self.grids["indicators"]
        copy_to_others(self._services, self.project, grid.chosen_lines if self._active is grid else (), self.window())

    @Slot()
    def _copy_row(self) -> None:
        self._active.copy_row()

    @Slot()
    def _move_up(self) -> None:
        self._active.move_up()

    @Slot()
    def _move_down(self) -> None:
        self._active.move_down()

    @Slot()
    def _delete_row(self) -> None:
        self._active.block.delete_rows()
