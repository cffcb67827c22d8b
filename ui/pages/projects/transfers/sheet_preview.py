"""粘贴绩效目标表: shows what was read of each sheet, and asks what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from models.book.records import Book, Project
from models.incoming.sheets.reading import SheetReading
from models.pack.forms.sheet import SheetForm
from models.projects.incoming import IncomingProject, ProjectIndex
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.pages.projects.transfers.sheet_words import sheet_html
from ui.theme.icons import Icons, blank_mark, list_mark
from ui.theme.theme import CHARACTER, Theme
from ui.widgets.small_controls import ChoiceBox

NEW: Final = "新增"
LEAVE: Final = "不加"
SKIP: Final = "跳过"
REPLACE: Final = "替换"
AGAIN: Final = "另加"
TAKE: Final = "take"
_LIST_WIDTH: Final = 20
_FORM_WIDTH: Final = 30
_WIDTH: Final = 88
_ROWS: Final = 22
_LEAST_ROWS: Final = 8
_OUTSIDE: Final = 2
"""Most notes shown about text outside the sheets."""


class _Sheet(Struct):
    """A pasted sheet with its possible actions (the first is proposed) and the chosen one (``way``)."""

    project: Project
    ways: tuple[str, ...]
    known: Project | None = None
    sentence: str = ""
    way: str = ""


def sheets_of(reading: SheetReading, book: Book) -> list[_Sheet]:
    """The sheets with their actions: one already in the book, or pasted twice, is skipped by default."""
    own, pasted = ProjectIndex(book.projects), ProjectIndex()
    numbers = {project.id: number for number, project in enumerate(book.projects, 1)}
    sheets = []
    for project in reading.projects:
        known = own.find(project)
        if pasted.find(project) is not None:
            sheets.append(_Sheet(project, (SKIP, AGAIN), None, "上面已有一张同样编码或名称的表"))
        elif known is not None:
            same = "编码" if known.code and known.code == project.code else "名称"
            sheets.append(_Sheet(project, (SKIP, REPLACE, AGAIN), known, f"预算里第 {numbers[known.id]} 个项目{same}相同"))
        else:
            sheets.append(_Sheet(project, (NEW, LEAVE)))
        pasted.add(project)
        sheets[-1].way = sheets[-1].ways[0]
    return sheets


class IncomingProjectList(QListWidget):
    """``stepped``: the space bar was pressed, for the next action."""

    stepped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar emits ``stepped``."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.stepped.emit()
        else:
            super().keyPressEvent(event)


class SheetPreview(AnswerDialog):
    """The list of sheets at the left, the current one as a form at the right."""

    def __init__(
        self, reading: SheetReading, book: Book, form: SheetForm, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__("粘贴绩效目标表", "", theme, parent)
        self._reading, self._form = reading, form
        self.sheets = sheets_of(reading, book)
        self.list, self.form, self.ways = IncomingProjectList(), QTextBrowser(openLinks=False), ChoiceBox()
        self.outside = QLabel(wordWrap=True)
        for part, name in (
            (self.list, "读出的项目"), (self.form, "读出的内容"), (self.ways, "选中的项目怎么办"), (self.outside, "没有读的部分"),
        ):  # fmt: skip
            part.setAccessibleName(name)
        self._show_summary()
        self._fill(icons)
        self._lay_out()
        self.add_answers((Answer("leave", "不填入"), Answer(TAKE, "填入")))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemSelectionChanged.connect(self._offer_ways)
        self.list.stepped.connect(self._step)
        self.ways.activated.connect(self._choose)
        self.list.setCurrentRow(0)
        self._count()
        self.list.setFocus()

    def _show_summary(self) -> None:
        notes = sum(note.sheet > 0 for note in self._reading.notes)
        known = sum(bool(sheet.sentence) for sheet in self.sheets)
        parts = [f"读出 {len(self.sheets)} 个项目"]
        parts += [f"{notes} 处没有读懂或者缺"] * bool(notes) + [f"{known} 个已经有了"] * bool(known)
        self.sentence.setText("，".join(parts) + "。空格键换做法，可以选中几个一起换。")
        self.sentence.setVisible(True)
        outside = [note.sentence for note in self._reading.notes_of(0)]
        more = [f"这样的还有 {len(outside) - _OUTSIDE} 处"] if len(outside) > _OUTSIDE else []
        self.outside.setText("\n".join(outside[:_OUTSIDE] + more))
        self.outside.setToolTip("\n".join(outside[:_ROWS]))
        self.outside.setProperty("quiet", True)
        self.outside.setVisible(bool(outside))

    def _fill(self, icons: Icons) -> None:
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        for number, sheet in enumerate(self.sheets, 1):
            noted = bool(self._reading.notes_of(number))
            item = QListWidgetItem(list_mark(icons, "verify") if noted else blank_mark(icons), "")
            state = "有没读懂或者缺的" if noted else "全读懂了"
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"{state}，{sheet.sentence}".rstrip("，"))
            self.list.addItem(item)
            self._name(number - 1)

    def _name(self, row: int) -> None:
        sheet = self.sheets[row]
        name = sheet.project.name or sheet.project.code or "没有名称"
        self.list.item(row).setText(f"{sheet.way}　{name}")
        self.list.item(row).setToolTip(name)

    def _lay_out(self) -> None:
        px = self.theme.px
        self.draw_frame(self.list)
        self.form.document().setDefaultFont(self.theme.font("small"))
        self.form.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        border, accent = (self.theme.colors[token] for token in ("border", "accent"))
        self.form.setStyleSheet(
            f"QTextBrowser {{ border: 1px solid {border}; }} QTextBrowser:focus {{ border: 2px solid {accent}; }}"
        )
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(px(_LIST_WIDTH * CHARACTER))
        self.form.setMinimumWidth(px(_FORM_WIDTH * CHARACTER))
        self.form.setMinimumHeight(_LEAST_ROWS * self.theme.height("list_row"))
        label = QLabel("选中的项目(&W)")
        label.setBuddy(self.ways)
        choice = QHBoxLayout()
        choice.addWidget(label)
        choice.addWidget(self.ways, 1)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.list, 1)
        left.addLayout(choice)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addLayout(left, 2)
        row.addWidget(self.form, 5)
        self.column.addLayout(row, 1)
        self.column.addWidget(self.outside)
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.screen().availableSize()
        wanted = (px(_WIDTH * CHARACTER), (_ROWS + 6) * self.theme.height("list_row"))
        self.resize(min(wanted[0], room.width() - px(24)), min(wanted[1], room.height() - px(24)))

    # --- one sheet

    @Slot(int)
    def _show(self, row: int) -> None:
        sheet = self.sheets[row]
        notes, others = self._reading.notes_of(row + 1), self._reading.others_of(row + 1)
        padding = self.theme.px(4)
        self.form.setHtml(sheet_html(sheet.project, notes, others, sheet.sentence, self._form, self.theme.colors, padding))

    def _chosen(self) -> list[int]:
        return sorted(self.list.row(item) for item in self.list.selectedItems())

    @Slot()
    def _offer_ways(self) -> None:
        """Offer the actions that all selected sheets allow."""
        rows = self._chosen()
        first = self.sheets[rows[0]].ways if rows else ()
        ways = [way for way in first if all(way in self.sheets[row].ways for row in rows)]
        self.ways.clear()
        self.ways.addItems(ways)
        self.ways.setEnabled(bool(ways))
        same = {self.sheets[row].way for row in rows}
        self.ways.setCurrentIndex(ways.index(same.pop()) if len(same) == 1 and same <= set(ways) else -1)

    @Slot()
    def _step(self) -> None:
        """Set each selected sheet to its next action."""
        for row in self._chosen():
            sheet = self.sheets[row]
            self._set_way(row, sheet.ways[(sheet.ways.index(sheet.way) + 1) % len(sheet.ways)])
        self._offer_ways()

    @Slot(int)
    def _choose(self, index: int) -> None:
        for row in self._chosen():
            self._set_way(row, self.ways.itemText(index))

    def _set_way(self, row: int, way: str) -> None:
        self.sheets[row].way = way
        self._name(row)
        self._count()

    def _count(self) -> None:
        count = len(self.incoming)
        button = self.buttons[TAKE]
        button.setText(f"填入 {count} 个项目" if count else "填入")
        button.setAccessibleName(button.text())
        button.setEnabled(bool(count))

    @property
    def incoming(self) -> Sequence[IncomingProject]:
        """The projects to take into the book."""
        return [
            IncomingProject(sheet.project, sheet.known.id if sheet.way == REPLACE and sheet.known is not None else 0)
            for sheet in self.sheets
            if sheet.way in {NEW, REPLACE, AGAIN}
        ]

    @classmethod
    def ask(
        cls, parent: QWidget | None, reading: SheetReading, book: Book, form: SheetForm, theme: Theme, icons: Icons
    ) -> Sequence[IncomingProject]:
        """The projects to take in; none when the dialog was cancelled."""
        dialog = cls(reading, book, form, theme, icons, parent)
        return dialog.incoming if dialog.ask_now() == TAKE else ()
