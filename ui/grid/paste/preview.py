"""The dialog 粘贴预览: shows what a paste would change and lets the clerk choose the unit before filling in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from models.incoming.clipboard.units import WORDS
from models.values.money import MoneyUnit
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.grid.paste.cells import Outcome
from ui.grid.paste.plan import PastePlan
from ui.grid.paste.preview_table import PaddedCells, PreviewModel
from ui.grid.rows.model import GridModel
from ui.theme.icons import Icons
from ui.theme.theme import MARK_SIZE, Theme

FILL: Final = "fill"
LEAVE: Final = "leave"
_FILTERS: Final[tuple[tuple[Outcome | None, str], ...]] = (
    (None, "全部"), (Outcome.NEW, "＋ 新增"), (Outcome.CHANGED, "≠ 修改"), (Outcome.SAME, "相同"), (Outcome.BLOCKED, "填不进"),
    (Outcome.PASSED, "不填入"),
)  # fmt: skip
_LETTERS: Final = {MoneyUnit.YUAN: "Y", MoneyUnit.WAN: "W"}
_WIDTH, _HEIGHT = 912, 488
_WIDEST: Final = 220


def sentence_of(plan: PastePlan, grid: GridModel) -> str:
    """The sentence at the top: what was copied and where it goes."""
    headings = plan.target.headings
    first = headings.first if headings else 0
    words = f"从表格复制了 {plan.block.height - first} 行 {plan.block.width} 列"
    if headings is None:
        row = min(plan.target.rows.values(), default=0)
        column = grid.column(plan.target.columns[0]).title
        return f"{words}，从{grid.source.row_name(row + 1)}的“{column}”起填。"
    titles = [grid.column(to).title.split("（")[0] for to in plan.target.columns.values() if to >= 0]
    keys = "科目相同的行改在原处，没有的新增。" if plan.target.by_key else ""
    left = f"没有对应的列，不填：{'、'.join(headings.unmatched.values())}。" if headings.unmatched else ""
    return f"{words}，按标题对上了：{'、'.join(titles)}。{keys}{left}"


class PastePreview(AnswerDialog):
    """The dialog. ``plan`` is the plan to carry out; ``replan`` returns the one for another unit."""

    def __init__(
        self,
        plan: PastePlan,
        grid: GridModel,
        replan: Callable[[MoneyUnit], PastePlan],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("粘贴预览", sentence_of(plan, grid), theme, parent)
        self.plan, self._grid, self._replan, self._icons = plan, grid, replan, icons
        self._fate: Outcome | None = None
        self.units: dict[MoneyUnit, QRadioButton] = {}
        self.filters: dict[Outcome | None, QPushButton] = {}
        if plan.found is not None:
            self._add_units(plan.found.reason)
        self._add_filters()
        self.model = PreviewModel(grid, theme, icons, self)
        self.table = QTableView()
        self.table.setAccessibleName("粘贴的内容")
        self._add_table()
        self.totals = QLabel(textFormat=Qt.TextFormat.RichText)
        self.totals.setAccessibleName("填入后的合计")
        self.add_answers((Answer(LEAVE, "不填入  Esc"), Answer(FILL, "填入  Enter")), beside=self.totals)
        self._show()
        self._fit()
        self.table.setFocus()

    def _add_units(self, reason: str) -> None:
        box = QFrame()
        box.setObjectName("unitBox")
        px, colors = self.theme.px, self.theme.colors
        box.setStyleSheet(
            f"QFrame#unitBox {{ background: {colors['base']}; border: 1px solid {colors['border']}; border-radius: 3px; }}"
        )
        row = QHBoxLayout(box)
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        row.setSpacing(px(16))
        title = QLabel("金额单位")
        title.setProperty("bold", True)
        row.addWidget(title)
        group = QButtonGroup(self)
        typed = self._grid.open_book.entry_settings.unit
        for unit, letter in _LETTERS.items():
            words = f"{WORDS[unit]}，{'原样填入' if unit is typed else f'换算成{WORDS[typed]}'}"
            button = QRadioButton(f"{words}(&{letter})")
            button.setAccessibleName(words)
            button.setChecked(unit is self.plan.unit)
            group.addButton(button)
            row.addWidget(button)
            self.units[unit] = button
        group.buttonToggled.connect(self._choose_unit)
        why = QLabel(reason, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        why.setAccessibleName("怎样认出的单位")
        why.setProperty("quiet", True)
        why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(why, 1)
        self.column.addWidget(box)

    def _add_filters(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        group = QButtonGroup(self)
        for fate, words in _FILTERS:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(fate is None)
            button.setProperty("filter", True)
            button.setAutoDefault(False)
            group.addButton(button)
            row.addWidget(button)
            self.filters[fate] = button
        group.buttonClicked.connect(self._filter)
        row.addStretch(1)
        note = QLabel("有变化的排在前面")
        note.setProperty("quiet", True)
        row.addWidget(note)
        self.column.addLayout(row)

    def _add_table(self) -> None:
        table, colors = self.table, self.theme.colors
        table.setModel(self.model)
        table.setStyleSheet(f"QTableView {{ border: 1px solid {colors['border']}; }}")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.theme.height("row"))
        table.horizontalHeader().setFixedHeight(self.theme.height("heading"))
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setMinimumSectionSize(self.theme.px(MARK_SIZE))
        table.horizontalHeader().setStretchLastSection(True)
        table.setItemDelegate(PaddedCells(self.theme.px(3), table))
        self.column.addWidget(table, 1)

    def _fit(self) -> None:
        """Resize to the designed size, but not larger than the parent window; fit the columns."""
        width, height = self.theme.px(_WIDTH), self.theme.px(_HEIGHT)
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            width, height = min(width, window.width() - self.theme.px(24)), min(height, window.height() - self.theme.px(24))
        self.resize(width, height)
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(1, self.theme.px(MARK_SIZE + 16))
        for at in range(2, self.model.columnCount() - 1):
            self.table.setColumnWidth(at, min(self.table.columnWidth(at) + self.theme.px(8), self.theme.px(_WIDEST)))

    @property
    def changes(self) -> int:
        """The number of rows in which a cell changes."""
        return sum(
            any(cell.text is not None and cell.fate in {Outcome.NEW, Outcome.CHANGED} for cell in row.cells.values())
            for row in self.plan.rows
        )  # fmt: skip

    def _show(self) -> None:
        plan = self.plan
        self.model.show_plan(plan, self._fate)
        for fate, words in _FILTERS:
            count = len(plan.rows) if fate is None else plan.count(fate)
            self.filters[fate].setText(f"{words} {count}")
            self.filters[fate].setVisible(fate is None or count > 0)
        fill = self.buttons[FILL]
        fill.setText(f"填入 {self.changes} 行改动  Enter" if self.changes else "没有改动")
        fill.setAccessibleName(fill.text())
        fill.setEnabled(self.changes > 0)
        before, after = plan.totals
        unit = self._grid.open_book.entry_settings.unit_name
        shown = bool(after) and before != after
        self.totals.setText(f"填入后本页合计 <b>{before or '0.00'}</b> → <b>{after}</b> {unit}" if shown else "")

    @Slot()
    def _choose_unit(self) -> None:
        chosen = next(unit for unit, button in self.units.items() if button.isChecked())
        if chosen is not self.plan.unit:
            self.plan = self._replan(chosen)
            self._show()

    @Slot()
    def _filter(self) -> None:
        self._fate = next(fate for fate, button in self.filters.items() if button.isChecked())
        self._show()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        theme: Theme,
        icons: Icons,
        plan: PastePlan,
        grid: GridModel,
        replan: Callable[[MoneyUnit], PastePlan],
    ) -> PastePlan | None:
        """Show the dialog; the plan to carry out, or None when the clerk cancels."""
        dialog = cls(plan, grid, replan, theme, icons, parent)
        return dialog.plan if dialog.ask_now() == FILL else None
