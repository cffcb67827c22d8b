"""转入下一年: asks for the stage, the projects to continue, and whether to copy amounts and 政府采购."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.book.records import Book, Project
from models.pack.forms.pack import Pack
from models.projects.amounts import project_budget
from models.values.amount_style import AmountStyle
from models.years.roll_over import CONTINUED, RollOverOptions, goes_on, uses_old_money_alone
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import choice_box, make_form, note
from ui.session.amounts import window_amounts
from ui.theme.icons import Icons
from ui.theme.theme import CHARACTER, Theme
from ui.widgets.plain_table import BorderedWidget, PlainCell, PlainColumn, PlainRow, PlainTable

Refusal = Callable[[str], str]
"""Returns why no book of this stage can be made, or ""."""

LEFT: Final = "不转"
_WIDTH: Final = 52
_ROWS: Final = 10
_LEAST_ROWS: Final = 5
_OLD_MONEY: Final = "上年结转"
_COPY: Final = 1
"""Index of 照抄 or 转入 in its box."""


class ProjectChoice(PlainTable):
    """One row per project. Space or a click switches between 延续 and 不转 and emits ``turned``."""

    turned = Signal()

    def __init__(
        self, projects: Sequence[Project], amounts: AmountStyle, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        budget = PlainColumn(f"预算数（{amounts.unit}）", 8.6, right=True)
        super().__init__((PlainColumn("转入", 5), PlainColumn("项目名称"), budget, PlainColumn("状态", 8.4)), theme, icons, parent)
        self._projects, self._amounts = tuple(projects), amounts
        self.going = frozenset(project.id for project in projects if goes_on(project))
        self.setAccessibleName("项目")
        self.clicked.connect(self._turn)
        for opening in self.actions():
            self.removeAction(opening)  # nothing opens here
        turn = QAction("转入、不转入\t空格键", self)
        turn.triggered.connect(self._turn)
        self.addAction(turn)
        self._show()
        if projects:
            self.selectRow(0)

    def _show(self) -> None:
        self.show_rows([_row(project, self._amounts, going=project.id in self.going) for project in self._projects])

    @property
    def all_go(self) -> bool:
        """Whether every project is continued."""
        return len(self.going) == len(self._projects)

    @Slot()
    def turn_all(self) -> None:
        """Continue all projects, or none if all were continued."""
        self._set(frozenset() if self.all_go else frozenset(project.id for project in self._projects))

    @Slot()
    def _turn(self) -> None:
        if isinstance(self.current_key, int):
            self._set(self.going ^ {self.current_key})

    def _set(self, going: frozenset[int]) -> None:
        self.going = going
        self._show()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space switches the project; Enter is left to the dialog."""
        if event.key() == Qt.Key.Key_Space:
            self._turn()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _row(project: Project, amounts: AmountStyle, *, going: bool) -> PlainRow:
    name = project.name.replace("\n", " ") or project.code or "没有名称"
    state = _OLD_MONEY if uses_old_money_alone(project) else project.status
    budget = project_budget(project)
    cells = (
        PlainCell(CONTINUED if going else LEFT, quiet=not going),
        PlainCell(name, quiet=not going),
        PlainCell(amounts.show(budget), quiet=not going),
        PlainCell(state, quiet=True),
    )
    return PlainRow(project.id, cells)


