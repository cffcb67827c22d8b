"""The dialog 粘贴预览: shows what a paste would change; the clerk may choose the unit and the columns before filling in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
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

from models.values.money import MoneyUnit
from models.values.unit_words import WORDS
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.grid.paste.cells import Outcome
from ui.grid.paste.choice_header import ChoiceHeader, choice_menu
from ui.grid.paste.fields import Basis, choices_of
from ui.grid.paste.plan import PastePlan
from ui.grid.paste.preview_table import PaddedCells, PreviewModel
from ui.grid.rows.model import GridModel
from ui.theme.icons import Icons
from ui.theme.theme import MARK_SIZE, Theme
from ui.widgets.wrapped_text import wrapped_height

FILL: Final = "fill"
LEAVE: Final = "leave"
_FILTERS: Final[tuple[tuple[Outcome | None, str], ...]] = (
    (None, "全部"), (Outcome.NEW, "＋ 新增"), (Outcome.CHANGED, "≠ 修改"), (Outcome.SAME, "相同"), (Outcome.BLOCKED, "填不进"),
    (Outcome.PASSED, "不填入"),
)  # fmt: skip
_LETTERS: Final = {MoneyUnit.YUAN: "Y", MoneyUnit.WAN: "W"}
_WIDTH, _HEIGHT = 912, 488
_WIDEST: Final = 220
_WIDEST_RESULT: Final = 340
_BESIDE_RESULT: Final = 16
_MEASURED: Final = 100
"""Rows whose texts decide how wide a column is."""


Replan = Callable[[MoneyUnit | None, Mapping[int, str] | None], PastePlan]
"""The plan for a unit and for fields of the columns, as ``plan_paste`` takes them; None: recognised."""

_FOUND_BY: Final = {Basis.HEADINGS: "按标题对上了", Basis.CONTENTS: "没有认得的标题，按内容认出了", Basis.CHOSEN: "按选定的列填"}


def sentence_of(plan: PastePlan, grid: GridModel) -> str:
    """The sentence at the top: what was copied and where it goes."""
    headings = plan.target.headings
    first = headings.first if headings else 0
    last = plan.block.number(plan.block.height - 1)
    words = f"从表格复制了 {last - first} 行 {plan.block.width} 列"
    if headings is None:
        row = min(plan.target.rows.values(), default=0)
        column = grid.heading(plan.target.columns[0])
        return f"{words}，从{grid.source.row_name(row + 1)}的“{column}”起填。"
    titles = [grid.column(to).title.split("（")[0] for to in plan.target.columns.values() if to >= 0]
    keys = "科目相同的行改在原处，没有的新增。" if plan.target.by_key else ""
    left = f"没有对应的列，不填：{'、'.join(headings.unmatched.values())}。" if headings.unmatched else ""
    parts = "每种资金来源一行。" if plan.block.numbers else ""
    missing = "没有一列是金额，点标题选。" if plan.lacks_amount else ""
    return f"{words}，{_FOUND_BY[plan.target.basis]}：{'、'.join(titles) or '没有'}。{parts}{keys}{left}{missing}"


class PastePreview(AnswerDialog):
    """The dialog. ``plan`` is the plan to carry out; ``replan`` returns the one for another unit or other columns."""

    def __init__(
        self,
        plan: PastePlan,
        grid: GridModel,
        replan: Replan,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("粘贴预览", sentence_of(plan, grid), theme, parent)
        self.plan, self._grid, self._replan, self._icons = plan, grid, replan, icons
        self._fate: Outcome | None = None
        self._unit: MoneyUnit | None = None
        self.units: dict[MoneyUnit, QRadioButton] = {}
        self.filters: dict[Outcome | None, QPushButton] = {}
        self._unit_box, self._unit_reason = QFrame(), QLabel(wordWrap=True)
        self._add_units()
        self._add_filters()
        self.model = PreviewModel(grid, theme, icons, self)
        self.table = QTableView()
        self.table.setAccessibleName("粘贴的内容")
        self.header = ChoiceHeader(theme, self.model.has_choice, self.table)
        self._add_table()
        self.totals = QLabel()
        self.totals.setAccessibleName("填入后的合计")
        self.totals.setProperty("bold", True)
        self.add_answers((Answer(LEAVE, "不填入  Esc"), Answer(FILL, "填入  Enter")), beside=self.totals)
        self._show()
        self._fit()
        self.table.setFocus()

    def _add_units(self) -> None:
        box = self._unit_box
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
            group.addButton(button)
            row.addWidget(button)
            self.units[unit] = button
        group.buttonToggled.connect(self._choose_unit)
        self._unit_group = group
        why = self._unit_reason
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
        note = QLabel("有变化的排在前面；列不对，← → 到那一列，Alt+↓ 改")
        note.setProperty("quiet", True)
        row.addWidget(note)
        self.column.addLayout(row)

    def _add_table(self) -> None:
        table, colors = self.table, self.theme.colors
        table.setHorizontalHeader(self.header)
        table.setModel(self.model)
        table.setStyleSheet(f"QTableView {{ border: 1px solid {colors['border']}; }}")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)  # only a row of several reasons is high enough for it
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.theme.height("row"))
        self.header.setFixedHeight(self.theme.height("heading"))
        self.header.setMinimumSectionSize(self.theme.px(MARK_SIZE))
        self.header.setStretchLastSection(True)
        self.header.setResizeContentsPrecision(_MEASURED)
        self.header.asked.connect(self._ask_column)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        table.setItemDelegate(PaddedCells(self.theme.px(3), table))
        self.column.addWidget(table, 1)

    def _fit(self) -> None:
        """Resize to the designed size, but not larger than the parent window."""
        width, height = self.theme.px(_WIDTH), self.theme.px(_HEIGHT)
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            width, height = min(width, window.width() - self.theme.px(24)), min(height, window.height() - self.theme.px(24))
        self.resize(width, height)

    def _fit_columns(self) -> None:
        """Fit the columns to their texts. The result is last, but goes before a block that leaves no room for it."""
        table, px, room = self.table, self.theme.px, self.table.viewport().width()
        result = self.model.columnCount() - 1
        widest = {result: min(px(_WIDEST_RESULT), room * 2 // 5)}
        widths = [max(table.sizeHintForColumn(at), self.header.sectionSizeHint(at)) for at in range(result + 1)]
        widths = [min(width + px(8 if at > 1 else 0), widest.get(at, px(_WIDEST))) for at, width in enumerate(widths)]
        widths[1] = px(MARK_SIZE + 16)
        for at, width in enumerate(widths):
            table.setColumnWidth(at, width)
        self.header.moveSection(self.header.visualIndex(result), 2 if sum(widths) > room else result)
        self._fit_rows(result)

    def _fit_rows(self, result: int) -> None:
        """Make a row as high as its reasons need, which wrap: they are what the preview is read for."""
        table, height, px = self.table, self.theme.height("row"), self.theme.px
        font, metrics = table.font(), table.fontMetrics()
        room = table.columnWidth(result) - px(_BESIDE_RESULT)
        for row in range(self.model.rowCount()):
            text = self.model.index(row, result).data()
            needed = wrapped_height(text, font, metrics, room) if text else 0
            table.setRowHeight(row, max(height, needed + px(6)) if needed > metrics.height() else height)

    @property
    def changes(self) -> int:
        """The number of rows in which a cell changes."""
        return sum(
            any(cell.text is not None and cell.fate in {Outcome.NEW, Outcome.CHANGED} for cell in row.cells.values())
            for row in self.plan.rows
        )  # fmt: skip

    def _show(self) -> None:
        plan, column = self.plan, self.table.currentIndex().column()
        self.sentence.setText(sentence_of(plan, self._grid))
        self._unit_box.setVisible(plan.found is not None)
        self._unit_reason.setText(plan.found.reason if plan.found is not None else "")
        with QSignalBlocker(self._unit_group):
            self.units[plan.unit].setChecked(True)
        self.model.show_plan(plan, self._fate)
        self._fit_columns()
        self.table.setCurrentIndex(self.model.index(0, max(column, 2)))
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
        self.totals.setText(f"填入后本页合计 {before or '0.00'} → {after} {unit}" if shown else "")

    @Slot()
    def _choose_unit(self) -> None:
        chosen = next(unit for unit, button in self.units.items() if button.isChecked())
        if chosen is not self.plan.unit:
            self._unit = chosen
            self._replan_with(self.plan.fields if self.plan.chosen else None)

    def _replan_with(self, fields: Mapping[int, str] | None) -> None:
        self.plan = self._replan(self._unit, fields)
        self._show()

    # --- columns

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+↓ in the table opens the list of the current column; another width of the table fits the columns again."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._fit_columns()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _opens_list(event):
            self._ask_column(self.table.currentIndex().column())
            return True
        return super().eventFilter(watched, event)

    @Slot(int)
    def _ask_column(self, section: int) -> None:
        """Open the list of a column."""
        if not self.model.has_choice(section):
            return
        self.table.setCurrentIndex(self.model.index(max(self.table.currentIndex().row(), 0), section))
        at = self.model.column_of(section)
        menu = choice_menu(self.model.title(section), choices_of(self._grid), self.plan.fields[at], self.header)
        menu.triggered.connect(partial(self._choose_column, at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.header.place_of(section))

    def _choose_column(self, at: int, action: QAction) -> None:
        """Fill the column of the block into another one of the grid; the one that had it before is left out."""
        key = action.data()
        others = {other: "" if key and held == key else held for other, held in self.plan.fields.items()}
        self._replan_with({**others, at: key})

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
        replan: Replan,
    ) -> PastePlan | None:
        """Show the dialog; the plan to carry out, or None when the clerk cancels."""
        dialog = cls(plan, grid, replan, theme, icons, parent)
        return dialog.plan if dialog.ask_now() == FILL else None


def _opens_list(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
