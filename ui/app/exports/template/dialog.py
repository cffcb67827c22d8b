"""填入财政局的模板: what will stand where, what has no place, and cells that are pointed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from models.templates.parts import Part
from models.templates.points import Point
from models.templates.records import Filling, Found
from models.templates.shown import shown_sheet
from storage.templates.kept import KeptTemplates
from storage.templates.references import cell_name
from storage.templates.template import Template
from ui.app.exports.template.grid import TemplateGrid
from ui.app.exports.template.kept_row import KeptRow
from ui.app.exports.template.part_list import PartList, PartState
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import choice_box
from ui.theme.icons import Icons
from ui.theme.theme import CHARACTER, Theme
from ui.widgets.small_controls import ElidedLabel

FILL: Final = "fill"
TITLE: Final = "填入财政局的模板"
_LEFT_ROWS: Final = 4
_WIDTH, _ROWS = 100, 30
_LIST: Final = 20

Replan = Callable[[Sequence[Point]], Filling]
"""How the template is filled with these points."""


class FillAnswer(NamedTuple):
    """The plan to carry out, and a sentence about what was kept, or ""."""

    filling: Filling
    kept: str


class FillTemplate(AnswerDialog):
    """At the left the parts of the book, at the right the sheets of the template as they will be; below what is not filled.

    ``points`` are what was pointed at, ``filling`` is the plan with them. ``why_draft`` says why it leaves as a draft, or "".
    """

    def __init__(
        self,
        template: Template,
        parts: Sequence[Part],
        replan: Replan,
        kept: KeptTemplates,
        why_draft: str,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TITLE, "", theme, parent)
        self._template, self._replan, self._why_draft = template, replan, why_draft
        self.kept = KeptRow(kept, template.document, template.name.rpartition(".")[0], theme)
        self.points = self.kept.offer()
        self.filling = replan(self.points)
        self._hand: Part | None = None
        self._blocks = [block for block in template.document.blocks if not block.hidden]
        self.parts = PartList(theme, icons, parts)
        self.sheets = choice_box("工作表", [block.title for block in self._blocks])
        self.grid = TemplateGrid(theme, icons)
        self.line = ElidedLabel("这一格")
        self.take, self.drop = QPushButton("指给一格(&P)"), QPushButton("不再指定(&U)")
        self.left = QListWidget()
        self._lay_out()
        words = "填成草稿…" if why_draft else "填好另存…"
        self.add_answers((Answer("leave", "不填"), Answer(FILL, words, "F")), beside=self._pointing())
        self._connect()
        self._show()
        self.parts.setCurrentRow(0)
        self.parts.setFocus()

    # --- what is there

    def _lay_out(self) -> None:
        px = self.theme.px
        self.draw_frame(self.parts)
        self.draw_frame(self.left)
        self.left.setAccessibleName("没有填的")
        self.left.setWordWrap(True)
        self.parts.setMinimumWidth(px(_LIST * CHARACTER))
        self.sheets.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sheets.setMaximumWidth(px(_LIST * CHARACTER))
        label = QLabel("工作表(&S)")
        label.setBuddy(self.sheets)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(label)
        head.addWidget(self.sheets)
        head.addWidget(self.line)
        head.addStretch(1)
        right, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(px(8), 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        right.setLayout(column)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.parts)
        panes.addWidget(right)
        panes.setStretchFactor(1, 1)
        panes.setChildrenCollapsible(False)
        self.column.addWidget(self.kept)
        self.column.addWidget(panes, 1)
        self.column.addWidget(self.left)
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.screen().availableSize()
        wanted = (px(_WIDTH * CHARACTER), _ROWS * self.theme.height("list_row"))
        self.resize(min(wanted[0], room.width() - px(24)), min(wanted[1], room.height() - px(24)))

    def _pointing(self) -> QWidget:
        box, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        for button in (self.take, self.drop):
            button.setAccessibleName(button.text().split("(")[0])
            button.setAutoDefault(False)
            row.addWidget(button)
        box.setLayout(row)
        return box

    def _connect(self) -> None:
        self.kept.chosen.connect(self._use)
        self.parts.currentRowChanged.connect(self._go_to_part)
        self.parts.taken.connect(self._take)
        self.parts.dropped.connect(self._drop)
        self.take.clicked.connect(self._take)
        self.drop.clicked.connect(self._drop)
        self.sheets.currentIndexChanged.connect(self._show_sheet)
        self.grid.turned.connect(self._turn)
        self.grid.moved.connect(self._show_place)
        self.grid.chosen.connect(self._choose)
        self.grid.left.connect(self._give_up)

    def _show(self) -> None:
        """Show the plan as it is now."""
        filling = self.filling
        count, lines = len(filling.placed), [*filling.left, *self._template.notes]
        found = f"“{self._template.name}”里有 {count} 处找到了" if count else f"“{self._template.name}”里什么都没有找到"
        missing = f"，{len(filling.left)} 处没有填，列在下面" if filling.left else "，全填了"
        draft = f"。{self._why_draft}，填好的标明“草稿”" if self._why_draft else ""
        self.sentence.setText(f"{found}{missing}{draft}。")
        self.sentence.setVisible(True)
        self.left.clear()
        self.left.addItems(lines)
        self.left.setVisible(bool(lines))
        self.left.setMaximumHeight(min(len(lines), _LEFT_ROWS) * self.theme.height("list_row") + self.theme.px(8))
        self.buttons[FILL].setEnabled(bool(count))
        self.kept.show_points(self.points)
        self.parts.show_states(self.state_of)
        self._show_sheet()

    @Slot()
    def _show_sheet(self) -> None:
        block = self._blocks[max(self.sheets.currentIndex(), 0)]
        filling = next((sheet for sheet in self.filling.sheets if sheet.sheet == block.title), None)
        self.grid.show_sheet(shown_sheet(block, filling))
        self._show_place()

    @Slot(int)
    def _turn(self, by: int) -> None:
        at = self.sheets.currentIndex() + by
        if 0 <= at < self.sheets.count():
            self.sheets.setCurrentIndex(at)

    @Slot()
    def _show_place(self) -> None:
        """Say where the cursor is, and while something is to be pointed at, how."""
        row, column = self.grid.place
        where = cell_name(row, column) if row else "插入的行" if column else "这张工作表是空的"
        if self._hand is not None:
            self.line.setText(f"{where}　“{self._hand.words}”是这一格就按 Enter，或者点它；Esc 不指了")
            return
        index = self.grid.currentIndex()
        text = " ".join(self.grid.sheet_model.text(index.row(), index.column()).split())
        own = self._own_text(row, column)
        was = f"（原来是“{own}”）" if own and own != text else ""
        self.line.setText(f"{where}　{text}{was}")

    def _own_text(self, row: int, column: int) -> str:
        """What stands in a cell of the template."""
        block = self._blocks[max(self.sheets.currentIndex(), 0)]
        return next((cell.text for cell in block.cells() if (cell.row + 1, cell.column + 1) == (row, column)), "")

    # --- places

    def state_of(self, part: Part) -> PartState:
        """Where a part stands, and the point that says so."""
        found = next((one for one in self.filling.found if one.key == part.key), None)
        point = next((point for point in self.points if self._is_for(point, part, found)), None)
        return PartState(found, point)

    def _is_for(self, point: Point, part: Part, found: Found | None) -> bool:
        if found is not None:
            return (point.sheet, point.row, point.column) == (found.sheet, found.row, found.column)
        taken = {(one.sheet, one.row, one.column) for one in self.filling.found}
        return point.means == part.means and (point.sheet, point.row, point.column) not in taken

    @Slot()
    def _go_to_part(self) -> None:
        """Show the place of the selected part."""
        part = self.parts.part
        state = self.state_of(part) if part is not None else PartState()
        self.drop.setEnabled(state.point is not None)
        self.take.setEnabled(part is not None)
        of = state.found or state.point
        titles = [block.title for block in self._blocks]
        if of is not None and of.sheet in titles and self._hand is None:
            self.sheets.setCurrentIndex(titles.index(of.sheet))
            self.grid.go_to(of.row, of.column)

    @Slot()
    def _take(self) -> None:
        """Take the selected part in hand: the next cell that is chosen is its place."""
        self._hand = self.parts.part
        self.grid.holds = self._hand is not None
        self.grid.setFocus()
        self._show_place()

    @Slot()
    def _give_up(self) -> None:
        """Point at nothing after all."""
        self._hand, self.grid.holds = None, False
        self.parts.setFocus()
        self._show_place()

    @Slot()
    def _choose(self) -> None:
        """The current cell is the place of the part in hand."""
        part, (row, column) = self._hand, self.grid.place
        if part is None:
            return
        if not row:
            self.line.setText("这一行是填的时候插入的，模板里没有；指模板里有的格")
            return
        sheet = self._blocks[self.sheets.currentIndex()].title
        old = self.state_of(part).point
        kept = [one for one in self.points if one != old and (one.sheet, one.row, one.column) != (sheet, row, column)]
        self._use([*kept, Point(sheet, row, column, part.means, self._own_text(row, column).strip())])
        self._give_up()

    @Slot()
    def _drop(self) -> None:
        """Forget what was pointed at for the selected part."""
        part = self.parts.part
        point = self.state_of(part).point if part is not None else None
        if point is not None:
            self._use([one for one in self.points if one != point])

    @Slot(object)
    def _use(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)
        self.filling = self._replan(self.points)
        self._show()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        icons: Icons,
        template: Template,
        parts: Sequence[Part],
        replan: Replan,
        kept: KeptTemplates,
        why_draft: str,
    ) -> FillAnswer | None:
        """Show the dialog; None when it was left. What was pointed at is kept in any case."""
        dialog = cls(template, parts, replan, kept, why_draft, theme, icons, parent)
        answer, said = dialog.ask_now(), dialog.kept.keep()
        return FillAnswer(dialog.filling, said) if answer == FILL else None