class RollOverDialog(AnswerDialog):
    """``old`` is the book to continue, ``pack`` the form of the new one."""

    def __init__(self, old: Book, pack: Pack, refusal: Refusal, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        unit = f"{old.unit.code} {old.unit.name}".strip()
        super().__init__("转入下一年", f"从 {unit} {old.year} 年的预算建立 {old.year + 1} 年的。原来那一本不改。", theme, parent)
        self._old, self._refusal = old, refusal
        self.stage = choice_box("预算阶段", pack.stages)
        self.amounts = choice_box("金额", ("留空", f"照抄 {old.year} 年的"))
        self.procurement = choice_box("政府采购", ("不转入", f"转入 {len(old.procurement)} 行"))
        self.projects = ProjectChoice(old.projects, window_amounts(pack), theme, icons, self)
        self.count = QLabel()
        self.count.setAccessibleName("项目数")
        self.all = QPushButton()
        self.all.setAutoDefault(False)
        self.fault = note("不能建立的原因")
        self.fault.setProperty("error", True)
        self._lay_out(pack)
        self.add_answers((Answer("leave", "不建立"), Answer("create", f"建立 {old.year + 1} 年的预算")))
        self.stage.currentTextChanged.connect(self._validate)
        self.projects.turned.connect(self._show_counts)
        self.all.clicked.connect(self.projects.turn_all)
        self._choose_free_stage(pack)
        self._show_counts()
        self.stage.setFocus()

    def _lay_out(self, pack: Pack) -> None:
        fields = (("预算阶段(&J)", self.stage), ("金额(&M)", self.amounts), ("政府采购(&C)", self.procurement))
        form = make_form(fields, self.theme)
        facts = note("版式说明")
        following = "" if pack.year == self._old.year + 1 else f"，没有 {self._old.year + 1} 年的，先用它"
        facts.setText(f"{pack.title}{following}")
        form.addRow("版式", facts)
        form.setRowVisible(self.procurement, bool(self._old.procurement))
        self.column.addLayout(form)
        self._lay_out_projects(pack)
        self.column.addWidget(self.fault)

    def _lay_out_projects(self, pack: Pack) -> None:
        px, rows = self.theme.px, len(self._old.projects)
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.all)
        whole = QWidget()
        part = QVBoxLayout(whole)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(px(6))
        part.addLayout(head)
        self.projects.setMinimumHeight(self.projects.height_of(min(rows, _LEAST_ROWS)))
        part.addWidget(BorderedWidget(self.projects, self.theme), 1)
        part.addWidget(self._hint(pack))
        self.column.addWidget(whole, 1)
        whole.setVisible(bool(rows))
        if not rows:
            return
        parent = self.parentWidget()
        room = self.screen().availableSize() if parent is None else parent.size()
        wanted = self.sizeHint().height() + self.projects.height_of(min(rows, _ROWS)) - self.projects.minimumHeight() + px(48)
        self.resize(min(px(_WIDTH * CHARACTER), room.width() - px(24)), min(wanted, room.height() - px(24)))

    def _hint(self, pack: Pack) -> QLabel:
        hint = note("项目怎么转")
        old_money = "只用上年结转的先不转。" if any(map(uses_old_money_alone, self._old.projects)) else ""
        with_sheet = "转入的项目连同绩效目标表，文字不改。" if pack.sheet.is_printed else ""
        hint.setText(f"空格键改一行。{with_sheet}{old_money}")
        return hint

    def _choose_free_stage(self, pack: Pack) -> None:
        """Select the first stage that has no book yet."""
        self.stage.setCurrentIndex(next((i for i, stage in enumerate(pack.stages) if not self._refusal(stage)), 0))
        self._validate()

    @Slot()
    def _validate(self) -> None:
        fault = self._refusal(self.stage.currentText())
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.buttons["create"].setEnabled(not fault)

    @Slot()
    def _show_counts(self) -> None:
        count, going = len(self._old.projects), len(self.projects.going)
        self.count.setText(f"项目 {count} 个，转入 {going} 个")
        self.all.setText("全部不转(&A)" if self.projects.all_go else "全部转入(&A)")

    @property
    def wanted(self) -> RollOverOptions:
        """The options entered."""
        return RollOverOptions(
            self.stage.currentText(),
            self.projects.going,
            amounts=self.amounts.currentIndex() == _COPY,
            procurement=self.procurement.currentIndex() == _COPY,
        )

    @classmethod
    def ask(
        cls, parent: QWidget | None, old: Book, pack: Pack, refusal: Refusal, theme: Theme, icons: Icons
    ) -> RollOverOptions | None:
        """Show the dialog. None when it was left."""
        dialog = cls(old, pack, refusal, theme, icons, parent)
        return dialog.wanted if dialog.ask_now() == "create" else None
